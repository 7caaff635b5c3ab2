"""Dates in Tibetan as CLDR writes them for `bo` (common/main/bo.xml, dates of the Gregorian calendar)."""

from datetime import date

from app.domain.tibetan import with_tibetan_digits

_MONTHS = (
    "ཟླ་བ་དང་པོ", "ཟླ་བ་གཉིས་པ", "ཟླ་བ་གསུམ་པ", "ཟླ་བ་བཞི་པ", "ཟླ་བ་ལྔ་པ", "ཟླ་བ་དྲུག་པ",
    "ཟླ་བ་བདུན་པ", "ཟླ་བ་བརྒྱད་པ", "ཟླ་བ་དགུ་པ", "ཟླ་བ་བཅུ་པ", "ཟླ་བ་བཅུ་གཅིག་པ", "ཟླ་བ་བཅུ་གཉིས་པ",
)  # fmt: skip
_WEEKDAYS = ("གཟའ་ཟླ་བ་", "གཟའ་མིག་དམར་", "གཟའ་ལྷག་པ་", "གཟའ་ཕུར་བུ་", "གཟའ་པ་སངས་", "གཟའ་སྤེན་པ་", "གཟའ་ཉི་མ་")
_PATTERN = "{day.year} {month}འི་ཚེས་{day.day}"


def tibetan_date(day: date, *, tibetan_digits: bool = False) -> str:
    """Return a date in CLDR's long pattern `y MMMMའི་ཚེས་d`, with Western digits unless asked otherwise."""
    text = _PATTERN.format(day=day, month=_MONTHS[day.month - 1])
    return with_tibetan_digits(text) if tibetan_digits else text


def tibetan_full_date(day: date, *, tibetan_digits: bool = False) -> str:
    """Return a date with its weekday in CLDR's full pattern `y MMMMའི་ཚེས་d, EEEE`."""
    return f"{tibetan_date(day, tibetan_digits=tibetan_digits)}, {_WEEKDAYS[day.weekday()]}"
