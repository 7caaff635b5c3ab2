"""Finding a service item by anything people call it: Chinese, pinyin, codes, and reviewed Tibetan words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.item_search import ItemSearch
from app.domain.item_spellings import Spelling, spellable
from app.domain.items import Department, ServiceItem
from app.ports.rules import Pinyin


@dataclass(frozen=True)
class ItemFinder:
    """The hall's items and an index over them; immutable, so any thread may search."""

    items: Mapping[str, ServiceItem]
    search: ItemSearch

    def find(self, typed: str, limit: int = 30) -> tuple[ServiceItem, ...]:
        """Return the items that may be meant, the likeliest first."""
        return tuple(self.items[hit.item.key] for hit in self.search.find(typed, limit))

    def of_department(self, code: str) -> tuple[ServiceItem, ...]:
        """Return a department's items; all of the hall where it has none."""
        own = tuple(item for item in self.items.values() if item.department == code)
        return own or tuple(self.items.values())


def quick_finder(items: Sequence[ServiceItem], departments: Sequence[Department]) -> ItemFinder:
    """Return a finder that knows no pinyin yet, so that the first page need not wait for it."""
    return ItemFinder({item.key: item for item in items}, ItemSearch(items, departments, {}))


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
    known = [replace(item, synonyms=(*item.synonyms, *_tibetan(item, tibetan))) for item in items]
    spelling = pinyin()
    spellings = {
        text: Spelling(spelling.initials(text), spelling.syllables(text)) for text in spellable(items)
    }
    return ItemFinder({item.key: item for item in items}, ItemSearch(known, departments, spellings))


def _tibetan(item: ServiceItem, words: Mapping[str, str]) -> tuple[str, ...]:
    names = (item.name, *item.synonyms)
    return tuple(bo for zh, bo in words.items() if len(zh) > 1 and any(zh in name for name in names))
