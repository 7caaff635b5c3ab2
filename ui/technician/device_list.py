"""The list of the machine's devices with their states, and the buttons that add and remove one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from app.domain.device_records import DeviceHealth, DeviceKind, DeviceSettings, DeviceState
from ui.device_words import kind_words, needs_look, sign, state_words
from ui.i18n import Words, tr
from ui.look import Look
from ui.theme import CAPTION, MD, SM, Sign
from ui.widgets.boxes import Card, column, holder, row
from ui.widgets.keys import KeyButton
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label

_ICONS = {
    DeviceKind.FINGERPRINT: "fingerprint",
    DeviceKind.QUEUE_DISPLAY: "screen",
    DeviceKind.ID_CARD_READER: "idcard",
    DeviceKind.TICKET_PRINTER: "printer",
    DeviceKind.SCANNER: "scan",
}
_KIND = 2


@dataclass(frozen=True)
class DeviceLine:
    """One device as listed; `health` is None until its settings are in use."""

    settings: DeviceSettings
    health: DeviceHealth | None

    @property
    def name(self) -> str:
        """What it is called."""
        return self.settings.name or tr("新设备")

    @property
    def sign(self) -> Sign:
        """Its shape."""
        return Sign.WAITING if self.health is None else sign(self.health.state)

    @property
    def words(self) -> Words:
        """Its state in a word."""
        return tr("待启用") if self.health is None else state_words(self.health.state)


class DeviceList(Card):
    """Says `moved` when another device is chosen, `adding` and `removing` when one is to come or go."""

    moved = Signal()
    adding = Signal()
    removing = Signal()

    def __init__(self, look: Look) -> None:
        self.count = Label("", "caption", "text_2")
        super().__init__(look, tr("本机设备"), self.count, gap=MD)
        self.table: Table[DeviceLine] = Table(
            look,
            tr("设备列表"),
            (
                Column(tr("状态"), lambda line: Cell(line.words, sign=line.sign), 116),
                Column(tr("名称"), lambda line: Cell(line.name, icon=_ICONS[line.settings.kind])),
                Column(
                    tr("种类"),
                    lambda line: Cell(kind_words(line.settings.kind), tone="text_2", size=CAPTION),
                    96,
                ),
            ),
        )
        self.table.moved.connect(self.moved)
        nothing = Label(tr("还没有设备。按 Ctrl+N 添加第一台。"), "body", "text_2", wrap=True)
        self.empty = holder(column(look, nothing, None))
        self.add_one = KeyButton(look, tr("添加设备"), "Ctrl+N")
        self.remove_one = KeyButton(look, tr("移除"), "Ctrl+D", variant="danger")
        self.add_one.clicked.connect(self.adding)
        self.remove_one.clicked.connect(self.removing)
        self.add(self.empty, self.table, row(look, self.add_one, None, self.remove_one, gap=SM))
        for one in (self.empty, self.table):
            self.body.setStretchFactor(one, 1)

    def show_lines(self, lines: Sequence[DeviceLine], chosen: int) -> None:
        """Show these devices with one of them chosen."""
        self.table.show_rows(lines, chosen)
        self.table.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self.remove_one.setEnabled(bool(lines))
        bad = sum(_bad(line) for line in lines)
        self.count.say(
            tr("{n} 台，{bad} 台需处理", n=len(lines), bad=bad) if bad else tr("{n} 台", n=len(lines))
        )

    def widen(self, wide: bool) -> None:
        """Show the kinds in words where there is room; the icons say the same."""
        self.table.hide_columns(() if wide else (_KIND,))

    @property
    def chosen(self) -> int:
        """The place of the chosen device, -1 without one."""
        return self.table.currentIndex().row()


def _bad(line: DeviceLine) -> bool:
    return (
        line.health is not None and line.health.state is not DeviceState.UNKNOWN and needs_look(line.health)
    )
