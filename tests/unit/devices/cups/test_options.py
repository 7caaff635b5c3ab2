"""Which medium is chosen for a page, and that nothing is left to a queue's defaults."""

from dataclasses import replace

import pytest

from app.domain.print_jobs import A4, PageSize, Place, PrintJob
from app.errors import DeviceError
from app.ports.print_jobs import PageFile
from devices.cups.options import MARK, Sheet, job_attributes, sheet_for
from devices.cups.server import address_of
from tests import factories as make

LASER = ("na_letter_8.5x11in", "iso_a4_210x297mm", "iso_a5_148x210mm")
NEEDLE = ("iso_a4_209.9x297.04mm", "custom_min_50x50mm", "custom_max_257x600mm")
PRINTER = Place("laser")


def file(size: PageSize, place: Place = PRINTER) -> PageFile:
    job = PrintJob(make.new_id(), "受理通知书", "一号", 1, 3, size, place, make.NINE, "卓玛措")
    return PageFile(job, make.new_id(), b"%PDF")


@pytest.mark.parametrize(
    ("size", "turned", "media", "chosen"),
    [
        (A4, False, LASER, Sheet("iso_a4_210x297mm", custom=False, across=False)),
        (A4, False, NEEDLE, Sheet("iso_a4_209.9x297.04mm", custom=False, across=False)),
        (PageSize(297, 210), False, LASER, Sheet("iso_a4_210x297mm", custom=False, across=True)),
        (PageSize(210, 140), False, NEEDLE, Sheet("Custom.210x140mm", custom=True, across=False)),
        (PageSize(210, 140), True, NEEDLE, Sheet("Custom.140x210mm", custom=True, across=True)),
        (PageSize(215.9, 279.4), False, LASER, Sheet("na_letter_8.5x11in", custom=False, across=False)),
    ],
)
def test_the_medium_has_the_size_of_the_page(
    size: PageSize, turned: bool, media: tuple[str, ...], chosen: Sheet
) -> None:
    assert sheet_for(file(size, replace(PRINTER, turned=turned)), media) == chosen


@pytest.mark.parametrize(
    ("size", "media"), [(PageSize(210, 140), LASER), (PageSize(300, 140), NEEDLE), (A4, ())]
)
def test_a_page_is_never_printed_on_another_size(size: PageSize, media: tuple[str, ...]) -> None:
    with pytest.raises(DeviceError, match="no_size"):
        sheet_for(file(size), media)


def test_everything_is_said_explicitly() -> None:
    blank = file(PageSize(210, 140), Place("needle", "Rear"))
    told = {one.name: one.values for one in job_attributes(blank, sheet_for(blank, NEEDLE))}
    assert told == {
        "job-name": ("一号",),
        MARK: (str(blank.claim),),
        "copies": (3,),
        "multiple-document-handling": ("separate-documents-collated-copies",),
        "media": ("Custom.210x140mm",),
        "PageSize": ("Custom.210x140mm",),
        "print-scaling": ("none",),
        "orientation-requested": (3,),
        "sides": ("one-sided",),
        "number-up": (1,),
        "finishings": (3,),
        "job-sheets": ("none",),
        "nopdfAutoRotate": (True,),
        "InputSlot": ("Rear",),
    }


def test_the_server_is_where_the_environment_says() -> None:
    assert address_of({"CUPS_SERVER": "10.0.0.5:8631/version=1.1"}) == "10.0.0.5:8631"
    assert address_of({"CUPS_SERVER": "/run/other.sock"}) == "/run/other.sock"
    assert address_of({}) in ("localhost", "/run/cups/cups.sock", "/var/run/cups/cups.sock")
