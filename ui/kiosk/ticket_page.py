"""The number as large as it goes, where to wait, how long, and what to do with the hands."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout

from app.domain.papers import PrintState
from app.domain.waiting_time import WaitRange
from app.services.kiosk import Given
from ui.i18n import Words, tr
from ui.i18n.two_scripts import NO_TIBETAN, Tibetan
from ui.kiosk.frame import KioskPage, View
from ui.kiosk.state import Go, KioskState, Place
from ui.theme import LG, MD, PUBLIC_NUMBER, ROLES, SM, XL, XXL
from ui.widgets.boxes import column, row, surface
from ui.widgets.fitted import FittedText
from ui.widgets.icons import Icon
from ui.widgets.words import Label, in_two_scripts
from ui.wording import spoken

SECOND_MS, SIGN = 1000, 64
NAME, HINT = ROLES["public_name"][0], ROLES["public_hint"][0]


class TicketPage(KioskPage):
    """Shows a ticket that was given; goes back to the start by itself."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        if view.state.given is None:
            raise ValueError("no ticket was given")
        self._given, self._left = view.state.given, max(view.times.ticket // SECOND_MS, 1)
        self._countdown = Label("", "public_hint", "text_2")
        card, facts = self._card(), self._facts()
        done = self.key("finish", tr("完成"), self._leave, "primary")
        if view.tall:
            self.fill(card, facts, row(view.look, self._countdown, None, done, gap=LG), stretch=0)
        else:
            body = row(view.look, card, column(view.look, None, facts, None), gap=XXL)
            body.setStretch(0, 1)
            body.setStretch(1, 1)
            self.fill(body, keys=(self._countdown, done), stretch=0)
        self._second = QTimer(self, interval=SECOND_MS)
        self._second.timeout.connect(self._count)
        self._second.start()
        self._say_left()

    def _card(self) -> QFrame:
        look, ticket = self.view.look, self._given.turn.ticket
        number, head = tr("号码"), Label(tr("号码"), "public_head", "text_2")
        lines = in_two_scripts(look, self.view.tibetan, number, head, "public_hint")
        box = column(look, None, *lines, gap=SM, margins=(XL, XL, XL, XL))
        for line in lines:
            box.setAlignment(line, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(FittedText(look, ticket.number, PUBLIC_NUMBER, "primary"))
        box.addWidget(FittedText(look, ticket.service_name, NAME))
        if ticket.priority is not None:
            who = tr("优先号：{who}", who=spoken(ticket.priority))
            box.addWidget(FittedText(look, who, HINT, "text_2"))
        box.addStretch(1)
        return surface("card", box)

    def _facts(self) -> QLayout:
        look, given, wait = self.view.look, self._given, tr("请稍等")
        ahead = tr("前面还有 {n} 人", n=given.ahead) if given.ahead else tr("前面没有人，请留意叫号")
        gap = MD if self.view.state.large else XL
        facts = column(look, self._fact("people", ahead, forecast(given.ahead, given.wait)), gap=gap)
        if area := self._area():
            facts.addLayout(self._fact("place", area, self.view.offers.passed_note))
        facts.addLayout(self._fact("ontime", wait, tr("听到叫号再过去"), self.view.tibetan))
        facts.addWidget(self._paper())
        return facts

    def _fact(self, icon: str, words: str, under: str, tibetan: Tibetan = NO_TIBETAN) -> QBoxLayout:
        look, fact = self.view.look, Label(words, "public_fact", wrap=True)
        lines = column(look, *in_two_scripts(look, tibetan, words, fact, "public_hint"), gap=0)
        if under:
            lines.addWidget(Label(under, "public_hint", "text_2", wrap=True))
        box = row(look, Icon(look, icon, SIGN, "primary"), lines, gap=XL)
        box.setStretch(1, 1)
        return box

    def _paper(self) -> QFrame:
        """Tell what to do with the hands; when there is no paper, one sentence tells what to do instead."""
        look, problem = self.view.look, self._given.problem is not None
        words = _no_paper(self._given) if problem else tr("请取走下面的号票")
        label = Label(words, "public_fact", "text" if problem else "primary", wrap=True)
        sign = Icon(look, "error" if problem else "ticket", 56, "error" if problem else "primary")
        box = row(look, sign, label, gap=XL, margins=(XL, LG, XL, LG))
        box.setStretch(1, 1)
        if not problem:
            box.addWidget(Icon(look, "down", 56, "primary"))
        return surface("problem" if problem else "chosen", box)

    def _area(self) -> str:
        service = self.view.offers.service(self._given.turn.service)
        return service.area if service else ""

    def _count(self) -> None:
        self._left -= 1
        if self._left > 0:
            self._say_left()
        else:
            self._second.stop()
            self._leave()

    def _say_left(self) -> None:
        self._countdown.say(tr("{n} 秒后回到首页", n=self._left))

    def _leave(self) -> None:
        """Begin anew, as the next visitor wants to find it."""
        self.asked.emit(Go(KioskState(Place.START)))


def forecast(ahead: int, wait: WaitRange | None) -> Words | str:
    """Return how long the wait will probably be, or nothing where there is no basis."""
    if wait is None or not ahead:
        return ""
    if wait.least == 0:
        return tr("大约要等不到 {most} 分钟", most=wait.most)
    return tr("大约要等 {least} 到 {most} 分钟", least=wait.least, most=wait.most)


def _no_paper(given: Given) -> Words:
    if given.turn.print is PrintState.UNKNOWN:
        return tr("如果下面没有出号票，请记住或拍下这个号码，并告诉工作人员。")
    return tr("号票没有打印出来，请记住或拍下这个号码，并告诉工作人员。")
