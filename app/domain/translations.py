"""Tibetan strings and their readers: two confirm a text before it may stand on a legal paper (design §8)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from app.domain.text import clean_text, is_tibetan
from app.errors import RuleError

READERS_NEEDED = 2
SHORTEST, MOST_PAIRS = 2, 4
Pair: TypeAlias = tuple[str, str]
"""Chinese words and their Tibetan; never part of a phrase put together here."""

_NAMES = re.compile(r"{([a-z_]+)}")


class Status(StrEnum):
    """How far a Tibetan text is. Only `CONFIRMED` may stand on a legal paper (design §8)."""

    MISSING = "missing"
    DRAFT = "draft"
    CONFIRMED = "confirmed"


@dataclass(frozen=True)
class Reviewed:
    """A string as this hall's readers have left it.

    Attributes:
        zh: the Chinese source, which is also its key.
        source: where the Tibetan comes from: a work, an office, a person.
        readers: who has confirmed exactly this text, in order.
        reader_ids: their accounts in this hall; those of a text that came confirmed are not known.
    """

    zh: str
    bo: str
    source: str
    readers: tuple[str, ...]
    remark: str
    at: datetime
    reader_ids: tuple[UUID, ...] = ()

    @property
    def status(self) -> Status:
        """Return how far the text is."""
        if not self.bo:
            return Status.MISSING
        return Status.CONFIRMED if len(self.readers) >= READERS_NEEDED else Status.DRAFT


@dataclass(frozen=True)
class Translated:
    """A line of the table that came back from the translation office."""

    zh: str
    bo: str
    source: str
    remark: str


def written(before: Reviewed, bo: str, source: str, remark: str, at: datetime) -> Reviewed:
    """Return a string with another Tibetan text; who confirmed the former text has not confirmed this one.

    Raises:
        RuleError: `translation.not_tibetan`, `translation.names`, `translation.source_missing`, or the text's
            form is wrong.
    """
    text, origin = clean_text(bo, "藏文"), clean_text(source, "来源")
    if text and not any(map(is_tibetan, text)):
        raise RuleError("translation.not_tibetan")
    if text and sorted(_NAMES.findall(text)) != sorted(_NAMES.findall(before.zh)):
        raise RuleError("translation.names", zh=before.zh)
    if text and not origin:
        raise RuleError("translation.source_missing")
    same = text == before.bo
    return replace(
        before,
        bo=text,
        source=origin if text else "",
        readers=before.readers if same else (),
        reader_ids=before.reader_ids if same else (),
        remark=clean_text(remark, "备注"),
        at=at,
    )


def confirmed(before: Reviewed, reader: str, account_id: UUID, at: datetime) -> Reviewed:
    """Return a string that one more reader has confirmed; two readers are two persons.

    Raises:
        RuleError: `translation.missing`, `translation.read_before`.
    """
    if not before.bo:
        raise RuleError("translation.missing")
    if account_id in before.reader_ids or (not before.reader_ids and reader in before.readers):
        raise RuleError("translation.read_before", name=reader)
    return replace(
        before, readers=(*before.readers, reader), reader_ids=(*before.reader_ids, account_id), at=at
    )


def words_in(text: str, tibetan: Mapping[str, str], most: int = MOST_PAIRS) -> tuple[Pair, ...]:
    """Return the reviewed words a text contains, in its order; a longer word hides those inside it."""
    found: list[tuple[int, Pair]] = []
    taken: set[int] = set()
    for zh in sorted((word for word in tibetan if len(word) >= SHORTEST), key=len, reverse=True):
        start = text.find(zh)
        places = set(range(start, start + len(zh)))
        if start >= 0 and not places & taken:
            taken |= places
            found.append((start, (zh, tibetan[zh])))
    return tuple(pair for _, pair in sorted(found)[:most])
