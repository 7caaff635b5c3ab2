"""Taking a ticket: the printer is asked before a number is given, and every print has a recorded outcome."""

from dataclasses import dataclass, field
from uuid import UUID

from app.domain.device_records import PrinterState
from app.domain.ids import new_id
from app.domain.papers import PrintState
from app.domain.scripts import ScriptRules
from app.domain.tickets import Priority, TicketAct, TicketEvent, Turn, ticket_code
from app.domain.waiting_time import Load, WaitRange, wait_range
from app.errors import AppError, DeviceError, RuleError
from app.ports.queue import HallQueue, KioskPrinter, Slip, SlipComposer, Wish
from app.services.journal import Journal

KIOSK_NAME = "{number}号取号机"
"""What a hall calls its kiosks; it stands in tickets and in the log."""

CONFIRM_SECONDS = 3.0
"""How long the printer has to say that a slip is done."""

_FAULTS = {
    PrinterState.PAPER_OUT: "printer.paper_out",
    PrinterState.COVER_OPEN: "printer.cover_open",
    PrinterState.OFFLINE: "printer.offline",
    PrinterState.ERROR: "printer.error",
    PrinterState.UNKNOWN: "printer.silent",
}
_ON_PAPER = frozenset((PrintState.SENT, PrintState.PRINTED, PrintState.UNKNOWN))


@dataclass(frozen=True)
class KioskSettings:
    """What a kiosk is told.

    Attributes:
        name: what the hall calls it.
        person_key: the hall's key for marks of persons, see `KioskVisits`; the same at every kiosk of a hall.
        mute_printer: whether its printer is of those that never answer, so that silence means nothing.
        asks_card: whether it holds visitors to the hall's rule of cards; the guide's desk does not.
    """

    name: str
    person_key: bytes = field(repr=False)
    mute_printer: bool = False
    asks_card: bool = False


@dataclass(frozen=True)
class Tap:
    """What a visitor chose.

    Attributes:
        ticket_id: made when the page is shown; a double tap sends the same one.
        person: mark of who laid an ID card on the reader, see `KioskVisits.card`; empty without one.
    """

    ticket_id: UUID
    service: str
    item: str = ""
    priority: Priority | None = None
    person: str = ""


@dataclass(frozen=True)
class Given:
    """A ticket that was given: where it stands, what is before it, and what is wrong with its paper.

    Attributes:
        problem: why there may be no paper, so that the screen shows the number and what to do; else None.
    """

    turn: Turn
    ahead: int
    wait: WaitRange | None
    problem: AppError | None


