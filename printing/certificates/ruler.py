"""The ruler test page: two crosses to measure, rulers along the edges, and how to measure in words."""

from collections.abc import Iterator

from reportlab.lib.units import mm

from app.domain.certificate_templates import Box, Fitting, TextBox
from app.domain.printer_fit import UNIT, PrinterFit, ruler_marks
from printing.certificates.fitting import fit as set_text
from printing.typesetting.canvas import PaperCanvas
from printing.typesetting.fonts import Fonts
from printing.typesetting.pdf_text import draw_line

_ARM = 6.0
_THIN, _FINE = 0.5, 0.25
_EDGE = 6.0
"""Where the rulers stand: nearer to the edge a laser printer prints nothing."""
_WORDS = (
    "打印校准页　纸张 {width} × {height} 毫米　按实际大小（100%）打印，不要“适合页面”。\n"
    "用钢尺从纸的左边、上边量到两个十字的中心，精确到 0.1 毫米，把四个数填入校准页面：\n"
    "十字 A 应在：左 {left} 毫米，上 {top} 毫米。　十字 B 应在：左 {right} 毫米，上 {bottom} 毫米。\n"
    "本页已按现有设置打印：横移 {dx} 毫米，纵移 {dy} 毫米，横向 {scale_x}%，纵向 {scale_y}%。"
)


def ruler_page(canvas: PaperCanvas, fonts: Fonts, width: float, height: float, fit: PrinterFit) -> None:
    """Draw the test page for a sheet of that size in millimetres."""
    canvas.describe("打印校准页", f"{width:g} × {height:g}", "")
    first, second = ruler_marks(width, height)
    canvas.setLineWidth(_FINE)
    for x, y in (first, second):
        canvas.line((x - _ARM) * mm, (height - y) * mm, (x + _ARM) * mm, (height - y) * mm)
        canvas.line(x * mm, (height - y - _ARM) * mm, x * mm, (height - y + _ARM) * mm)
        canvas.circle(x * mm, (height - y) * mm, 3 * mm)
    _draw_rulers(canvas, width, height)
    words = _WORDS.format(
        width=f"{width:g}",
        height=f"{height:g}",
        left=f"{first[0]:g}",
        top=f"{first[1]:g}",
        right=f"{second[0]:g}",
        bottom=f"{second[1]:g}",
        dx=f"{fit.dx / 10:.1f}",
        dy=f"{fit.dy / 10:.1f}",
        scale_x=f"{100 * fit.scale_x / UNIT:.2f}",
        scale_y=f"{100 * fit.scale_y / UNIT:.2f}",
    )
    for box in _texts(words, width, height):
        for placed in set_text(box.text, box, fonts):
            draw_line(canvas, placed.line, placed.x, height * mm - placed.depth)


def _draw_rulers(canvas: PaperCanvas, width: float, height: float) -> None:
    """Draw a scale along the upper and the left edge: a stroke each millimetre, longer ones at 5 and 10."""
    canvas.setLineWidth(_FINE)
    for place in range(int(_EDGE), int(width - _EDGE) + 1):
        canvas.line(place * mm, (height - _EDGE) * mm, place * mm, (height - _EDGE - _stroke(place)) * mm)
    for place in range(int(_EDGE), int(height - _EDGE) + 1):
        canvas.line(_EDGE * mm, (height - place) * mm, (_EDGE + _stroke(place)) * mm, (height - place) * mm)


def _stroke(place: int) -> float:
    return 4.0 if place % 10 == 0 else 3.0 if place % 5 == 0 else 1.8


def _texts(words: str, width: float, height: float) -> Iterator[TextBox]:
    for name, (x, y) in zip("AB", ruler_marks(width, height), strict=True):
        yield TextBox(name, name, (x + 3.5, y + 2.5, 5, 5), size=10, bold=True)
    for place in range(20, int(width - _EDGE) + 1, 10):
        yield _number(place, (place - 4, _EDGE + 4, 8, 3))
    for place in range(20, int(height - _EDGE) + 1, 10):
        yield _number(place, (_EDGE + 5, place - 1.5, 8, 3), "left")
    inside = (30.0, 32.0, width - 60, max(height - 64, 12.0))
    yield TextBox("words", words, inside, size=10, fitting=Fitting.WRAP, leading=1.6, top=True)


def _number(place: int, at: Box, align: str = "center") -> TextBox:
    return TextBox(str(place), str(place), at, size=6, align="left" if align == "left" else "center")
