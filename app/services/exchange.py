"""Taking in what other stations recorded, so that a case can be found and continued here."""

from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from app.domain.cases import CaseHeader, Step
from app.domain.sync import Incoming
from app.errors import RuleError
from app.ports.store import UnitOfWork
from app.services.journal import Journal

ROWS_A_UNIT = 200
"""How many records one unit of work takes in, so that a counter never waits long for the store."""

_BRINGS_ITEMS = frozenset(("service_item", "item_version", "hall_facts"))
_NOT_YET = frozenset(("case.unknown", "item.unknown", "hall.not_set_up"))


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
                for case_id in cases:
                    self._derive(unit, case_id)
                unit.commit()

    def _derive(self, unit: UnitOfWork, case_id: UUID) -> None:
        """Derive the row of a case; one whose header or item has not come yet is derived when it comes."""
        try:
            self._journal.derive_row(unit, case_id)
        except RuleError as error:
            if error.code not in _NOT_YET:
                raise
