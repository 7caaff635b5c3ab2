"""Days and times of requests as a guide types them."""

import re
from datetime import UTC, date, datetime, time

from app.domain.dates import HALL_ZONE, parse_date
from app.domain.text import compact
from app.errors import RuleError

_TIME = re.compile("([0-9]{1,2})(?:[:：点]([0-9]{0,2})分?)?")


def typed_time(text: str) -> time:
    """Read `9`, `9:30`, `9点`, `930` or `14：05`.

    Raises:
        RuleError: `date.form`.
    """
    typed = compact(text).replace("半", "30")
    if re.fullmatch("[0-9]{3,4}", typed):
        typed = f"{typed[:-2]}:{typed[-2:]}"
    found = _TIME.fullmatch(typed)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 99)
    if hour > 23 or minute > 59:
        raise RuleError("date.form", field="时间")
    return time(hour, minute)


def typed_moment(day_text: str, time_text: str, today: date) -> datetime | None:
    """Return the moment of a day and a time, UTC; None for two empty fields.

    A day may lack its year: `9-18` is the next 18 September.

    Raises:
        RuleError: `date.form`, `date.impossible`.
    """
    if not day_text.strip() and not time_text.strip():
        return None
    at = datetime.combine(typed_day(day_text, today), typed_time(time_text), HALL_ZONE)
    return at.astimezone(UTC)


def typed_day(text: str, today: date) -> date:
    """Return a typed day, with or without its year.

    Raises:
        RuleError: `date.form`, `date.impossible`.
    """
    typed = compact(text)
    short = re.fullmatch("([0-9]{1,2})[-/.月]([0-9]{1,2})[日号]?", typed)
    if not short:
        return parse_date(typed, "日期")
    this_year = parse_date(f"{today.year}-{short[1]}-{short[2]}", "日期")
    if this_year >= today:
        return this_year
    return parse_date(f"{today.year + 1}-{short[1]}-{short[2]}", "日期")
