"""Where a line may end: the classes and rules of UAX #14 that occur in our papers.

Beyond the letter of UAX #14: the middle dot of names (才让·卓玛) never starts a line, and the Chinese
quotation marks beside wide characters behave like brackets.
"""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

_MEMBERS = {
    "GL": "\u00a0\u2007\u202f\u2011\u2060\ufeff\u0f08\u0f0c\u0f12\u0fd9\u0fda",
    "BA": "\t\u00ad\u2010\u2012\u2013\u3000\u0f0b\u0f34\u0f7f\u0f85\u0fbe\u0fbf\u0fd2",
    "BB": "\u0f01\u0f02\u0f03\u0f04\u0f06\u0f07\u0f09\u0f0a\u0fd0\u0fd1\u0fd3",
    "EX": "!?！？\u0f0d\u0f0e\u0f0f\u0f10\u0f11\u0f14",
    "OP": "（〔［｛《〈「『【〖",
    "ON": "([{\u0f3a\u0f3c",
    "CL": "}、。，．）〕］｝》〉」』】〗\u0f3b\u0f3d",
    "CP": ")]",
    "NS": "：；・ー々〻ゝゞ·‼⁇⁈⁉",
    "IS": ",.:;",
    "SY": "/",
    "HY": "-",
    "IN": "\u2024\u2025\u2026",
    "B2": "\u2014",
    "PR": "$¥￥№+\\±€£",
    "PO": "%‰℃％°¢",
    "QU": "\"'‘’“”«»",
    "NU": "0123456789\u0f20\u0f21\u0f22\u0f23\u0f24\u0f25\u0f26\u0f27\u0f28\u0f29",
    "SP": " ",
    "ZW": "\u200b",
    "BK": "\n\v\f\r\x85\u2028\u2029",
}
"""Members of each class; ON are narrow openers, told from the wide ones (OP) by rule LB30."""

_CLASS = {char: name for name, chars in _MEMBERS.items() for char in chars}
_WIDE = (
    (0x2E80, 0xA4CF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF01, 0xFF60),
    (0x20000, 0x3FFFF),
)
_NEVER_BEFORE = frozenset({"CL", "CP", "EX", "IS", "SY"})
"""LB13: these start no line, not even after spaces."""
_NOT_DIRECTLY_BEFORE = frozenset({"NS", "BA", "HY", "IN", "QU"})
_TAKES_NO_MARK = frozenset({"SP", "BK", "ZW"})
"""A mark after one of these stands alone (LB10); any other base keeps its marks (LB9)."""
_NOT_DIRECTLY_AFTER = frozenset({"GL", "BB", "QU"})
_KEPT_PAIRS = frozenset(
    pair
    for before, afters in {
        "AL": "AL NU PR PO ON GL",
        "NU": "AL NU PR PO ON GL",
        "PR": "AL NU ID OP ON GL",
        "PO": "AL NU OP ON GL",
        "HY": "NU",
        "IS": "AL NU GL",
        "SY": "NU GL",
        "CP": "AL NU PR PO GL",
        "CL": "GL",
        "ID": "PO GL",
        "NS": "GL",
        "EX": "GL",
        "IN": "GL",
        "B2": "B2 GL",
    }.items()
    for pair in ((before, after) for after in afters.split())
)


class Breaks(NamedTuple):
    """Indices before which a line may end; `hard` are those where it must."""

    allowed: frozenset[int]
    hard: frozenset[int]


def is_wide(char: str) -> bool:
    """Say whether a character is of full East Asian width."""
    code = ord(char)
    return any(first <= code <= last for first, last in _WIDE)


@lru_cache(8192)
def break_class(char: str) -> str:
    """Return the line breaking class of a character (UAX #14, table 1; ON for narrow openers)."""
    named = _CLASS.get(char)
    if named:
        return named
    if unicodedata.category(char) in ("Mn", "Mc", "Me", "Cf"):
        return "CM"
    return "ID" if is_wide(char) else "AL"


def find_breaks(text: str) -> Breaks:
    """Find every place where a line of `text` may or must end."""
    allowed, hard = set(), set()
    last = before_spaces = ""
    for index, char in enumerate(text):
        after = break_class(char)
        if after == "CM":
            if last and last not in _TAKES_NO_MARK:
                continue
            after = "AL"
        elif after == "QU":
            after = _of_quotation_mark(text, index)
        if last == "BK" and text[index - 1 : index + 1] != "\r\n":
            hard.add(index)
            allowed.add(index)
        elif last and _may_end(last, before_spaces, after):
            allowed.add(index)
        last = after
        if after != "SP":
            before_spaces = after
    return Breaks(frozenset(allowed), frozenset(hard))


def _of_quotation_mark(text: str, index: int) -> str:
    neighbours = text[max(index - 1, 0) : index] + text[index + 1 : index + 2]
    beside_wide = any(map(is_wide, neighbours))
    if beside_wide and text[index] in "“‘":
        return "OP"
    if beside_wide and text[index] in "”’":
        return "CL"
    return "QU"


@lru_cache(4096)
def _may_end(last: str, before_spaces: str, after: str) -> bool:
    """Apply LB6 to LB31 to the class before the place, the one before any spaces, and the one after it."""
    if after in ("BK", "SP", "ZW"):
        return False
    if before_spaces == "ZW":
        return True
    if after in _NEVER_BEFORE or before_spaces in ("OP", "ON"):
        return False
    if (before_spaces in ("CL", "CP") and after == "NS") or before_spaces == after == "B2":
        return False
    if last == "SP":
        return True
    if last in _NOT_DIRECTLY_AFTER or after in _NOT_DIRECTLY_BEFORE:
        return False
    return (last, after) not in _KEPT_PAIRS
