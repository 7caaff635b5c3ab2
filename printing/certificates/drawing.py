"""What a certificate on plain paper has beside its text: border, rules, cells, places, the signed code."""

from functools import lru_cache

from reportlab.lib.units import mm

from app.domain.certificate_templates import Area, Box, Fitting, Template, TextBox
from printing.qr import QUIET_ZONE, qr_code
from printing.typesetting.canvas import PaperCanvas

_GOLD = (0.66, 0.51, 0.24)
"""Of borders; a monochrome printer makes an even grey of it."""
_FORM_GREY = 0.35
_THICK, _MIDDLING, _THIN = 1.8, 0.85, 0.45
_BAND = 6.4
"""Width of the meander in millimetres."""
_BETWEEN = 1.1
_HOOK = ((0, 0), (0, 5), (5, 5), (5, 1), (2, 1), (2, 3), (3, 3))
_HOOK_SIDE = 6
"""One hook of the meander (回纹) on a grid, and the grid's side."""


def draw_form(canvas: PaperCanvas, template: Template) -> None:
    """Draw everything pre-printed that is not text."""
    _draw_border(canvas, template)
    canvas.setStrokeGray(_FORM_GREY)
    canvas.setLineWidth(_THIN)
    for left, top, right, bottom in template.rules:
        ends = f"{_up(template, top):.3f} m {right * mm:.3f} {_up(template, bottom):.3f}"
        canvas.write(f"{left * mm:.3f} {ends} l S")
    for box in template.boxes:
        if box.fitting is Fitting.CELLS:
            _draw_cells(canvas, template, box)
    for area in template.areas:
        _outline(canvas, template, area)
    canvas.setStrokeGray(0)


def draw_code(canvas: PaperCanvas, template: Template, text: str) -> None:
    """Draw the signed code into its square, the quiet zone included."""
    if template.qr is None:
        return
    left, top, side = template.qr
    code = qr_code(text)
    x, y = left * mm, _up(template, top + side)
    module = side * mm / (code.side + 2 * QUIET_ZONE)
    bars = " ".join(
        f"{column + QUIET_ZONE} {code.side + QUIET_ZONE - row - 1} {length} 1 re"
        for column, row, length in code.bars
    )
    canvas.write(f"q 1 0 0 1 {x:.3f} {y:.3f} cm {module:.5f} 0 0 {module:.5f} 0 0 cm 0 g {bars} f Q")


def _draw_border(canvas: PaperCanvas, template: Template) -> None:
    if template.border == "none":
        return
    canvas.setStrokeColorRGB(*_GOLD)
    canvas.setFillColorRGB(*_GOLD)
    outer = template.frame
    _rectangle(canvas, template, outer, _THICK)
    if template.border == "lines":
        _rectangle(canvas, template, outer + 1.6, _THIN)
    else:
        _rectangle(canvas, template, outer + _BETWEEN, _THIN)
        _meander(canvas, template, outer + _BETWEEN)
        inner = outer + _BETWEEN + _BAND
        _rectangle(canvas, template, inner, _THIN)
        _rectangle(canvas, template, inner + _BETWEEN, _MIDDLING)
    canvas.setFillGray(0)


def _rectangle(canvas: PaperCanvas, template: Template, inset: float, weight: float) -> None:
    canvas.setLineWidth(weight)
    width, height = template.width - 2 * inset, template.height - 2 * inset
    canvas.rect(inset * mm, inset * mm, width * mm, height * mm)


def _meander(canvas: PaperCanvas, template: Template, inset: float) -> None:
    """Fill the band with hooks that turn towards the middle of each side; corners are nested squares."""
    canvas.setLineWidth(_MIDDLING)
    width, height = template.width - 2 * inset, template.height - 2 * inset
    for turned, length, x, y in (
        (0, width, inset, inset),
        (90, height, template.width - inset, inset),
        (180, width, template.width - inset, template.height - inset),
        (270, height, inset, template.height - inset),
    ):
        canvas.saveState()
        canvas.translate(x * mm, y * mm)
        canvas.rotate(turned)
        _corner(canvas)
        canvas.write(_hooks(length - 2 * _BAND))
        canvas.restoreState()


@lru_cache(maxsize=64)
def _hooks(length: float) -> str:
    """Return the operators that draw the hooks of a side so many millimetres long."""
    margin = 0.8
    pitch_wished = _BAND - 2 * margin + 0.6
    pairs = max(round(length / pitch_wished / 2), 1)
    pitch = length / pairs / 2
    unit = (_BAND - 2 * margin) / _HOOK_SIDE
    drawn: list[str] = []
    for number in range(2 * pairs):
        mirrored = number >= pairs
        start = _BAND + number * pitch + (pitch if mirrored else 0.0)
        points = [((start + (-x if mirrored else x) * unit) * mm, (margin + y * unit) * mm) for x, y in _HOOK]
        drawn += [f"{x:.3f} {y:.3f} {'l' if place else 'm'}" for place, (x, y) in enumerate(points)]
    return f"{' '.join(drawn)} S"


def _corner(canvas: PaperCanvas) -> None:
    for inset in (0.8, 1.8, 2.8):
        side = (_BAND - 2 * inset) * mm
        canvas.rect(inset * mm, inset * mm, side, side, fill=int(inset > 2))


def _draw_cells(canvas: PaperCanvas, template: Template, box: TextBox) -> None:
    left, _, width, height = box.at
    for number in range(box.cells):
        x = left + width * number / box.cells
        _draw_box(canvas, template, (x, box.at[1], width / box.cells, height))


def _outline(canvas: PaperCanvas, template: Template, area: Area) -> None:
    if area.outlined:
        canvas.saveState()
        canvas.setDash(2, 2)
        _draw_box(canvas, template, area.at)
        canvas.restoreState()


def _draw_box(canvas: PaperCanvas, template: Template, at: Box) -> None:
    left, top, width, height = at
    corner = f"{left * mm:.3f} {_up(template, top + height):.3f}"
    canvas.write(f"{corner} {width * mm:.3f} {height * mm:.3f} re S")


def _up(template: Template, depth: float) -> float:
    """Return points above the paper's lower edge of a depth in millimetres below its upper one."""
    return (template.height - depth) * mm
