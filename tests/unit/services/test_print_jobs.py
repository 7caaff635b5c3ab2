"""The spool with a printer of our own making: rights, the audit log, and others that are faster."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest

from app.domain.accounts import Actor, Right
from app.domain.ids import new_id
from app.domain.papers import PaperKind, Print, PrintEvent, PrintState
from app.domain.print_jobs import PageSize, Place, PrintJob
from app.errors import DeviceError, RuleError
from app.ports.print_jobs import JobReport, PageFile, PagePrinter
from app.sentences import sentence
from app.services.journal import Journal
from app.services.print_desk import PrintDesk
from app.services.print_jobs import CUT_OFF, PrintJobs, problem_of
from data.store import LocalStore, create_store
from data.working_days import CalendarTables
from tests import factories as make
from tests.fakes import StillClock

SPARE = Place("spare")


@dataclass
class ScriptedPrinters:
    """A spooler that says what a test tells it to say, and does what a test wants done meanwhile."""

    says: JobReport = field(default_factory=lambda: JobReport(PrintState.SENT, "7"))
    found: JobReport = field(default_factory=lambda: JobReport(PrintState.UNKNOWN))
    problem: DeviceError | None = None
    meanwhile: Callable[[], None] = lambda: None
    sent: list[PageFile] = field(default_factory=list)

    def all(self) -> tuple[PagePrinter, ...]:
        return (PagePrinter("laser", self.problem, len(self.sent)),)

    def default(self) -> str:
        if self.problem is not None:
            raise self.problem
        return "the usual"

    def ask(self, place: Place) -> None:
        self.meanwhile()
        if self.problem is not None:
            raise self.problem

    def send(self, file: PageFile) -> JobReport:
        self.sent.append(file)
        return self.says

    def find(self, job: PrintJob, claim: PrintEvent) -> JobReport:
        return self.found

    def report(self, job: PrintJob, spooled: str) -> JobReport:
        return self.says

    def withdraw(self, job: PrintJob, spooled: str) -> JobReport:
        return self.says


@dataclass
class Station:
    store: LocalStore
    clock: StillClock
    printers: ScriptedPrinters
    jobs: PrintJobs
    desk: PrintDesk
    clerk: Actor

    def queue(self) -> UUID:
        record = Print(
            make.new_id(),
            make.new_id(),
            make.new_id(),
            PaperKind.ACCEPTANCE,
            "玛市监受〔2026〕1号",
            1,
            3,
            self.clock.now(),
            self.clerk.account_id,
            self.clerk.name,
        )
        with self.store.write() as unit:
            unit.prints.add(record)
            unit.prints.add_event(PrintEvent(make.new_id(), record.id, PrintState.QUEUED, record.at, ""))
            self.jobs.add(unit, record, b"%PDF 1")
            unit.commit()
        return record.id

    def happen(self, print_id: UUID, state: PrintState) -> None:
        """Let somebody else record a state."""
        with self.store.write() as unit:
            unit.prints.add_event(PrintEvent(new_id(), print_id, state, self.clock.now(), ""))
            unit.commit()

    def state(self, print_id: UUID) -> PrintState:
        with self.store.read() as unit:
            return unit.prints.events(print_id)[-1].state

    def audit(self) -> list[tuple[object, object]]:
        with self.store.read() as unit:
            return [(one.fields["action"], one.fields["result"]) for one in unit.audit.entries()]


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with create_store(tmp_path / "station", 1, changed=lambda changes: None) as store:
        clock, printers = StillClock(), ScriptedPrinters()
        journal = Journal(store, CalendarTables(), clock)
        jobs, desk = PrintJobs(journal, printers, {"*": "laser"}), PrintDesk(journal, printers)
        yield Station(store, clock, printers, jobs, desk, make.actor())


def test_without_a_named_printer_a_job_goes_to_the_systems_own(station: Station) -> None:
    station.jobs = PrintJobs(Journal(station.store, CalendarTables(), station.clock), station.printers, {})
    print_id = station.queue()
    assert station.jobs.open()[0].job.place == Place("")
    station.jobs.round()
    assert [file.job.place.printer for file in station.printers.sent] == ["the usual"]
    assert station.jobs.open()[0].job.place == Place("the usual")
    assert station.state(print_id) is PrintState.SENT


@pytest.mark.parametrize("places", [{}, {"*": "laser"}])
def test_without_a_spooler_a_job_waits_and_says_so_and_goes_by_itself(
    station: Station, places: dict[str, str]
) -> None:
    station.jobs = PrintJobs(
        Journal(station.store, CalendarTables(), station.clock), station.printers, places
    )
    station.printers.problem = DeviceError("page_printer.no_spooler", printer="laser")
    print_id = station.queue()
    for _ in range(3):
        found = station.jobs.round()
        told = [problem_of(one) for one in found.open]
    with station.store.read() as unit:
        grown = len(unit.prints.events(print_id))
    assert (station.state(print_id), grown) == (PrintState.QUEUED, 3 if places else 1)
    assert found.problems[print_id].code == "page_printer.no_spooler"
    assert "自动打印" in sentence(found.problems[print_id])
    assert (told != [None]) is bool(places)
    station.printers.problem = None
    station.jobs.round()
    assert (station.state(print_id), len(station.printers.sent)) == (PrintState.SENT, 1)


def test_a_certificate_waits_in_the_same_spool(station: Station) -> None:
    print_id = make.new_id()
    place = station.jobs.place("food-licence")
    job = PrintJob(print_id, "food-licence", "JY1", 1, 1, PageSize(210, 140), place, make.NINE, "卓玛措")
    with station.store.write() as unit:
        unit.prints.add_event(PrintEvent(new_id(), print_id, PrintState.QUEUED, make.NINE, ""))
        unit.print_jobs.add(job, b"%PDF 1")
        unit.commit()
    station.jobs.round()
    assert [file.job for file in station.printers.sent] == [job]


def test_copies_and_title_go_with_the_document(station: Station) -> None:
    station.queue()
    station.jobs.round()
    (file,) = station.printers.sent
    assert (file.job.copies, file.job.title, file.pdf) == (3, "玛市监受〔2026〕1号", b"%PDF 1")
    assert "%PDF" not in repr(file)


def test_a_spooler_that_does_not_answer_leaves_a_doubt_and_is_asked_again(station: Station) -> None:
    station.printers.says = JobReport(PrintState.UNKNOWN, reason="page_printer.no_reply")
    print_id = station.queue()
    station.jobs.round()
    found = station.jobs.round()
    assert found.problems[print_id].code == "page_printer.no_reply"
    station.printers.found = JobReport(PrintState.SENT, "7")
    station.jobs.round()
    assert station.jobs.open()[0].spooled == "7"
    station.printers.says = JobReport(PrintState.PRINTED, "7")
    station.jobs.round()
    assert (station.state(print_id), len(station.printers.sent)) == (PrintState.PRINTED, 1)


def test_a_claim_that_was_taken_for_cut_off_sends_nothing(station: Station) -> None:
    """The machine slept between claim and sending; meanwhile another program took the job over."""
    print_id = station.queue()
    station.printers.meanwhile = lambda: station.happen(print_id, PrintState.QUEUED)
    station.jobs.round()
    assert station.printers.sent == []
    assert station.state(print_id) is PrintState.QUEUED


def test_a_report_that_comes_after_another_program_s_changes_nothing(station: Station) -> None:
    print_id = station.queue()
    before = station.jobs.open()[0]
    station.jobs.round()
    assert station.state(print_id) is PrintState.SENT
    station.jobs._hand_over(before, before.job.place)  # what a second program does that saw the job waiting
    assert (station.state(print_id), len(station.printers.sent)) == (PrintState.SENT, 1)


def test_a_voided_print_is_taken_out_of_the_spool(station: Station) -> None:
    print_id = station.queue()
    station.happen(print_id, PrintState.VOIDED)
    assert station.jobs.round().open == ()
    assert (station.printers.sent, station.state(print_id)) == ([], PrintState.VOIDED)


def test_a_cut_off_job_waits_for_the_program_that_may_be_at_work(station: Station) -> None:
    print_id = station.queue()
    station.happen(print_id, PrintState.COMPOSING)
    station.printers.found = JobReport(PrintState.QUEUED, untouched=True)
    station.jobs.round()
    assert station.state(print_id) is PrintState.COMPOSING
    for act in (station.desk.cancel, station.desk.retry):
        with pytest.raises(RuleError, match="job_meanwhile"):
            act(station.clerk, print_id)
    with pytest.raises(RuleError, match="job_meanwhile"):
        station.desk.move(station.clerk, print_id, SPARE)
    station.clock.at += CUT_OFF
    station.jobs.round()
    assert station.state(print_id) is PrintState.QUEUED


@pytest.mark.parametrize(
    ("found", "state"),
    [
        (JobReport(PrintState.SENT, "7"), PrintState.SENT),
        (JobReport(PrintState.PRINTED, "7"), PrintState.PRINTED),
        (JobReport(PrintState.FAILED, "7", reason="page_printer.aborted"), PrintState.FAILED),
        (JobReport(PrintState.CANCELLED, "7", untouched=True), PrintState.FAILED),
    ],
)
@pytest.mark.parametrize("before", [PrintState.COMPOSING, PrintState.UNKNOWN])
def test_a_job_found_in_the_spooler_takes_its_state_at_once(
    station: Station, before: PrintState, found: JobReport, state: PrintState
) -> None:
    print_id = station.queue()
    station.happen(print_id, PrintState.COMPOSING)
    if before is PrintState.UNKNOWN:
        station.happen(print_id, before)
    station.printers.found = found
    station.jobs.round()
    assert (station.state(print_id), station.printers.sent) == (state, [])


def test_a_waiting_job_is_moved_and_cancelled_and_both_are_logged(station: Station) -> None:
    print_id = station.queue()
    station.desk.move(station.clerk, print_id, SPARE)
    assert station.jobs.open()[0].job.place == SPARE
    station.desk.cancel(station.clerk, print_id)
    assert (station.jobs.round().open, station.printers.sent) == ((), [])
    assert station.audit() == [("print.move", "queued"), ("print.cancel", "cancelled")]
    with pytest.raises(RuleError, match="job_unknown"):
        station.desk.cancel(station.clerk, print_id)


def test_a_job_printed_before_it_was_cancelled_is_recorded_as_printed(station: Station) -> None:
    print_id = station.queue()
    station.jobs.round()
    station.printers.says = JobReport(PrintState.PRINTED, "7")
    with pytest.raises(RuleError, match="job_meanwhile") as told:
        station.desk.cancel(station.clerk, print_id)
    assert told.value.facts == {"state": PrintState.PRINTED}
    assert station.state(print_id) is PrintState.PRINTED


def test_an_aborted_job_says_why_and_is_reprinted_not_retried(station: Station) -> None:
    print_id = station.queue()
    station.jobs.round()
    station.printers.says = JobReport(PrintState.FAILED, "7", reason="page_printer.aborted")
    station.jobs.round()
    (standing,) = station.jobs.open()
    told = problem_of(standing)
    assert told is not None
    assert (told.code, told.facts) == ("page_printer.aborted", {"printer": "laser"})
    with pytest.raises(RuleError, match="reprint_instead"):
        station.desk.retry(station.clerk, print_id)
    with pytest.raises(RuleError, match="reprint_instead"):
        station.desk.move(station.clerk, print_id, SPARE)


def test_an_answer_is_only_taken_for_a_doubt_and_only_from_a_clerk(station: Station) -> None:
    print_id = station.queue()
    with pytest.raises(RuleError, match="job_meanwhile"):
        station.desk.answer(station.clerk, print_id, came_out=True)
    for act in (station.desk.cancel, station.desk.retry):
        with pytest.raises(RuleError, match="right_missing"):
            act(make.actor(Right.REVIEWER), print_id)
    assert station.jobs.pdf(print_id) == b"%PDF 1"
    assert [one.name for one in station.jobs.printers()] == ["laser"]
