"""Sending a finished PDF to the system's printer."""

import subprocess
from shutil import which
from typing import Protocol

from app.errors import DeviceError

SECONDS = 20.0


class PagePrinter(Protocol):
    """Takes a PDF; blocks and belongs on a worker."""

    def send(self, pdf: bytes, title: str, copies: int) -> None:
        """Hand a PDF to the printer.

        Raises:
            DeviceError: nothing was taken.
        """


class LpPrinter:
    """The `lp` command of CUPS, to the system's own queue."""

    def __init__(self, command: str = "lp") -> None:
        self._command = command

    def send(self, pdf: bytes, title: str, copies: int) -> None:
        """Hand a PDF to the queue; `title` holds a document number, never a name.

        Raises:
            DeviceError: `device.driver_missing` without the command, `device.no_answer` when it refuses.
        """
        if which(self._command) is None:
            raise DeviceError("device.driver_missing", model=self._command)
        arguments = [self._command, "-n", str(copies), "-t", title, "-o", "fit-to-page=false", "-"]
        try:
            done = subprocess.run(arguments, input=pdf, capture_output=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise DeviceError("device.no_answer", port=self._command) from None
        if done.returncode != 0:
            raise DeviceError("device.no_answer", port=self._command)
