"""The programs of the queue in processes of their own: kiosk, hall display, displays over counters."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from app.domain.accounts import Actor
from app.domain.ids import new_id
from app.ports.queue import Wish
from app.services.accounts import Credentials
from app.services.queue import Queue
from app.services.use_cases import UseCases
from app.system_clock import SystemClock
from data.demo_hall import DEMO_PASSWORD, clerk_login
from data.demo_store import demo_store
from data.local_queue import LocalQueue
from data.passwords import Argon2Passwords
from data.store import LocalStore, open_store
from data.working_days import CalendarTables
from devices.simulators.escpos import EscposSimulator
from devices.simulators.frame import Simulation
from devices.simulators.modbus import ModbusSimulator
from tests.fakes import RecordingComposer

ROOT = Path(__file__).parents[2]
PATIENCE, LOOK = 45.0, 0.02
CLOCK = SystemClock()

pytestmark = pytest.mark.timeout(150)


@contextmanager
def program(folder: Path, role: str, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """Run the program until the block ends; it must end without a word of a bug."""
    child = subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), "--data", str(folder), role, *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield child
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
        _, said = child.communicate(timeout=PATIENCE)
        assert "Traceback" not in said
    finally:
        child.kill()
        child.communicate()


def wait_until(there: Callable[[], bool], child: "subprocess.Popen[str]") -> None:
    """Wait for something a program does, and fail at once if it ended before."""
    pause, left = Event(), PATIENCE
    while not there():
        assert child.poll() is None, child.communicate()[1]
        assert left > 0, "the program does not do it"
        pause.wait(LOOK)
        left -= LOOK


def settings(folder: Path, number: str, device: tuple[str, str], url: str, options: Mapping[str, str]) -> str:
    """Write a machine's settings with one device, by kind and model, and return their path."""
    kind, model = device
    lines = [f'counter = "{number}"', "[[devices]]", 'name = "one"', f'kind = "{kind}"']
    lines += [f'model = "{model}"', f'port = "{url}"', "[devices.options]"]
    lines += [f'{name} = "{value}"' for name, value in options.items()]
    path = folder / "machine.toml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def clerk(store: LocalStore, counter: int) -> Actor:
    use = UseCases.over(store, CalendarTables(), CLOCK, Argon2Passwords(), RecordingComposer())
    return use.accounts.sign_in(Credentials(clerk_login(counter), DEMO_PASSWORD), str(counter))


def call_somebody(folder: Path, counter: int) -> str:
    """Give a ticket for a counter and call it there; return its number."""
    with open_store(folder, changed=lambda _: None) as store:
        queue = LocalQueue(store, CLOCK)
        actor, keys = clerk(store, counter), Queue(queue, CLOCK)
        service = next(one for one in queue.setup().counters if one.number == str(counter)).services[0]
        queue.issue(Wish(new_id(), service, "1号取号机"))
        keys.open(actor)
        turn = keys.call_next(actor, new_id())
        assert turn is not None
        return turn.ticket.number


class AskedPrinter(EscposSimulator):
    """A printer that tells when it was asked for the first time."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = Event()

    def receive(self, data: bytes) -> bytes:
        self.asked.set()
        return super().receive(data)


class AskedWall(ModbusSimulator):
    """A display that tells when it was told something for the first time."""

    def __init__(self) -> None:
        super().__init__((1,))
        self.asked = Event()

    def receive(self, data: bytes) -> bytes:
        self.asked.set()
        return super().receive(data)


def test_the_kiosk_opens_with_its_printer_and_only_once(tmp_path: Path) -> None:
    printer, store = AskedPrinter(), tmp_path / "store"
    with Simulation(printer, listen=("127.0.0.1", 0)) as simulation:
        config = settings(tmp_path, "2", ("ticket_printer", "escpos"), simulation.url, {"paper": "58"})
        with program(store, "kiosk", "--config", config) as first:
            wait_until(printer.asked.is_set, first)
            wait_until(lambda: any(store.glob("kiosk-2*.lock")), first)
            with program(store, "kiosk", "--config", config) as second:
                _, said = second.communicate(timeout=PATIENCE)
            assert second.returncode == 1
            assert "“2号取号机”已由另一个程序打开" in said


@pytest.mark.parametrize(
    ("role", "number", "options"),
    [("display", "1", {"counter": "3"}), ("clerk", "3", {}), ("kiosk", "1", {"counter": "3"})],
)
def test_a_call_appears_over_its_counter_whatever_the_machine_is(
    tmp_path: Path, role: str, number: str, options: dict[str, str]
) -> None:
    wall, store = AskedWall(), tmp_path / "store"
    demo_store(store, 0, CLOCK, lambda _: None).close()
    with Simulation(wall, listen=("127.0.0.1", 0)) as simulation:
        config = settings(tmp_path, number, ("queue_display", "modbus"), simulation.url, options)
        with program(store, role, "--config", config) as child:
            wait_until(wall.asked.is_set, child)
            ticket = call_somebody(store, 3)
            wait_until(lambda: wall.shown(1).strip() == ticket, child)
