"""Two independent programs agree with us on Modbus: one as the master, one as the display."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import minimalmodbus
import pytest
from pymodbus import FramerType
from pymodbus.constants import ExcCodes
from pymodbus.server import ModbusTcpServer
from pymodbus.simulator import DataType, SimData, SimDevice

from app.domain.device_records import ShownCall
from app.errors import DeviceError
from devices.line import Line
from devices.modbus_display.display import Digits, ModbusDisplay
from devices.simulators.frame import Simulation
from devices.simulators.modbus import ModbusSimulator


@pytest.fixture
def displays(tmp_path: Path) -> Iterator[Simulation]:
    with Simulation(ModbusSimulator((1, 4)), link=tmp_path / "line") as simulation:
        yield simulation


def shown(displays: Simulation, address: int) -> str:
    assert isinstance(displays.device, ModbusSimulator)
    return displays.device.shown(address)


@contextmanager
def master(displays: Simulation, address: int) -> Iterator[minimalmodbus.Instrument]:
    instrument = minimalmodbus.Instrument(displays.url, address)
    instrument.serial.timeout = 0.5
    try:
        yield instrument
    finally:
        instrument.serial.close()


def test_minimalmodbus_writes_numbers_strings_and_segments(displays: Simulation) -> None:
    with master(displays, 4) as instrument:
        instrument.write_register(0, -123, functioncode=6, signed=True)
        assert shown(displays, 4) == "  -123"
        instrument.write_register(4, 2, functioncode=6)
        assert shown(displays, 4) == "  -1.23"
        instrument.write_register(0x88, 65_535, functioncode=6)
        assert shown(displays, 4) == " 65535"
        instrument.write_string(0x70, " A012 ", number_of_registers=3)
        assert shown(displays, 4) == " A012 "
        instrument.write_registers(0x80, [0x3F06, 0x5B4F, 0x666D])
        assert shown(displays, 4) == "012345"
        assert shown(displays, 1) == " " * 6


def test_minimalmodbus_is_refused_what_is_not_there(displays: Simulation) -> None:
    with master(displays, 1) as instrument:
        with pytest.raises(minimalmodbus.IllegalRequestError):
            instrument.write_register(9, 1, functioncode=6)
        with pytest.raises(minimalmodbus.IllegalRequestError):
            instrument.write_register(3, 9, functioncode=6)
        instrument.write_register(2, 9, functioncode=6)
    with master(displays, 9) as instrument:
        instrument.write_register(0, 7, functioncode=6)
    assert shown(displays, 9) == "     7"


class ServedDisplay:
    """A display that `pymodbus` serves over TCP with RTU frames."""

    def __init__(self) -> None:
        self.written: list[tuple[int, int, list[int]]] = []
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._up = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        assert self._up.wait(10)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def _run(self) -> None:
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        registers = SimData(0x70, count=8, values=0, datatype=DataType.REGISTERS)
        device = SimDevice(5, [registers], action=self._note)
        server = ModbusTcpServer([device], framer=FramerType.RTU, address=("127.0.0.1", 0))
        await server.serve_forever(background=True)
        self.port = cast(asyncio.Server, server.transport).sockets[0].getsockname()[1]
        self._up.set()
        await self._stop.wait()
        await server.shutdown()  # type: ignore[no-untyped-call]  # pymodbus leaves it untyped

    async def _note(
        self,
        function_code: int,
        start_address: int,
        address: int,
        count: int,
        current_registers: list[int],
        set_values: list[int] | list[bool] | None,
    ) -> ExcCodes | None:
        self.written.append((function_code, address, list(set_values or [])))
        return None


@pytest.fixture
def served() -> Iterator[ServedDisplay]:
    display = ServedDisplay()
    yield display
    display.close()


def test_our_driver_is_understood_by_pymodbus(served: ServedDisplay) -> None:
    line = Line(f"socket://127.0.0.1:{served.port}")
    try:
        ModbusDisplay(line, Digits(slave=5)).show(ShownCall("3", "A012"))
        assert served.written == [(0x10, 0x70, [0x2020, 0x4130, 0x3132])]
        with pytest.raises(DeviceError, match=r"display\.refused\(error=02\)"):
            ModbusDisplay(line, Digits(slave=5, register=0x90)).show(ShownCall("3", "A012"))
    finally:
        line.close()
