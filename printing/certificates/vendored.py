"""The templates that come with the program, read from their TOML files."""

import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any

from app.domain.certificate_templates import (
    Area,
    FieldRule,
    Fitting,
    Template,
    TextBox,
    check_template,
)

_FOLDER = "printing.certificates.templates"
_PLAIN = ("key", "title", "word", "blank", "width", "height", "size_source", "calibrated", "border", "frame")


def vendored_templates() -> tuple[Template, ...]:
    """Return the templates by the names of their files.

    Raises:
        RuleError: a template cannot be printed; see `check_template`.
    """
    files = sorted(resources.files(_FOLDER).iterdir(), key=lambda file: file.name)
    return tuple(parse_template(file.read_text("utf-8")) for file in files if file.name.endswith(".toml"))


def parse_template(text: str) -> Template:
    """Read one template; boxes and labels are rows `name, text, [left, top, width, height], {more}`.

    Raises:
        RuleError: see `check_template`.
        ValueError: the file is not TOML of this form, which is a bug of whoever wrote it.
    """
    read = tomllib.loads(text)
    template = Template(
        **{name: read[name] for name in _PLAIN if name in read},
        fields=tuple(_field(key, said) for key, said in read["fields"].items()),
        boxes=tuple(_box(key, said, read["box"]) for key, said in read["boxes"].items()),
        labels=tuple(_box(f"label-{key}", said, read["label"]) for key, said in read["labels"].items()),
        qr=tuple(map(float, read["qr"])) if "qr" in read else None,
        areas=tuple(
            Area(key, _place(said["at"]), said.get("outlined", False)) for key, said in read["areas"].items()
        ),
        rules=tuple(map(_place, read.get("rules", ()))),
    )
    check_template(template)
    return template


def _field(key: str, said: Mapping[str, Any]) -> FieldRule:
    return FieldRule(key, said["title"], said.get("date", False), said.get("required", True))


def _box(key: str, said: Mapping[str, Any], usual: Mapping[str, Any]) -> TextBox:
    """Return a box with what is usual in its template, unless it says otherwise itself."""
    values = {**usual, **said}
    values["at"] = _place(values["at"])
    values["fitting"] = Fitting(values.get("fitting", Fitting.SHRINK))
    return TextBox(name=key, **values)


def _place(numbers: Any) -> tuple[float, float, float, float]:
    left, top, width, height = map(float, numbers)
    return left, top, width, height
