"""Patrols through the hall: what was found where, about whom, and whether a temporary leave excused it."""

from datetime import date, timedelta
from uuid import UUID

from app.domain.accounts import Actor, Right
from app.domain.dates import day_start
from app.domain.ids import new_id
from app.domain.posts import Finding, Patrol
from app.domain.text import clean_line, clean_text
from app.errors import RuleError
from app.services.attendance_days import DayBook
from app.services.journal import Journal


class Patrols:
    """Findings; none is ever changed."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def record(
        self,
        actor: Actor,
        place: str,
        counter: str,
        account_id: UUID | None,
        finding: Finding,
        words: str,
        photo: str = "",
    ) -> Patrol:
        """Record what was found just now.

        Raises:
            RuleError: `account.right_missing`, `account.unknown`, `patrol.words_missing` for a finding that
                is not in order and says nothing.
        """
        actor.require(Right.SUPERVISOR)
        said = clean_text(words, "情况")
        if finding is not Finding.IN_ORDER and not said:
            raise RuleError("patrol.words_missing")
        now = self._journal.moment()
        with self._journal.store.write() as unit:
            person, excused = "", False
            if account_id is not None:
                person = unit.accounts.get(account_id).name
                days = DayBook(unit, self._journal.calendar(unit), now.today, now.today, now.at)
                excused = any(leave.covers(now.at) for leave in days.leaves(account_id))
            made = Patrol(
                new_id(), now.at, clean_line(place, "地点"), clean_line(counter, "窗口"), account_id, person,
                finding, said, clean_line(photo, "照片编号"), actor.account_id, actor.name, excused,
            )  # fmt: skip
            unit.attendance.add_patrol(made)
            facts = {"counter": made.counter, "finding": finding.value}
            unit.audit.append(now.at, actor.name, "patrol.record", person, "ok", facts)
            unit.commit()
        return made

    def of_days(self, actor: Actor, first: date, last: date) -> tuple[Patrol, ...]:
        """Return the findings of some days, both included, newest first.

        Raises:
            RuleError: `account.right_missing`.
        """
        actor.require_any(Right.SUPERVISOR, Right.REVIEWER)
        with self._journal.store.read() as unit:
            found = unit.attendance.patrols(day_start(first), day_start(last + timedelta(days=1)))
        return tuple(reversed(found))