class Kiosk:
    """Gives tickets and prints them.

    Args:
        queue: the hall's queue.
        journal: the hall's facts, its calendar and its audit log.
        printer: used on the calling thread, which is the lane of its port.
    """

    def __init__(
        self,
        queue: HallQueue,
        journal: Journal,
        printer: KioskPrinter,
        composer: SlipComposer,
        settings: KioskSettings,
    ) -> None:
        self._queue = queue
        self._journal = journal
        self._printer = printer
        self._composer = composer
        self._settings = settings

    def issue(self, tap: Tap) -> Given:
        """Give a ticket and print it; the same tap again gives and prints nothing new.

        Raises:
            RuleError: `ticket.card_needed`, `queue.service_unknown`, `queue.closed`, `queue.quota_reached`,
                or `ticket.open_already`, whose `id` can be given to `reprint`.
        """
        self._require_card(tap)
        problem = self._printer_problem()
        wish = Wish(
            ticket_id=tap.ticket_id,
            service=tap.service,
            kiosk=self._settings.name,
            works=self._works(),
            item=tap.item,
            priority=tap.priority,
            person=tap.person,
            print=PrintState.FAILED if problem else PrintState.QUEUED,
            problem=problem.code if problem else "",
        )
        turn = self._queue.issue(wish)
        load = self._queue.load(turn)
        if problem is not None:
            self._log(turn, problem)
        elif turn.print not in _ON_PAPER:
            turn, problem = self._print(turn, self._slip(turn, load, nth=1))
        return Given(turn, load.ahead, wait_range(load), problem)

    def reprint(self, ticket_id: UUID) -> Given:
        """Print a ticket once more; the slip says which print it is.

        Raises:
            RuleError: `ticket.unknown`.
        """
        turn, problem = self._queue.turn(ticket_id), self._printer_problem()
        load = self._queue.load(turn)
        if problem is not None:
            turn = self._record(turn, PrintState.FAILED, problem)
        else:
            before = [event for event in self._queue.events(ticket_id) if event.print in _ON_PAPER]
            turn = self._record(turn, PrintState.QUEUED)
            turn, problem = self._print(turn, self._slip(turn, load, nth=len(before) + 1))
        return Given(turn, load.ahead, wait_range(load), problem)

    def settle(self) -> tuple[Turn, ...]:
        """Record that nobody knows what became of prints in which the program ended; call it at the start.

        Returns:
            Their tickets, so that staff can look whether the slips were taken.
        """
        ended = RuleError("ticket.print_cut_off")
        return tuple(
            self._record(turn, PrintState.UNKNOWN, ended)
            for turn in self._queue.unsettled(self._settings.name)
        )

    def _require_card(self, tap: Tap) -> None:
        if self._settings.asks_card and not tap.person and self._queue.setup().rules.card_needed:
            raise RuleError("ticket.card_needed")

    def _works(self) -> bool:
        """Return whether today is a working day."""
        today = self._journal.moment().today
        with self._journal.store.read() as unit:
            return self._journal.calendar(unit).is_workday(today)

    def _printer_problem(self) -> AppError | None:
        """Ask the printer, and return why it cannot print."""
        try:
            state = self._printer.state()
        except DeviceError as error:
            return error
        if state is PrinterState.UNKNOWN and self._settings.mute_printer:
            return None
        return DeviceError(_FAULTS[state]) if state in _FAULTS else None

    def _print(self, turn: Turn, slip: Slip) -> tuple[Turn, AppError | None]:
        """Compose, send and record; whatever went wrong after the first byte leaves the outcome unknown."""
        try:
            data = self._composer.compose(slip)
        except RuleError as error:
            return self._record(turn, PrintState.FAILED, error), error
        try:
            self._printer.send(data)
            done = self._printer.printed(CONFIRM_SECONDS)
        except DeviceError as error:
            return self._record(turn, PrintState.UNKNOWN, error), error
        if done:
            return self._record(turn, PrintState.PRINTED), None
        problem = self._printer_problem()
        if problem is not None:
            return self._record(turn, PrintState.UNKNOWN, problem), problem
        return self._record(turn, PrintState.SENT), None

    def _slip(self, turn: Turn, load: Load, nth: int) -> Slip:
        with self._journal.store.read() as unit:
            hall, scripts = unit.hall.facts(), unit.rules.get(ScriptRules)
        setup = self._queue.setup()
        service = next(one for one in setup.services if one.key == turn.service)
        wait = wait_range(load)
        return Slip(
            hall=hall.name,
            number=turn.ticket.number,
            service=turn.ticket.service_name,
            area=service.area,
            issued_at=turn.ticket.issued_at,
            waiting=load.ahead,
            wait_minutes=(wait.least, wait.most) if wait else None,
            priority=turn.ticket.priority,
            note=setup.rules.passed_note,
            code=ticket_code(turn.ticket),
            nth=nth,
            demo=hall.demo,
            scripts=scripts,
        )

    def _record(self, turn: Turn, state: PrintState, problem: AppError | None = None) -> Turn:
        event = TicketEvent(
            id=new_id(),
            ticket_id=turn.ticket.id,
            act=TicketAct.PRINT,
            at=self._journal.moment().at,
            counter=self._settings.name,
            reason=problem.code if problem else "",
            print=state,
        )
        if problem is not None:
            self._log(turn, problem)
        return self._queue.record(event)

    def _log(self, turn: Turn, problem: AppError) -> None:
        at, number = self._journal.moment().at, turn.ticket.number
        facts = {"reason": problem.code, "ticket": str(turn.ticket.id)}
        with self._journal.store.write() as unit:
            unit.audit.append(at, self._settings.name, "ticket.print", number, "failed", facts)
            unit.commit()
