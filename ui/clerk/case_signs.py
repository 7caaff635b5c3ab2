"""How a case stands, as a person sees it: a sign and a few words, the most urgent thing first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.case_rows import CaseRow
from app.domain.lifecycle import FINISHED, State
from app.domain.workdays import Calendar, count_workdays
from ui.i18n import Words, tr
from ui.theme import Sign
from ui.widgets.tables import Cell
from ui.wording import spoken

_ORDER = (Sign.OVERDUE, Sign.LATE, Sign.SOON, Sign.ON_TIME, Sign.WAITING, Sign.PAUSED, Sign.DONE)
_OURS = (State.ACCEPTED, State.REVIEWING)


@dataclass(frozen=True)
class ShownCase:
    """A case in a list, with how it stands today."""

    row: CaseRow
    sign: Sign
    words: Words


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


def in_order(rows: Iterable[CaseRow], calendar: Calendar, today: date) -> tuple[ShownCase, ...]:
    """Return cases as a list shows them, what needs a hand first at the top.

    Counting the working days of many cases takes a while; call it where the cases are read.
    """
    shown = [ShownCase(row, *standing(row, calendar, today)) for row in rows]
    shown.sort(key=lambda one: (_ORDER.index(one.sign), one.row.due or date.max, one.row.number))
    return tuple(shown)


def pill(shown: ShownCase) -> Cell:
    """Return the cell that tells how a case stands, in the language of now."""
    return Cell(shown.words, sign=shown.sign)


def _running(row: CaseRow, calendar: Calendar, today: date) -> tuple[Sign, Words]:
    if row.statutory_due is not None and today > row.statutory_due:
        return Sign.OVERDUE, tr("红牌 超法定 {time}", time=_over(row.statutory_due, calendar, today))
    if row.promise_due is not None and today > row.promise_due:
        return Sign.LATE, tr("黄牌 超承诺 {time}", time=_over(row.promise_due, calendar, today))
    return _left(row.promise_due or row.statutory_due, calendar, today)


def _over(due: date, calendar: Calendar, today: date) -> Words:
    """Return by how much a limit is over; beyond a year nobody counts working days."""
    years = (today - due).days // 365
    if years:
        return tr("{n} 年多", n=years)
    return tr("{n} 天", n=max(count_workdays(calendar, due, today).days, 1))


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
