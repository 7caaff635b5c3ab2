"""Finding the service item a visitor means: own words, name, pinyin, code or key, ranked.

Runs of one to three characters are weighed by how rare they are among the items and by the field they stand
in; added is how nearly the question is one of the item's names or synonyms. Nothing is learnt from questions.
"""

import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.item_spellings import Spelling, SpellingIndex, letters_of
from app.domain.item_words import NAME, Gram, fields, grams, phrases
from app.domain.items import Department, ServiceItem
from app.domain.text import compact

# A single character says little, a run of three nearly settles it.
_SIZE_WEIGHT = {1: 0.5, 2: 1.0, 3: 1.3}
_PHRASE_WEIGHT = 20.0
_SPELLING_WEIGHT = 10.0
# A gram no item has still makes a question less like a name.
_UNKNOWN_RARITY = 5.0
# What scores less than this share of the best is noise.
_NOISE = 0.1
_CODE = re.compile("(?=.*[0-9])[0-9A-Z-]{3,33}")


@dataclass(frozen=True)
class ItemHit:
    """An item that was found; scores compare only within one answer."""

    item: ServiceItem
    score: float


class ItemSearch:
    """An index over the items of a hall; immutable, so any thread may search.

    Args:
        departments: whose names and counter businesses help to find their items.
        spellings: how names and synonyms are spelt (`spellable` lists them); without them Latin letters
            find nothing.
    """

    def __init__(
        self,
        items: Iterable[ServiceItem],
        departments: Iterable[Department],
        spellings: Mapping[str, Spelling],
    ) -> None:
        self._items = tuple(sorted(items, key=lambda item: item.key))
        self._spellings = SpellingIndex(self._items, spellings)
        homes = {department.code: department for department in departments}
        weights = [_field_weights(item, homes.get(item.department)) for item in self._items]
        count = Counter(gram for one in weights for gram in one)
        self._rarity = {
            gram: math.log(1 + (len(weights) - n + 0.5) / (n + 0.5)) * _SIZE_WEIGHT[len(gram)]
            for gram, n in count.items()
        }
        self._postings: defaultdict[Gram, list[tuple[int, float]]] = defaultdict(list)
        for number, one in enumerate(weights):
            for gram, weight in one.items():
                self._postings[gram].append((number, weight * self._rarity[gram]))
        self._owners: list[int] = []
        self._totals: list[float] = []
        self._phrases: defaultdict[Gram, list[int]] = defaultdict(list)
        self._index_phrases()

    def find(self, query: str, limit: int = 10) -> tuple[ItemHit, ...]:
        """Return the items a question may mean, the likeliest first, at most `limit`; none for no match.

        Args:
            query: words of any kind, pinyin or its first letters, an item's key (`103-05`) or the beginning
                of one of its codes.
        """
        if by_code := self._by_code(compact(query).upper()):
            return by_code[:limit]
        scores = self._by_words(tuple(dict.fromkeys(grams(query))))
        if letters := letters_of(query):
            for number, score in self._spellings.find(letters).items():
                scores[number] = scores.get(number, 0.0) + score * _SPELLING_WEIGHT
        best = heapq.nsmallest(limit, scores.items(), key=lambda scored: (-scored[1], scored[0]))
        floor = best[0][1] * _NOISE if best else 0.0
        return tuple(ItemHit(self._items[number], score) for number, score in best if score > floor)

    def _by_code(self, code: str) -> tuple[ItemHit, ...]:
        if not _CODE.fullmatch(code):
            return ()
        found = (item for item in self._items if any(one.startswith(code) for one in _codes(item)))
        return tuple(ItemHit(item, 1.0) for item in found)

    def _by_words(self, asked: tuple[Gram, ...]) -> dict[int, float]:
        scores: defaultdict[int, float] = defaultdict(float)
        shared: defaultdict[int, float] = defaultdict(float)
        for gram in asked:
            for number, weight in self._postings.get(gram, ()):
                scores[number] += weight
            for phrase in self._phrases.get(gram, ()):
                shared[phrase] += self._rarity[gram]
        whole = sum(self._worth(gram) for gram in asked)
        nearest: dict[int, float] = {}
        for phrase, common in shared.items():
            likeness = 2 * common / (whole + self._totals[phrase])
            owner = self._owners[phrase]
            nearest[owner] = max(likeness, nearest.get(owner, 0.0))
        for owner, likeness in nearest.items():
            scores[owner] += _PHRASE_WEIGHT * likeness
        return scores

    def _index_phrases(self) -> None:
        for number, item in enumerate(self._items):
            for phrase in phrases(item):
                found = tuple(dict.fromkeys(grams(phrase)))
                for gram in found:
                    self._phrases[gram].append(len(self._owners))
                self._owners.append(number)
                self._totals.append(sum(map(self._worth, found)))

    def _worth(self, gram: Gram) -> float:
        known = self._rarity.get(gram)
        return _UNKNOWN_RARITY * _SIZE_WEIGHT[len(gram)] if known is None else known


def _field_weights(item: ServiceItem, department: Department | None) -> dict[Gram, float]:
    best: dict[Gram, float] = {}
    for weight, text in fields(item, department):
        # What a character alone says in a long list of materials is not worth the time it takes to look.
        shortest = 1 if weight >= NAME else 2
        for gram in grams(text, shortest):
            best[gram] = max(weight, best.get(gram, 0.0))
    return best


def _codes(item: ServiceItem) -> tuple[str, ...]:
    handling = (code.partition("=")[0] for code in item.handling_codes)
    return (item.key, item.key.replace("-", ""), item.basic_code, item.implementation_code, *handling)
