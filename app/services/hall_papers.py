"""Papers that no step writes: about an item or a day, and sheets to sign; each print counted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from app.domain.accounts import Actor, Right
from app.domain.attendance_sheet import MonthTable
from app.domain.cases import CaseHeader, Step
from app.domain.dates import day_start
from app.domain.details import StepKind
from app.domain.hall_papers import (
    HALL_COPIES,
    SHEETS,
    DayEntry,
    DayList,
    HallPaperKind,
    HallPrint,
    ItemPaper,
)
from app.domain.ids import new_id
from app.domain.papers import PrintState
from app.domain.print_jobs import A4, A4_ACROSS
from app.errors import RuleError
from app.ports.printing import HallPaperComposer
from app.ports.store import UnitOfWork
from app.sentences.words import word
from app.services.journal import Journal
from app.services.print_jobs import PrintJobs
from app.services.print_records import REPLACED, enter, void

RECEIVED = frozenset({StepKind.RECEIVED})
FINISHED = frozenset(
    {
        StepKind.GRANTED,
        StepKind.DENIED,
        StepKind.REJECTED,
        StepKind.RETURNED,
        StepKind.WITHDRAWN,
        StepKind.CANCELLED,
    }
)
"""Steps that put a case on the list of what was finished (办结) on their day."""

PRINTS = (Right.CLERK, Right.REVIEWER, Right.GUIDE, Right.SUPERVISOR)
SIGNS = {
    HallPaperKind.DAY_END: (Right.SUPERVISOR, Right.ADMINISTRATOR),
    HallPaperKind.ATTENDANCE: (Right.REVIEWER, Right.SUPERVISOR),
}
"""Who prints a sheet to sign: those who may see what stands on it."""


@dataclass(frozen=True)
class Printed:
    """A print of such a paper with its PDF, which is already in the spool."""

    record: HallPrint
    pdf: bytes = field(repr=False)


class HallPapers:
    """Composes papers that no step writes, records their prints and puts them into the spool."""

    def __init__(self, journal: Journal, composer: HallPaperComposer, jobs: PrintJobs) -> None:
        self._journal = journal
        self._composer = composer
        self._jobs = jobs

    def preview_item(self, kind: HallPaperKind, item_key: str) -> bytes:
        """Return a 咨询用一次性告知单, 公示卡 or 办事指南 of the version in force today, as a PDF file.

        Raises:
            RuleError: `item.unknown`, `paper.version_not_yet`, or a character that no face has.
        """
        return self._composer.compose_item(self._item_paper(kind, item_key))

    def print_item(self, actor: Actor, kind: HallPaperKind, item_key: str) -> Printed:
        """Print such a paper and count it.

        Raises:
            RuleError: as `preview_item`; `print.meanwhile`, `print.place_form`.
        """
        _require_printing(actor, kind)
        paper = self._item_paper(kind, item_key)
        return self._printed(actor, kind, item_key, paper.item.version, self._composer.compose_item(paper))

    def preview_list(self, actor: Actor, kind: HallPaperKind, day: date) -> bytes:
        """Return 收件登记表 or 办结登记表 of a day as a PDF file: of the own department, or of the hall."""
        return self._composer.compose_list(self._list(actor, kind, day))

    def print_list(self, actor: Actor, kind: HallPaperKind, day: date) -> Printed:
        """Print such a list and count it.

        Raises:
            RuleError: a character that no face has; `print.meanwhile`, `print.place_form`.
        """
        _require_printing(actor, kind)
        pdf = self._composer.compose_list(self._list(actor, kind, day))
        return self._printed(actor, kind, _of_office(actor, day), "", pdf)

    def print_sheets(
        self, actor: Actor, kind: HallPaperKind, day: date, tables: Sequence[MonthTable]
    ) -> Printed:
        """Print sheets to sign, as they are shown, and count them.

        Args:
            day: what they are about, the first of a month for a month's.

        Raises:
            RuleError: `account.right_missing`; a character that no face has; `print.meanwhile`,
                `print.place_form`.
        """
        _require_printing(actor, kind)
        pdf = self._composer.compose_sheets(tables)
        return self._printed(actor, kind, _of_office(actor, day), "", pdf)

    def record(self, actor: Actor, record: HallPrint, pdf: bytes) -> Printed:
        """Record a print that was composed and put it into the spool; it replaces former ones of its number.

        Raises:
            RuleError: `account.right_missing`; `print.meanwhile`, somebody printed it in the meantime;
                `print.place_form`.
        """
        _require_printing(actor, record.kind)
        with self._journal.store.write() as unit:
            former = unit.hall_prints.of(record.kind, record.subject)
            if 1 + sum(one.version == record.version for one in former) != record.nth:
                raise RuleError("print.meanwhile")
            if record.number:
                self.void_all(unit, record.kind, record.subject, record.at, REPLACED.format(nth=record.nth))
            unit.hall_prints.add(record)
            enter(unit, record.id, PrintState.QUEUED, record.at)
            title = f"{record.kind} {record.subject}"
            size = A4_ACROSS if record.kind in SHEETS else A4
            self._jobs.add(unit, record, pdf, size, title)
            facts = {"kind": record.kind.name.lower(), "nth": str(record.nth), "copies": str(record.copies)}
            unit.audit.append(record.at, actor.name, "print.hall", record.number or title, "ok", facts)
            unit.commit()
        return Printed(record, pdf)

    def void_all(
        self, unit: UnitOfWork, kind: HallPaperKind, subject: str, at: datetime, reason: str
    ) -> None:
        """Make every print of a paper void, inside a unit of work."""
        for former in unit.hall_prints.of(kind, subject):
            void(unit, former.id, at, reason)

    def _printed(self, actor: Actor, kind: HallPaperKind, subject: str, version: str, pdf: bytes) -> Printed:
        with self._journal.store.read() as unit:
            former = unit.hall_prints.of(kind, subject)
            station = unit.station.index
        record = HallPrint(
            id=new_id(),
            kind=kind,
            subject=subject,
            version=version,
            number="",
            nth=1 + sum(one.version == version for one in former),
            copies=HALL_COPIES[kind],
            station=station,
            at=self._journal.moment().at,
            actor_id=actor.account_id,
            actor_name=actor.name,
        )
        return self.record(actor, record, pdf)

    def _item_paper(self, kind: HallPaperKind, item_key: str) -> ItemPaper:
        with self._journal.store.read() as unit:
            now = self._journal.moment()
            item = unit.catalogue.item_on(item_key, now.today)
            department = unit.catalogue.department(item.department)
            return ItemPaper(kind, unit.hall.facts(), department, item, item.version, now.at)

    def _list(self, actor: Actor, kind: HallPaperKind, day: date) -> DayList:
        kinds = RECEIVED if kind is HallPaperKind.RECEIVED_LIST else FINISHED
        with self._journal.store.read() as unit:
            department = unit.catalogue.department(actor.department) if actor.department else None
            entries = tuple(self._entries(unit, actor, day, kinds))
            at = self._journal.moment().at
            return DayList(kind, unit.hall.facts(), department, day, entries, actor.name, at)

    def _entries(
        self, unit: UnitOfWork, actor: Actor, day: date, kinds: frozenset[StepKind]
    ) -> Iterator[DayEntry]:
        start, end = day_start(day), day_start(day + timedelta(days=1))
        for step in unit.cases.steps_between(start, end):
            if step.kind in kinds:
                header = unit.cases.header(step.case_id)
                if not actor.department or header.department == actor.department:
                    yield _entry(unit, header, step)


def _require_printing(actor: Actor, kind: HallPaperKind) -> None:
    """Refuse who neither serves visitors nor watches over those who do, and who may not see a sheet.

    Raises:
        RuleError: `account.right_missing`.
    """
    actor.require_any(*SIGNS.get(kind, PRINTS))


def _of_office(actor: Actor, day: date) -> str:
    """Return what a paper of the own department, or of the hall, on a day is about."""
    return f"{day}/{actor.department or 'hall'}"


def _entry(unit: UnitOfWork, header: CaseHeader, step: Step) -> DayEntry:
    row = unit.cases.row(header.id)
    received = step.kind is StepKind.RECEIVED
    return DayEntry(
        at=step.at,
        number=header.number,
        applicant=header.applicant.name,
        item=header.item_name,
        counter=step.counter,
        handler=step.actor_name,
        result=word(row.state) if received and row is not None else word(step.kind),
        due=row.promise_due if row is not None else None,
    )
