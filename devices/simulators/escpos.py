"""A simulated ticket printer that speaks ESC/POS: its paper is pictures, its troubles are faults."""

from collections import deque
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from app.domain.device_records import Bitmap
from devices.simulators.escpos_stream import Command, take_command
from devices.simulators.frame import SimulatedDevice
from devices.simulators.paper import SPACING, Paper, photograph

DOTS = 576
"""Dots across 80 mm paper at 203 dpi."""

_STOPPING = frozenset({"paper_out", "cover_open", "offline", "cutter"})
_REAL_TIME = b"\x10\x04"
_MOST_HELD = 1_000_000
_REMEMBERED = 50


class EscposSimulator(SimulatedDevice):
    """A printer of `dots` across; it keeps what it is sent while it cannot print.

    Attributes:
        tickets: the last tickets that were cut off, 1 is black.
    """

    FAULTS = _STOPPING | {"near_end"}

    def __init__(self, addresses: tuple[int, ...] = (), out: Path | None = None, dots: int = DOTS) -> None:
        super().__init__(addresses, out)
        self.tickets: deque[Bitmap] = deque(maxlen=_REMEMBERED)
        self.paper = Paper(dots)
        self._received = bytearray()
        self._count = 0
        self._stored: Callable[[], None] | None = None
        self._asb: bytes | None = None

    def receive(self, data: bytes) -> bytes:
        """See `SimulatedDevice`."""
        answers = b""
        if self._stopped:
            data, answers = self._real_time(data)
        self._received += data
        del self._received[:-_MOST_HELD]
        while not self._stopped and (command := take_command(self._received)) is not None:
            answers += self._done(command)
        if self._asb is not None and self._asb != self._automatic():
            self._asb = self._automatic()
            answers += self._asb
        return answers

    def power_on(self) -> bytes:
        """Forget what was received; the paper is as it was."""
        self._received.clear()
        self._stored = self._asb = None
        self.paper.initialise()
        return b""

    def spoil(self, reply: bytes) -> bytes:
        """See `SimulatedDevice`; an answer has no checksum, but bits that never change."""
        return bytes(byte | 0x80 for byte in reply)

    @property
    def _stopped(self) -> bool:
        return bool(self.faults & _STOPPING)

    def _real_time(self, data: bytes) -> tuple[bytes, bytes]:
        """Answer the real-time questions in `data` and return what remains, and the answers."""
        rest, *parts = data.split(_REAL_TIME)
        answers = b""
        for part in parts:
            answers += self._status(part[:1])
            rest += part[1:]
        return rest, answers

    def _status(self, question: bytes) -> bytes:
        on = self.faults.__contains__
        bits = {
            b"\x01": 0x08 * self._stopped,
            b"\x02": 0x04 * on("cover_open") | 0x20 * on("paper_out") | 0x40 * on("cutter"),
            b"\x03": 0x08 * on("cutter"),
            b"\x04": 0x0C * (on("near_end") or on("paper_out")) | 0x60 * on("paper_out"),
        }
        return bytes((0x12 | bits[question],)) if question in bits else b""

    def _automatic(self) -> bytes:
        """Return the four bytes of automatic status back (§9)."""
        on = self.faults.__contains__
        first = 0x10 | 0x08 * self._stopped | 0x20 * on("cover_open")
        third = 0x03 * (on("near_end") or on("paper_out")) | 0x0C * on("paper_out")
        return bytes((first, 0x08 * on("cutter"), third, 0))

    def _done(self, command: Command) -> bytes:
        """Do a command and return what it answers."""
        name, arguments, data = command
        match name:
            case b"\x10\x04":
                return self._status(arguments)
            case b"\x1d\x72":
                return bytes((self._automatic()[2],)) if arguments in (b"\x01", b"1") else b""
            case b"\x1d\x61":
                self._asb = b"" if arguments[0] else None
            case b"\x1d\x56" | b"\x1b\x69" | b"\x1b\x6d":
                self._cut(sum(arguments[1:]))
            case b"\x1d\x76\x30":
                width, mode = 8 * int.from_bytes(arguments[1:3], "little"), arguments[0]
                self._raster(data, width, 1 + (mode & 1), 1 + (mode >> 1 & 1))
            case b"\x1d\x28" | b"\x1d\x38\x4c" if name[1:] == b"\x38\x4c" or arguments[:1] == b"L":
                self._graphics(data)
            case b"\x1b\x2a":
                self._columns(arguments[0], data)
            case _:
                self._write(command)
        return b""

    def _write(self, command: Command) -> None:
        """Do a command that prints text or moves the paper."""
        paper = self.paper
        match command.name:
            case b"text":
                paper.text(command.data.decode("gb18030", "replace"))
            case b"\x0a":
                paper.line_feed()
            case b"\x1b\x40":
                paper.initialise()
            case b"\x1b\x64":
                for _ in range(command.arguments[0]):
                    paper.line_feed()
            case b"\x1b\x4a":
                paper.feed(command.arguments[0])
            case _:
                self._style(command.name, sum(command.arguments[:1]))

    def _style(self, name: bytes, value: int) -> None:
        """Do a command that sets how letters stand and look; others change nothing on our paper."""
        paper = self.paper
        match name:
            case b"\x1b\x61":
                paper.align = value % 48 % 3
            case b"\x1d\x21":
                paper.scale = (value >> 4 & 7) + 1, (value & 7) + 1
            case b"\x1b\x45":
                paper.bold = bool(value & 1)
            case b"\x1b\x33":
                paper.spacing = value
            case b"\x1b\x32":
                paper.spacing = SPACING

    def _cut(self, feed: int) -> None:
        self.paper.feed(feed)
        ticket = self.paper.cut()
        self._count += 1
        self.tickets.append(ticket)
        if self.out is not None and ticket.height:
            self.out.mkdir(parents=True, exist_ok=True)
            photograph(ticket).save(self.out / f"ticket-{self._count:04}.png")

    def _raster(self, data: bytes, width: int, wide: int, high: int) -> None:
        if width and (height := len(data) // (width // 8)):
            self.paper.raster(Image.frombytes("1", (width, height), data), wide, high)

    def _graphics(self, data: bytes) -> None:
        """Store a picture (function 112) or print the stored one (function 50)."""
        function = data[1:2]
        if function == b"\x70" and len(data) > 10:
            wide, high, dots = data[3] % 3 or 1, data[4] % 3 or 1, int.from_bytes(data[6:8], "little")
            rows, width = data[10:], (dots + 7) // 8 * 8
            self._stored = lambda: self._raster(rows, width, wide, high)
        elif function in (b"\x02", b"2") and self._stored is not None:
            self._stored()
            self._stored = None

    def _columns(self, mode: int, data: bytes) -> None:
        """Put a picture sent column by column into the line (`ESC *`)."""
        each = 3 if mode >= 0x20 else 1
        if not data:
            return
        rows = Image.frombytes("1", (each * 8, len(data) // each), data)
        upright = rows.transpose(Image.Transpose.TRANSPOSE)
        self.paper.piece(upright, 1 if mode & 1 else 2, 1 if each == 3 else 3)
