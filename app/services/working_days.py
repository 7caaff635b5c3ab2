"""Loading published working days: every open case is derived anew and old due dates stay in the log."""

from collections.abc import Iterable

from app.domain.accounts import Actor, Right
from app.domain.lifecycle import FINISHED
from app.domain.summary import row_of
from app.domain.workdays import DayRow
from app.services.journal import Journal


class WorkingDayTables:
    """Imports tables of days off and days at work."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

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
