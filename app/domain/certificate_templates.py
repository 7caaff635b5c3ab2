"""Templates of certificates: what stands where on a sheet, in millimetres from the paper's top left."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Literal

from app.domain.dates import chinese_date, parse_date
from app.domain.text import clean_line, clean_text
from app.errors import RuleError

SMALLEST_STEP = 0.1
"""By so many millimetres a box is moved on the designer page."""
HOLDER_FIELD = "holder"
"""Every template states the holder; the signed code names it masked."""
NUMBER_FIELD, DATE_FIELD, COPY_FIELD, ORGAN_FIELD = "number", "issued_on", "copy", "organ"
GIVEN = (NUMBER_FIELD, DATE_FIELD, COPY_FIELD, ORGAN_FIELD)
"""What the program fills in itself: the certificate's number, its date, which copy it is, and the organ."""

_NAMED = re.compile(r"\{([a-z_]+)\}")
_DATE_PARTS = ("year", "month", "day")

Box = tuple[float, float, float, float]
"""Left, top, width and height in millimetres from the paper's top left corner."""


class Fitting(StrEnum):
    """How a text is made to fit its box; no rule ever clips."""

    SHRINK = "shrink"
    WRAP = "wrap"
    CELLS = "cells"


Align = Literal["left", "center", "right", "justify", "spread"]
Family = Literal["text", "title", "plain"]
Border = Literal["none", "lines", "meander"]


@dataclass(frozen=True)
class FieldRule:
    """One value that a certificate states; `title` is what the clerk calls it."""

    key: str
    title: str
    date: bool = False
    required: bool = True


@dataclass(frozen=True)
class TextBox:
    """A text in its box; `{key}` in the text stands for a value, `{key_year}` for a part of a date.

    Attributes:
        name: tells the boxes of a template apart.
        size: wished size in points; `least` the smallest one that is still easy to read. Only a text that
            would not go into the box otherwise is set smaller.
        fitting: `shrink` keeps one line while that is readable, `wrap` fills lines, `cells` sets one
            character in each of `cells` equal parts.
        align: `spread` distributes the characters over the width, as labels of forms are set.
        leading: distance of lines, in sizes.
        top: the text begins at the box's top edge instead of standing in its middle.
    """

    name: str
    text: str
    at: Box
    size: float
    least: float = 6.0
    fitting: Fitting = Fitting.SHRINK
    align: Align = "left"
    family: Family = "text"
    bold: bool = False
    top: bool = False
    cells: int = 1
    leading: float = 1.25


@dataclass(frozen=True)
class Area:
    """A place kept free, for a seal or a photo; perhaps outlined on plain paper."""

    name: str
    at: Box
    outlined: bool = False


@dataclass(frozen=True)
class Template:
    """One certificate as data.

    Attributes:
        key: short name, part of the signed code.
        title: the certificate's title.
        word: the sign of its kind in the certificate number.
        blank: the numbered blank it is printed over; empty if there is none.
        width: of the sheet in millimetres as it is read; wider than high is landscape.
        size_source: where the size is stated; empty if it is not confirmed.
        calibrated: whether the boxes were checked on the real blank.
        boxes: values, printed in both ways; `labels` and everything else only on plain paper.
        qr: left, top and side of the signed code, in millimetres; None leaves it out.
        frame: distance of the border from the paper's edge in millimetres.
        rules: straight lines of a form: from x, y to x, y.
    """

    key: str
    title: str
    word: str
    blank: str
    width: float
    height: float
    size_source: str
    calibrated: bool
    fields: tuple[FieldRule, ...]
    boxes: tuple[TextBox, ...]
    labels: tuple[TextBox, ...]
    qr: tuple[float, ...] | None = None
    areas: tuple[Area, ...] = ()
    rules: tuple[Box, ...] = ()
    border: Border = "none"
    frame: float = 10.0

    @property
    def landscape(self) -> bool:
        """Tell whether the sheet is wider than high."""
        return self.width > self.height

    def box(self, name: str) -> TextBox:
        """Return the value box of that name.

        Raises:
            KeyError: the template has no such box.
        """
        for one in self.boxes:
            if one.name == name:
                return one
        raise KeyError(name)


