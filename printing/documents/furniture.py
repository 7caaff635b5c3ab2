"""What every page carries beside its text: the code of the case, running heads, the foot, the demo mark."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate

from app.domain.papers import HallFacts
from printing.documents.measures import FOOT_TOP, QR_SIDE, SIDE, SMALL, WIDTH
from printing.qr import QUIET_ZONE, QrCode, qr_code
from printing.typesetting.canvas import PaperCanvas
from printing.typesetting.flowables import TextBlock
from printing.wording.editions import Wording

_QR_TOP = 12 * mm
_LEADING = 1.35
_DEMO_SIZE = 58
_DEMO_GREY = 0.9
_RULE = 0.5


@dataclass(frozen=True)
class Around:
    """What stands around the text of a paper: on its pages, and in the properties of the file.

    `code` is what the QR code at the top says, empty where there is none; `copies` and `mark` stand in the
    foot: where the copies go, and which print or version this is.
    """

    title: str
    number: str
    organ: str
    hall: HallFacts
    code: str
    copies: str
    mark: str


class Furniture:
    """Draws on the pages of one paper; its texts are made and checked before the first page."""

    def __init__(self, around: Around, words: Wording, block: Callable[..., TextBlock]) -> None:
        self._around = around
        self._words = words
        self._block = block
        self._code = qr_code(around.code) if around.code else None
        continued = words("continued", title=around.title, number=around.number)
        self._head = block(continued, SMALL, align="right")
        self._demo = block(words("demo"), _DEMO_SIZE, bold=True, align="center")
        self._copies = block(around.copies, SMALL, leading=_LEADING)
        self._mark = block(around.mark, SMALL, align="right", leading=_LEADING)
        self._hall = block(_hall(around.hall, words), SMALL, leading=_LEADING)

    def begin_first(self, canvas: Canvas, _template: BaseDocTemplate) -> None:
        """Draw what the first page has under its text."""
        paper_canvas = self._begin(canvas)
        paper_canvas.describe(self._around.title, self._around.number, self._around.organ)
        if self._code is not None:
            top = A4[1] - _QR_TOP
            _draw_code(paper_canvas, self._code, A4[0] - SIDE - QR_SIDE, top - QR_SIDE)

    def begin_later(self, canvas: Canvas, _template: BaseDocTemplate) -> None:
        """Draw what further pages have under their text."""
        paper_canvas = self._begin(canvas)
        self._head.wrap(WIDTH, 0)
        y = A4[1] - 22 * mm
        self._head.drawOn(paper_canvas, SIDE, y)
        paper_canvas.setLineWidth(_RULE)
        paper_canvas.line(SIDE, y - 1, SIDE + WIDTH, y - 1)

    def finish(self, canvas: PaperCanvas, number: int, total: int) -> None:
        """Draw the foot, which names the number of pages."""
        canvas.setLineWidth(_RULE)
        canvas.line(SIDE, FOOT_TOP, SIDE + WIDTH, FOOT_TOP)
        page = self._block(
            self._words("page", page=number, pages=total), SMALL, align="right", leading=_LEADING
        )
        y = FOOT_TOP - 2
        for left, right, share in ((self._copies, self._mark, 0.5), (self._hall, page, 0.8)):
            y -= max(left.wrap(WIDTH * share, 0)[1], right.wrap(WIDTH * (1 - share), 0)[1])
            left.drawOn(canvas, SIDE, y)
            right.drawOn(canvas, SIDE + WIDTH * share, y)

    def _begin(self, canvas: Canvas) -> PaperCanvas:
        if not isinstance(canvas, PaperCanvas):
            raise TypeError("papers are drawn on a PaperCanvas")
        if self._around.hall.demo:
            self._draw_demo(canvas)
        return canvas

    def _draw_demo(self, canvas: PaperCanvas) -> None:
        """Draw the demo mark across the page; what is written over it stays legible."""
        diagonal = math.hypot(*A4)
        _, height = self._demo.wrap(diagonal, 0)
        canvas.saveState()
        canvas.setFillGray(_DEMO_GREY)
        canvas.setStrokeGray(_DEMO_GREY)
        canvas.translate(A4[0] / 2, A4[1] / 2)
        canvas.rotate(math.degrees(math.atan2(A4[1], A4[0])))
        for place in (-1, 0, 1):
            self._demo.drawOn(canvas, -diagonal / 2, place * 62 * mm - height / 2)
        canvas.restoreState()


def _draw_code(canvas: PaperCanvas, code: QrCode, x: float, y: float) -> None:
    """Draw a QR code into a square of `QR_SIDE`, its quiet zone included: a path in whole modules."""
    module = QR_SIDE / (code.side + 2 * QUIET_ZONE)
    bars = " ".join(
        f"{column + QUIET_ZONE} {code.side + QUIET_ZONE - row - 1} {length} 1 re"
        for column, row, length in code.bars
    )
    quiet = f"1 g 0 0 {QR_SIDE:.3f} {QR_SIDE:.3f} re f"
    canvas.write(f"q 1 0 0 1 {x:.3f} {y:.3f} cm {quiet} {module:.5f} 0 0 {module:.5f} 0 0 cm 0 g {bars} f Q")


def _hall(hall: HallFacts, words: Wording) -> str:
    return words("supervision", phone=hall.supervision_phone, hall=hall.name, address=hall.address)
