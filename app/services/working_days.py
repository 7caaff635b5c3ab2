"""Loading published working days: every open case is derived anew and old due dates stay in the log."""

from collections.abc import Iterable
from datetime import date

from app.domain.accounts import Actor, Right
from app.domain.dates import chinese_date
from app.domain.lifecycle import FINISHED
from app.domain.summary import row_of
from app.domain.text import clean_line
from app.domain.workdays import DayRow
from app.errors import RuleError
from app.services.journal import Journal


class WorkingDayTables:
    """Imports tables of days off and days at work."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def published(self, actor: Actor) -> tuple[DayRow, ...]:
        """Return the rows this hall has stored, the latest day first.

        Raises:
            RuleError: `account.right_missing`.
        """
        actor.require(Right.ADMINISTRATOR)
        with self._journal.store.read() as unit:
            return tuple(sorted(unit.hall.day_rows(), key=lambda row: row.day, reverse=True))

    def exchange(self, actor: Actor, day: date, works: bool, source: str) -> int:
        """Store one day off or at work for the hall's area, and return how many due dates moved.

        Raises:
            RuleError: `account.right_missing`, `calendar.source_missing`, `calendar.as_it_is`.
        """
        actor.require(Right.ADMINISTRATOR)
        told = clean_line(source, "依据")
        if not told:
            raise RuleError("calendar.source_missing")
        with self._journal.store.read() as unit:
            area = unit.hall.facts().area_code
            if self._journal.calendar(unit).is_workday(day) is works:
                raise RuleError("calendar.as_it_is", day=chinese_date(day))
        return self.load(actor, [DayRow(area, day, works, told)])

    def load(self, actor: Actor, rows: Iterable[DayRow]) -> int:
        """Store published rows, derive every running case anew, and return how many due dates moved.

        The old and the new value of each moved date go to the audit log (domain §2).

        Raises:
            RuleError: `account.right_missing`.
        """
        actor.require(Right.ADMINISTRATOR)
        moved = 0
        with self._journal.store.write() as unit:
            published = tuple(rows)
            unit.hall.put_day_rows(published)
            calendar, now = self._journal.calendar(unit), self._journal.moment()
            unit.audit.append(now.at, actor.name, "calendar.load", "", "ok", {"rows": str(len(published))})
            for case_id in unit.cases.ids():
                old = unit.cases.row(case_id)
                if old is None or old.state in FINISHED:
                    continue
                header = unit.cases.header(case_id)
                item = unit.catalogue.item_as(header.item_key, header.item_version)
                row = row_of(header, unit.cases.steps(case_id), item, calendar, now.at, now.today)
                unit.cases.put_row(row)
                if row.due != old.due:
                    moved += 1
                    facts = {"old": str(old.due), "new": str(row.due)}
                    unit.audit.append(now.at, actor.name, "case.due_moved", header.number, "ok", facts)
            unit.commit()
        return moved
