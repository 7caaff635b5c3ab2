"""Displays over counters on this machine's ports: each follows the calls of its own counter."""

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from pytestqt.qtbot import QtBot

from app.domain.device_records import Bitmap, DeviceKind, DeviceSettings
from devices.configured import ConfiguredDevices
from devices.simulators.frame import Simulation
from devices.simulators.modbus import ModbusSimulator
from printing.first_use import FirstUseSlips
from tests.e2e.kiosk.bench import ABROAD, HOUSEHOLD, Hall
from ui.call_signs import CallSigns, Typeset, fitting_picture, tibetan_call
from ui.device_desk import DeviceDesk

Wait = Callable[[Callable[[], bool]], None]


class Wall:
    """A line with two displays of digits, and the program's side of it."""

    def __init__(self, hall: Hall, simulation: Simulation, digits: ModbusSimulator) -> None:
        self.hall, self.simulation, self.digits = hall, simulation, digits
        self.desk = DeviceDesk(hall.runner, ConfiguredDevices, self.settings("5", ""))
        self.signs = CallSigns(self.desk, hall.queue, "3", _no_pictures, dict, look_ms=20)

    def settings(self, first: str, second: str) -> list[DeviceSettings]:
        """Return two displays with the counters they hang over."""
        return [
            DeviceSettings(
                f"{address}号屏",
                DeviceKind.QUEUE_DISPLAY,
                "modbus",
                self.simulation.url,
                {"address": str(address), "counter": counter},
            )
            for address, counter in ((1, first), (2, second))
        ]

    @property
    def read(self) -> tuple[str, str]:
        return self.digits.shown(1).strip(), self.digits.shown(2).strip()


def _no_pictures(text: str, width: int, height: int) -> Bitmap:
    raise AssertionError("these displays have letters of their own")


@pytest.fixture
def wait(qtbot: QtBot) -> Wait:
    def until(there: Callable[[], bool]) -> None:
        qtbot.waitUntil(there, timeout=20_000)

    return until


@pytest.fixture
def wall(hall: Hall, wait: Wait) -> Iterator[Wall]:
    with ExitStack() as opened:
        digits = ModbusSimulator((1, 2))
        simulation = opened.enter_context(Simulation(digits))
        made = Wall(hall, simulation, digits)
        opened.callback(made.desk.close)
        opened.callback(lambda: wait(hall.runner.idle))
        opened.callback(made.desk.stop)
        opened.callback(made.signs.stop)
        made.signs.start()
        yield made


def test_each_display_shows_the_calls_of_its_own_counter(wall: Wall, wait: Wait) -> None:
    here = wall.hall.call(3, HOUSEHOLD).ticket.number
    there = wall.hall.call(5, ABROAD).ticket.number
    wait(lambda: wall.read == (there, here))


def test_displays_that_were_set_anew_show_who_is_called(wall: Wall, wait: Wait) -> None:
    here = wall.hall.call(3, HOUSEHOLD).ticket.number
    wait(lambda: wall.read == ("", here))
    reopened: list[bool] = []
    wall.desk.reopen(wall.settings("3", "9"), lambda: reopened.append(True))
    wait(lambda: bool(reopened) and wall.read == (here, ""))
    again = wall.hall.call(9, "105-9").ticket.number
    wait(lambda: wall.read == (here, again))


def test_a_display_that_refuses_is_written_down_once(
    wall: Wall, wait: Wait, expected_log: pytest.LogCaptureFixture
) -> None:
    wait(lambda: wall.read == ("", ""))
    wall.simulation.fault("failure")
    wall.hall.call(3, HOUSEHOLD)
    wait(lambda: "not shown" in expected_log.text)
    wait(lambda: wall.hall.runner.idle())
    told = [record for record in expected_log.records if record.levelno >= logging.WARNING]
    assert [record.name for record in told] == ["ui.call_signs"]


@pytest.fixture(scope="module")
def typeset() -> Typeset:
    return FirstUseSlips().line


def test_a_long_line_leaves_the_number_on_a_small_display(typeset: Typeset) -> None:
    small = fitting_picture({"width": "64", "height": "32"}, typeset)
    assert small("CA001号请到3号窗口") is None
    number = small("CA001")
    assert number is not None
    assert (number.width, number.height <= 32) == (64, True)


def test_a_line_that_fits_is_set_whole(typeset: Typeset) -> None:
    assert fitting_picture({"width": "256", "height": "32"}, typeset)("CA001号请到3号窗口") is not None


def test_tibetan_of_a_call_is_what_readers_wrote_and_nothing_put_together() -> None:
    assert tibetan_call({}, "CA001", "3") == ""
    assert tibetan_call({"号码": "ཨང་གྲངས"}, "CA001", "3") == "ཨང་གྲངས CA001"
    written = {"号码": "ཨང་གྲངས", "{number} 号请到 {counter} 号窗口": "[{number}→{counter}]"}
    assert tibetan_call(written, "CA001", "3") == "[CA001→3]"
