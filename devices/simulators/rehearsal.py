"""The simulated devices of a rehearsal, driven by the real drivers over sockets."""

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from devices.escpos.printer import EscposPrinter
from devices.line import Line
from devices.onbon.text_display import OnbonTextDisplay, TextScreen
from devices.simulators import simulated
from devices.simulators.frame import Simulation

EVERY_COUNTER = range(1, 34)
"""Of the demo hall."""


class RehearsalDevices:
    """A ticket printer, and a display over each counter on one shared line.

    Args:
        seen: folder for pictures of what people would see.

    Attributes:
        printer: the kiosk's printer.
        displays: by counter.
    """

    def __init__(self, seen: Path, counters: range = EVERY_COUNTER) -> None:
        self._opened = ExitStack()
        self.printer = EscposPrinter(self._line("escpos", seen))
        wall = self._line("onbon-k", seen, *counters)
        self.displays = {str(one): OnbonTextDisplay(wall, TextScreen(screen=one)) for one in counters}

    def _line(self, kind: str, seen: Path, *addresses: int) -> Line:
        simulation = Simulation(simulated(kind, addresses=addresses, out=seen))
        url = self._opened.enter_context(simulation).url
        line = Line(url)
        self._opened.callback(line.close)
        return line

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.close()
