"""Service items found by Latin letters: pinyin in full or by its first letters, whole or in part."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.item_words import is_spellable, phrases
from app.domain.items import ServiceItem
from app.domain.text import half_width

_LETTERS = re.compile("[a-z' ]*[a-z]")

# A beginning says more than a middle, and a name as a whole more than both.
_WHOLE, _HEAD, _INSIDE = 3.0, 2.0, 1.0


@dataclass(frozen=True)
class Spelling:
    """A Chinese text in Latin letters: `initials` one a character, `syllables` apart by a space, no tones."""

    initials: str
    syllables: str


def spellable(items: Iterable[ServiceItem]) -> Iterator[str]:
    """Return the texts whose spelling a search by pinyin needs."""
    return (phrase for item in items for phrase in phrases(item) if is_spellable(phrase))


def letters_of(query: str) -> str:
    """Return the longest run of Latin letters in a query, in lower case, without blanks; perhaps empty."""
    typed = half_width(query).lower().replace("ü", "v")
    runs = (re.sub("[' ]", "", run) for run in _LETTERS.findall(typed))
    return max(runs, key=len, default="")


class SpellingIndex:
    """The spellings of items' names and synonyms, searched from end to end: 12,000 take a few milliseconds.

    Args:
        items: the items, known from here on by their place.
        spellings: how each name and synonym is spelt; one that is missing is not found by letters.
    """

    def __init__(self, items: Sequence[ServiceItem], spellings: Mapping[str, Spelling]) -> None:
        self._entries = [
            (number, spelling.initials, "".join(spelling.syllables.split()), _starts(spelling.syllables))
            for number, item in enumerate(items)
            for phrase in phrases(item)
            if (spelling := spellings.get(phrase))
        ]

    def find(self, letters: str) -> dict[int, float]:
        """Return the places of the items spelt so, each with up to 3 for its best name or synonym."""
        best: dict[int, float] = {}
        for number, initials, joined, starts in self._entries:
            score = 0.0
            if letters in initials and len(letters) > 1:
                score = _placed(initials.startswith(letters), len(letters), len(initials))
            if letters in joined:
                # Only at the beginning of a syllable: `an` is not in `dan`; a single letter only at the head.
                heads = starts if len(letters) > 1 else starts[:1]
                place = next((start for start in heads if joined.startswith(letters, start)), None)
                if place is not None:
                    score = max(score, _placed(place == 0, len(letters), len(joined)))
            if score > best.get(number, 0.0):
                best[number] = score
        return best


def _starts(syllables: str) -> tuple[int, ...]:
    lengths = [len(part) for part in syllables.split()]
    return tuple(sum(lengths[:place]) for place in range(len(lengths)))


def _placed(at_head: bool, length: int, whole: int) -> float:
    if length == whole:
        return _WHOLE
    return (_HEAD if at_head else _INSIDE) + length / whole
