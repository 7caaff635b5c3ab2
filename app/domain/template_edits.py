"""Edits of a certificate's template on the designer page: move, stretch, and what a box may state."""

from dataclasses import replace

from app.domain.certificate_templates import (
    COPY_FIELD,
    DATE_FIELD,
    NUMBER_FIELD,
    ORGAN_FIELD,
    SMALLEST_STEP,
    Box,
    Template,
    TextBox,
    moved,
    with_box,
)
from app.errors import RuleError

QR = "qr"
"""The name of the signed code among the boxes."""
LEAST_SIDE = 1.0
"""No box is narrower or lower than so many millimetres."""

_GIVEN = {NUMBER_FIELD: "证照编号", COPY_FIELD: "份号", ORGAN_FIELD: "发证机关", DATE_FIELD: "发证日期"}
_PARTS = {"year": "年", "month": "月", "day": "日"}


def place_of(template: Template, name: str) -> Box | None:
    """Return where a box or the code stands; None for a template without a code."""
    if name != QR:
        return template.box(name).at
    if template.qr is None:
        return None
    left, top, side = template.qr
    return left, top, side, side


def nudged(template: Template, name: str, right: int, down: int) -> Template:
    """Return the template with a box or the code moved by so many tenths of a millimetre, kept on paper."""
    if name != QR:
        return moved(template, name, right, down)
    if template.qr is None:
        return template
    left, top, side = template.qr
    return placed(template, QR, (left + right * SMALLEST_STEP, top + down * SMALLEST_STEP, side, side))


def placed(template: Template, name: str, at: Box) -> Template:
    """Return the template with a box or the code at a place, to a tenth of a millimetre, kept on paper."""
    left, top, width, height = at
    wide = min(max(round(width, 1), LEAST_SIDE), template.width)
    high = min(max(round(height, 1), LEAST_SIDE), template.height)
    if name == QR:
        wide = high = min(wide, high)
    x = min(max(round(left, 1), 0.0), round(template.width - wide, 1))
    y = min(max(round(top, 1), 0.0), round(template.height - high, 1))
    if name == QR:
        return replace(template, qr=(x, y, wide))
    return with_box(template, replace(template.box(name), at=(x, y, wide, high)))


def stretched(template: Template, name: str, wider: int, higher: int) -> Template:
    """Return the template with a box or the code wider and higher by so many tenths of a millimetre."""
    at = place_of(template, name)
    if at is None:
        return template
    left, top, width, height = at
    if name == QR:
        wider = higher = wider or higher
    return placed(template, name, (left, top, width + wider * SMALLEST_STEP, height + higher * SMALLEST_STEP))


def with_new_box(template: Template, name: str) -> Template:
    """Return the template with one more box in the middle of the sheet, stating the holder for now.

    Raises:
        RuleError: `template.twice`, there is a box of that name.
    """
    if any(box.name == name for box in (*template.boxes, *template.labels)):
        raise RuleError("template.twice", template=template.title, box=name)
    at = (round(template.width / 2 - 20, 1), round(template.height / 2 - 4, 1), 40.0, 8.0)
    return replace(template, boxes=(*template.boxes, TextBox(name, "{holder}", at, 12.0)))


def without_box(template: Template, name: str) -> Template:
    """Return the template without a box, or without its code."""
    if name == QR:
        return replace(template, qr=None)
    return replace(template, boxes=tuple(box for box in template.boxes if box.name != name))


def values_to_state(template: Template) -> tuple[tuple[str, str], ...]:
    """Return what a box may state as pattern and words: fields, what the program gives, parts of dates."""
    found: list[tuple[str, str]] = []
    rules = [(rule.key, rule.title, rule.date) for rule in template.fields]
    given = [(key, title, key == DATE_FIELD) for key, title in _GIVEN.items()]
    for key, title, is_date in (*rules, *given):
        found.append((f"{{{key}}}", title))
        if is_date:
            found += [(f"{{{key}_{part}}}", f"{title}·{words}") for part, words in _PARTS.items()]
    return tuple(found)


def stated(template: Template, text: str) -> str:
    """Return a box's text with the words for its fields in the place of their names."""
    for pattern, words in values_to_state(template):
        text = text.replace(pattern, words)
    return text


def millimetres(text: str) -> float:
    """Read a length in millimetres, to a tenth.

    Raises:
        RuleError: `template.number`.
    """
    try:
        value = round(float(text.strip()), 1)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1000:
        raise RuleError("template.number", text=text)
    return value


_SAMPLE_DAY = "2026-09-15"
_SAMPLES = {"holder": "才让多杰（示例）", "code": "000000000000000000"}


def sample_values(template: Template) -> dict[str, str]:
    """Return invented values that show where each field stands: its own title, and a date."""
    own = {
        rule.key: _SAMPLE_DAY if rule.date else _SAMPLES.get(rule.key, rule.title) for rule in template.fields
    }
    given = {NUMBER_FIELD: "示例〔2026〕1号", COPY_FIELD: "1-1", ORGAN_FIELD: "发证机关名称"}
    return {**own, **given, DATE_FIELD: _SAMPLE_DAY}
