"""The parsers of scanners, at a serial port or typing like a keyboard, with the noise they have to bear."""

from app.domain.wedge import GAP_SECONDS, LONGEST, WedgeReader
from app.errors import RuleError
from devices.scanner import text
from devices.scanner.text import START_SCAN, STOP_SCAN, TRIGGER_ANSWER, Assembler, Suffix
from devices.simulators.scanner import ScannerSimulator
from tests.unit.devices.fuzzing import Trial, blocks, device, spoilt, stream

_SCANS = spoilt([b"ABCDEFG", b"x" * 3000, b"12345678\r"])
_TYPED = spoilt([b"ABCDEFG", b"12345678\r", b"\tx\n" * 9])
_TEXTS = spoilt(["格桑办件".encode("gb18030"), "格桑 བོད".encode(), b"91540000TEST"])


def _assembler() -> Trial:
    """Return the trial of what keeps its bytes itself; a piece counts as read when it ends a scan."""
    assembler = Assembler(Suffix.CR)

    def take(piece: bytes) -> None:
        received, found = bytearray(piece), 0
        while assembler.take(received) is not None:
            found += 1
        assert assembler.pending <= text.LONGEST
        if not found:
            raise RuleError("nothing.ended")

    return blocks(take, _SCANS)


def _wedge() -> Trial:
    """Return the trial of keys that come as fast as a scanner's, with a pause after each piece."""
    reader, now = WedgeReader(), 0.0

    def press(piece: bytes) -> None:
        nonlocal now
        scans = []
        for byte in piece:
            now += GAP_SECONDS / 2
            scans.append(reader.key(chr(byte), now))
        now += GAP_SECONDS
        found = [scan for scan in (*scans, reader.idle(now)) if scan]
        assert all(len(scan) <= LONGEST for scan in found)
        if not found:
            raise RuleError("nothing.ended")

    return blocks(press, _TYPED)


TRIALS = {
    "scanner/text Assembler.take": _assembler(),
    "scanner/text decode": blocks(text.decode, _TEXTS),
    "scanner/text take_trigger_answer": stream(
        text.take_trigger_answer, spoilt([TRIGGER_ANSWER, b"\x02\x00" + TRIGGER_ANSWER]), 64
    ),
    "simulators/scanner ScannerSimulator.receive": device(
        ScannerSimulator, spoilt([START_SCAN, STOP_SCAN]), 64
    ),
    "wedge": _wedge(),
}
