"""Sheets on A4 across, fit to sign (the month of attendance, a day's end): heads repeat, rules below."""

import io
from collections.abc import Sequence
from functools import partial

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate, Spacer

from app.domain.attendance_sheet import SIGN_OFF, MonthTable
from printing.documents.grid import Cell, Grid
from printing.typesetting.canvas import PaperCanvas
from printing.typesetting.flowables import Align, TextBlock
from printing.typesetting.fonts import Fonts
from printing.typesetting.layout import Span, Style

PAGE = landscape(A4)
_MARGIN = 12 * mm
_ROOM = PAGE[0] - 2 * _MARGIN
_SIZE, _DEMO_SIZE, _DEMO_GREY = 8.0, 64, 0.9
_WEIGHTS = {
    "序号": 3.2,
    "单位": 7.5,
    "姓名": 6.5,
    "备注": 9.5,
    "应出勤\n天/次": 5.6,
    "实出勤\n天/次": 5.6,
    "出勤率": 5.8,
    "检查项目": 8,
    "检查情况": 40,
    "结论": 8,
}
_OTHERS, _DAY = 4.0, 3.3
DEMO_MARK = "演示 样张 无效"


def compose_sheets(tables: Sequence[MonthTable], fonts: Fonts) -> bytes:
    """Return sheets as one PDF file, each on pages of its own; the same tables give the same bytes.

    Raises:
        RuleError: `printing.missing_characters`; nothing is composed then.
    """
    writers = [_Writer(table, fonts) for table in tables]
    writer = writers[0]
    target = io.BytesIO()
    frame = Frame(_MARGIN, _MARGIN, _ROOM, PAGE[1] - 2 * _MARGIN, 0, 0, 0, 0)
    page = PageTemplate("page", [frame], onPage=writer.begin)
    story = [part for one in writers for part in (*one.story(), PageBreak())][:-1]
    document = BaseDocTemplate(target, pagesize=PAGE, pageTemplates=[page], title=tables[0].title)
    document.build(story, canvasmaker=partial(PaperCanvas, finish_page=writer.finish))
    return target.getvalue()


class _Writer:
    """Makes the blocks of one sheet."""

    def __init__(self, table: MonthTable, fonts: Fonts) -> None:
        self._table, self._fonts = table, fonts
        cells = (cell for row in (table.heads, *table.rows) for cell in row)
        around = (table.title, table.unit, table.rules, table.legend, *SIGN_OFF, DEMO_MARK)
        fonts.check([*cells, *around])

    def story(self) -> list[Flowable]:
        """Return the sheet from top to bottom."""
        table = self._table
        grid = Grid(self._widths(), [self._row(row) for row in (table.heads, *table.rows)], heads=1, least=15)
        below = [self._block(words, 8.5, "left") for words in (table.legend, table.rules) if words]
        return [
            self._block(table.title, 16, "center", bold=True),
            Spacer(0, 2 * mm),
            self._block(f"单位：{table.unit}", 10, "left"),
            Spacer(0, 1 * mm),
            grid,
            Spacer(0, 2 * mm),
            *below,
            Spacer(0, 6 * mm),
            Grid([_ROOM / 4] * 4, [[Cell(self._block(words, 10, "left")) for words in SIGN_OFF]], least=26),
        ]

    def begin(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        """Put the demo mark under a page's text."""
        if not self._table.demo:
            return
        block = self._block(DEMO_MARK, _DEMO_SIZE, "center")
        block.wrap(_ROOM, PAGE[1])
        canvas.saveState()
        canvas.setFillGray(_DEMO_GREY)
        block.drawOn(canvas, _MARGIN, (PAGE[1] - block.height) / 2)
        canvas.restoreState()

    def finish(self, canvas: PaperCanvas, number: int, total: int) -> None:
        """Count the pages at the foot."""
        block = self._block(f"第{number}页 共{total}页", 8, "right")
        block.wrap(_ROOM, PAGE[1])
        block.drawOn(canvas, _MARGIN, 5 * mm)

    def _widths(self) -> list[float]:
        weights = [_WEIGHTS.get(head, _DAY if head.isdigit() else _OTHERS) for head in self._table.heads]
        return [_ROOM * weight / sum(weights) for weight in weights]

    def _row(self, cells: tuple[str, ...]) -> list[Cell]:
        bold = cells is self._table.heads
        return [Cell(self._block(words, _SIZE, "center", bold=bold) if words else None) for words in cells]

    def _block(self, words: str, size: float, align: Align, bold: bool = False) -> TextBlock:
        return TextBlock([Span(words, Style(size, bold, "text"))], self._fonts, align, 1.25)
