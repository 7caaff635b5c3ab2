"""Asks to which printer a job is moved."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.ports.print_jobs import PagePrinter
from ui.error_texts import explain
from ui.i18n import tr
from ui.look import Look
from ui.widgets.dialogs import Choice, Dialog
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column

LIST_HEIGHT = 200


class PrintersDialog(Dialog):
    """Lists the printers of this machine; Enter moves, Esc keeps."""

    def __init__(self, look: Look, parent: QWidget, title: str, printers: Sequence[PagePrinter]) -> None:
        self.table: Table[PagePrinter] = Table(
            look,
            tr("打印机"),
            (
                Column(tr("打印机"), lambda one: Cell(one.name, icon="printer", below=_problem(one))),
                Column(tr("排队"), lambda one: Cell(tr("{n} 件", n=one.waiting), tone="text_2"), 72),
            ),
        )
        self.table.show_rows(printers, 0)
        self.table.setMinimumHeight(look.px(LIST_HEIGHT))
        words = tr("用 ↑↓ 选，回车换到那台打印机。")
        choices = (Choice(tr("不换"), 0), Choice(tr("换打印机"), 1, "primary"))
        super().__init__(look, parent, title, words, choices, self.table, icon="printer")
        self.table.opened.connect(lambda: self.done(1))
        self.table.setFocus()


def _problem(printer: PagePrinter) -> str:
    return explain(printer.problem) if printer.problem is not None else ""