def moved(template: Template, name: str, right: int, down: int) -> Template:
    """Return the template with one box moved by so many tenths of a millimetre, kept on the paper."""
    box = template.box(name)
    left, top, width, height = box.at
    x = min(max(round(left + right * SMALLEST_STEP, 1), 0.0), round(template.width - width, 1))
    y = min(max(round(top + down * SMALLEST_STEP, 1), 0.0), round(template.height - height, 1))
    return with_box(template, replace(box, at=(x, y, width, height)))


def with_box(template: Template, box: TextBox) -> Template:
    """Return the template with the box of the same name replaced."""
    boxes = tuple(box if one.name == box.name else one for one in template.boxes)
    return replace(template, boxes=boxes)


def check_template(template: Template) -> None:
    """Make sure that a template can be printed.

    Raises:
        RuleError: `template.no_holder`, `template.outside` (a box leaves the paper),
            `template.unknown_value` (a text names no field), `template.twice` (two boxes of one name).
    """
    known = set(_known_names(template))
    if HOLDER_FIELD not in known:
        raise RuleError("template.no_holder", template=template.title)
    seen: set[str] = set()
    for box in (*template.boxes, *template.labels):
        if box.name in seen:
            raise RuleError("template.twice", template=template.title, box=box.name)
        seen.add(box.name)
        for name in _NAMED.findall(box.text):
            if name not in known:
                raise RuleError("template.unknown_value", template=template.title, box=box.name, value=name)
    for name, place in _places(template):
        if not _on_paper(template, place):
            raise RuleError("template.outside", template=template.title, box=name)


def checked_values(template: Template, values: Mapping[str, str]) -> dict[str, str]:
    """Return what the clerk typed in its stored form; dates as `2026-09-15`.

    Raises:
        RuleError: `certificate.value_missing`, `certificate.value_unknown`, or the form of a text or date.
    """
    titles = {rule.key for rule in template.fields}
    for key in values:
        if key not in titles:
            raise RuleError("certificate.value_unknown", value=key)
    checked = {}
    for rule in template.fields:
        text = values.get(rule.key, "")
        clean = clean_line(text, rule.title) if rule.date else clean_text(text, rule.title)
        if rule.required and not clean:
            raise RuleError("certificate.value_missing", field=rule.title)
        checked[rule.key] = parse_date(clean, rule.title).isoformat() if rule.date and clean else clean
    return checked


def printed_values(template: Template, values: Mapping[str, str]) -> dict[str, str]:
    """Return every text that a box may name: dates in words, and their parts beside them."""
    printed = dict(values)
    for key in _date_keys(template):
        text = values.get(key, "")
        parts = (*text.split("-"), "", "", "")[:3] if text else ("", "", "")
        printed[key] = chinese_date(date.fromisoformat(text)) if text else ""
        for part, number in zip(_DATE_PARTS, parts, strict=True):
            printed[f"{key}_{part}"] = number.lstrip("0")
    return printed


def filled(text: str, printed: Mapping[str, str]) -> str:
    """Return a box's text with its values; a value is never read as a pattern itself."""
    return _NAMED.sub(lambda found: printed.get(found[1], ""), text)


def named_field(template: Template, box: TextBox) -> str:
    """Return what the clerk calls the value in a box; empty if it states none of the template's fields."""
    names = set(_NAMED.findall(box.text))
    return next((rule.title for rule in template.fields if rule.key in names), "")


def _date_keys(template: Template) -> Iterator[str]:
    yield DATE_FIELD
    yield from (rule.key for rule in template.fields if rule.date)


def _known_names(template: Template) -> Iterator[str]:
    yield from GIVEN
    yield from (rule.key for rule in template.fields)
    for key in _date_keys(template):
        yield from (f"{key}_{part}" for part in _DATE_PARTS)


def _places(template: Template) -> Iterator[tuple[str, Box]]:
    yield from ((box.name, box.at) for box in (*template.boxes, *template.labels))
    yield from ((area.name, area.at) for area in template.areas)
    if template.qr is not None:
        left, top, side = template.qr
        yield "qr", (left, top, side, side)


def _on_paper(template: Template, at: Box) -> bool:
    left, top, width, height = at
    inside = left >= 0 and top >= 0 and width > 0 and height > 0
    return inside and left + width <= template.width + 0.01 and top + height <= template.height + 0.01
