"""The strip's keys while another system is in front: on a real X display, and as Windows tells them."""

import ctypes
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.tickets import TicketState
from tests.e2e.kiosk.bench import HOUSEHOLD, Hall, put_away
from tests.e2e.strip.xserver import Keyboard, virtual_display
from ui.look import Look
from ui.strip.dependencies import StripDependencies
from ui.strip.global_keys import PAD, global_keys
from ui.strip.key_column import KEYS
from ui.strip.standing import StripKey
from ui.strip.window import StripWindow
from ui.strip.windows_keys import WindowsKeys, hot_key
from ui.strip.x11_keys import X11Keys

CONTROL = 37
PAD_CODES = {"0": 90, "1": 87, "2": 88, "5": 84}
"""Codes of a PC keyboard under X11, as evdev gives them."""


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with virtual_display() as name:
        yield name


@pytest.fixture
def keyboard(display: str) -> Iterator[Keyboard]:
    made = Keyboard(display)
    yield made
    made.close()


@pytest.mark.system("Xvfb")
def test_a_visitor_is_called_by_the_number_pad_from_another_window(
    display: str, keyboard: Keyboard, hall: Hall, look: Look, qtbot: QtBot, qapp: QApplication
) -> None:
    hall.give(HOUSEHOLD)
    actor, queue = hall.clerk(3), hall.clerks_queue()
    queue.open(actor)
    keys = global_keys({"DISPLAY": display}, "linux")
    assert isinstance(keys, X11Keys)
    assert keys.taken == PAD.keys()
    needs = StripDependencies(look, hall.runner, queue, hall.queue, actor, hall.clock.now, poll=50)
    strip = StripWindow(needs, qapp, keys)
    qtbot.waitUntil(lambda: strip.panel.keys.button(StripKey.CALL).isEnabled())
    keyboard.press(PAD_CODES["5"])  # without Ctrl it types a digit into whatever is in front
    keyboard.press(CONTROL, PAD_CODES["5"])
    qtbot.waitUntil(lambda: hall.queue.held("3") != ())
    (turn,) = hall.queue.held("3")
    assert turn.state is TicketState.CALLED
    qtbot.waitUntil(lambda: strip.panel.ready and strip.panel.keys.button(StripKey.START).isEnabled())
    keyboard.press(CONTROL, PAD_CODES["1"])
    qtbot.waitUntil(lambda: hall.queue.held("3")[0].state is TicketState.SERVING)
    strip.end()
    put_away(strip)
    qtbot.waitUntil(hall.runner.idle)


@pytest.mark.system("Xvfb")
def test_keys_of_another_program_stay_its_own_and_come_free_again(
    display: str, keyboard: Keyboard, qtbot: QtBot
) -> None:
    first = X11Keys(display, PAD)
    second = X11Keys(display, PAD)
    assert first.taken == PAD.keys()
    assert not second.taken
    heard: list[str] = []
    first.pressed.connect(heard.append)
    second.pressed.connect(heard.append)
    keyboard.press(CONTROL, PAD_CODES["2"])
    keyboard.press(CONTROL, PAD_CODES["0"])
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == ["2", "0"]
    first.end()
    second.end()
    third = X11Keys(display, PAD)
    assert third.taken == PAD.keys()
    third.end()


def test_each_key_of_the_strip_has_one_on_the_pad() -> None:
    assert {pad.removeprefix("Num+"): key for key, (_, pad, _) in KEYS.items()} == PAD
    assert len(PAD) == len(KEYS)


@pytest.mark.parametrize(
    "environ", [{}, {"DISPLAY": ":987"}, {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}]
)
def test_without_x11_there_are_no_keys_for_the_desktop(environ: dict[str, str]) -> None:
    assert global_keys(environ, "linux") is None


def test_a_message_of_windows_names_its_key(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, str]] = []

    def register(place: int, key: str) -> bool:
        asked.append((place, key))
        return key != "."

    monkeypatch.setattr("ui.strip.windows_keys._register", register)
    keys = WindowsKeys(("5", "6", "."))
    assert asked == [(0, "5"), (1, "6"), (2, ".")]
    assert sorted(keys.taken) == ["5", "6"]
    heard: list[str] = []
    keys.pressed.connect(heard.append)
    for message, number in ((0x0312, 0x4A01), (0x0100, 0x4A00), (0x0312, 0x1)):
        told = (ctypes.c_size_t * 3)(0, message, number)
        keys.came(hot_key(ctypes.addressof(told)))
    assert heard == ["6"]
    keys.end()
