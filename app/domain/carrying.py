"""A file of what waits for the centre, carried there by another machine: sealed part by part."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn
from uuid import UUID

from app.domain.sync import FORM, Outgoing, unread
from app.errors import SyncError

KIND = "hallcounter-carried"
ENDING = ".carry"


@dataclass(frozen=True)
class CarriedPart:
    """Rows of one call, as the station sealed them; whoever carries them can change nothing."""

    body: str
    seal: str


@dataclass(frozen=True)
class CarriedFile:
    """What a file says: whose rows it holds and how many."""

    hall: str
    station: str
    rows: int
    parts: tuple[CarriedPart, ...]


def carry_key(password: str) -> bytes:
    """Return the key of a station's seal, which the centre learned when it was enrolled."""
    return hashlib.sha256(b"carry/" + password.encode()).digest()


def sealed(body: str, key: bytes) -> CarriedPart:
    """Seal a part: the hash of the key and the inner hash, so that nothing can be added at its end."""
    inner = hashlib.sha256(key + body.encode()).digest()
    return CarriedPart(body, hashlib.sha256(key + inner).hexdigest())


def part_body(epoch: UUID, base: int, rows: Iterable[Outgoing]) -> str:
    """Return rows as the centre reads them; each record goes in word for word.

    What is no JSON goes in as its bytes: the seal is of the whole, and one row would keep all out.
    """
    told = [
        {
            "seq": row.sequence - base,
            "kind": row.kind,
            "id": str(row.record_id),
            "revision": row.revision,
            "data": row.text,
        }
        for row in (one if _well_formed(one.text) else unread(one) for one in rows)
    ]
    return json.dumps({"epoch": str(epoch), "form": FORM, "rows": told}, ensure_ascii=True)


def _well_formed(text: str) -> bool:
    try:
        json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return False
    return True


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def file_text(hall: str, station: str, rows: int, parts: Sequence[CarriedPart]) -> str:
    """Return the text of a file: a head that tells the hash of all that follows, then a part a line."""
    lines = [json.dumps({"body": one.body, "seal": one.seal}) for one in parts]
    told = "\n".join(lines)
    head = {
        "kind": KIND,
        "form": FORM,
        "hall": hall,
        "station": station,
        "rows": rows,
        "sha256": hashlib.sha256(told.encode()).hexdigest(),
    }
    return json.dumps(head) + "\n" + told + "\n"


def read_file_text(text: str, file: str) -> CarriedFile:
    """Read the text of a file.

    Args:
        file: its name, a fact of the errors.

    Raises:
        SyncError: `carry.form`, `carry.newer`, `carry.altered`.
    """
    first, _, rest = text.partition("\n")
    head = _json(first, file)
    if head.get("kind") != KIND:
        raise SyncError("carry.form", file=file)
    if not isinstance(head.get("form"), int) or head["form"] > FORM:
        raise SyncError("carry.newer", file=file)
    told = rest.removesuffix("\n")
    if hashlib.sha256(told.encode()).hexdigest() != head.get("sha256"):
        raise SyncError("carry.altered", file=file)
    try:
        parts = tuple(CarriedPart(one["body"], one["seal"]) for one in map(json.loads, told.split("\n")))
        return CarriedFile(str(head["hall"]), str(head["station"]), int(head["rows"]), parts)
    except (ValueError, KeyError, TypeError):
        raise SyncError("carry.form", file=file) from None


def _json(line: str, file: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise SyncError("carry.form", file=file)
    return found
