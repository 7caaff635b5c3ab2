"""One simulated device of each kind with its driver: what traffic on it is, and what is right afterwards."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.domain.device_records import Bitmap, DeviceKind, DeviceSettings, PrinterState, ShownCall
from devices.simulators import simulated
from devices.simulators.frame import Simulation

CARD = {
    "type": "resident",
    "name": "格桑卓玛",
    "sex": "2",
    "nation": "04",
    "birth": "19850607",
    "valid_from": "20200102",
    "valid_to": "长期",
}


@dataclass(frozen=True)
class Rig:
    """A kind of device under test.

    Attributes:
        simulator: kind of the simulated device.
        kind: what it is for.
        model: key of the driver table.
        work: one piece of traffic: the device, its simulation, and the number of the piece.
        right: asserts that the device is as the piece of this number left it.
        prepare: brings the simulated device into its first state.
    """

    simulator: str
    kind: DeviceKind
    model: str
    work: Callable[[Any, Simulation, int], None]
    right: Callable[[Any, Simulation, int], None]
    prepare: Callable[[Simulation], None] = lambda _: None
    options: dict[str, str] = field(default_factory=dict)

    def simulation(self, listen: tuple[str, int] | None = None) -> Simulation:
        """Start the simulated device."""
        simulation = Simulation(simulated(self.simulator), listen=listen)
        self.prepare(simulation)
        return simulation

    def settings(self, simulation: Simulation) -> DeviceSettings:
        """Return the settings of the device under test."""
        return DeviceSettings("device", self.kind, self.model, simulation.url, self.options)


def ticket(number: int) -> str:
    return f"A{number % 1000:03}"


def call(number: int) -> ShownCall:
    return ShownCall("1", ticket(number))


def picture(number: int) -> Bitmap:
    return Bitmap(128, 32, number.to_bytes(4, "big") * 128)


def enrolled(simulation: Simulation) -> None:
    brain: Any = simulation.device
    brain.slots[3] = "thumb"


def count_fingers(sensor: Any, simulation: Simulation, number: int) -> None:
    assert sensor.count() == 1


def finger_found(sensor: Any, simulation: Simulation, number: int) -> None:
    assert sensor.stored() == {3}
    simulation.command("touch thumb")
    assert sensor.identify(lambda _: None, lambda: False).slot == 3


def look_for_card(reader: Any, simulation: Simulation, number: int) -> None:
    reader.poll()


def card_found(reader: Any, simulation: Simulation, number: int) -> None:
    simulation.command("card " + json.dumps(CARD))
    assert reader.poll().name == CARD["name"]


def scan_something(scanner: Any, simulation: Simulation, number: int) -> None:
    simulation.command(f"scan {ticket(number)}")
    scanner.poll()


def scan_found(scanner: Any, simulation: Simulation, number: int) -> None:
    scanner.restore()
    simulation.command("scan 12345678")
    while (text := scanner.poll()) != "12345678":
        assert text is not None


def show(display: Any, simulation: Simulation, number: int) -> None:
    display.show(call(number))


def show_picture(display: Any, simulation: Simulation, number: int) -> None:
    display.show(ShownCall("1", ticket(number), picture=picture(number)))


def text_shown(display: Any, simulation: Simulation, number: int) -> None:
    brain: Any = simulation.device
    assert brain.shown(1) == [ticket(number)]


def digits_shown(display: Any, simulation: Simulation, number: int) -> None:
    brain: Any = simulation.device
    assert brain.shown(1).strip() == ticket(number)


def picture_shown(display: Any, simulation: Simulation, number: int) -> None:
    brain: Any = simulation.device
    assert brain.shown(1) == [picture(number)]


def custom_shown(display: Any, simulation: Simulation, number: int) -> None:
    """It never answers, so what was sent may still be on its way."""
    brain: Any = simulation.device
    deadline = time.monotonic() + 10
    while brain.texts[1] != ticket(number) and time.monotonic() < deadline:
        threading.Event().wait(0.005)
    assert brain.texts[1] == ticket(number)


def print_ticket(printer: Any, simulation: Simulation, number: int) -> None:
    printer.send(ticket(number).encode() + b"\n")
    assert printer.state() in (PrinterState.READY, PrinterState.UNKNOWN)


def printer_ready(printer: Any, simulation: Simulation, number: int) -> None:
    assert printer.state() is PrinterState.READY


RIGS = [
    Rig("fingerprint", DeviceKind.FINGERPRINT, "zfm", count_fingers, finger_found, enrolled),
    Rig("id-card", DeviceKind.ID_CARD_READER, "sdt", look_for_card, card_found),
    Rig("scanner", DeviceKind.SCANNER, "serial", scan_something, scan_found),
    Rig("onbon-k", DeviceKind.QUEUE_DISPLAY, "onbon-k", show, text_shown),
    Rig("onbon-e", DeviceKind.QUEUE_DISPLAY, "onbon-e", show_picture, picture_shown),
    Rig("modbus", DeviceKind.QUEUE_DISPLAY, "modbus", show, digits_shown),
    Rig("custom", DeviceKind.QUEUE_DISPLAY, "custom", show, custom_shown),
    Rig("escpos", DeviceKind.TICKET_PRINTER, "escpos", print_ticket, printer_ready),
]
