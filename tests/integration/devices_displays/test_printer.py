"""The ticket printer over a port: its state, its silence, and paper that carries what was composed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from escpos.printer import Dummy
from PIL import Image

from app.domain.device_records import Bitmap, PrinterState
from app.errors import DeviceError
from devices.escpos.printer import EscposPrinter
from devices.line import Line
from devices.simulators.escpos import DOTS, EscposSimulator
from devices.simulators.frame import Simulation


@dataclass
class Bench:
    device: EscposSimulator
    simulation: Simulation
    printer: EscposPrinter
    out: Path


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    device = EscposSimulator(out=tmp_path / "paper")
    with Simulation(device, link=tmp_path / "printer") as simulation:
        line = Line(simulation.url)
        yield Bench(device, simulation, EscposPrinter.configured(line, {}), tmp_path / "paper")
        line.close()


def random_picture(width: int, height: int) -> Image.Image:
    dots = random.Random(f"{width}x{height}").randbytes((width + 7) // 8 * height)
    return Image.frombytes("1", (width, height), dots)


def dots_of(image: Image.Image) -> Bitmap:
    """Return a picture as the printer must print it: black (0) is a dot, on the left of the paper."""
    paper = Image.new("1", (DOTS, image.height), 1)
    paper.paste(image, (0, 0))
    return Bitmap(DOTS, image.height, bytes(byte ^ 0xFF for byte in paper.tobytes()))


@pytest.mark.parametrize(
    ("fault", "state", "code"),
    [
        ("paper_out", PrinterState.PAPER_OUT, "printer.paper_out"),
        ("cover_open", PrinterState.COVER_OPEN, "printer.cover_open"),
        ("offline", PrinterState.OFFLINE, "printer.offline"),
        ("cutter", PrinterState.ERROR, "printer.cutter"),
    ],
)
def test_troubles_are_told(bench: Bench, fault: str, state: PrinterState, code: str) -> None:
    bench.simulation.fault(fault)
    assert bench.printer.state() is state
    with pytest.raises(DeviceError) as told:
        bench.printer.inquire()
    assert told.value.code == code
    bench.simulation.clear()
    assert bench.printer.state() is PrinterState.READY
    assert bench.printer.inquire() == {}


def test_a_near_end_is_a_warning(bench: Bench) -> None:
    bench.simulation.fault("near_end")
    assert bench.printer.state() is PrinterState.NEAR_END
    assert bench.printer.inquire() == {"warning": "printer.near_end"}


@pytest.mark.parametrize("fault", ["silence", "checksum"])
def test_a_printer_that_says_nothing_sound_is_never_ready(bench: Bench, fault: str) -> None:
    bench.simulation.fault(fault)
    assert bench.printer.state() is PrinterState.UNKNOWN
    assert not bench.printer.printed(0.3)
    with pytest.raises(DeviceError, match=r"device\.no_answer"):
        bench.printer.inquire()


def test_garbage_before_an_answer_is_dropped(bench: Bench) -> None:
    bench.simulation.fault("garbage")
    assert bench.printer.state() is PrinterState.READY


@pytest.mark.parametrize("way", ["bitImageRaster", "graphics", "bitImageColumn"])
@pytest.mark.parametrize("size", [(576, 40), (384, 1000), (8, 3), (13, 25)])
def test_the_paper_carries_exactly_the_pixels(bench: Bench, way: str, size: tuple[int, int]) -> None:
    picture = random_picture(*size)
    composed = Dummy(profile="NT-80-V-UL")
    composed.image(picture, impl=way)
    composed._raw(b"\x1d\x56\x00")
    bench.printer.send(composed.output)
    assert bench.printer.printed(20)
    ticket, wanted = bench.device.tickets[-1], dots_of(picture)
    assert ticket.rows[: len(wanted.rows)] == wanted.rows
    assert not any(ticket.rows[len(wanted.rows) :])


def test_a_person_finds_the_ticket(bench: Bench) -> None:
    bench.printer.send(b"\x1b\x40" + "A012号 请等候\n".encode("gb18030") + b"\x1d\x56\x42\x20")
    assert bench.printer.printed(10)
    with Image.open(bench.out / "ticket-0001.png") as seen:
        assert seen.size == (DOTS + 32, bench.device.tickets[0].height + 32)
        assert seen.getextrema() == (0, 255)


def test_a_ticket_waits_for_paper(bench: Bench) -> None:
    bench.simulation.fault("paper_out")
    bench.printer.send(b"A012\n\x1d\x56\x00")
    assert bench.printer.state() is PrinterState.PAPER_OUT
    assert not bench.printer.printed(0.3)
    assert not bench.device.tickets
    bench.simulation.clear()
    assert bench.printer.printed(10)
    assert len(bench.device.tickets) == 1


def test_a_cut_off_ticket_is_not_printed_after_a_replug(bench: Bench) -> None:
    bench.printer.send(b"\x1d\x76\x30\x00\x48\x00\x10\x00" + b"\xff" * 100)
    bench.simulation.unplug()
    bench.simulation.replug()
    with pytest.raises(DeviceError, match=r"device\.port_lost"):
        bench.printer.state()
    bench.printer.restore()
    assert bench.printer.state() is PrinterState.READY
    bench.printer.send(b"\x1d\x56\x00")
    assert bench.printer.printed(10)
    assert bench.device.tickets[-1].height == 0
