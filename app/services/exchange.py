"""Taking in what other stations recorded, so that a case can be found and continued here."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from uuid import UUID

from app.domain.case_rows import CaseRow
from app.domain.cases import CaseHeader, Step
from app.domain.items import ServiceItem
from app.domain.summary import row_of
from app.domain.sync import Incoming
from app.domain.workdays import Calendar
from app.errors import RuleError
from app.ports.store import UnitOfWork
from app.services.journal import Journal, Moment

ROWS_A_UNIT = 200
"""How many records one unit of work takes in, so that a counter never waits long for the store."""

_BRINGS_ITEMS = frozenset(("service_item", "item_version", "hall_facts"))
_NOT_YET = frozenset(("item.unknown", "hall.not_set_up", "case.step_not_allowed", "case.step_missing"))


class Exchange:
    """Takes in cases of other stations; two steps after the same one show as a fork."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def take_in(self, header: CaseHeader, steps: Iterable[Step]) -> None:
        """Store a header and steps of another station and derive the case's row anew.

        Steps already here are left as they are.
        """
        with self._journal.store.write() as unit:
            unit.cases.take_in(header, steps)
            self._journal.derive_row(unit, header.id)
            unit.commit()

    def receive(self, rows: Sequence[Incoming], between: Callable[[], None]) -> None:
        """Store records of the feed in units of a few, each with the feed's cursor.

        Args:
            between: called between units, when others may write; what it raises ends the work there.
        """
        for start in range(0, len(rows), ROWS_A_UNIT):
            between()
            some = rows[start : start + ROWS_A_UNIT]
            with self._journal.store.write() as unit:
                cases = set(unit.sync.take_in(some))
                if any(row.kind in _BRINGS_ITEMS for row in some):
                    cases.update(unit.sync.underived())
                self._derive(unit, list(cases))
                unit.commit()

    def try_held_back(self) -> None:
        """Store what did not fit in before, as when a newer program knows its kind."""
        with self._journal.store.write() as unit:
            cases = {*unit.sync.try_held_back(), *unit.sync.underived()}
            self._derive(unit, list(cases))
            unit.commit()

    def _derive(self, unit: UnitOfWork, case_ids: Sequence[UUID]) -> None:
        """Derive the rows of cases anew, a page at a time."""
        try:
            calendar = self._journal.calendar(unit)
        except RuleError as error:
            if error.code not in _NOT_YET:
                raise
            return  # the hall itself has not come yet
        now = self._journal.moment()
        for start in range(0, len(case_ids), ROWS_A_UNIT):
            cases = unit.cases.some(case_ids[start : start + ROWS_A_UNIT])
            unit.cases.put_rows([row for row in _rows(unit, cases, calendar, now) if row is not None])


def _rows(
    unit: UnitOfWork, cases: Iterable[tuple[CaseHeader, tuple[Step, ...]]], calendar: Calendar, now: Moment
) -> Iterator[CaseRow | None]:
    """Return the row of each case; None for one that cannot be told yet, which then stays as it was.

    Its item or a step in between has not come, or was put aside at the centre: when it comes, the row is
    derived. A step that may not stand where it is shows in the store's examination (`verify`).
    """
    items: dict[tuple[str, str], ServiceItem] = {}
    for header, steps in cases:
        key = header.item_key, header.item_version
        try:
            if key not in items:
                items[key] = unit.catalogue.item_as(*key)
            yield row_of(header, steps, items[key], calendar, now.at, now.today)
        except RuleError as error:
            if error.code not in _NOT_YET:
                raise
            yield None
