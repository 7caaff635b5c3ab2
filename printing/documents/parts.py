"""Parts that papers share: heading, ruled fields, lists, paragraphs, the block for seal and signatures."""

from collections.abc import Sequence
from datetime import date

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from app.domain.dates import chinese_date
from printing.documents.columns import Inset, Pair, SignatureBlock
from printing.documents.grid import Cell, Grid
from printing.documents.measures import BODY, LETTER, ORGAN, QR_SIDE, ROW, TITLE, WIDTH
from printing.documents.sheet import AnySheet
from printing.typesetting.flowables import TextBlock

_LABEL = 33 * mm
_VALUE = (WIDTH - 2 * _LABEL) / 2
_WITH_HEADING = 35 * mm
_CELL = 1.38
"""Leading inside tables."""
_FIELD_WIDTHS = (_LABEL, _VALUE, _LABEL, _VALUE)

Field = tuple[str, str]


def heading(sheet: AnySheet, organ: str, title: str, left: str = "", right: str = "") -> None:
    """Put organ and title at the top, and below them one line with a text at each margin."""
    titles = (
        sheet.block(organ, ORGAN, align="center", family="title", leading=1.6),
        sheet.block(title, TITLE, bold=True, align="center", family="title", leading=1.5),
    )
    line = Pair(sheet.block(left), sheet.block(right, LETTER, align="right"), WIDTH)
    sheet.add(Inset(titles, QR_SIDE), Spacer(0, 3 * mm), line, Spacer(0, 2 * mm))


def fields(sheet: AnySheet, *rows: Sequence[Field], size: float = BODY, least: float = ROW) -> Flowable:
    """Make a ruled table of labels and values; a row has one pair over the whole width, or two.

    Args:
        least: least height of a row in points.
    """
    return Grid(_FIELD_WIDTHS, [_field_row(sheet, row, size) for row in rows], least=least)


def listing(
    sheet: AnySheet,
    heads: Sequence[str],
    widths: Sequence[float],
    rows: Sequence[Sequence[str]],
    left: int,
    size: float = BODY,
) -> Flowable:
    """Make a ruled list whose heads repeat on every page.

    Args:
        widths: shares of the width.
        left: the columns set flush left, a bit each; the others are centred.
    """
    total = sum(widths)
    top = [Cell(sheet.block(name, size, bold=True, align="center", leading=_CELL)) for name in heads]
    body = [
        [
            Cell(sheet.block(text, size, align="left" if left >> column & 1 else "center", leading=_CELL))
            for column, text in enumerate(row)
        ]
        for row in rows
    ]
    return Grid([WIDTH * width / total for width in widths], [top, *body], heads=1)


def letter(sheet: AnySheet, *paragraphs: str) -> list[Flowable]:
    """Make paragraphs of running text, each begun two characters in."""
    return [sheet.block(f"　　{text}", LETTER, align="justify", leading=1.6) for text in paragraphs]


def section(sheet: AnySheet, text: str) -> list[Flowable]:
    """Make the heading of a part of a longer paper; it does not stand alone at the foot of a page."""
    return [CondPageBreak(_WITH_HEADING), sheet.block(text, LETTER, bold=True, leading=1.8)]


def plain(sheet: AnySheet, text: str) -> TextBlock:
    """Make a paragraph of the form's own size."""
    return sheet.block(text, align="justify", leading=1.6)


def gap(height: float = 3) -> Flowable:
    """Leave so many millimetres free."""
    return Spacer(0, height * mm)


def sealed(sheet: AnySheet, lines: Sequence[str], organ: str, day: date, note: str = "") -> Flowable:
    """Make the end of a paper: lines to sign at the left, the seal's free place over organ and date."""
    left = [sheet.block("\n".join(lines), leading=2.1), *([plain(sheet, note)] if note else [])]
    right = sheet.block(f"{organ}\n{chinese_date(day)}", align="center")
    return SignatureBlock(left, right, WIDTH)


def together(*flowables: Flowable) -> Flowable:
    """Keep blocks on one page, so that no seal stands alone."""
    return KeepTogether(list(flowables))


def _field_row(sheet: AnySheet, row: Sequence[Field], size: float) -> list[Cell]:
    cells = []
    for label, value in row:
        cells.append(Cell(sheet.block(label, size, align="center", leading=_CELL)))
        cells.append(Cell(sheet.block(value, size, leading=_CELL), 1 if len(row) == 2 else 3))
    return cells
