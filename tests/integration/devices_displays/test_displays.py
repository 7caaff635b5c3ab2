"""Every queue display over a port: shows, refuses, survives faults, and is as it was after a replug."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from app.domain.device_records import Bitmap, DeviceKind, DeviceSettings, ShownCall
from app.errors import DeviceError
from app.ports.devices import QueueDisplay
from devices import registry
from devices.lanes import Lane
from devices.line import Line
from devices.simulators.custom import CustomSimulator
from devices.simulators.frame import SimulatedDevice, Simulation
from devices.simulators.modbus import ModbusSimulator
from devices.simulators.onbon import OnbonBitmapSimulator, OnbonTextSimulator

ARROW = Bitmap(8, 8, bytes.fromhex("10 18 1C FE FE 1C 18 10"))
CALL = ShownCall("3", "A012", "A012号请到3号窗口", ARROW)
NEXT = ShownCall("3", "A013", "A013号请到3号窗口", Bitmap(8, 8, bytes.fromhex("FF 81 81 81 81 81 81 FF")))


@dataclass(frozen=True)
class Kind:
    """A model, its simulator, and what stands on display `address` for a person."""

    model: str
    simulator: Callable[[tuple[int, ...], Path], SimulatedDevice]
    seen: Callable[[SimulatedDevice, int], object]
    shows: Callable[[ShownCall], object]
    blank: object
    address_option: str = "screen"
    options: Mapping[str, str] | None = None


def seen_texts(device: SimulatedDevice, address: int) -> object:
    assert isinstance(device, OnbonTextSimulator)
    return device.shown(address)


def seen_bitmaps(device: SimulatedDevice, address: int) -> object:
    assert isinstance(device, OnbonBitmapSimulator)
    return device.shown(address)


def seen_digits(device: SimulatedDevice, address: int) -> object:
    assert isinstance(device, ModbusSimulator)
    return device.shown(address)


def seen_line(device: SimulatedDevice, address: int) -> object:
    assert isinstance(device, CustomSimulator)
    return device.texts[address].strip()


def with_reply(addresses: tuple[int, ...], out: Path) -> CustomSimulator:
    return CustomSimulator(addresses, out, reply=b"\x06OK")


def picture_of(call: ShownCall) -> Bitmap:
    assert call.picture is not None
    return call.picture


BITMAP_AREA = {"width": "8", "height": "8"}
KINDS = [
    Kind("onbon-k", OnbonTextSimulator, seen_texts, lambda call: [call.text], []),
    Kind(
        "onbon-e",
        OnbonBitmapSimulator,
        seen_bitmaps,
        lambda call: [picture_of(call)],
        [],
        options=BITMAP_AREA,
    ),
    Kind(
        "onbon-e",
        OnbonBitmapSimulator,
        seen_bitmaps,
        lambda call: [picture_of(call)],
        [],
        options=BITMAP_AREA | {"card": "BX_6E1", "x": "5"},
    ),
    Kind("modbus", ModbusSimulator, seen_digits, lambda call: f"  {call.ticket}", " " * 6, "address"),
    Kind("custom", with_reply, seen_line, lambda call: call.text, "", "address", {"reply": "06 4F 4B"}),
]


@dataclass
class Bench:
    kind: Kind
    simulation: Simulation
    line: Line
    out: Path

    def display(self, address: int) -> QueueDisplay:
        options = {**(self.kind.options or {}), self.kind.address_option: str(address)}
        settings = DeviceSettings(
            "屏", DeviceKind.QUEUE_DISPLAY, self.kind.model, self.simulation.url, options
        )
        return registry.make(settings, self.line)  # type: ignore[return-value]  # the table is by kind

    def seen(self, address: int = 1) -> object:
        return self.kind.seen(self.simulation.device, address)


@pytest.fixture(params=KINDS, ids=["onbon-k", "onbon-5e", "onbon-6e", "modbus", "custom"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    kind: Kind = request.param
    out = tmp_path / "seen"
    with ExitStack() as stack:
        device = kind.simulator((1, 2, 3), out)
        simulation = stack.enter_context(Simulation(device, link=tmp_path / "line"))
        line = Line(simulation.url)
        stack.callback(line.close)
        yield Bench(kind, simulation, line, out)


def test_it_shows_a_call_and_nothing_again(bench: Bench) -> None:
    display = bench.display(1)
    display.show(CALL)
    assert bench.seen() == bench.kind.shows(CALL)
    display.brightness(5)
    assert bench.seen() == bench.kind.shows(CALL)
    display.clear()
    assert bench.seen() == bench.kind.blank


def test_a_person_sees_it(bench: Bench) -> None:
    display = bench.display(1)
    display.clear()
    path = next(bench.out.glob("*-1.png"))
    with Image.open(path) as dark:
        darkest = dark.convert("RGB").getextrema()
    display.show(CALL)
    with Image.open(path) as lit:
        brightest = lit.convert("RGB").getextrema()
    assert isinstance(darkest[0], tuple)
    assert isinstance(brightest[0], tuple)
    assert darkest[0][1] < 100 < 200 < brightest[0][1]


def test_several_displays_share_a_line(bench: Bench) -> None:
    first, third = bench.display(1), bench.display(3)
    for _ in range(3):
        first.show(CALL)
        third.show(NEXT)
    assert bench.seen(1) == bench.kind.shows(CALL)
    assert bench.seen(3) == bench.kind.shows(NEXT)
    assert bench.seen(2) in (bench.kind.blank, [], "")


@pytest.mark.parametrize("fault", ["garbage", "checksum", "half"])
def test_one_fault_on_the_wire_is_mended(bench: Bench, fault: str) -> None:
    bench.simulation.fault(fault, 1)
    bench.display(1).show(CALL)
    assert bench.seen() == bench.kind.shows(CALL)
    assert bench.display(1).inquire()


@pytest.mark.parametrize("bench", KINDS[-1:], indirect=True)
def test_silence_is_told(bench: Bench) -> None:
    bench.simulation.fault("silence")
    with pytest.raises(DeviceError, match=r"device\.no_answer"):
        bench.display(1).inquire()


def test_a_late_answer_disturbs_nobody(bench: Bench) -> None:
    display = bench.display(1)
    bench.simulation.fault("slow", 1)
    display.show(CALL)
    display.show(NEXT)
    # An answer names no request: the late one may count for the next, which is then still on its way.
    deadline = time.monotonic() + 10
    while bench.seen() != bench.kind.shows(NEXT) and time.monotonic() < deadline:
        bench.line.listen(lambda _: None, seconds=0.05)
    assert bench.seen() == bench.kind.shows(NEXT)


def test_after_a_replug_it_shows_the_last_call(bench: Bench) -> None:
    lane, display = Lane(bench.line), bench.display(2)
    lane.attach(display)
    lane.tend()
    for call in [CALL, NEXT] * 3:
        display.show(call)
        bench.simulation.unplug()
        lane.tend()
        assert not lane.restored()
        bench.simulation.replug()
        assert bench.seen(2) in (bench.kind.blank, [], "")
        lane.tend()
        assert lane.restored()
        assert bench.seen(2) == bench.kind.shows(call)


def test_a_call_during_the_loss_is_shown_after_it(bench: Bench) -> None:
    lane, display = Lane(bench.line), bench.display(1)
    lane.attach(display)
    lane.tend()
    bench.simulation.unplug()
    with pytest.raises(DeviceError, match=r"device\.port_(lost|missing)"):
        display.show(CALL)
    lane.tend()
    bench.simulation.replug()
    lane.tend()
    assert bench.seen() == bench.kind.shows(CALL)


def test_a_refusal_is_told(tmp_path: Path) -> None:
    for simulator, model, fault in (
        (OnbonTextSimulator(), "onbon-k", "busy"),
        (OnbonBitmapSimulator(), "onbon-e", "busy"),
        (ModbusSimulator(), "modbus", "failure"),
    ):
        with Simulation(simulator, link=tmp_path / "line", faults=[fault]) as simulation:
            line = Line(simulation.url)
            settings = DeviceSettings("屏", DeviceKind.QUEUE_DISPLAY, model, simulation.url)
            with pytest.raises(DeviceError, match=r"display\.refused\(error=0[34]\)"):
                registry.make(settings, line).inquire()
            line.close()


@pytest.mark.parametrize("model", ["onbon-k", "custom"])
def test_a_text_display_refuses_what_it_cannot_draw(model: str, tmp_path: Path) -> None:
    simulator = OnbonTextSimulator() if model == "onbon-k" else with_reply((1,), tmp_path)
    with Simulation(simulator, link=tmp_path / "line") as simulation:
        line = Line(simulation.url)
        options = {"reply": "06 4F 4B"} if model == "custom" else {}
        settings = DeviceSettings("屏", DeviceKind.QUEUE_DISPLAY, model, simulation.url, options)
        display: QueueDisplay = registry.make(settings, line)  # type: ignore[assignment]  # by kind
        display.show(CALL)
        with pytest.raises(DeviceError, match=r"display\.unshowable\(character=ང"):
            display.show(ShownCall("3", "A013", "ང་"))
        display.restore()
        shown = seen_texts(simulator, 1) if model == "onbon-k" else [seen_line(simulator, 1)]
        assert shown == [CALL.text]
        display.show(ShownCall("3", "A013"))
        shown = seen_texts(simulator, 1) if model == "onbon-k" else [seen_line(simulator, 1)]
        assert shown == ["A013"]
        line.close()


def test_a_display_that_never_answers_is_never_ready(tmp_path: Path) -> None:
    with Simulation(CustomSimulator(), link=tmp_path / "line") as simulation:
        line = Line(simulation.url)
        settings = DeviceSettings("屏", DeviceKind.QUEUE_DISPLAY, "custom", simulation.url)
        with pytest.raises(DeviceError, match=r"display\.one_way"):
            registry.make(settings, line).inquire()
        line.close()


def test_a_bitmap_display_needs_a_picture_that_fits() -> None:
    line = Line("loop://")
    settings = DeviceSettings("屏", DeviceKind.QUEUE_DISPLAY, "onbon-e", line.url)
    display: QueueDisplay = registry.make(settings, line)  # type: ignore[assignment]  # by kind
    with pytest.raises(DeviceError, match=r"display\.no_picture"):
        display.show(ShownCall("3", "A012", "A012号"))
    with pytest.raises(DeviceError, match=r"display\.picture_size\(width=8, height=33\)"):
        display.show(ShownCall("3", "A012", picture=Bitmap(8, 33, bytes(33))))
