"""Sync between a station and the centre: what is exchanged, how batches are cut, when to try again."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

FORM = 1
"""The form in which records are exchanged; the centre tells which forms it takes."""

BATCH_ROWS = 2_000
BATCH_BYTES = 2_000_000
PAGE_ROWS = 1_000
LONGEST_PAUSE = timedelta(minutes=5)

_FIRST_PAUSE = 1.0
_MOST_DOUBLINGS = 16


@dataclass(frozen=True)
class Blocks:
    """The number blocks of an epoch: document numbers by hall, case numbers by department."""

    document_index: int
    case_index: int


@dataclass(frozen=True, repr=False)
class Connection:
    """What `central enrol` prints once: whose station this is, and how it reaches the centre.

    `server` is a URL without a password, `postgresql://user@host:port/database`; `certificate` the PEM text
    of the authority that signed the server's certificate, empty where the system knows it. `index` is that
    of the station in its hall. Without departments the station serves them all.
    """

    hall: str
    station: str
    server: str
    password: str
    index: int
    blocks: Blocks
    departments: tuple[str, ...] = ()
    certificate: str = ""


@dataclass(frozen=True)
class Cursor:
    """How far the feed was read: transaction and place within it; `feed` names the feed's incarnation."""

    feed: str = ""
    xid: str = "0"
    place: int = 0


@dataclass(frozen=True)
class Standing:
    """Where a store stands with the centre.

    `base` is the outbox row behind which this epoch began, `acknowledged` the last row the centre has,
    `last` the last row there is. `next_epoch` is being asked for. `pulls_own` says that records of this
    station are read back, as after a restored copy. `fault` is the code of the error that ended the last
    try.
    """

    connection: Connection | None
    base: int
    acknowledged: int
    last: int
    parked: int
    held_back: int
    next_epoch: UUID | None
    cursor: Cursor
    pulls_own: bool
    tried_at: datetime | None
    reached_at: datetime | None
    fault: str | None

    @property
    def waiting(self) -> int:
        """Return how many rows the centre has not acknowledged."""
        return self.last - self.acknowledged


@dataclass(frozen=True)
class Outgoing:
    """A row of the outbox on its way: `text` is the record's JSON as it was stored."""

    sequence: int
    kind: str
    record_id: UUID
    revision: int
    text: str


def unread(row: Outgoing) -> Outgoing:
    """Return a row whose text the centre cannot even read, with the bytes of the text in its place."""
    return replace(row, text=json.dumps(row.text.encode("utf-8", "surrogatepass").hex()))


@dataclass(frozen=True)
class Incoming:
    """A record of the feed: who wrote it, where it stands in the feed, its JSON as its station stored it."""

    xid: str
    place: int
    station: str
    kind: str
    record_id: UUID
    revision: int
    text: str


@dataclass(frozen=True)
class Refusal:
    """A record that the centre put aside; `code` is an SQLSTATE, `reason` the server's words."""

    sequence: int
    code: str
    reason: str


@dataclass(frozen=True)
class Parked:
    """A refused record as the station keeps it; `mended` waits to be sent in its place."""

    sequence: int
    kind: str
    record_id: UUID
    revision: int
    code: str
    reason: str
    at: datetime
    text: str
    mended: str | None
    settled_at: datetime | None


@dataclass(frozen=True)
class HeldBack:
    """A record of another station that does not fit in here."""

    kind: str
    record_id: UUID
    station: str
    reason: str


class Verdict(StrEnum):
    """What the centre says to a store that greets it."""

    OK = "ok"
    UPGRADE = "upgrade"
    SERVER_OLDER = "server_older"
    NEW_EPOCH = "new_epoch"
    OTHER_STORE = "other_store"
    DEMO = "demo"


@dataclass(frozen=True)
class Greeting:
    """Who greets the centre: the store, its incarnation, and whether it is a demo hall's, if it knows."""

    store: UUID
    epoch: UUID
    demo: bool | None
    version: str
    waiting: int


@dataclass(frozen=True)
class LastAudit:
    """The last entry of the station's log that the centre has."""

    epoch: str
    sequence: int
    hash: str


@dataclass(frozen=True)
class Welcome:
    """The centre's answer: its verdict, the last row it has of this epoch and which record that is."""

    verdict: Verdict
    last: int
    last_record: UUID | None
    last_revision: int
    feed: str
    audit: LastAudit | None


def first_batch(
    rows: Iterable[Outgoing], most_rows: int = BATCH_ROWS, most_bytes: int = BATCH_BYTES
) -> tuple[Outgoing, ...]:
    """Return the rows that go in one call, by number and bytes; at least one, if there is one."""
    batch: list[Outgoing] = []
    size = 0
    for row in rows:
        size += len(row.text.encode())
        if len(batch) == most_rows or (batch and size > most_bytes):
            break
        batch.append(row)
    return tuple(batch)


def pause_after(failures: int, chance: float) -> timedelta:
    """Return how long to wait after so many failures in a row: full jitter under a ceiling of 5 minutes.

    Args:
        chance: evenly distributed from 0 to 1.
    """
    ceiling = min(LONGEST_PAUSE.total_seconds(), _FIRST_PAUSE * 2.0 ** min(failures, _MOST_DOUBLINGS))
    return timedelta(seconds=chance * ceiling)
