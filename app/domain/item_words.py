"""Text cut into the pieces by which service items are found: runs of characters, syllables and words."""

import re
import unicodedata
from collections.abc import Iterator
from typing import TypeAlias

from app.domain.items import Department, ServiceItem
from app.domain.text import half_width, is_han

Gram: TypeAlias = tuple[str, ...]
"""One to three tokens that stand side by side."""

LONGEST_GRAM = 3

# What a field says of its item: the name and what visitors call it count most.
NAME, RESULT, BRANCH, CONDITION, BUSINESS, MATERIAL, DEPARTMENT, REMARK = (
    3.0,
    1.5,
    1.5,
    1.0,
    1.0,
    0.7,
    0.7,
    0.5,
)

_TOKEN = re.compile("[\u0f40-\u0fbc]+|[a-z0-9]+|[^\\W_a-z0-9\u0f00-\u0fff]")


def tokens(text: str) -> list[str]:
    """Return Han characters one by one, Tibetan syllables, and words of letters or digits in lower case."""
    return _TOKEN.findall(half_width(unicodedata.normalize("NFC", text)).lower())


def grams(text: str, shortest: int = 1) -> Iterator[Gram]:
    """Return every run of `shortest` to three tokens."""
    found = tokens(text)
    for start in range(len(found)):
        for end in range(start + shortest, min(start + LONGEST_GRAM, len(found)) + 1):
            yield tuple(found[start:end])


def phrases(item: ServiceItem) -> tuple[str, ...]:
    """Return what the item is called: its name and the words visitors use."""
    return (item.name, *item.synonyms)


def fields(item: ServiceItem, department: Department | None) -> Iterator[tuple[float, str]]:
    """Return the texts an item is found by, each with its weight."""
    yield from ((NAME, phrase) for phrase in phrases(item))
    yield RESULT, item.result_name
    yield from ((BRANCH, code.partition("=")[2]) for code in item.handling_codes)
    yield CONDITION, item.conditions
    yield REMARK, item.note
    for material in item.materials:
        yield MATERIAL, material.name
        yield REMARK, material.condition
    if department is not None:
        yield DEPARTMENT, department.name
        business = dict(zip(department.counters, department.counter_business, strict=False))
        yield BUSINESS, business.get(item.counter, "")


def is_spellable(text: str) -> bool:
    """Tell whether a text has Han characters, which Latin letters can stand for."""
    return any(map(is_han, text))
