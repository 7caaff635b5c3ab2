"""What is set for the whole hall, in the store."""

from collections.abc import Iterable

from app.domain.papers import HallFacts
from app.domain.workdays import DayRow
from app.errors import RuleError
from data.records import ReferenceRecords
from data.schema import day_row, hall_facts
from data.transaction import Transaction

_ONLY = "hall"
_FACTS = ReferenceRecords(hall_facts, HallFacts, lambda record: _ONLY)
_DAYS = ReferenceRecords(day_row, DayRow, lambda record: f"{record.area}/{record.day.isoformat()}")


class HallRepository:
    """Implements `app.ports.store.HallRecords`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._days: tuple[DayRow, ...] | None = None

    def facts(self) -> HallFacts:
        """Return what papers say of the hall.

        Raises:
            RuleError: `hall.not_set_up`.
        """
        found = _FACTS.by_key(self._tx, _ONLY)
        if found is None:
            raise RuleError("hall.not_set_up")
        return found

    def put_facts(self, facts: HallFacts) -> None:
        """Store the next revision of the hall's facts."""
        _FACTS.put(self._tx, facts)

    def day_rows(self) -> tuple[DayRow, ...]:
        """Return the published exceptions to the week."""
        if self._days is None:
            self._days = _DAYS.all(self._tx)
        return self._days

    def put_day_rows(self, rows: Iterable[DayRow]) -> None:
        """Store exceptions to the week, replacing those of the same area and day."""
        self._days = None
        for row in rows:
            _DAYS.put(self._tx, row)
