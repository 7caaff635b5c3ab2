"""Simulated seven-segment displays on Modbus RTU, several on one line."""

from pathlib import Path

from devices.modbus_display.frames import Write, take_request
from devices.modbus_display.segments import DIGITS, POINT, SEGMENTS
from devices.simulators.frame import SimulatedDevice
from devices.simulators.led import save_digits

PLACES = 6
_TEXT, _SEGMENTS = 0x70, 0x80
_BAD_ADDRESS, _BAD_VALUE, _FAILURE = 0x02, 0x03, 0x04


class ModbusSimulator(SimulatedDevice):
    """Displays of six digits; each address is one."""

    FAULTS = frozenset({"failure"})

    def __init__(self, addresses: tuple[int, ...] = (), out: Path | None = None) -> None:
        super().__init__(addresses or (1,), out)
        self.digits: dict[int, list[int]] = {address: [0] * PLACES for address in self.addresses}
        self._received = bytearray()

    def shown(self, address: int) -> str:
        """Return what a person reads on a display; `?` for segments that are no character."""
        names = {form: name for name, form in reversed((SEGMENTS | DIGITS).items())}
        return "".join(
            names.get(form & ~POINT, "?") + "." * bool(form & POINT) for form in self.digits[address]
        )

    def receive(self, data: bytes) -> bytes:
        """See `SimulatedDevice`."""
        self._received += data
        answers = b""
        while (write := take_request(self._received)) is not None:
            if write.slave in self.digits:
                fault = _FAILURE if "failure" in self.faults else self._done(write)
                answers += write.exception(fault) if fault else write.reply()
        return answers

    def power_on(self) -> bytes:
        """Show nothing."""
        self._received.clear()
        for address in self.digits:
            self._show(address, [0] * PLACES)
        return b""

    def _done(self, write: Write) -> int:
        """Do it, and return the exception code, 0 for none."""
        if write.several:
            return self._write_several(write)
        value = write.values[0]
        match write.register:
            case 0x00:  # signed number
                self._number(write.slave, value - 0x10000 * (value >> 15))
            case 0x88:  # unsigned number
                self._number(write.slave, value)
            case 0x02:  # new address
                return self._move(write.slave, value)
            case 0x03:  # speed code
                return 0 if value in range(1, 9) else _BAD_VALUE
            case 0x04:  # decimal point
                return self._point(write.slave, value)
            case _:
                return _BAD_ADDRESS
        return 0

    def _write_several(self, write: Write) -> int:
        start, last = (write.register & 0xF0), write.register + len(write.values)
        if start not in (_TEXT, _SEGMENTS) or last > start + PLACES // 2:
            return _BAD_ADDRESS
        data = b"".join(value.to_bytes(2, "big") for value in write.values)
        if start == _TEXT and any(byte not in range(0x20, 0x7F) for byte in data):
            return _BAD_VALUE
        forms = list(data) if start == _SEGMENTS else [SEGMENTS.get(chr(byte), 0) for byte in data]
        shown, at = list(self.digits[write.slave]), 2 * (write.register - start)
        shown[at : at + len(forms)] = forms
        self._show(write.slave, shown)
        return 0

    def _number(self, slave: int, value: int) -> None:
        self._show(slave, [SEGMENTS[character] for character in str(value).rjust(PLACES)])

    def _move(self, slave: int, address: int) -> int:
        if address not in range(1, 256) or address in self.digits:
            return _BAD_VALUE
        self.digits[address] = self.digits.pop(slave)
        return 0

    def _point(self, slave: int, place: int) -> int:
        if place > 3:
            return _BAD_VALUE
        shown = [form & ~POINT for form in self.digits[slave]]
        if place:
            shown[-1 - place] |= POINT
        self._show(slave, shown)
        return 0

    def _show(self, slave: int, shown: list[int]) -> None:
        self.digits[slave] = shown
        if self.out is not None:
            self.out.mkdir(parents=True, exist_ok=True)
            save_digits(shown, self.out / f"modbus-{slave}.png")
