"""The frame of every simulator: a device's brain on a port, faults on demand, pulled and plugged in again."""

import queue
import tempfile
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from pathlib import Path
from typing import ClassVar

from devices.simulators.ports import PtyPort, SimulatedPort, SocketPort

WIRE_FAULTS = frozenset({"silence", "garbage", "checksum", "half", "slow", "unplug"})
"""Faults every simulator knows: no answer, noise before it, a wrong checksum in it, half of it, one late by
1.5 seconds, and a plug pulled for a second at the next request."""

GARBAGE = b"\x00\x55\xff\x00"
_SLOW_SECONDS = 1.5
_PULLED_SECONDS = 1.0


class SimulatedDevice(ABC):
    """The brain of a simulated device: bytes in, bytes out, and what it remembers.

    All methods are called from one thread, the simulation's.

    Args:
        addresses: whom it answers for on a shared line; a device without addresses ignores them.
        out: folder for what a person would see (pictures, paper); None for nothing.

    Attributes:
        FAULTS: faults of this kind beside `WIRE_FAULTS`, for example `paper_out`.
        faults: the faults of this kind that are on now.
    """

    FAULTS: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, addresses: tuple[int, ...] = (), out: Path | None = None) -> None:
        self.addresses = addresses
        self.out = out
        self.faults: set[str] = set()

    @abstractmethod
    def receive(self, data: bytes) -> bytes:
        """Take bytes as they come, whole frames or not, and return the answer, empty for none."""

    def command(self, words: list[str]) -> bytes:
        """Do what a person would do at the device, for example `finger 3`; return what it sends by itself.

        Raises:
            ValueError: this device does not know the command.
        """
        raise ValueError(f"unknown command: {' '.join(words)}")

    def power_on(self) -> bytes:
        """Forget what does not survive a loss of power; return what the device sends by itself."""
        return b""

    def spoil(self, reply: bytes) -> bytes:
        """Return the reply with a wrong checksum; here the checksum's last byte is the last byte."""
        return reply[:-1] + bytes([reply[-1] ^ 0x01])


class Simulation:
    """A simulated device on a port, serving from a thread of its own until it is closed.

    Args:
        device: the brain.
        link: path of the symbolic link to its pty (POSIX).
        listen: host and port of a socket instead; port 0 takes a free one.
        faults: faults to begin with.

    Without `link` and `listen` it takes a link in a temporary folder, or a free port where there are no ptys.
    """

    def __init__(
        self,
        device: SimulatedDevice,
        *,
        link: Path | None = None,
        listen: tuple[str, int] | None = None,
        faults: Iterable[str] = (),
    ) -> None:
        self.device = device
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._wire: dict[str, int] = {}
        self._actions: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._stop = threading.Event()
        for name in faults:
            self._set_fault(name, -1)
        self._port = self._make_port(link, listen)
        self._port.open()
        self._thread = threading.Thread(target=self._serve, name=f"simulator {self.url}")
        self._thread.start()

    @property
    def url(self) -> str:
        """The URL a transport opens; it stays the same when the device is plugged in again."""
        return self._port.url

    def fault(self, name: str, times: int = -1) -> None:
        """Switch a fault on for so many answers, -1 until it is cleared.

        Raises:
            ValueError: this simulator does not know the fault.
        """
        self._ask(lambda: self._set_fault(name, times))

    def clear(self) -> None:
        """Switch every fault off."""
        self._ask(self._clear)

    def command(self, text: str) -> None:
        """Do one line of a script: `fault NAME [TIMES]`, `clear`, `unplug`, `replug`, `wait SECONDS`,
        or what the device itself knows.

        Raises:
            ValueError: nobody knows the command.
        """
        words = text.split()
        if words[0] == "wait":
            self._stop.wait(float(words[1]))
        else:
            self._ask(lambda: self._obey(words))

    def unplug(self) -> None:
        """Pull the plug: the port vanishes."""
        self._ask(self._port.close)

    def replug(self) -> None:
        """Plug it in again: the port comes back under the same URL, the device starts anew."""
        self._ask(self._replug)

    def close(self) -> None:
        """End the simulation and take its port away; closing twice is fine."""
        self._stop.set()
        self._port.wake()
        self._thread.join()
        self._port.close()
        self._port.dispose()
        if self._folder is not None:
            self._folder.cleanup()

    def __enter__(self) -> "Simulation":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _make_port(self, link: Path | None, listen: tuple[str, int] | None) -> SimulatedPort:
        if listen is not None or (link is None and not PtyPort.AVAILABLE):
            return SocketPort(*(listen or ("127.0.0.1", 0)))
        if link is None:
            self._folder = tempfile.TemporaryDirectory(prefix="port-")
            link = Path(self._folder.name, "port")
        return PtyPort(link)

    def _ask(self, action: Callable[[], None]) -> None:
        """Let the serving thread do it, and wait for the outcome."""
        outcome: Future[None] = Future()

        def run() -> None:
            try:
                action()
            except BaseException as error:  # it belongs to the caller
                outcome.set_exception(error)
            else:
                outcome.set_result(None)

        self._actions.put(run)
        self._port.wake()
        outcome.result(10)

    def _serve(self) -> None:
        while not self._stop.is_set():
            data = self._port.wait()
            while not self._actions.empty():
                self._actions.get()()
            if data:
                self._answer(data)

    def _obey(self, words: list[str]) -> None:
        match words:
            case ["fault", name]:
                self._set_fault(name, -1)
            case ["fault", name, times]:
                self._set_fault(name, int(times))
            case ["clear"]:
                self._clear()
            case ["unplug"]:
                self._port.close()
            case ["replug"]:
                self._replug()
            case _:
                self._port.write(self.device.command(words))

    def _set_fault(self, name: str, times: int) -> None:
        if name in WIRE_FAULTS:
            self._wire[name] = times
        elif name in self.device.FAULTS:
            self.device.faults.add(name)
        else:
            known = ", ".join(sorted(WIRE_FAULTS | self.device.FAULTS))
            raise ValueError(f"unknown fault {name}; this simulator knows {known}")

    def _clear(self) -> None:
        self._wire.clear()
        self.device.faults.clear()

    def _replug(self) -> None:
        self._port.open()
        self._port.write(self.device.power_on())

    def _answer(self, data: bytes) -> None:
        if self._due("unplug"):
            self._port.close()
            self._stop.wait(_PULLED_SECONDS)
            self._replug()
            return
        reply = self.device.receive(data)
        if not reply or self._due("silence"):
            return
        if self._due("slow"):
            self._stop.wait(_SLOW_SECONDS)
        if self._due("checksum"):
            reply = self.device.spoil(reply)
        if self._due("half"):
            reply = reply[: len(reply) // 2]
        if self._due("garbage"):
            reply = GARBAGE + reply
        self._port.write(reply)

    def _due(self, name: str) -> bool:
        """Return whether a fault strikes now, and count it."""
        left = self._wire.get(name, 0)
        if left > 0:
            self._wire[name] = left - 1
        return left != 0


def play(simulation: Simulation, script: Iterable[str], stop: threading.Event) -> None:
    """Do the lines of a script one after the other; empty lines and `#` are skipped.

    Raises:
        ValueError: a line nobody knows.
    """
    for line in script:
        text = line.split("#")[0].strip()
        if stop.is_set():
            return
        if text.startswith("wait "):
            stop.wait(float(text.split()[1]))
        elif text:
            simulation.command(text)
