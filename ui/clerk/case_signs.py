"""How a case stands, as a person sees it: a sign and a few words, the most urgent thing first."""

from datetime import date

from app.domain.case_rows import CaseRow
from app.domain.lifecycle import FINISHED, State
from app.domain.workdays import Calendar, count_workdays
from ui.i18n import Words, tr
from ui.theme import Sign
from ui.wording import spoken

_OURS = (State.ACCEPTED, State.REVIEWING)


def standing(row: CaseRow, calendar: Calendar, today: date) -> tuple[Sign, Words]:
    """Return the sign and words of a case's pill on a day."""
    if row.forked:
        return Sign.SOON, tr("分支待选定")
    if row.state in FINISHED:
        return Sign.DONE, spoken(row.state)
    if row.state is State.SUSPENDED:
        return Sign.PAUSED, spoken(row.state)
    if row.state is State.CORRECTING:
        return _waiting(row, calendar, today)
    if row.state is State.READY:
        return Sign.WAITING, spoken(row.state)
    if row.state in _OURS:
        return _running(row, calendar, today)
    return _next(row, calendar, today)


def urgency(row: CaseRow, calendar: Calendar, today: date) -> tuple[int, date, str]:
    """Return what to sort a list by so that what needs a hand first stands first."""
    order = (Sign.OVERDUE, Sign.LATE, Sign.SOON, Sign.ON_TIME, Sign.WAITING, Sign.PAUSED, Sign.DONE)
    sign, _ = standing(row, calendar, today)
    return order.index(sign), row.due or date.max, row.number


def _running(row: CaseRow, calendar: Calendar, today: date) -> tuple[Sign, Words]:
    if row.statutory_due is not None and today > row.statutory_due:
        days = max(count_workdays(calendar, row.statutory_due, today).days, 1)
        return Sign.OVERDUE, tr("红牌 超法定 {n} 天", n=days)
    if row.promise_due is not None and today > row.promise_due:
        days = max(count_workdays(calendar, row.promise_due, today).days, 1)
        return Sign.LATE, tr("黄牌 超承诺 {n} 天", n=days)
    return _left(row.promise_due or row.statutory_due, calendar, today)


def _left(due: date | None, calendar: Calendar, today: date) -> tuple[Sign, Words]:
    if due is None:
        return Sign.ON_TIME, tr("办理中")
    days = count_workdays(calendar, today, due).days
    if days == 0:
        return Sign.SOON, tr("今天到期")
    if days == 1:
        return Sign.SOON, tr("提示 剩 1 天")
    return Sign.ON_TIME, tr("剩 {n} 天", n=days)


def _waiting(row: CaseRow, calendar: Calendar, today: date) -> tuple[Sign, Words]:
    if row.due is None:
        return Sign.WAITING, tr("待补正")
    if today > row.due:
        return Sign.SOON, tr("补正已到期")
    return Sign.WAITING, tr("待补正 剩 {n} 天", n=count_workdays(calendar, today, row.due).days)


def _next(row: CaseRow, calendar: Calendar, today: date) -> tuple[Sign, Words]:
    """Return how long the next duty may wait: notice, making, delivery."""
    name = spoken(row.state)
    if row.due is None:
        return Sign.ON_TIME, name
    if today > row.due:
        return Sign.LATE, tr("{state} 已超期", state=name)
    days = count_workdays(calendar, today, row.due).days
    if days <= 1:
        return Sign.SOON, tr("{state} 剩 {n} 天", state=name, n=days)
    return Sign.ON_TIME, tr("{state} 剩 {n} 天", state=name, n=days)
