"""Print jobs that are not over, in the store."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, delete, insert, select, update

from app.domain.papers import PrintEvent, PrintState
from app.domain.print_jobs import Place, PrintJob, Standing
from app.errors import RuleError
from data.print_job_schema import print_job
from data.records import decode, encode
from data.schema import print_event
from data.transaction import Transaction

_JOB = print_job.c.print_id == bindparam("id_")
# By arrival, not by time: a clock that was set back must not bring an earlier state to life.
_LAST = (
    select(print_event.c.payload)
    .where(print_event.c.print_id == print_job.c.print_id)
    .order_by(print_event.c.n.desc())
    .limit(1)
    .scalar_subquery()
)
_OPEN = select(print_job.c.job, print_job.c.spooled, print_job.c.touched, _LAST.label("last")).order_by(
    print_job.c.n
)
_ONE = _OPEN.where(_JOB)
_EVENTS = (
    select(print_event.c.payload)
    .where(print_event.c.print_id == bindparam("id_"))
    .order_by(print_event.c.n.desc())
)
_PDF = select(print_job.c.pdf).where(_JOB)
_ADD = insert(print_job)
_MARK = update(print_job).where(_JOB)
_DROP = delete(print_job).where(_JOB)


class PrintJobRepository:
    """Implements `app.ports.print_jobs.Spool`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def add(self, job: PrintJob, pdf: bytes) -> None:
        """Add a job; see `Spool`."""
        values = {"print_id": job.print_id, "job": encode(job), "pdf": pdf, "spooled": "", "touched": False}
        self._tx.write(_ADD, values)
        self._touch(job.print_id)

    def get(self, print_id: UUID) -> Standing:
        """Return a job.

        Raises:
            RuleError: `print.job_unknown`.
        """
        row = self._tx.read(_ONE, {"id_": print_id}).one_or_none()
        if row is None:
            raise RuleError("print.job_unknown")
        return _standing(row)

    def open(self) -> tuple[Standing, ...]:
        """Return all jobs in the order in which they came."""
        return tuple(_standing(row) for row in self._tx.read(_OPEN))

    def pdf(self, print_id: UUID) -> bytes:
        """Return the document of a job.

        Raises:
            RuleError: `print.job_unknown`.
        """
        found: bytes | None = self._tx.read(_PDF, {"id_": print_id}).scalar()
        if found is None:
            raise RuleError("print.job_unknown")
        return found

    def claim(self, print_id: UUID) -> PrintEvent:
        """Return the event with which the latest handing over of a job began.

        Raises:
            RuleError: `print.job_unknown`.
        """
        for payload in self._tx.read(_EVENTS, {"id_": print_id}).scalars():
            event = decode(PrintEvent, payload)
            if event.state is PrintState.COMPOSING:
                return event
        raise RuleError("print.job_unknown")

    def mark(self, print_id: UUID, spooled: str, *, touched: bool) -> None:
        """Remember the spooler's id of a job, and whether sheets of it may have come out."""
        self._tx.write(_MARK.values(spooled=spooled, touched=touched), {"id_": print_id})
        self._touch(print_id)

    def put_place(self, print_id: UUID, place: Place) -> None:
        """Send a job elsewhere when its turn comes."""
        job = replace(self.get(print_id).job, place=place)
        self._tx.write(_MARK.values(job=encode(job)), {"id_": print_id})
        self._touch(print_id)

    def drop(self, print_id: UUID) -> None:
        """Forget a job that is over, with its document."""
        self._tx.write(_DROP, {"id_": print_id})
        self._touch(print_id)

    def _touch(self, print_id: UUID) -> None:
        self._tx.touch(print_job.name, (print_id,))


def _standing(row: Row[Any]) -> Standing:
    return Standing(decode(PrintJob, row.job), decode(PrintEvent, row.last), row.spooled, row.touched)
