"""The stock of numbered blanks: what is left of each kind, new ones received, spoiled ones written off."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from app.errors import AppError
from app.services.blank_stock import Batch, Stock
from ui.designer.dependencies import DesignerDependencies
from ui.error_texts import explain_any
from ui.i18n import tr
from ui.tasks import Task
from ui.theme import MD, SM
from ui.widgets.boxes import Card, hairline, row
from ui.widgets.fields import Field
from ui.widgets.keys import KeyButton
from ui.widgets.notices import NoticeLine
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label

FEW = 10
"""Below so many white blanks the row warns."""


class BlanksCard(Card):
    """Shows the stock of each kind of blank a template names; acts on the chosen kind."""

    def __init__(self, needs: DesignerDependencies, notice: NoticeLine) -> None:
        super().__init__(needs.look, tr("空白证库存"), gap=MD)
        self._needs, self._notice = needs, notice
        look = needs.look
        self.table: Table[Stock] = Table(
            look,
            tr("空白证库存"),
            (
                Column(tr("空白证"), lambda one: Cell(one.blank)),
                Column(tr("可用"), _free, 64),
                Column(tr("已打"), lambda one: Cell(str(one.printed), tone="text_2"), 56),
                Column(tr("作废"), lambda one: Cell(str(one.spoiled), tone="text_2"), 56),
                Column(tr("下一张"), lambda one: Cell(one.next or "—", tone="text_2"), 96),
            ),
        )
        self.first = Field(look, tr("起号"), narrow=True)
        self.last = Field(look, tr("止号"), narrow=True)
        self.note = Field(look, tr("备注"), needed=False)
        self.serial = Field(look, tr("印刷编号"), narrow=True)
        self.why = Field(look, tr("作废理由"))
        self._lay_out()
        self.refresh()
        needs.changes.subscribe(
            self, ("blank_receipt", "blank_spoiled", "certificate_print", "print_event"), self.refresh
        )

    def _lay_out(self) -> None:
        look = self._needs.look
        take = KeyButton(look, tr("登记入库"), "Ctrl+R")
        lose = KeyButton(look, tr("登记作废"), "Ctrl+D", variant="danger")
        take.clicked.connect(self.receive)
        lose.clicked.connect(self.spoil)
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(SM))
        grid.setVerticalSpacing(look.px(SM))
        for place, field in enumerate((self.first, self.last, self.note)):
            grid.addWidget(field, 1, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, 1)
        grid.addWidget(Label(tr("新领一批"), "strong"), 0, 0, 1, 3)
        spoil = QGridLayout()
        spoil.setHorizontalSpacing(look.px(SM))
        spoil.setVerticalSpacing(look.px(SM))
        spoil.addWidget(Label(tr("打坏、丢失的"), "strong"), 0, 0, 1, 2)
        spoil.addWidget(self.serial, 1, 0, Qt.AlignmentFlag.AlignTop)
        spoil.addWidget(self.why, 1, 1, Qt.AlignmentFlag.AlignTop)
        spoil.setColumnStretch(1, 1)
        self.add(self.table, grid, row(look, None, take), hairline(), spoil, row(look, None, lose))
        self.body.setStretchFactor(self.table, 1)

    def reach(self) -> None:
        """Give the keyboard to the list of kinds."""
        self.table.setFocus()

    def refresh(self) -> None:
        """Count the stock anew."""
        templates, blanks = self._needs.templates, self._needs.blanks

        def work(_: Task) -> tuple[Stock, ...]:
            kinds = dict.fromkeys(one.blank for one in templates.all() if one.blank)
            return tuple(blanks.stock(kind) for kind in kinds)

        self._needs.runner.run("compose", work, name="stock of blanks", done=self.table.show_rows, owner=self)

    def receive(self) -> None:
        """Take a batch of the chosen kind into stock."""
        stock, needs = self.table.chosen(), self._needs
        if stock is None or not _judged(self.first, self.last):
            return
        batch = Batch(stock.blank, self.first.text.strip(), self.last.text.strip(), self.note.text.strip())

        def taken(_: object) -> None:
            for field in (self.first, self.last, self.note):
                field.put("")
            self._notice.note(tr("{first} 至 {last} 已登记入库", first=batch.first, last=batch.last))

        needs.runner.run(
            "db",
            lambda _: needs.blanks.receive(needs.actor, batch),
            name="receive blanks",
            done=taken,
            failed=self._failed,
            owner=self,
        )

    def spoil(self) -> None:
        """Write off a blank of the chosen kind."""
        stock, needs = self.table.chosen(), self._needs
        if stock is None or not _judged(self.serial, self.why):
            return
        serial, why = self.serial.text.strip(), self.why.text.strip()

        def lost(_: object) -> None:
            self.serial.put("")
            self.why.put("")
            self._notice.note(tr("{serial} 已登记作废", serial=serial))

        needs.runner.run(
            "db",
            lambda _: needs.blanks.spoil(needs.actor, stock.blank, serial, why),
            name="spoil blank",
            done=lost,
            failed=self._failed,
            owner=self,
        )

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self._notice.problem(explain_any(error))


def _free(one: Stock) -> Cell:
    few = one.free < FEW
    return Cell(str(one.free), icon="soon" if few else "", icon_tone="soon", tone="text")


def _judged(*fields: Field) -> bool:
    wrong = [field for field in fields if not field.judge()]
    if wrong:
        wrong[0].setFocus()
    return not wrong
