"""Finding cases by what people type: how names become tokens, and what the form of a word says it is.

Han runs become overlapping pairs and their last single character, Tibetan becomes syllables, the rest becomes
words. So a name is found from one character on, wherever it stands in the name (`unicode61` and trigrams
tear Tibetan stacks apart or find nothing below three characters). FTS5 gets the tokens ready made, parted by
blanks, and its `ascii` tokenizer takes every character beyond ASCII as part of a token.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby

from app.domain.text import compact, half_width, is_han, is_tibetan

_KEPT = 1024
_TSHEG = "\u0f0b"
_DOTS = re.compile("[\u00b7\u2022\u2027\u30fb\uff65]")
_VARIANT_SIGNS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_LAST_FOUR = re.compile("[0-9]{3}[0-9X]")
_CODE = re.compile("(?=.*[0-9].*[0-9])[0-9A-Z]{5,}")


def plain_form(text: str) -> str:
    """Return a text as it is compared: half width, lower case, one kind of tsheg, nothing that only parts.

    Middle dots within a name (扎西·多吉), variation selectors and blanks between Han characters are left out.
    """
    text = half_width(unicodedata.normalize("NFC", text)).casefold()
    text = _VARIANT_SIGNS.sub("", _DOTS.sub("", text))
    parts: list[str] = []
    for char in " ".join(text.split()):
        if is_tibetan(char) and not _kind(char):
            char = _TSHEG
        if char == _TSHEG and parts[-1:] == [_TSHEG]:
            continue
        if is_han(char) and parts[-1:] == [" "] and is_han(parts[-2]):
            parts.pop()
        parts.append(char)
    return "".join(parts)


@lru_cache(maxsize=_KEPT)
def tokens(text: str) -> tuple[str, ...]:
    """Return the tokens under which a name is found."""
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[str]:
    for kind, run in _runs(text):
        if kind == "han":
            yield from (run[at : at + 2] for at in range(len(run)))
        else:
            yield run


def index_words(names: Iterable[str]) -> str:
    """Return what the name index stores for a record with these names."""
    return " ".join(dict.fromkeys(chain.from_iterable(map(tokens, names))))


@dataclass(frozen=True)
class Wanted:
    """What a typed text asks for; all of it must hold.

    Args:
        match: the FTS5 query over the names, or None.
        fragments: what must stand in one of the names, in plain form: words of several tokens, whose order
            the index does not know.
        prefixes: beginnings of a case number, an ID or credit code, or a phone.
        endings: the last four of an ID number or a phone.
    """

    match: str | None = None
    fragments: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Tell that the text holds no letter, sign or digit to look for."""
        return not (self.match or self.prefixes or self.endings)

    def fits(self, names: Iterable[str]) -> bool:
        """Tell whether each fragment stands in one of the names."""
        forms = [plain_form(name) + _TSHEG for name in names]
        return all(any(fragment in form for form in forms) for fragment in self.fragments)


def read_query(text: str) -> Wanted:
    """Tell by the form of each word what it is: a number, four last digits, or (part of) a name."""
    whole = compact(text).replace("-", "").upper()
    words = [whole] if _is_code(whole) else text.split()
    numbers = [compact(word).replace("-", "").upper() for word in words]
    names = [plain_form(word) for word, number in zip(words, numbers, strict=True) if not _is_code(number)]
    terms = {name: tuple(_terms(name)) for name in names}
    return Wanted(
        match=" AND ".join(term for found in terms.values() for term in found) or None,
        fragments=tuple(name for name, found in terms.items() if len(found) > 1),
        prefixes=tuple(number for number in numbers if _CODE.fullmatch(number)),
        endings=tuple(number for number in numbers if _LAST_FOUR.fullmatch(number)),
    )


def _is_code(number: str) -> bool:
    return bool(_LAST_FOUR.fullmatch(number) or _CODE.fullmatch(number))


def _terms(word: str) -> Iterator[str]:
    """Return the FTS5 terms of one word; its last syllable, word or single character may be unfinished."""
    runs = list(_runs(word))
    for at, (kind, run) in enumerate(runs):
        if kind == "han" and len(run) > 1:
            yield from (f'"{run[start : start + 2]}"' for start in range(len(run) - 1))
            continue
        unfinished = kind == "han" or (at == len(runs) - 1 and word.endswith(run))
        yield f'"{run}"*' if unfinished else f'"{run}"'


def _runs(text: str) -> Iterator[tuple[str, str]]:
    for kind, chars in groupby(plain_form(text), _kind):
        if kind:
            yield kind, "".join(chars)


def _kind(char: str) -> str:
    if is_han(char):
        return "han"
    if unicodedata.category(char)[0] not in "LMN" and char not in "\u200c\u200d":
        return ""
    return "tibetan" if is_tibetan(char) else "word"
