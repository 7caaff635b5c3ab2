"""The checklist of materials: Space takes one in, A all of them, a digit names a fault, Enter details."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.domain.items import Material
from ui.clerk.faults import FAULTS, with_fault
from ui.clerk.form_state import FormState, MaterialLine
from ui.i18n import tr
from ui.look import Look
from ui.theme import ROW, SM, XS
from ui.widgets.boxes import Card, holder, row
from ui.widgets.keys import KeyCap
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label
from ui.wording import spoken

Shown = tuple[int, MaterialLine, Material | None]


def _name(shown: Shown) -> Cell:
    _, line, material = shown
    condition = material.condition if material is not None and not material.mandatory else ""
    words = tr("{name}（{condition}）", name=line.name, condition=condition) if condition else line.name
    if line.remark:
        words = tr("{name}·{remark}", name=words, remark=line.remark)
    told = tr("{problem}。{remedy}。", problem=line.problem, remedy=line.remedy)
    return Cell(words, below=told if line.wrong else "", tone="text_2" if condition else "text")


def _state(shown: Shown) -> Cell:
    _, line, _ = shown
    if line.wrong:
        return Cell(tr("有问题"), icon="error", icon_tone="error")
    if line.came:
        return Cell(tr("收齐"), icon="done", icon_tone="ontime")
    if line.before:
        return Cell(tr("已交"), icon="done", icon_tone="text_2", tone="text_2")
    return Cell(tr("未收"), icon="open", icon_tone="edge")


class MaterialsTable(Table[Shown]):
    """The rows, and the keys that work on the chosen one. Says `changed_line` and `asked`."""

    changed_lines = Signal(object)
    details_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(
            look,
            tr("材料清单"),
            (
                Column("", lambda shown: Cell(str(shown[0]), tone="text_2"), 36),
                Column(tr("材料"), _name),
                Column(tr("形式"), lambda shown: Cell(spoken(shown[1].form), tone="text_2"), 72),
                Column(tr("份"), lambda shown: Cell(str(shown[1].count)), 40),
                Column(tr("页"), lambda shown: Cell(str(shown[1].pages)), 40),
                Column(tr("状态"), _state, 96),
            ),
            ROW,
        )
        self.opened.connect(self.details_wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take in (Space), take all in (A), name a fault (1 to 6), take it back (Delete)."""
        shown, key = self.chosen(), event.text().lower()
        if shown is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self._toggle(shown)
        elif key == "a":
            self._all()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._change(shown[0] - 1, replace(shown[1], fault="", problem="", remedy=""))
        elif fault := next((fault for fault in FAULTS if fault.key == key), None):
            self._change(shown[0] - 1, with_fault(shown[1], fault))
            self.details_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _toggle(self, shown: Shown) -> None:
        place, line, _ = shown
        if line.wrong:
            fresh = replace(line, fault="", problem="", remedy="", came=True)
        else:
            fresh = replace(line, came=not line.came)
        self._change(place - 1, fresh)
        if fresh.came and place < len(self.rows):
            self.choose(place)

    def _all(self) -> None:
        lines = []
        for _, line, material in self.rows:
            needed = material is None or material.mandatory
            lines.append(replace(line, came=True) if needed and not line.wrong and not line.before else line)
        self.changed_lines.emit(tuple(lines))

    def _change(self, place: int, line: MaterialLine) -> None:
        lines = [shown[1] for shown in self.rows]
        lines[place] = line
        self.changed_lines.emit(tuple(lines))


class MaterialsCard(Card):
    """The checklist with its counts and keys. Says `edited` with the new state."""

    edited = Signal(object)
    details_wanted = Signal()

    def __init__(self, look: Look) -> None:
        self._count = Label("", "caption", "text_2")
        keys = (
            (tr("空格"), tr("收")),
            ("A", tr("全收")),
            ("1–6", tr("记问题")),
            (tr("回车"), tr("细目")),
        )
        caps = [
            item for key, words in keys for item in (KeyCap(look, key), Label(words, "caption", "text_2"))
        ]
        super().__init__(look, tr("材料"), self._count, holder(row(look, *caps, gap=XS)), gap=SM)
        self.table = MaterialsTable(look)
        self.add(self.table)
        self.body.setStretchFactor(self.table, 1)
        self._state: FormState | None = None
        self._materials: dict[str, Material] = {}
        self.table.changed_lines.connect(self._changed)
        self.table.details_wanted.connect(self.details_wanted)
        self.table.moved.connect(self._moved)

    def show_state(self, state: FormState, materials: Sequence[Material]) -> None:
        """Show the lines of a form; `materials` are the item's own, for conditions and counts."""
        self._state = state
        self._materials = {material.key: material for material in materials}
        shown = [(n, line, self._materials.get(line.key)) for n, line in enumerate(state.lines, 1)]
        self.table.show_rows(shown, state.row)
        wrong = sum(line.wrong for line in state.lines)
        here = sum(line.here for line in state.lines)
        if wrong:
            self._count.say(tr("{here} 份齐，{wrong} 份有问题", here=here, wrong=wrong))
        else:
            self._count.say(tr("{here} / {all} 份", here=here, all=len(state.lines)))
        self._count.retone("error" if wrong else "text_2")

    def _changed(self, lines: tuple[MaterialLine, ...]) -> None:
        if self._state is not None:
            row_now = max(self.table.currentIndex().row(), 0)
            self._state = replace(self._state, lines=lines, row=row_now)
            self.show_state(self._state, tuple(self._materials.values()))
            self.edited.emit(self._state)

    def _moved(self) -> None:
        place = self.table.currentIndex().row()
        if self._state is not None and 0 <= place != self._state.row:
            self._state = replace(self._state, row=place)
            self.edited.emit(self._state)
