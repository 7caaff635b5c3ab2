"""Tickets at the kiosk with a simulated ESC/POS printer: no phantom number, no print unrecorded."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import cast
from uuid import UUID

import pytest

from app.domain.device_records import PrinterState
from app.domain.ids import new_id
from app.domain.papers import PrintState
from app.domain.queue_services import Opening, QueueRules, QueueService
from app.domain.scripts import ScriptRules
from app.domain.tickets import Priority, TicketAct
from app.errors import DeviceError, RuleError
from app.ports.queue import Slip
from app.sentences import sentence
from app.services.journal import Journal
from app.services.kiosk import Given, Kiosk, KioskSettings, Tap
from data.working_days import CalendarTables
from devices.escpos.printer import EscposPrinter
from devices.line import Line
from devices.simulators.escpos import EscposSimulator
from devices.simulators.frame import Simulation
from printing.tickets.slips import EscposSlips
from printing.typesetting.fonts import Fonts
from tests import factories as make
from tests.integration.queue.conftest import SmallQueue


@pytest.fixture(scope="module")
def composer() -> EscposSlips:
    return EscposSlips(Fonts())


@dataclass
class Booth:
    """A kiosk, its simulated printer, and what is recorded of it."""

    kiosk: Kiosk
    hall: SmallQueue
    printer: Simulation
    device: EscposSimulator

    @property
    def slips(self) -> int:
        return len(self.device.tickets)

    def tap(self, service: str = "HOUSEHOLD", **said: object) -> Given:
        return self.kiosk.issue(Tap(new_id(), service, **said))  # type: ignore[arg-type]  # fields of a tap

    def prints(self, given: Given) -> list[tuple[PrintState | None, str]]:
        events = self.hall.queue.events(given.turn.ticket.id)
        return [(event.print, event.reason) for event in events if event.act is TicketAct.PRINT]

    def log(self) -> list[tuple[object, object]]:
        with self.hall.store.read() as unit:
            entries = [entry.fields for entry in unit.audit.entries()]
        assert all(entry["action"] == "ticket.print" for entry in entries)
        facts = [cast(Mapping[str, str], entry["facts"]) for entry in entries]
        return [(entry["subject"], fact["reason"]) for entry, fact in zip(entries, facts, strict=True)]


def kiosk(
    hall: SmallQueue, printer: object, composer: object, *, mute: bool = False, asks_card: bool = False
) -> Kiosk:
    journal = Journal(hall.store, CalendarTables(), hall.clock)
    settings = KioskSettings("取号机", b"a key of the hall", mute, asks_card)
    return Kiosk(hall.queue, journal, printer, composer, settings)  # type: ignore[arg-type]  # fakes and real ones


@pytest.fixture
def booth(hall: SmallQueue, composer: EscposSlips, tmp_path: Path) -> Iterator[Booth]:
    with hall.store.write() as unit:
        unit.hall.put_facts(make.hall())
        unit.commit()
    device = EscposSimulator()
    with Simulation(device, link=tmp_path / "printer") as simulation:
        line = Line(simulation.url)
        yield Booth(kiosk(hall, EscposPrinter(line), composer), hall, simulation, device)
        line.close()


def test_a_ticket_is_given_and_printed(booth: Booth) -> None:
    given = booth.tap(priority=Priority.ELDERLY, item="103-01")
    assert given.turn.ticket.number == "C001"
    assert given.turn.ticket.priority is Priority.ELDERLY
    assert given.problem is None
    assert booth.prints(given) == [(PrintState.PRINTED, "")]
    assert booth.slips == 1
    assert booth.device.tickets[0].height > 500
    assert booth.log() == []


def test_people_before_are_counted(booth: Booth) -> None:
    booth.tap()
    booth.tap("TRADE")
    second = booth.tap()
    assert (second.ahead, second.wait) == (1, None)


def test_a_double_tap_is_one_ticket_on_one_slip(booth: Booth) -> None:
    tap = Tap(new_id(), "HOUSEHOLD")
    assert booth.kiosk.issue(tap).turn == booth.kiosk.issue(tap).turn
    assert booth.slips == 1
    assert booth.tap().turn.ticket.number == "C002"


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("paper_out", "printer.paper_out"),
        ("cover_open", "printer.cover_open"),
        ("offline", "printer.offline"),
        ("cutter", "printer.error"),
        ("silence", "printer.silent"),
    ],
)
def test_a_printer_that_cannot_print_leaves_no_phantom_number(booth: Booth, fault: str, code: str) -> None:
    booth.printer.fault(fault)
    given = booth.tap()
    assert given.turn.ticket.number == "C001"
    assert given.problem is not None
    assert given.problem.code == code
    assert sentence(given.problem).endswith("。")
    assert booth.prints(given) == [(PrintState.FAILED, code)]
    assert booth.log() == [("C001", code)]
    booth.printer.clear()
    assert booth.slips == 0
    again = booth.kiosk.reprint(given.turn.ticket.id)
    assert again.problem is None
    assert again.turn.ticket == given.turn.ticket
    assert booth.slips == 1
    assert booth.tap().turn.ticket.number == "C002"


def test_a_printer_whose_port_is_gone_is_told(booth: Booth) -> None:
    booth.printer.unplug()
    given = booth.tap()
    assert given.problem is not None
    assert given.problem.code in ("device.port_missing", "device.port_lost")
    assert given.turn.print is PrintState.FAILED
    assert booth.log() == [("C001", given.problem.code)]


def test_paper_nearly_at_its_end_still_prints(booth: Booth) -> None:
    booth.printer.fault("near_end")
    assert booth.tap().turn.print is PrintState.PRINTED


def test_a_tap_after_the_fault_was_mended_prints_the_same_number(booth: Booth) -> None:
    booth.printer.fault("paper_out")
    tap = Tap(new_id(), "HOUSEHOLD")
    assert booth.kiosk.issue(tap).turn.print is PrintState.FAILED
    booth.printer.clear()
    given = booth.kiosk.issue(tap)
    assert (given.turn.ticket.number, given.turn.print, given.problem) == ("C001", PrintState.PRINTED, None)
    assert booth.slips == 1


def test_a_reprint_says_which_print_it_is(booth: Booth) -> None:
    given = booth.tap()
    booth.kiosk.reprint(given.turn.ticket.id)
    first, second = booth.device.tickets
    assert second.height > first.height
    states = [state for state, _ in booth.prints(given)]
    assert states == [PrintState.PRINTED, PrintState.QUEUED, PrintState.PRINTED]


def test_the_mark_of_a_person_hinders_a_second_ticket(booth: Booth) -> None:
    booth.hall.queue.put_rules(QueueRules(one_ticket_a_person=True))
    first = booth.tap(person="mark")
    with pytest.raises(RuleError) as refused:
        booth.tap("TRADE", person="mark")
    assert refused.value.facts["number"] == "C001"
    reprinted = booth.kiosk.reprint(UUID(str(refused.value.facts["id"])))
    assert reprinted.turn.ticket == first.turn.ticket


def test_a_hall_that_wants_a_card_gives_none_without_but_at_the_guide_s_desk(booth: Booth) -> None:
    booth.hall.queue.put_rules(QueueRules(card_needed=True))
    assert booth.tap().turn.ticket.number == "C001", "the guide's desk asks for no card"
    strict = kiosk(booth.hall, ScriptedPrinter(), PlainSlips(), asks_card=True)
    with pytest.raises(RuleError, match=r"ticket\.card_needed"):
        strict.issue(Tap(new_id(), "HOUSEHOLD"))
    given = strict.issue(Tap(new_id(), "HOUSEHOLD", person="mark"))
    assert (given.turn.ticket.number, given.turn.ticket.person) == ("C002", "")
    booth.hall.queue.put_rules(QueueRules())
    assert strict.issue(Tap(new_id(), "HOUSEHOLD")).turn.ticket.number == "C003"


def test_services_open_on_working_days_only(booth: Booth) -> None:
    hours = (Opening(0, 24 * 60),)
    booth.hall.queue.put_service(QueueService("TRADE", "经营主体登记", "R", "117", hours=hours))
    assert booth.tap("TRADE").turn.ticket.number == "R001"
    booth.hall.clock.at += timedelta(days=4)
    with pytest.raises(RuleError, match=r"queue\.closed"):
        booth.tap("TRADE")
    assert booth.slips == 1


@dataclass
class ScriptedPrinter:
    """A printer that answers as told, for troubles in mid-print."""

    states: list[PrinterState] = field(default_factory=lambda: [PrinterState.READY])
    confirms: bool = True
    broken: DeviceError | None = None
    sent: list[bytes] = field(default_factory=list)

    def state(self) -> PrinterState:
        return self.states.pop(0) if len(self.states) > 1 else self.states[0]

    def send(self, data: bytes) -> None:
        self.sent.append(data)
        if self.broken is not None:
            raise self.broken

    def printed(self, seconds: float) -> bool:
        return self.confirms


class PlainSlips:
    """Composes nothing, or refuses to."""

    def __init__(self, error: RuleError | None = None) -> None:
        self.error = error
        self.slips: list[Slip] = []

    def compose(self, slip: Slip) -> bytes:
        if self.error is not None:
            raise self.error
        self.slips.append(slip)
        return b"slip"


READY, OUT, SILENT = PrinterState.READY, PrinterState.PAPER_OUT, PrinterState.UNKNOWN
STALLED = DeviceError("device.write_stalled", port="COM3")


@pytest.mark.parametrize(
    ("printer", "mute", "state", "problem", "sent"),
    [
        (ScriptedPrinter(confirms=False), False, PrintState.SENT, None, 1),
        (ScriptedPrinter([READY, OUT], confirms=False), False, PrintState.UNKNOWN, "printer.paper_out", 1),
        (ScriptedPrinter([READY, SILENT], confirms=False), False, PrintState.UNKNOWN, "printer.silent", 1),
        (ScriptedPrinter(broken=STALLED), False, PrintState.UNKNOWN, "device.write_stalled", 1),
        (ScriptedPrinter([SILENT], confirms=False), False, PrintState.FAILED, "printer.silent", 0),
        (ScriptedPrinter([SILENT], confirms=False), True, PrintState.SENT, None, 1),
    ],
)
def test_what_becomes_of_a_print_is_recorded_as_far_as_it_is_known(
    printer: ScriptedPrinter, mute: bool, state: PrintState, problem: str | None, sent: int, booth: Booth
) -> None:
    composer = PlainSlips()
    given = kiosk(booth.hall, printer, composer, mute=mute).issue(Tap(new_id(), "HOUSEHOLD"))
    assert given.turn.print is state
    assert (given.problem and given.problem.code) == problem
    assert len(printer.sent) == sent
    assert booth.log() == ([("C001", problem)] if problem else [])


def test_a_slip_that_cannot_be_composed_is_not_sent(booth: Booth) -> None:
    printer, refused = ScriptedPrinter(), RuleError("printing.missing_characters", characters="𬴂")
    given = kiosk(booth.hall, printer, PlainSlips(refused)).issue(Tap(new_id(), "HOUSEHOLD"))
    assert given.problem is refused
    assert given.turn.print is PrintState.FAILED
    assert printer.sent == []


def test_prints_in_which_the_program_ended_are_unknown(booth: Booth) -> None:
    cut_off = booth.hall.give()
    assert [turn.ticket for turn in booth.kiosk.settle()] == [cut_off.ticket]
    assert booth.hall.queue.turn(cut_off.ticket.id).print is PrintState.UNKNOWN
    assert booth.kiosk.settle() == ()


def test_the_slip_says_what_the_hall_knows(booth: Booth) -> None:
    composer = PlainSlips()
    machine = kiosk(booth.hall, ScriptedPrinter(), composer)
    given = machine.issue(Tap(new_id(), "SOCIAL-AID", priority=Priority.FAR_HERDER))
    with booth.hall.store.write() as unit:
        unit.rules.put(ScriptRules(tibetan_first=1))
        unit.commit()
    machine.reprint(given.turn.ticket.id)
    first, second = composer.slips
    assert (first.scripts, second.scripts) == (ScriptRules(), ScriptRules(tibetan_first=1))
    assert (first.hall, first.number, first.service) == ("玛沁县政务服务中心", "D001", "社会救助")
    assert (first.area, first.waiting, first.wait_minutes) == ("一楼西区", 0, None)
    assert (first.priority, first.note) == (Priority.FAR_HERDER, "过号请重新取号")
    assert (first.demo, first.nth, second.nth) == (True, 1, 2)
    assert first.code.startswith(f"T1:{given.turn.ticket.id.hex.upper()}:SOCIAL-AID:D001:")
