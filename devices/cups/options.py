"""What a job is told about its paper: nothing is left to a queue's defaults, which shrink, turn and centre.

CUPS rounds the size of a custom medium down to whole points and centres the page on it, which moves a box by
up to 0.18 mm; the queue's own option `PageSize`, sent beside `media`, keeps the size exact.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from app.errors import DeviceError
from app.ports.print_jobs import PageFile
from devices.cups.ipp import Attribute, Tag

MARK: Final = "hall-print"
"""Attribute of our own with which a job is found again; CUPS keeps it and shows it to everybody."""

_SIZE: Final = re.compile(r"_([0-9.]+)x([0-9.]+)(mm|in)$")
_MM: Final = {"mm": 1.0, "in": 25.4}
_LEAST, _MOST = "custom_min_", "custom_max_"
_TOLERANCE_MM: Final = 0.5
"""How far the named size of a sheet may be from that of a page; drivers round to points."""

_PORTRAIT: Final = 3
_NO_FINISHING: Final = 3
_COLLATED: Final = "separate-documents-collated-copies"


@dataclass(frozen=True)
class Sheet:
    """A medium as CUPS calls it.

    Attributes:
        custom: whether it is a size of no name, which is also sent as the queue's own option.
        across: whether the page lies across it and must be turned by a quarter.
    """

    media: str
    custom: bool
    across: bool


def sheet_for(file: PageFile, supported: Iterable[str]) -> Sheet:
    """Choose the medium of a page among those a printer has: one of that size, or a size of no name.

    Args:
        supported: names of media as the printer tells them (PWG 5101.1), a range of sizes among them.

    Raises:
        DeviceError: `page_printer.no_size`; it is never printed on another size.
    """
    size, place = file.job.size, file.job.place
    fed, other = (size.width, size.height), (size.height, size.width)
    if place.turned:
        fed, other = other, fed
    sizes = dict(_sizes(supported))
    for wanted, across in ((fed, place.turned), (other, not place.turned)):
        for name, found in sizes.items():
            if not name.startswith("custom_") and _alike(found, wanted):
                return Sheet(name, custom=False, across=across)
    least = next((found for name, found in sizes.items() if name.startswith(_LEAST)), None)
    most = next((found for name, found in sizes.items() if name.startswith(_MOST)), None)
    if least is None or most is None or not _between(least, fed, most):
        raise DeviceError("page_printer.no_size", printer=place.printer)
    return Sheet(f"Custom.{fed[0]:g}x{fed[1]:g}mm", custom=True, across=place.turned)


def job_attributes(file: PageFile, sheet: Sheet) -> tuple[Attribute, ...]:
    """Return everything a job is told: medium, scale 1:1, orientation, one side, whole copies, tray, mark."""
    job = file.job
    told = [
        Attribute(Tag.NAME, "job-name", (job.title,)),
        Attribute(Tag.NAME, MARK, (str(file.claim),)),
        Attribute(Tag.INTEGER, "copies", (job.copies,)),
        Attribute(Tag.KEYWORD, "multiple-document-handling", (_COLLATED,)),
        Attribute(Tag.NAME, "media", (sheet.media,)),
        Attribute(Tag.KEYWORD, "print-scaling", ("none",)),
        Attribute(Tag.ENUM, "orientation-requested", (_PORTRAIT,)),
        Attribute(Tag.KEYWORD, "sides", ("one-sided",)),
        Attribute(Tag.INTEGER, "number-up", (1,)),
        Attribute(Tag.ENUM, "finishings", (_NO_FINISHING,)),
        Attribute(Tag.NAME, "job-sheets", ("none",)),
    ]
    if sheet.custom:
        told.append(Attribute(Tag.NAME, "PageSize", (sheet.media,)))
    if not sheet.across:
        told.append(Attribute(Tag.BOOLEAN, "nopdfAutoRotate", (True,)))
    if job.place.tray:
        told.append(Attribute(Tag.NAME, "InputSlot", (job.place.tray,)))
    return tuple(told)


def _sizes(names: Iterable[str]) -> Iterator[tuple[str, tuple[float, float]]]:
    for name in names:
        if told := _SIZE.search(name):
            unit = _MM[told[3]]
            yield name, (float(told[1]) * unit, float(told[2]) * unit)


def _alike(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(a - b) <= _TOLERANCE_MM for a, b in zip(one, other, strict=True))


def _between(least: tuple[float, float], size: tuple[float, float], most: tuple[float, float]) -> bool:
    return all(a <= b <= c for a, b, c in zip(least, size, most, strict=True))
