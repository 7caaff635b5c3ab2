"""The centre as a station sees it, and what the store keeps for it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self
from uuid import UUID

from app.domain.carrying import CarriedPart
from app.domain.sync import (
    Blocks,
    Connection,
    Cursor,
    Greeting,
    HeldBack,
    Incoming,
    LastAudit,
    Outgoing,
    Parked,
    Refusal,
    Standing,
    Welcome,
)


class CentralServer(Protocol):
    """A connection to the centre; every call is one round trip and raises `SyncError`.

    The codes are `sync.unreachable`, `sync.refused`, `sync.not_enrolled`, `sync.form`, `sync.server_fault`.
    """

    def hello(self, greeting: Greeting) -> Welcome:
        """Say who greets and learn how far the centre is."""

    def push(self, epoch: UUID, base: int, rows: Sequence[Outgoing]) -> tuple[int, tuple[Refusal, ...]]:
        """Hand over rows; return the last one the centre has now, and those it put aside.

        Args:
            base: the outbox row behind which the epoch began.
        """

    def mend(self, row: Outgoing) -> Refusal | None:
        """Hand over what stands in the place of a row that was put aside; return what is still wrong."""

    def put_aside(self, rows: Sequence[Outgoing]) -> tuple[Refusal, ...]:
        """Return which of some rows that the centre has it put aside, after trying those once more."""

    def carry(self, hall: str, station: str, part: CarriedPart) -> int:
        """Hand over rows that another station of the hall sealed; return how many were put aside."""

    def pull(self, cursor: Cursor, limit: int, *, own: bool) -> tuple[Incoming, ...]:
        """Return what follows in the feed, at most `limit`; nothing when it is read to its end."""

    def new_epoch(self, new: UUID) -> Blocks:
        """Begin an epoch, or learn of one begun, with number blocks that nobody ever used."""

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connection."""


class SyncRecords(Protocol):
    """What a store keeps of its standing with the centre."""

    def standing(self) -> Standing:
        """Return where the store stands."""

    def join(self, connection: Connection | None) -> None:
        """Enrol the store, or let it stand alone."""

    def waiting(self, after: int, limit: int) -> tuple[Outgoing, ...]:
        """Return the rows of the outbox behind one."""

    def acknowledge(self, sequence: int) -> None:
        """Mark what the centre has; a mark may also go back, when the centre lost rows."""

    def holds_row(self, sequence: int, record_id: UUID, revision: int) -> bool:
        """Tell whether the outbox has that record at that place."""

    def holds_audit(self, entry: LastAudit) -> bool:
        """Tell whether that entry stands in this store's log."""

    def park(self, refusals: Iterable[Refusal], at: datetime) -> None:
        """Keep what the centre refused."""

    def parked(self, *, settled: bool = False) -> tuple[Parked, ...]:
        """Return what is parked, oldest first; also what was settled, if asked."""

    def mend(self, sequence: int, text: str) -> None:
        """Have a text sent in the place of a parked row."""

    def still_wrong(self, refusal: Refusal, at: datetime) -> None:
        """Keep why a mended row was refused again."""

    def settle(self, sequence: int, at: datetime) -> None:
        """Mark a parked row as taken."""

    def take_in(self, rows: Sequence[Incoming]) -> frozenset[UUID]:
        """Store records of other stations and move the cursor; return the cases they touch."""

    def try_held_back(self) -> frozenset[UUID]:
        """Store what did not fit in before and does now; return the cases it touches."""

    def rewind(self, feed: str, *, own: bool) -> None:
        """Read the feed from its beginning."""

    def read_own(self, *, own: bool) -> None:
        """Say whether records of this station are read back."""

    def underived(self) -> tuple[UUID, ...]:
        """Return the cases that have a header but no row yet."""

    def held_back(self) -> tuple[HeldBack, ...]:
        """Return what does not fit in here."""

    def ask_epoch(self, epoch: UUID) -> None:
        """Keep the epoch that is being asked for, so that a lost answer changes nothing."""

    def begin_epoch(self, epoch: UUID, blocks: Blocks) -> None:
        """Go on in a new epoch, with what was not acknowledged as its first rows."""

    def tried(self, at: datetime, fault: str | None) -> None:
        """Keep how a try ended; without a fault the centre was reached."""
