"""The guide desk's records: the hall's own words for items, and consultations without persons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.domain.items import ServiceItem
from app.domain.text import clean_name
from app.errors import RuleError

MOST_WORDS = 40
"""How many words of its own a hall gives one item; more would drown the others in a search."""


@dataclass(frozen=True)
class ItemWords:
    """What people of this place call an item, added by the hall to the synonyms of the catalogue."""

    item_key: str
    words: tuple[str, ...]


class Language(StrEnum):
    """The language a visitor was served in."""

    CHINESE = "zh"
    TIBETAN = "bo"
    BOTH = "both"


class Outcome(StrEnum):
    """What a visitor left the guide desk with."""

    ANSWERED = "answered"
    SLIP = "slip"
    TICKET = "ticket"
    REQUEST = "request"
    COMPLAINT = "complaint"
    NOT_HERE = "not_here"


@dataclass(frozen=True)
class Consultation:
    """One visit at the guide desk, without anything about the person: no name, no words (domain §9).

    Attributes:
        item_key: what it was about, empty if no item of the hall.
        version: the version of the item's guide that was told.
        ticked: how many materials of the list the visitor has already, of `wanted`.
    """

    id: UUID
    at: datetime
    counter: str
    actor_id: UUID
    actor_name: str
    item_key: str
    item_name: str
    version: str
    language: Language
    outcome: Outcome
    ticked: int = 0
    wanted: int = 0


def checked_words(item: ServiceItem, words: Iterable[str]) -> tuple[str, ...]:
    """Return the hall's words for an item as they are stored: clean, once each, none the item has.

    Raises:
        RuleError: `text.too_long`, `text.control`, `guide.words_many`.
    """
    known = {item.name, *item.synonyms}
    clean = dict.fromkeys(clean_name(word, "俗称") for word in words if word.strip())
    found = tuple(word for word in clean if word not in known)
    if len(found) > MOST_WORDS:
        raise RuleError("guide.words_many", most=MOST_WORDS)
    return found


def with_words(items: Iterable[ServiceItem], own: Mapping[str, ItemWords]) -> tuple[ServiceItem, ...]:
    """Return the items with the hall's words among their synonyms."""
    return tuple(
        replace(item, synonyms=(*item.synonyms, *own[item.key].words)) if item.key in own else item
        for item in items
    )
