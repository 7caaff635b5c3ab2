"""Simulated devices: programs that speak the wire protocol on a pty or a socket, with faults on demand.

They serve the demo hall, the tests and a hall's training day; a real hall refuses them.
"""

import importlib
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from devices.simulators.frame import SimulatedDevice, Simulation, play

KINDS: dict[str, tuple[str, str]] = {
    "fingerprint": ("devices.simulators.fingerprint", "FingerprintSimulator"),
    "id-card": ("devices.simulators.id_card", "IdCardSimulator"),
    "scanner": ("devices.simulators.scanner", "ScannerSimulator"),
    "onbon-k": ("devices.simulators.onbon", "OnbonTextSimulator"),
    "onbon-e": ("devices.simulators.onbon", "OnbonBitmapSimulator"),
    "modbus": ("devices.simulators.modbus", "ModbusSimulator"),
    "custom": ("devices.simulators.custom", "CustomSimulator"),
    "escpos": ("devices.simulators.escpos", "EscposSimulator"),
}
"""Kind on the command line → module and class, imported only when asked for."""


def simulated(kind: str, *, addresses: tuple[int, ...] = (), out: Path | None = None) -> SimulatedDevice:
    """Return the brain of a simulated device.

    Raises:
        KeyError: there is no such kind.
    """
    module, name = KINDS[kind]
    made = getattr(importlib.import_module(module), name)(addresses=addresses, out=out)
    if not isinstance(made, SimulatedDevice):
        raise TypeError(f"{name} is no simulated device")
    return made


def run(
    kind: str,
    *,
    link: Path | None = None,
    listen: tuple[str, int] | None = None,
    addresses: tuple[int, ...] = (),
    faults: Sequence[str] = (),
    script: Path | None = None,
    out: Path | None = None,
) -> None:
    """Simulate a device until the program is told to end (SIGTERM, SIGINT).

    Args:
        kind: key of `KINDS`.
        link: path of the symbolic link to the pty.
        listen: host and port of a socket instead.
        addresses: whom it answers for on a shared line.
        faults: faults to begin with.
        script: file of commands, one a line, done in order (`wait 2`, `finger 3`, `fault silence`, `unplug`).
        out: folder for what a person would see.

    Raises:
        KeyError: there is no such kind.
        ValueError: an unknown fault, or a line of the script nobody knows.
        OSError: the port cannot be made.
    """
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    device = simulated(kind, addresses=addresses, out=out)
    with Simulation(device, link=link, listen=listen, faults=faults) as simulation:
        sys.stdout.write(f"{kind} {simulation.url}\n")
        sys.stdout.flush()
        if script is not None:
            play(simulation, script.read_text("utf-8").splitlines(), stop)
        while not stop.wait(0.5):
            pass
