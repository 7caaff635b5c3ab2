"""The audit log's hash chain: each entry of a station seals the one before it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Value: TypeAlias = "str | int | bool | Mapping[str, Value] | list[Value] | tuple[Value, ...] | None"

GENESIS = "0" * 64
CUT = "log.cut"
"""The act that says up to which entry the words were let go; its facts name the last of them."""


@dataclass(frozen=True)
class Sealed:
    """One stored entry: its place in the chain, what it says, its hash.

    `station` is the store that wrote it, `epoch` that store's incarnation (a restored store starts a new
    one), `sequence` 1 for the first entry of an epoch and then without a gap. `fields` hold no ID number.
    """

    station: str
    epoch: str
    sequence: int
    fields: Mapping[str, Value]
    hash: str


class Fault(StrEnum):
    """What is wrong where a chain breaks."""

    STATION = "station"
    ORDER = "order"
    HASH = "hash"
    CUT = "cut"


@dataclass(frozen=True)
class Break:
    """The first entry at which a chain does not hold, and why."""

    epoch: str
    sequence: int
    fault: Fault


def canonical(value: Value) -> bytes:
    """Return the one JSON form of a value: keys sorted, no blanks, UTF-8 without escapes.

    Raises:
        TypeError: something in it is no text, whole number, truth value, None, list or mapping by text.
        ValueError: a text holds a lone surrogate.
    """
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def link(previous: str, station: str, epoch: str, sequence: int, fields: Mapping[str, Value]) -> str:
    """Return the hash of an entry: SHA-256 over the canonical JSON of its predecessor, place and fields.

    Args:
        previous: hash of the entry before, `GENESIS` for a station's very first one.

    Raises:
        TypeError, ValueError: see `canonical`.
    """
    return hashlib.sha256(canonical([previous, station, epoch, sequence, fields])).hexdigest()


def seal(last: Sealed | None, station: str, epoch: str, fields: Mapping[str, Value]) -> Sealed:
    """Return the entry that follows `last` (None for the first) in the station's log."""
    sequence = last.sequence + 1 if last and last.epoch == epoch else 1
    previous = last.hash if last else GENESIS
    return Sealed(station, epoch, sequence, fields, link(previous, station, epoch, sequence, fields))


def cut_facts(last: Sealed, count: int) -> dict[str, str]:
    """Return what the entry of a `CUT` says: the last entry without words, and how many went this time."""
    return {"epoch": last.epoch, "sequence": str(last.sequence), "hash": last.hash, "entries": str(count)}


def first_break(entries: Iterable[Sealed], last: Sealed | None = None) -> Break | None:
    """Walk one station's entries in the order they were written; None if the chain holds.

    Whoever cuts off the end leaves a chain that holds: compare its length with the count kept elsewhere.
    Entries at the beginning may have lost their words by age; a later entry then names the last of them.

    Args:
        last: the entry before the first one given, if the walk does not start at the beginning.
    """
    ended: set[str] = set()
    emptied: Sealed | None = None
    first_kept = last
    named: list[Mapping[str, Value]] = []
    for entry in entries:
        if last and entry.station != last.station:
            return Break(entry.epoch, entry.sequence, Fault.STATION)
        expected = seal(last, entry.station, entry.epoch, entry.fields)
        if entry.sequence != expected.sequence or entry.epoch in ended:
            return Break(entry.epoch, entry.sequence, Fault.ORDER)
        if entry.hash == expected.hash:
            first_kept = first_kept or entry
        elif entry.fields or first_kept:
            return Break(entry.epoch, entry.sequence, Fault.HASH)
        else:
            emptied = entry
        if last and last.epoch != entry.epoch:
            ended.add(last.epoch)
        facts = entry.fields.get("facts")
        if entry.fields.get("action") == CUT and isinstance(facts, Mapping):
            named.append(facts)
        last = entry
    if emptied is not None and not any(_names(facts, emptied) for facts in named):
        return Break(emptied.epoch, emptied.sequence, Fault.CUT)
    return None


def _names(facts: Mapping[str, Value], entry: Sealed) -> bool:
    said = (facts.get("epoch"), facts.get("sequence"), facts.get("hash"))
    return said == (entry.epoch, str(entry.sequence), entry.hash)


def _plain(value: Value) -> object:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return {key: _plain(part) for key, part in value.items()}
    raise TypeError(f"an audit entry cannot hold a {type(value).__name__}")
