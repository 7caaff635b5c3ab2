"""How the supervisor's facts are said: signs and words of cases, counters and print jobs."""

from app.domain.overview import DECIDING, WatchedCase
from app.domain.papers import PrintState
from app.domain.posts import CounterDuty
from app.domain.timers import Signal
from app.ports.queue import DeskState
from app.services.hall_overview import CounterStanding
from ui.i18n import Words, tr
from ui.theme import Sign
from ui.wording import spoken

SIGNS = {
    Signal.RED: Sign.OVERDUE,
    Signal.YELLOW: Sign.LATE,
    Signal.REMINDER: Sign.SOON,
    Signal.NONE: Sign.ON_TIME,
}
_PRINT_SIGNS = {PrintState.FAILED: Sign.OVERDUE, PrintState.UNKNOWN: Sign.SOON}


def case_words(case: WatchedCase) -> Words:
    """Return what the pill of a pressing case says."""
    deciding = case.row.state in DECIDING
    if case.signal is Signal.RED:
        return tr("红牌 超法定 {n} 天", n=case.days)
    if case.signal is Signal.YELLOW and deciding:
        return tr("黄牌 超承诺 {n} 天", n=case.days)
    if case.signal is Signal.YELLOW:
        return tr("黄牌 环节超期 {n} 天", n=case.days)
    return tr("提示 今天到期") if case.days == 0 else tr("提示 剩 {n} 天", n=-case.days)


def print_sign(state: PrintState) -> Sign:
    """Return the shape of a print job's state."""
    return _PRINT_SIGNS.get(state, Sign.WAITING)


def counter_words(counter: CounterStanding) -> Words:
    """Return a counter in one sentence, as a screen reader says it."""
    state = {DeskState.OPEN: tr("服务中"), DeskState.PAUSED: tr("暂停"), DeskState.CLOSED: tr("未开")}
    return tr(
        "{counter} 号窗口 {office}，{state}，{staff}，等候 {n} 人，今天已办 {done} 人",
        counter=counter.number,
        office=counter.office,
        state=state[counter.state],
        staff=counter.staff or why_nobody(counter),
        n=counter.waiting,
        done=counter.finished,
    )


def why_nobody(counter: CounterStanding) -> Words:
    """Return why nobody calls at a counter, as far as its posts tell."""
    words = {
        CounterDuty.NOBODY: tr("A、B 岗都不在"),
        CounterDuty.DEPUTY: tr("B 岗在，未开窗"),
        CounterDuty.STAFFED: tr("A 岗在，未开窗"),
    }
    return words[counter.duty] if counter.duty is not None else tr("无人在岗")


def state_of(case: WatchedCase) -> Words:
    """Return the state a case is in."""
    return spoken(case.row.state)
