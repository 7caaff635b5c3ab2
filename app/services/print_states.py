"""How a print job comes from one state to the next: looked at again, recorded, and forgotten when over."""

from dataclasses import dataclass, replace
from typing import Self

from app.domain.accounts import Actor
from app.domain.ids import new_id
from app.domain.papers import PrintEvent, PrintState
from app.domain.print_jobs import OVER, Place, Standing, check_follows
from app.errors import RuleError
from app.ports.print_jobs import JobReport
from app.ports.store import UnitOfWork
from app.services.journal import Journal


@dataclass(frozen=True)
class Change:
    """A job enters a state.

    Attributes:
        spooled: the spooler's id of the job, empty when it has none.
        touched: whether sheets may have come out.
        reason: error code of what happened, empty when nothing did.
        place: where it is printed from now on, None for where it was.
    """

    state: PrintState
    spooled: str = ""
    touched: bool = False
    reason: str = ""
    place: Place | None = None

    @classmethod
    def told(cls, report: JobReport) -> Self:
        """Return the change that a spooler's report brings."""
        state, reason, touched = report.state, report.reason, not report.untouched
        if state is PrintState.SENT:
            reason = ""
        elif state is PrintState.CANCELLED:
            # Nobody here asked for it, so somebody must see it.
            state = PrintState.FAILED
            reason = "print.withdrawn_late" if touched else "print.cancelled_elsewhere"
        return cls(state, report.spooled, touched, reason)


class PrintStates:
    """Records the states of jobs, each in a unit of work of its own."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def record(
        self, seen: Standing, change: Change, actor: Actor | None = None, act: str = ""
    ) -> Standing | None:
        """Record that a job changes; return None when it is no more as it was seen.

        Args:
            actor: the person who wants it, with the act for the audit log; None for the program itself.

        Raises:
            RuleError: `print.job_meanwhile`, the state cannot follow.
        """
        print_id = seen.job.print_id
        with self._journal.store.write() as unit:
            if not _is_as_seen(unit, seen):
                return None
            check_follows(seen.state, change.state)
            at = self._journal.moment().at
            event = PrintEvent(new_id(), print_id, change.state, at, change.reason)
            unit.prints.add_event(event)
            if change.state in OVER:
                unit.print_jobs.drop(print_id)
            else:
                unit.print_jobs.mark(print_id, change.spooled, touched=change.touched)
            if change.place is not None:
                unit.print_jobs.put_place(print_id, change.place)
            if actor is not None:
                facts = {"nth": str(seen.job.nth), "printer": (change.place or seen.job.place).printer}
                unit.audit.append(at, actor.name, act, seen.job.title, change.state, facts)
            unit.commit()
        job = replace(seen.job, place=change.place or seen.job.place)
        return Standing(job, event, change.spooled, change.touched)

    def pdf(self, seen: Standing) -> bytes | None:
        """Return the document of a job; None when it is no more as it was seen."""
        with self._journal.store.read() as unit:
            return unit.print_jobs.pdf(seen.job.print_id) if _is_as_seen(unit, seen) else None

    def forget(self, seen: Standing) -> None:
        """Take a job that is over out of the spool."""
        with self._journal.store.write() as unit:
            unit.print_jobs.drop(seen.job.print_id)
            unit.commit()


def _is_as_seen(unit: UnitOfWork, seen: Standing) -> bool:
    try:
        return unit.print_jobs.get(seen.job.print_id).last.id == seen.last.id
    except RuleError:
        return False
