"""The strip in every state it can be seen in; the walk and the screenshots share it."""

from collections.abc import Callable

from app.domain.tickets import Priority, TicketState
from tests.e2e.kiosk.bench import HOUSEHOLD
from tests.e2e.strip.counter import Counter
from ui.strip.standing import StripKey


def closed(counter: Counter) -> None:
    counter.can(StripKey.PAUSE)


def free(counter: Counter) -> None:
    counter.hall.give(HOUSEHOLD, 7)
    counter.open()
    counter.says("下一位 CA001")


def called(counter: Counter) -> None:
    counter.hall.give(HOUSEHOLD, 1, Priority.FAR_HERDER)
    free_after(counter)
    counter.press(StripKey.CALL)
    counter.reaches(TicketState.CALLED)
    counter.hall.later(seconds=35)


def free_after(counter: Counter) -> None:
    counter.hall.give(HOUSEHOLD, 3)
    counter.hall.later(minutes=11)
    counter.open()


def serving(counter: Counter) -> None:
    """Somebody is served, two are on hold."""
    free_after(counter)
    for _ in range(2):
        counter.press(StripKey.CALL)
        counter.press(StripKey.START)
        counter.press(StripKey.HOLD)
        counter.reaches(None)
    counter.press(StripKey.CALL)
    counter.press(StripKey.START)
    counter.reaches(TicketState.SERVING)
    counter.hall.later(minutes=4, seconds=12)
    counter.says("已办 4 分 12 秒")


def refused(counter: Counter) -> None:
    called(counter)
    counter.press(StripKey.NO_SHOW)
    counter.says("才能记为过号")


STATES: dict[str, Callable[[Counter], None]] = {
    "closed": closed,
    "free": free,
    "called": called,
    "serving": serving,
    "refused": refused,
}
