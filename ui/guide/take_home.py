"""What the visitor takes home: the checklist ticked together, the slip with its version, a ticket."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from app.domain.guide import Language
from app.domain.items import Material, ServiceItem
from app.domain.scripts import ScriptRules
from app.domain.translations import Pair, words_in
from ui.guide.pairs import Pairs
from ui.i18n import Words, tr
from ui.look import Look
from ui.theme import MD, SM, XS
from ui.widgets.boxes import Card, column, fixed, row, scrolled, swap
from ui.widgets.keys import Chip, KeyButton, KeyCap
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label
from ui.wording import spoken

MOST_WORDS = 12
WORDS_HEIGHT = 128


@dataclass(frozen=True)
class Line:
    """A material and whether the visitor has it already."""

    material: Material
    here: bool = False


def _name(line: Line) -> Cell:
    one = line.material
    words = tr("{name}·{form}", name=one.name, form=_form(one))
    if one.mandatory:
        return Cell(words, tone="text_2" if line.here else "text")
    return Cell(tr("{name}（{condition}）", name=words, condition=one.condition), tone="text_2")


def _form(one: Material) -> Words:
    if one.originals and one.copies:
        return tr("原件 {n}，复印 {m}", n=one.originals, m=one.copies)
    if one.originals:
        return tr("原件 {n}", n=one.originals)
    return tr("复印 {n}", n=one.copies) if one.copies else tr("电子")


def _tick(line: Line) -> Cell:
    if line.here:
        return Cell(tr("有"), icon="done", icon_tone="ontime")
    return Cell(tr("要带"), icon="open", icon_tone="edge")


class Checklist(Table[Line]):
    """The materials; Space ticks what the visitor has. Says `ticked`."""

    ticked = Signal()

    def __init__(self, look: Look) -> None:
        columns = (Column(tr("状态"), _tick, 72), Column(tr("材料"), _name))
        super().__init__(look, tr("要带的材料"), columns)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Tick or untick the chosen material."""
        place = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Space and 0 <= place < len(self.rows):
            rows = list(self.rows)
            rows[place] = replace(rows[place], here=not rows[place].here)
            self.show_rows(rows, min(place + 1, len(rows) - 1) if rows[place].here else place)
            self.ticked.emit()
        else:
            super().keyPressEvent(event)


class TakeHome(QWidget):
    """The right column: checklist, words of it in Tibetan, language of the talk, and the keys."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.checklist = Checklist(look)
        self._count = Label("", "caption", "text_2")
        self._words: QScrollArea = self._word_area((), ScriptRules())
        self.slip = KeyButton(look, tr("打印告知单"), "Ctrl+P", "printer", "primary", spread=True)
        self.ticket = KeyButton(look, tr("取号"), "F5", "ticket", spread=True)
        self.favoured = KeyButton(look, tr("取优先号"), "Shift+F5", "priority", spread=True)
        self.answered = KeyButton(look, tr("已答复"), "F9", "finish", spread=True)
        self._languages = {one: Chip(look, spoken(one)) for one in Language}
        for chip in self._languages.values():
            chip.setAutoExclusive(True)
        self._languages[Language.CHINESE].setChecked(True)
        keys = (KeyCap(look, tr("空格")), Label(tr("勾选"), "caption", "text_2"))
        hint = row(look, self._count, None, *keys, gap=XS)
        card = Card(look, tr("要带的"), gap=SM).add(hint, self.checklist, self._words)
        card.body.setStretchFactor(self.checklist, 1)
        talk = row(look, *self._languages.values(), None, gap=XS)
        self._acts = column(look, talk, self.slip, self.ticket, self.favoured, self.answered, gap=SM)
        box = column(look, card, self._acts, gap=MD)
        box.setStretch(0, 1)
        self.setLayout(box)
        self.checklist.ticked.connect(self._tell)

    @property
    def language(self) -> Language:
        """The language of the talk."""
        return next(one for one, chip in self._languages.items() if chip.isChecked())

    def chips(self) -> tuple[Chip, ...]:
        """Return the keys of the languages."""
        return tuple(self._languages.values())

    def ticked(self) -> tuple[int, int]:
        """Return how many materials are here, of how many."""
        rows = self.checklist.rows
        return sum(line.here for line in rows), len(rows)

    def show_item(self, item: ServiceItem, tibetan: Mapping[str, str], rules: ScriptRules) -> None:
        """Show the materials of another item, nothing ticked."""
        self.checklist.show_rows([Line(one) for one in item.materials], 0)
        names = " ".join(one.name for one in item.materials)
        self._words = swap(self._words, self._word_area(words_in(names, tibetan, MOST_WORDS), rules))
        self._tell()

    def turned(self, away: bool) -> None:
        """Hide what is the guide's while the visitor looks on."""
        widgets: Sequence[QWidget] = (
            self.slip, self.ticket, self.favoured, self.answered, *self._languages.values()
        )  # fmt: skip
        for widget in widgets:
            widget.setVisible(not away)

    def _word_area(self, pairs: Sequence[Pair], rules: ScriptRules) -> QScrollArea:
        area = scrolled(Pairs(self._look, pairs, rules), tr("材料的藏文词语"))
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return fixed(self._look, area, height=WORDS_HEIGHT if pairs else 40)

    def _tell(self) -> None:
        here, wanted = self.ticked()
        words: Words = tr("已有 {here} / {all}", here=here, all=wanted)
        self._count.say(words)
