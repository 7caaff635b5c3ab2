"""Finding a service item by anything people call it: Chinese, pinyin, codes, and reviewed Tibetan words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain.items import Department, ServiceItem
from app.ports.rules import Pinyin

if TYPE_CHECKING:
    from app.domain.item_search import ItemSearch


@dataclass(frozen=True)
class ItemFinder:
    """The hall's items and an index over them; immutable, so any thread may search."""

    items: Mapping[str, ServiceItem]
    search: ItemSearch | None

    def find(self, typed: str, limit: int = 30) -> tuple[ServiceItem, ...]:
        """Return the items that may be meant, the likeliest first.

        Without an index, those whose name, synonym or key holds what was typed.
        """
        if self.search is not None:
            return tuple(self.items[hit.item.key] for hit in self.search.find(typed, limit))
        part = typed.strip()
        held = (one for one in self.items.values() if any(part in text for text in _called(one)))
        return tuple(held)[:limit]

    def of_department(self, code: str) -> tuple[ServiceItem, ...]:
        """Return a department's items; all of the hall where it has none."""
        own = tuple(item for item in self.items.values() if item.department == code)
        return own or tuple(self.items.values())


def quick_finder(items: Sequence[ServiceItem]) -> ItemFinder:
    """Return a finder without an index, so that the first page need not wait for one."""
    return ItemFinder({item.key: item for item in items}, None)


def full_finder(
    items: Sequence[ServiceItem],
    departments: Sequence[Department],
    pinyin: Callable[[], Pinyin],
    tibetan: Mapping[str, str],
) -> ItemFinder:
    """Return a finder with pinyin and Tibetan; takes a second the first time.

    Args:
        tibetan: reviewed words by the Chinese words they translate; an item is found by the words for its
            own names, never by phrases put together from them.
    """
    from app.domain.item_search import ItemSearch
    from app.domain.item_spellings import Spelling, spellable

    known = [replace(item, synonyms=(*item.synonyms, *_tibetan(item, tibetan))) for item in items]
    spelling = pinyin()
    spellings = {
        text: Spelling(spelling.initials(text), spelling.syllables(text)) for text in spellable(items)
    }
    return ItemFinder({item.key: item for item in items}, ItemSearch(known, departments, spellings))


def _called(item: ServiceItem) -> tuple[str, ...]:
    return (item.name, item.key, *item.synonyms)


def _tibetan(item: ServiceItem, words: Mapping[str, str]) -> tuple[str, ...]:
    names = (item.name, *item.synonyms)
    return tuple(bo for zh, bo in words.items() if len(zh) > 1 and any(zh in name for name in names))
