"""Pages that wait for a card or a code, and the page of a ticket that was shown."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.domain.tickets import TicketState, Turn
from app.services.kiosk_visits import FoundAppointment, FoundTicket
from ui.i18n import Words, tr
from ui.kiosk.frame import KioskPage, View
from ui.kiosk.state import PrintAgain
from ui.kiosk.telling import TellingPage
from ui.kiosk.ticket_page import forecast
from ui.theme import LG, PUBLIC_NUMBER, SM, XXL
from ui.widgets.boxes import column, holder, row, surface
from ui.widgets.fitted import FittedText
from ui.widgets.words import Label, in_two_scripts
from ui.wording import moment


class CardPage(TellingPage):
    """Waits for an ID card: to find the person's cases, or because the hall gives no ticket without."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        if view.state.wanted:
            why = tr("读到证就出号票，不保存姓名和号码。没带身份证，或者读不出来，请到咨询台取号。")
        else:
            why = tr("只用来找您正在办的事，不保存号码。")
        more = Label(why, "public_hint", "text_2", wrap=True)
        told = self.told("idcard", "primary", tr("请把身份证放在读卡处。"), *self._word(), more)
        self.fill(*told, keys=(self.back_key(),))

    def _word(self) -> Sequence[QWidget]:
        """Return the card's name in both scripts, for the sentence has no Tibetan of its own."""
        view, name = self.view, tr("身份证")
        if not view.tibetan(name):
            return ()
        return in_two_scripts(view.look, view.tibetan, name, Label(name, "public_name"), "public_name")


class ScanPage(TellingPage):
    """Waits for a code."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        more = Label(tr("预约码、号票和受理通知书上的二维码都可以。"), "public_hint", "text_2", wrap=True)
        told = self.told("scan", "primary", tr("请把二维码对准扫码口。"), more)
        self.fill(*told, keys=(self.back_key(),))


class FoundTicketPage(KioskPage):
    """A ticket that was shown: where it stands, and its slip once more."""

    def __init__(self, view: View, found: FoundTicket) -> None:
        super().__init__(view)
        turn = found.turn
        number = FittedText(view.look, turn.ticket.number, PUBLIC_NUMBER, "primary")
        said = Label(_where(found), "public_name", wrap=True)
        lines: list[QWidget] = [number, said]
        if under := _under(found, view.offers.passed_note):
            lines.append(Label(under, "public_hint", "text_2", wrap=True))
        if found.printable:
            again = self.key(
                "printer", tr("打印号票"), lambda: self.asked.emit(PrintAgain(turn.ticket.id)), "primary"
            )
            lines.append(holder(row(view.look, again, None, margins=(0, LG, 0, 0))))
        asked = self.question(tr("您的号"), turn.ticket.service_name)
        card = surface("card", column(view.look, *lines, gap=SM, margins=(XXL, XXL, XXL, XXL)))
        self.fill(asked, card, None, keys=(self.back_key(),))


class AppointmentPage(TellingPage):
    """An appointment whose time has not come."""

    def __init__(self, view: View, found: FoundAppointment) -> None:
        super().__init__(view)
        words = tr("您预约的时间是 {time}。", time=moment(found.at))
        more = Label(tr("到时间会自动排队，再来这里扫一次，就出号票。"), "public_hint", "text_2", wrap=True)
        self.fill(*self.told("ontime", "primary", words, more), keys=(self.back_key(),))


def _where(found: FoundTicket) -> Words:
    turn, state = found.turn, found.turn.state
    if not found.printable and state is not TicketState.SERVING:
        return tr("这个号已经用过或已经过号，请重新取号。")
    if state in (TicketState.CALLED, TicketState.SERVING):
        return tr("请到 {counter} 号窗口。", counter=turn.counter)
    if state is TicketState.HOLD:
        return tr("请等 {counter} 号窗口再叫您。", counter=turn.counter)
    return tr("前面还有 {n} 人", n=found.ahead) if found.ahead else tr("前面没有人，请留意叫号")


def _under(found: FoundTicket, passed_note: str) -> str:
    if _waits(found.turn):
        return forecast(found.ahead, found.wait)
    return passed_note if found.turn.state is TicketState.NO_SHOW else ""


def _waits(turn: Turn) -> bool:
    return turn.state in (TicketState.WAITING, TicketState.TRANSFERRED)
