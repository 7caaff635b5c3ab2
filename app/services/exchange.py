"""Taking in what other stations recorded, so that a case can be found and continued here."""

from collections.abc import Iterable

from app.domain.cases import CaseHeader, Step
from app.services.journal import Journal


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
