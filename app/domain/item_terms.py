"""Limits of service items as an editor types them: a number and the unit in which the days count."""

import re

from app.domain.items import Limit
from app.domain.text import compact
from app.domain.workdays import TermUnit
from app.errors import RuleError

_TYPED = re.compile("([0-9]{1,3})(?:个?(工作日|自然日|月)|([日天]))?")


def typed_limit(text: str, usual: TermUnit) -> Limit:
    """Read `当场`, `10`, `10 个工作日`, `15 自然日`, `15 天` (calendar days) or `1 个月`.

    Args:
        usual: the unit of a number that stands alone: the item's own; working days where it has none.

    Raises:
        RuleError: `catalogue.limit`.
    """
    typed = compact(text)
    if typed in (TermUnit.AT_ONCE.value, "0"):
        return Limit(0, TermUnit.AT_ONCE)
    found = _TYPED.fullmatch(typed)
    if found is None or not int(found[1]):
        raise RuleError("catalogue.limit", value=text)
    own = TermUnit.WORKDAYS if usual is TermUnit.AT_ONCE else usual
    unit = TermUnit(found[2]) if found[2] else TermUnit.DAYS if found[3] else own
    return Limit(int(found[1]), unit)


def limit_text(limit: Limit) -> str:
    """Return a limit as `typed_limit` reads it."""
    return limit.unit.value if limit.unit is TermUnit.AT_ONCE else f"{limit.number} {limit.unit.value}"


def check_promise(promised: Limit, statutory: Limit | None) -> None:
    """Refuse a promise longer than the law's limit (domain §1); limits in different units are not compared.

    Raises:
        RuleError: `catalogue.promise_too_long`.
    """
    if statutory is not None and promised.unit is statutory.unit and promised.number > statutory.number:
        raise RuleError(
            "catalogue.promise_too_long", promised=limit_text(promised), statutory=limit_text(statutory)
        )
