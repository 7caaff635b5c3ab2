"""What a person does with print jobs: cancel, retry, move, and say what became of one in doubt."""

from uuid import UUID

from app.domain.accounts import Actor, Right
from app.domain.papers import PrintState
from app.domain.print_jobs import Place, Standing
from app.errors import RuleError
from app.ports.print_jobs import JobReport, PagePrinters
from app.services.journal import Journal
from app.services.print_states import Change, PrintStates


class PrintDesk:
    """Acts of staff on the spool of this station; a reprint is a new print, see `app.services.papers`.

    Args:
        printers: used on the calling thread, which is the lane of printing.
    """

    def __init__(self, journal: Journal, printers: PagePrinters) -> None:
        self._journal = journal
        self._printers = printers
        self._states = PrintStates(journal)

    def cancel(self, actor: Actor, print_id: UUID) -> None:
        """Take a job back; nobody waits for its paper any more.

        Raises:
            RuleError: `print.job_unknown`, `print.in_doubt`, or `print.job_meanwhile` when it is just being
                handed over or was printed meanwhile.
            DeviceError: its spooler cannot be asked now.
        """
        seen = self._seen(actor, print_id)
        change = Change(PrintState.CANCELLED, touched=seen.touched, reason=seen.last.reason)
        if seen.state is PrintState.SENT:
            report = self._withdrawn(seen)
            reason = "" if report.untouched else "print.withdrawn_late"
            change = Change(PrintState.CANCELLED, touched=not report.untouched, reason=reason)
        self._record(seen, change, actor, "print.cancel")

    def retry(self, actor: Actor, print_id: UUID) -> None:
        """Let a job that failed wait again for the same printer.

        Raises:
            RuleError: `print.job_unknown`, `print.in_doubt`, `print.job_meanwhile`, or
                `print.reprint_instead` when sheets of it may have come out.
        """
        seen = self._seen(actor, print_id)
        if seen.state is not PrintState.FAILED:
            raise RuleError("print.job_meanwhile", state=seen.state)
        if not seen.retries:
            raise RuleError("print.reprint_instead")
        self._record(seen, Change(PrintState.QUEUED), actor, "print.retry")

    def move(self, actor: Actor, print_id: UUID, place: Place) -> None:
        """Let a job wait for another printer; one that its spooler holds is taken back first.

        Raises:
            RuleError: `print.job_unknown`, `print.in_doubt`, `print.job_meanwhile`, or
                `print.reprint_instead` when sheets of it may have come out; it is then recorded as failed.
            DeviceError: its spooler cannot be asked now.
        """
        seen = self._seen(actor, print_id)
        if seen.state is PrintState.COMPOSING:
            raise RuleError("print.job_meanwhile", state=seen.state)
        if seen.state is PrintState.SENT:
            report = self._withdrawn(seen)
            if not report.untouched:
                self._record(seen, Change.told(report), actor, "print.move")
                raise RuleError("print.reprint_instead")
        elif seen.state is PrintState.FAILED and not seen.retries:
            raise RuleError("print.reprint_instead")
        self._record(seen, Change(PrintState.QUEUED, place=place), actor, "print.move")

    def answer(self, actor: Actor, print_id: UUID, *, came_out: bool) -> None:
        """Record what somebody saw at the printer of a job in doubt; one that did not come out is reprinted.

        Raises:
            RuleError: `print.job_unknown`, or `print.job_meanwhile` when it is not in doubt any more.
        """
        actor.require(Right.CLERK)
        seen = self._get(print_id)
        if seen.state is not PrintState.UNKNOWN:
            raise RuleError("print.job_meanwhile", state=seen.state)
        state = PrintState.PRINTED if came_out else PrintState.FAILED
        reason = "print.seen" if came_out else "print.not_seen"
        self._record(seen, Change(state, seen.spooled, True, reason), actor, "print.answer")

    def _seen(self, actor: Actor, print_id: UUID) -> Standing:
        actor.require(Right.CLERK)
        seen = self._get(print_id)
        if seen.state is PrintState.UNKNOWN:
            raise RuleError("print.in_doubt")
        return seen

    def _get(self, print_id: UUID) -> Standing:
        with self._journal.store.read() as unit:
            return unit.print_jobs.get(print_id)

    def _withdrawn(self, seen: Standing) -> JobReport:
        """Take a job back from its spooler.

        Raises:
            RuleError: `print.job_meanwhile`, it was over before; that is recorded.
        """
        report = self._printers.withdraw(seen.job, seen.spooled)
        if report.state is not PrintState.CANCELLED:
            if report.state is not seen.state:
                self._states.record(seen, Change.told(report))
            raise RuleError("print.job_meanwhile", state=report.state)
        return report

    def _record(self, seen: Standing, change: Change, actor: Actor, act: str) -> None:
        if self._states.record(seen, change, actor, act) is None:
            raise RuleError("print.job_meanwhile", state=self._get(seen.job.print_id).state)
