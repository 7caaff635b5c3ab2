"""Following the announcement log: every call is shown over its counter and spoken, each in the log's order.

Displays and voice follow the log on lanes of their own, so that a sentence being spoken never holds up what
is shown, and a dead display never silences the hall. Two calls at once are two entries: none is overwritten.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from app.domain.device_records import Bitmap, ShownCall
from app.domain.tickets import TicketAct
from app.errors import DeviceError
from app.ports.devices import QueueDisplay
from app.ports.queue import Call, HallQueue, Speaker
from app.sentences.queue import CALL_LINE

FLASHES = 3
TURN = 6
"""Changes, as `ShownCalls.flash` does them, between a call in Chinese and the same in Tibetan."""


@dataclass(frozen=True)
class CounterDisplay:
    """The display over a counter.

    Attributes:
        picture: typesets a line where the display shows pictures; None when the line does not fit.
        tibetan: returns what is said in Tibetan of a number and a counter, to be shown in turn; empty for
            nothing. Only with `picture`.
    """

    display: QueueDisplay
    picture: Callable[[str], Bitmap | None] | None = None
    tibetan: Callable[[str, str], str] | None = None


@dataclass(frozen=True)
class Announced:
    """A call that was shown or spoken, or why it could not be."""

    call: Call
    problem: DeviceError | None = None


class ShownCalls:
    """Shows calls on the displays over the counters; used on one thread, a lane of the displays' port.

    Args:
        displays: by counter; calls to other counters are shown by other machines.

    Attributes:
        begun: whether the displays show the hall as it was when they came on.
    """

    def __init__(self, queue: HallQueue, displays: Mapping[str, CounterDisplay]) -> None:
        self._queue = queue
        self._displays = displays
        self._at = 0
        self._standing: dict[str, ShownCall] = {}
        self._changes: dict[str, int] = {}
        self._turns: dict[str, tuple[int, ShownCall]] = {}
        self.begun = False

    def begin(self) -> tuple[DeviceError, ...]:
        """Show what is called now at each counter, and return what went wrong."""
        self._at = self._queue.last_sequence()
        turns = {desk.counter: desk.turn for desk in self._queue.board(calls=0).desks}
        problems = []
        for counter in self._displays:
            turn = turns.get(counter)
            problems.append(self._stand(counter, turn.ticket.number) if turn else self._clear(counter))
        self.begun = True
        return tuple(problem for problem in problems if problem is not None)

    def catch_up(self) -> tuple[Announced, ...]:
        """Show what was called since, in order; an undone call goes from its display."""
        announced = []
        for call in self._queue.calls_after(self._at):
            if call.event.counter in self._displays:
                announced.append(Announced(call, self._announce(call)))
            self._at = call.sequence
        return tuple(announced)

    def flash(self) -> tuple[DeviceError, ...]:
        """Do one change of what flashes: a new call goes and comes three times, then it stands.

        Where a display can show Tibetan, it stands in turn with the Chinese.
        """
        problems = [self._turn(counter) for counter in self._turns if counter not in self._changes]
        for counter, left in list(self._changes.items()):
            shown, display = self._standing[counter], self._displays[counter].display
            problems.append(_told(display.clear if left % 2 == 0 else partial(display.show, shown)))
            self._changes[counter] = left - 1
            if left == 1:
                del self._changes[counter]
        return tuple(problem for problem in problems if problem is not None)

    def _turn(self, counter: str) -> DeviceError | None:
        """Let time pass over a call that stands, and change its script when it has stood long enough."""
        left, other = self._turns[counter]
        if left > 1:
            self._turns[counter] = left - 1, other
            return None
        self._turns[counter] = TURN, self._standing[counter]
        self._standing[counter] = other
        return _told(partial(self._displays[counter].display.show, other))

    def _announce(self, call: Call) -> DeviceError | None:
        counter, standing = call.event.counter, self._standing.get(call.event.counter)
        if call.event.act is not TicketAct.UNDONE:
            self._changes[counter] = 2 * FLASHES
            return self._stand(counter, call.number)
        return self._clear(counter) if standing and standing.ticket == call.number else None

    def _stand(self, counter: str, number: str) -> DeviceError | None:
        over, text = self._displays[counter], CALL_LINE.format(number=number, counter=counter)
        picture = (over.picture(text) or over.picture(number)) if over.picture else None
        shown = self._standing[counter] = ShownCall(counter, number, text, picture)
        self._turns.pop(counter, None)
        said = over.tibetan(number, counter) if over.picture and over.tibetan else ""
        if over.picture and said and (other := over.picture(said)):
            self._turns[counter] = TURN, ShownCall(counter, number, text, other)
        return _told(partial(over.display.show, shown))

    def _clear(self, counter: str) -> DeviceError | None:
        self._standing.pop(counter, None)
        self._changes.pop(counter, None)
        self._turns.pop(counter, None)
        return _told(self._displays[counter].display.clear)


class SpokenCalls:
    """Speaks calls one after the other; used on one thread, the speaker's lane."""

    def __init__(self, queue: HallQueue, speaker: Speaker) -> None:
        self._queue = queue
        self._speaker = speaker
        self._at = queue.last_sequence()

    def next(self) -> Announced | None:
        """Speak the next call that was not taken back meanwhile, and return it; None when all is said."""
        calls = self._queue.calls_after(self._at)
        undone = {
            (call.event.ticket_id, call.event.counter): call.sequence
            for call in calls
            if call.event.act is TicketAct.UNDONE
        }
        for call in calls:
            self._at = call.sequence
            taken_back = undone.get((call.event.ticket_id, call.event.counter), 0) > call.sequence
            if call.event.act is TicketAct.UNDONE or taken_back:
                continue
            text = CALL_LINE.format(number=call.number, counter=call.event.counter)
            return Announced(call, _told(partial(self._speaker.say, text)))
        return None


def _told(act: Callable[[], None]) -> DeviceError | None:
    try:
        act()
    except DeviceError as error:
        return error
    return None
