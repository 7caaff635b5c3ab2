"""The strip's head: the ticket at the counter as the one saffron thing in sight, and for how long."""

from datetime import datetime, timedelta

from PySide6.QtWidgets import QFrame

from app.domain.tickets import TicketState, Turn
from app.ports.queue import DeskState
from ui.i18n import Words, tr
from ui.look import Look
from ui.strip.standing import Standing
from ui.theme import LG, MD, TICKET, XXS
from ui.widgets.boxes import column
from ui.widgets.fitted import FittedText
from ui.widgets.words import Label
from ui.wording import spoken

NOBODY = "—"


class StripHead(QFrame):
    """Says what the counter is doing now."""

    def __init__(self, look: Look, counter: str) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        self._counter = counter
        self._doing = Label("", "caption", "on_bar_2", wrap=True)
        self.number = FittedText(look, NOBODY, TICKET, "accent", left=True)
        self._service = Label("", "strong", "on_bar", wrap=True)
        self._time = Label("", "caption", "on_bar_2", wrap=True)
        lines = (self._doing, self.number, self._service, self._time)
        self.setLayout(column(look, *lines, gap=XXS, margins=(LG, MD, LG, MD)))

    def show_standing(self, standing: Standing, now: datetime) -> None:
        """Show how the counter stands."""
        turn = standing.turn
        self._doing.say(_doing(self._counter, standing))
        self.number.say(turn.ticket.number if turn else NOBODY)
        self._service.say(_service(turn) if turn else _next(standing))
        self.tick(standing, now)

    def tick(self, standing: Standing, now: datetime) -> None:
        """Tell how long it has been."""
        self._time.say(_time(standing.turn, now) if standing.turn else "")


def _doing(counter: str, standing: Standing) -> Words:
    state = standing.turn.state if standing.turn else None
    words = {TicketState.CALLED: tr("已叫号，等人过来"), TicketState.SERVING: tr("正在服务")}
    if state in words:
        doing = words[state]
    else:
        doing = {
            DeskState.OPEN: tr("空闲"),
            DeskState.PAUSED: tr("已暂停叫号"),
            DeskState.CLOSED: tr("还没有开始叫号"),
        }[standing.desk]
    return tr("{counter} 号窗口·{doing}", counter=counter, doing=doing)


def _service(turn: Turn) -> str:
    ticket = turn.ticket
    if ticket.priority is None:
        return ticket.service_name
    return tr("{service}·优先：{who}", service=ticket.service_name, who=spoken(ticket.priority))


def _next(standing: Standing) -> Words:
    if standing.next_number:
        return tr("下一位 {number}", number=standing.next_number)
    return tr("没有人等候")


def _time(turn: Turn, now: datetime) -> Words:
    waited = length((turn.called_at or now) - turn.ticket.issued_at)
    if turn.state is TicketState.CALLED:
        since = length(now - (turn.last_called_at or now))
        if turn.recalls:
            return tr(
                "叫过 {n} 次·{since}前叫的·等了 {waited}", n=turn.recalls + 1, since=since, waited=waited
            )
        return tr("{since}前叫的·等了 {waited}", since=since, waited=waited)
    served = timedelta(milliseconds=turn.served) + (now - turn.started_at if turn.started_at else timedelta())
    return tr("已办 {served}·等了 {waited}", served=length(served), waited=waited)


def length(passed: timedelta) -> Words:
    """Return a length of time as people say it: `35 秒`, `4 分 12 秒`, `1 小时 5 分`."""
    seconds = max(int(passed.total_seconds()), 0)
    if seconds < 60:
        return tr("{s} 秒", s=seconds)
    if seconds < 3600:
        return tr("{m} 分 {s} 秒", m=seconds // 60, s=seconds % 60)
    return tr("{h} 小时 {m} 分", h=seconds // 3600, m=seconds // 60 % 60)
