"""What fees and papers that no step writes ask of the store."""

from collections.abc import Iterator
from typing import Protocol
from uuid import UUID

from app.domain.fees import Charge, FeeEvent
from app.domain.hall_papers import HallPaperKind, HallPrint


class FeeRecords(Protocol):
    """Fees as they were told, and what became of them."""

    def add(self, charge: Charge) -> None:
        """Add a fee."""

    def get(self, fee_id: UUID) -> Charge:
        """Return a fee.

        Raises:
            RuleError: `fee.unknown`.
        """

    def of_case(self, case_id: UUID) -> tuple[Charge, ...]:
        """Return the fees of a case in the order of time."""

    def all(self) -> Iterator[Charge]:
        """Return every fee in the order of time."""

    def add_event(self, event: FeeEvent) -> None:
        """Add what became of a fee."""

    def events(self, fee_id: UUID) -> tuple[FeeEvent, ...]:
        """Return what became of a fee, in the order in which it arrived."""


class HallPrints(Protocol):
    """Prints of papers that no step writes; their events are kept with those of all prints."""

    def add(self, record: HallPrint) -> None:
        """Add a print."""

    def of(self, kind: HallPaperKind, subject: str) -> tuple[HallPrint, ...]:
        """Return the prints of a kind about a subject in the order of time."""

    def all(self) -> Iterator[HallPrint]:
        """Return every print in the order of time."""
