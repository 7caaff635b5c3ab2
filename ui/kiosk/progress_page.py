"""How a case stands, asked at the kiosk: digits to touch for who has no code to show, and the answer."""

from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from app.services.kiosk_visits import FoundCase
from ui.i18n import Words, tr
from ui.kiosk.digits import digit_key, pad_grid, spread
from ui.kiosk.frame import KioskPage, View
from ui.kiosk.state import AskCase, Take
from ui.progress.words import facts_of
from ui.theme import LG, MD, SM, XL, XS, XXL
from ui.widgets.boxes import column, holder, row, surface
from ui.widgets.words import Label
from ui.wording import spoken

NUMBER, LAST_FOUR = 22, 4
_GROUPS = (6, 3, 8, 4, 1)
_PAD = ("1", "2", "3", "", "4", "5", "6", "", "7", "8", "9", "X", "", "0")


class AskPage(KioskPage):
    """Two things to type, one after the other; what is typed goes with the page."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._typed = ["", ""]
        self._shown = [Label("", "public_fact"), Label("", "public_fact")]
        boxes = [
            self._box(tr("受理编号（22 位）"), self._shown[0]),
            self._box(tr("证件号码后四位"), self._shown[1]),
        ]
        under = tr("请点数字输入") if not view.scans else tr("扫受理通知书上的二维码，或点数字输入")
        asked = self.question(tr("查办到哪一步"), under)
        if view.tall:
            self.fill(asked, *boxes, self._pad(), None, keys=(self.back_key(),))
        else:
            beside = column(view.look, asked, *boxes, None, gap=LG)
            both = row(view.look, gap=XXL)
            both.addLayout(beside, 1)
            both.addLayout(self._pad())
            self.fill(both, None, keys=(self.back_key(),))
        self._show()

    def _box(self, name: Words, shown: Label) -> QFrame:
        look = self.view.look
        return surface("card", column(look, Label(name, "public_hint", "text_2"), shown, gap=XS, margins=_M))

    def _pad(self) -> QGridLayout:
        look = self.view.look
        pad = pad_grid(look, 4)
        for place, digit in enumerate(_PAD):
            if digit:
                pad.addWidget(digit_key(look, digit, self._type), place // 4, place % 4)
        pad.addWidget(spread(self.key("left", tr("删除"), self._erase)), 0, 3, 2, 1)
        pad.addWidget(spread(self.key("search", tr("查询"), self._ask, "primary")), 3, 2, 1, 2)
        return pad

    def _type(self, digit: str) -> None:
        number, last_four = self._typed
        if len(number) < NUMBER and digit != "X":
            self._typed[0] = number + digit
        elif len(number) == NUMBER and len(last_four) < LAST_FOUR:
            self._typed[1] = last_four + digit
        self._show()

    def _erase(self) -> None:
        place = 1 if self._typed[1] else 0
        self._typed[place] = self._typed[place][:-1]
        self._show()

    def _show(self) -> None:
        number, last_four = self._typed
        self._shown[0].say(grouped(number) or " ")
        self._shown[1].say(last_four or " ")

    def _ask(self) -> None:
        self.asked.emit(AskCase(*self._typed))


class CasePage(KioskPage):
    """How a case stands, in plain words; a ticket for its counter is one touch away."""

    def __init__(self, view: View, found: FoundCase) -> None:
        super().__init__(view)
        look, told = view.look, found.progress
        lines: list[QWidget] = [
            Label(spoken(told.state), "public_name", "primary", wrap=True),
            Label(Words(told.now, {}), "public_line", wrap=True),
            Label(Words(told.next, {}), "public_fact", wrap=True),
            Label(facts_of(told), "public_hint", "text_2", wrap=True),
        ]
        service = view.offers.service(found.service)
        if service is not None and service.open:
            words = tr("取 {counter} 号窗口的号", counter=told.counter)
            take = self.key("ticket", words, lambda: self.asked.emit(Take(service.key)), "primary")
            lines.append(holder(row(look, take, None, margins=(0, LG, 0, 0))))
        gap, around = (XS, LG) if view.state.large else (MD, XL)
        card = surface("card", column(look, *lines, gap=gap, margins=(XXL, around, XXL, around)))
        self.fill(self.question(told.item_name, ""), card, None, keys=(self.back_key(),))


_M = (XL, SM, XL, SM)


def grouped(number: str) -> str:
    """Return what was typed of a case number in the groups in which people read it."""
    groups, at = list[str](), 0
    for length in _GROUPS:
        groups.append(number[at : at + length])
        at += length
    return " ".join(filter(None, groups))
