"""How facts are said on screens: enum members, days, limits, numbers."""

from datetime import date, datetime
from enum import StrEnum

from app.domain.case_number import parse_case_number
from app.domain.dates import hall_time
from app.domain.items import Limit, ServiceItem
from app.domain.workdays import TermUnit
from app.errors import RuleError
from app.sentences.words import word
from ui.i18n import Words, tr


def spoken(member: StrEnum) -> Words:
    """Return the hall's word for an enum member, translated."""
    return Words(word(member), {})


def day(when: date) -> Words:
    """Return a day of this year or any other: `9月15日`."""
    return tr("{month}月{day}日", month=when.month, day=when.day)


def weekday(when: date) -> Words:
    """Return the day of the week."""
    days = (
        tr("星期一"),
        tr("星期二"),
        tr("星期三"),
        tr("星期四"),
        tr("星期五"),
        tr("星期六"),
        tr("星期日"),
    )
    return days[when.weekday()]


def moment(at: datetime) -> Words:
    """Return a moment in the hall's zone: `9月15日 16:40`."""
    local = hall_time(at)
    return tr("{day} {time}", day=day(local.date()), time=f"{local:%H:%M}")


def limit(term: Limit | None) -> Words:
    """Return a limit: `8 个工作日`, `当场`, or that the law sets none."""
    if term is None:
        return tr("无法定时限")
    if term.unit is TermUnit.AT_ONCE:
        return tr("当场")
    if term.unit is TermUnit.WORKDAYS:
        return tr("{n} 个工作日", n=term.number)
    if term.unit is TermUnit.MONTHS:
        return tr("{n} 个月", n=term.number)
    return tr("{n} 天", n=term.number)


def item_facts(item: ServiceItem) -> Words:
    """Return what a clerk must know of an item at a glance: kind, limits, fee."""
    return tr(
        "{kind}·承诺 {promised}·法定 {statutory}·{fee}",
        kind=spoken(item.handling),
        promised=limit(item.promised),
        statutory=limit(item.statutory),
        fee=tr("收费") if item.fee.charged else tr("不收费"),
    )


def case_number(number: str) -> str:
    """Return a case number in the groups in which it is read aloud; anything else as it is."""
    try:
        return parse_case_number(number).grouped
    except RuleError:
        return number
