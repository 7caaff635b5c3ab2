"""A simulated barcode scanner, hand-held or a module with a trigger (protocols §10)."""

from pathlib import Path

from devices.scanner.text import START_SCAN, STOP_SCAN, TRIGGER_ANSWER
from devices.simulators.frame import SimulatedDevice

_KEPT = 64


class ScannerSimulator(SimulatedDevice):
    """Sends a text and a carriage return for each `scan TEXT`.

    Commands: `scan TEXT` (UTF-8), `scan-gb TEXT` (GB18030), `suffix cr|crlf|tab|none`.
    """

    def __init__(self, addresses: tuple[int, ...] = (), out: Path | None = None) -> None:
        super().__init__(addresses, out)
        self.looking = False
        self._suffix = b"\r"
        self._received = b""

    def receive(self, data: bytes) -> bytes:
        """Answer the trigger commands of GM65 modules and pass over everything else."""
        self._received += data
        answers = b""
        while found := sorted(
            (at, one) for one in (START_SCAN, STOP_SCAN) if (at := self._received.find(one)) >= 0
        ):
            at, one = found[0]
            self.looking = one == START_SCAN
            self._received = self._received[at + len(one) :]
            answers += TRIGGER_ANSWER
        self._received = self._received[-_KEPT:]
        return answers

    def command(self, words: list[str]) -> bytes:
        """See the class."""
        match words:
            case ["scan", *text] if text:
                return " ".join(text).encode() + self._suffix
            case ["scan-gb", *text] if text:
                return " ".join(text).encode("gb18030") + self._suffix
            case ["suffix", "cr" | "crlf" | "tab" | "none" as name]:
                self._suffix = {"cr": b"\r", "crlf": b"\r\n", "tab": b"\t", "none": b""}[name]
                return b""
        return super().command(words)

    def power_on(self) -> bytes:
        """It looks for nothing."""
        self.looking = False
        return b""
