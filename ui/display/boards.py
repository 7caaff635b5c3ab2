"""The tables of the hall screen: the calls before the last one, and the counters on sheets of ten."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.display.reading import CounterRow, ShownTicket
from ui.i18n import Words, tr
from ui.look import Look
from ui.theme import ROLES, XL, XS, XXL
from ui.widgets.boxes import Card, hairline
from ui.widgets.fitted import FittedText
from ui.widgets.icons import Icon
from ui.widgets.words import Label

SHEET = 10
BEFORE = 3
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class EarlierCalls(QWidget):
    """Three calls before the last one, each with where and how long ago."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._rows = [
            (
                Label("", "public_call"),
                Icon(look, "arrow", 46, "text_2"),
                FittedText(look, "", ROLES["public_place"][0], bold=False, left=True),
                Label("", "public_hint", "text_2"),
            )
            for _ in range(BEFORE)
        ]
        self._look, self._grid = look, (grid := QGridLayout())
        for at, (number, arrow, counter, ago) in enumerate(self._rows):
            for place, part in enumerate((number, arrow)):
                grid.addWidget(part, at, place, _LEFT)
            grid.addWidget(counter, at, 2)
            grid.addWidget(ago, at, 3, _RIGHT)
        grid.setColumnStretch(2, 1)
        self.setLayout(grid)
        look.changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        px = self._look.px
        self._grid.setContentsMargins(px(XXL), 0, px(XXL), 0)
        self._grid.setHorizontalSpacing(px(XL))
        self._grid.setVerticalSpacing(px(XS))

    def show_calls(self, calls: Sequence[ShownTicket], now: datetime) -> None:
        """Show calls, newest first; places that are left stay empty."""
        for place, parts in enumerate(self._rows):
            shown = calls[place] if place < len(calls) else None
            number, arrow, counter, ago = parts
            number.say(shown.number if shown else "")
            counter.say(tr("{counter} 号窗口", counter=shown.counter) if shown else "")
            ago.say(_ago(now - shown.at) if shown else "")
            arrow.setVisible(shown is not None)


class CounterSheets(Card):
    """Counters that call now, ten a sheet; the sheets take turns."""

    def __init__(self, look: Look, sheet_ms: int) -> None:
        super().__init__(look, gap=0, padding=XL)
        self._rows: tuple[CounterRow, ...] = ()
        self._sheet, self._newest = 0, ""
        self._places = [_place() for _ in range(SHEET)]
        self._which = Label("", "public_note", "text_3")
        self._look, self._grid = look, (grid := QGridLayout())
        grid.setVerticalSpacing(0)
        heads = (tr("窗口"), tr("部门"), tr("正在办"), tr("等候"))
        for column, head in enumerate(heads):
            grid.addWidget(Label(head, "public_hint", "text_2"), 0, column, _RIGHT if column == 3 else _LEFT)
        for at, labels in enumerate(self._places):
            grid.addWidget(hairline(), at * 2 + 1, 0, 1, len(heads))
            for column, label in enumerate(labels):
                grid.addWidget(label, at * 2 + 2, column, _RIGHT if column == 3 else _LEFT)
            grid.setRowStretch(at * 2 + 2, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid, 1)
        self.body.addWidget(self._which, 0, Qt.AlignmentFlag.AlignRight)
        look.changed.connect(self._space)
        self._space()
        self._turn = QTimer(self, interval=sheet_ms)
        self._turn.timeout.connect(self.next_sheet)
        self._turn.start()

    def _space(self) -> None:
        self._grid.setHorizontalSpacing(self._look.px(XL))

    @property
    def shown(self) -> tuple[CounterRow, ...]:
        """The counters on the sheet that is shown."""
        return self._rows[self._sheet * SHEET : (self._sheet + 1) * SHEET]

    def show_rows(self, rows: tuple[CounterRow, ...], newest: str) -> None:
        """Show how the counters are now; `newest` is the ticket called last."""
        self._rows, self._newest = rows, newest
        self._sheet = min(self._sheet, self._sheets() - 1)
        self._paint()

    def _sheets(self) -> int:
        return max(-(-len(self._rows) // SHEET), 1)

    def next_sheet(self) -> None:
        """Turn to the next ten counters."""
        self._sheet = (self._sheet + 1) % self._sheets()
        self._paint()

    def _paint(self) -> None:
        for place, labels in enumerate(self._places):
            row = self.shown[place] if place < len(self.shown) else None
            counter, office, ticket, waiting = labels
            counter.say(row.counter if row else "")
            office.say(row.office if row else "")
            ticket.say(_doing(row) if row else "")
            waiting.say(tr("{n} 人", n=row.waiting) if row else "")
            ticket.retone("accent" if row and row.ticket and row.ticket == self._newest else "text")
        sheets = self._sheets()
        several = tr("第 {n} 张，共 {all} 张", n=self._sheet + 1, all=sheets)
        self._which.say(several if sheets > 1 else "")


def _place() -> tuple[Label, Label, Label, Label]:
    return (
        Label("", "public_name"),
        Label("", "public_line", "text_2"),
        Label("", "public_name"),
        Label("", "public_line", "text_2"),
    )


def _doing(row: CounterRow) -> str:
    if row.ticket:
        return row.ticket
    return tr("暂停") if row.paused else ""


def _ago(passed: timedelta) -> Words:
    minutes = max(passed // timedelta(minutes=1), 0)
    if minutes < 1:
        return tr("刚才")
    if minutes < 60:
        return tr("{n} 分钟前", n=minutes)
    return tr("{n} 小时前", n=minutes // 60)
