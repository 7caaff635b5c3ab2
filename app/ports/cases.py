"""What use cases ask of the store about cases: headers, steps, rows, and the prints of their papers."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Protocol
from uuid import UUID

from app.domain.case_rows import CaseQuery, CaseRow
from app.domain.cases import CaseHeader, Step
from app.domain.papers import Print, PrintEvent


class Cases(Protocol):
    """Case headers, their steps, and the rows derived from them."""

    def open(self, header: CaseHeader) -> None:
        """Add a new case."""

    def revise(self, header: CaseHeader) -> None:
        """Store the next revision of a header."""

    def header(self, case_id: UUID) -> CaseHeader:
        """Return a header.

        Raises:
            RuleError: `case.unknown`.
        """

    def by_number(self, number: str) -> CaseHeader | None:
        """Return the header with that case number."""

    def append(self, step: Step) -> None:
        """Add a step; steps are never changed."""

    def steps(self, case_id: UUID) -> tuple[Step, ...]:
        """Return the steps of a case in the order of time."""

    def some(self, case_ids: Collection[UUID]) -> Iterator[tuple[CaseHeader, tuple[Step, ...]]]:
        """Return headers with their steps in the order of time; a case without a header is left out."""

    def steps_between(self, start: datetime, end: datetime) -> tuple[Step, ...]:
        """Return the steps of all cases from a moment up to, without, another, in the order of time."""

    def take_in(self, header: CaseHeader, steps: Iterable[Step]) -> None:
        """Store what another station recorded: new steps, and the header if its revision is newer.

        Nothing of it enters the outbox, for it comes from the centre or from another store.
        """

    def put_row(self, row: CaseRow) -> None:
        """Store the derived row of a case, replacing the former one."""

    def put_rows(self, rows: Iterable[CaseRow]) -> None:
        """Store the derived rows of cases that have a header, replacing the former ones."""

    def row(self, case_id: UUID) -> CaseRow | None:
        """Return the derived row of a case."""

    def find(self, query: CaseQuery) -> tuple[CaseRow, ...]:
        """Return the rows that match, at most `query.limit`."""

    def ids(self) -> Iterator[UUID]:
        """Return the ids of all cases, oldest first."""


class Prints(Protocol):
    """Prints of papers and what became of them."""

    def add(self, record: Print) -> None:
        """Add a print."""

    def add_event(self, event: PrintEvent) -> None:
        """Add what became of a print."""

    def get(self, print_id: UUID) -> Print:
        """Return a print.

        Raises:
            RuleError: `print.unknown`.
        """

    def of_case(self, case_id: UUID) -> tuple[Print, ...]:
        """Return the prints of a case in the order of time."""

    def events(self, print_id: UUID) -> tuple[PrintEvent, ...]:
        """Return what became of a print, in the order of time."""

    def all(self) -> Iterator[Print]:
        """Return every print in the order of time."""

    def all_events(self) -> Iterator[PrintEvent]:
        """Return what became of all prints, of papers and certificates, in the order in which it arrived."""
