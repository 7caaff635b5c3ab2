"""The boxes of a sheet by what they state; one of them is chosen."""

from PySide6.QtCore import Signal

from app.domain.certificate_templates import Template
from app.domain.template_edits import QR, stated
from ui.designer.sheet_canvas import box_names
from ui.i18n import tr
from ui.look import Look
from ui.theme import MD
from ui.widgets.boxes import Card, fixed
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.tick import Tick
from ui.widgets.words import Label

WIDTH, ROW = 252, 32


class BoxList(Card):
    """Says `chosen` with the name of a box, `calibrated` when the template was tried on the real blank."""

    chosen = Signal(str)
    calibrated = Signal(bool)

    def __init__(self, look: Look) -> None:
        super().__init__(look, tr("版面上的框"), gap=MD)
        self._template: Template | None = None
        self._name = ""
        self.table: Table[str] = Table(look, tr("版面上的框"), (Column(tr("内容"), self._cell),), ROW)
        self.tick = Tick(look, tr("已按实物空白证校准"))
        hint = tr("方向键移 0.1 毫米，Shift 1 毫米，Ctrl 改大小，翻页键换框")
        self.add(self.table, Label(hint, "caption", "text_2", wrap=True), self.tick)
        self.body.setStretchFactor(self.table, 1)
        fixed(look, self, width=WIDTH)
        self.table.moved.connect(self._moved)
        self.tick.toggled.connect(self.calibrated)

    def show_template(self, template: Template, name: str) -> None:
        """Show the boxes of a template, one of them chosen."""
        self._template, self._name = template, name
        names = box_names(template)
        self.table.show_rows(names, names.index(name))
        self.tick.blockSignals(True)
        self.tick.setChecked(template.calibrated)
        self.tick.blockSignals(False)

    def _cell(self, name: str) -> Cell:
        if name == QR:
            return Cell(tr("二维码"))
        assert self._template is not None
        return Cell(stated(self._template, self._template.box(name).text))

    def _moved(self) -> None:
        name = self.table.chosen()
        if name is not None and name != self._name:
            self.chosen.emit(name)
