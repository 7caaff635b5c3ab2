"""A barcode scanner on a serial line; one that types like a keyboard needs no driver (`app.domain.wedge`)."""

import time
from collections.abc import Mapping
from typing import Self

from app.ports.devices import Cancelled
from devices.line import Line
from devices.scanner.text import START_SCAN, STOP_SCAN, Assembler, Suffix, decode, take_trigger_answer
from devices.trace import Secrecy

IDLE_SECONDS = 0.1
POLL_SECONDS = 2.0


class SerialScanner:
    """A scanner that sends what it read; what it read is not traced, it may be somebody's.

    Args:
        line: its port.
        suffix: what ends a scan beside a silence.
        trigger: whether it is a GM65 or GM861 module that must be told to look.
    """

    def __init__(self, line: Line, *, suffix: Suffix = Suffix.AUTO, trigger: bool = False) -> None:
        self._line = line
        self._trigger = trigger
        self._assembler = Assembler(suffix)

    @classmethod
    def configured(cls, line: Line, options: Mapping[str, str]) -> Self:
        """See `devices.registry.DriverClass`."""
        return cls(line, suffix=Suffix[options["suffix"].upper()], trigger=options["trigger"] == "yes")

    def restore(self) -> None:
        """Forget what was half received."""
        self._assembler.finish()

    def inquire(self) -> Mapping[str, str]:
        """Return nothing: a scanner says nothing about itself; an open port is all that can be known.

        Raises:
            DeviceError: the port is not there, or a module does not answer to its trigger.
        """
        self._line.open()
        if self._trigger:
            self._line.exchange(STOP_SCAN, take_trigger_answer, seconds=1.0, attempts=1)
        return {}

    def poll(self) -> str | None:
        """Return a scanned text within two seconds, else None.

        Raises:
            DeviceError: `scanner.too_long`, `scanner.unreadable`.
        """
        deadline = time.monotonic() + POLL_SECONDS
        while time.monotonic() < deadline:
            before = self._assembler.pending
            scan = self._line.listen(self._assembler.take, seconds=IDLE_SECONDS, secrecy=Secrecy.REPLY)
            if scan is None and before and self._assembler.pending == before:
                scan = self._assembler.finish()
            if scan is not None and (text := decode(scan)):
                return text
        return None

    def scan(self, cancelled: Cancelled) -> str | None:
        """Wait for a scan; None when cancelled.

        Raises:
            DeviceError: see `poll`.
        """
        if self._trigger:
            self._line.exchange(START_SCAN, take_trigger_answer)
        while not cancelled():
            if (text := self.poll()) is not None:
                return text
        if self._trigger:
            self._line.exchange(STOP_SCAN, take_trigger_answer)
        return None
