"""For the hall's staff: a number opens the page that tells how the printer is and ends the program."""

from PySide6.QtCore import Qt

from app.domain.device_records import PrinterState
from ui.i18n import Words, tr
from ui.kiosk.digits import digit_key, pad_grid, spread
from ui.kiosk.frame import KioskPage, View
from ui.kiosk.state import Leave, Place, TryPin
from ui.theme import LG, SM, XXL
from ui.widgets.boxes import column, row
from ui.widgets.words import Label

DOT, LONGEST = "●", 12


class PinPage(KioskPage):
    """Digits for a number; what is typed is never shown."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._typed = ""
        self._dots = Label("", "public_question")
        self._dots.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._wrong = Label(view.state.told or "", "public_hint", "error", wrap=True)
        pad = pad_grid(view.look, 3)
        for place, digit in enumerate("123456789"):
            pad.addWidget(digit_key(view.look, digit, self._type), place // 3, place % 3)
        pad.addWidget(spread(self.key("left", tr("删除"), self._erase)), 3, 0)
        pad.addWidget(digit_key(view.look, "0", self._type), 3, 1)
        pad.addWidget(spread(self.key("finish", tr("确认"), self._try, "primary")), 3, 2)
        under = tr("请输入维护密码")
        if view.demo_pin:
            under = tr("请输入维护密码（演示：{pin}）", pin=view.demo_pin)
        asked = self.question(tr("维护"), under)
        said = column(view.look, asked, self._dots, self._wrong, gap=LG)
        if view.tall:
            self.fill(said, pad, None, keys=(self.back_key(),))
        else:
            said.addStretch(1)
            both = row(view.look, said, pad, gap=XXL)
            both.setStretch(0, 1)
            self.fill(both, None, keys=(self.back_key(),))

    def _type(self, digit: str) -> None:
        self._show((self._typed + digit)[:LONGEST])

    def _erase(self) -> None:
        self._show(self._typed[:-1])

    def _show(self, typed: str) -> None:
        self._typed = typed
        self._dots.say(DOT * len(typed))

    def _try(self) -> None:
        if self._typed:
            self.asked.emit(TryPin(self._typed))


class MaintenancePage(KioskPage):
    """How the kiosk is, and the only way out of the program."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        printer = view.state.printer or tr("正在查看…")
        lines = [Label(tr("号票打印机：{state}", state=printer), "public_line", wrap=True)]
        if view.unsettled:
            numbers = "、".join(view.unsettled)
            told = tr("上次中断时不知道是否出纸的号票：{numbers}", numbers=numbers)
            lines.append(Label(told, "public_line", "error", wrap=True))
        leave = self.key("lock", tr("退出程序"), lambda: self.asked.emit(Leave()))
        asked = self.question(tr("维护"), tr("看完请返回取号"))
        facts = column(view.look, *lines, gap=SM)
        self.fill(asked, facts, None, row(view.look, leave, None), keys=(self.back_key(Place.START),))


def printer_words(state: PrinterState) -> Words:
    """Return how the printer is, and what to do."""
    return {
        PrinterState.READY: tr("正常"),
        PrinterState.NEAR_END: tr("正常，纸卷快用完了，请准备新纸卷"),
        PrinterState.PAPER_OUT: tr("缺纸，请装入纸卷"),
        PrinterState.COVER_OPEN: tr("上盖没有合好，请合上"),
        PrinterState.OFFLINE: tr("脱机，请按联机键"),
        PrinterState.ERROR: tr("报告故障，请关机再开"),
        PrinterState.UNKNOWN: tr("没有应答，请检查电源和数据线"),
    }[state]
