"""Which driver serves which model: an explicit table, imported entry by entry when a device is used."""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from app.domain.device_records import DeviceKind, DeviceModel, DeviceOption, DeviceSettings
from app.errors import DeviceError
from app.ports.devices import Device
from devices.display_models import ROWS
from devices.line import Line
from devices.transport import PortSettings

SPEEDS = ("1200", "2400", "4800", "9600", "19200", "38400", "57600", "115200")


class DriverClass(Protocol):
    """What the table names: a class whose devices are made from a line and the technician's answers."""

    def configured(self, line: Line, options: Mapping[str, str]) -> Device:
        """Return the device; nothing is sent yet.

        Raises:
            DeviceError: `device.option`, an answer the driver cannot use.
        """


@dataclass(frozen=True)
class Driver:
    """One row of the table: a model and where its driver is.

    Attributes:
        model: what the technician chooses.
        module: module of the driver, imported when needed.
        name: class in it, see `DriverClass`.
    """

    model: DeviceModel
    module: str
    name: str


def _speed(default: str) -> DeviceOption:
    return DeviceOption("speed", "通讯速率（波特）", default, SPEEDS)


DRIVERS: tuple[Driver, ...] = (
    Driver(
        DeviceModel(
            DeviceKind.FINGERPRINT,
            "zfm",
            "指纹模块（ZFM、R30x、AS608、R503）",
            (
                _speed("57600"),
                DeviceOption("password", "模块口令（八位十六进制）", "00000000"),
                DeviceOption("address", "模块地址（八位十六进制）", "FFFFFFFF"),
                DeviceOption("light", "指示灯", "no", ("no", "yes")),
            ),
        ),
        "devices.fingerprint.driver",
        "ZfmSensor",
    ),
    Driver(
        DeviceModel(DeviceKind.ID_CARD_READER, "sdt", "居民身份证阅读器（SDT 协议）", (_speed("115200"),)),
        "devices.id_card.driver",
        "SdtReader",
    ),
    Driver(
        DeviceModel(
            DeviceKind.SCANNER,
            "serial",
            "扫码枪（串口）",
            (
                _speed("9600"),
                DeviceOption("suffix", "结束符", "auto", ("auto", "cr", "tab", "none")),
                DeviceOption("trigger", "由程序触发（GM65、GM861 模块）", "no", ("no", "yes")),
            ),
        ),
        "devices.scanner.driver",
        "SerialScanner",
    ),
    *(Driver(*row) for row in ROWS),
)


def catalogue() -> tuple[DeviceModel, ...]:
    """Return every model there is a driver for, in the order a technician looks for them."""
    return tuple(driver.model for driver in DRIVERS)


def port_settings(settings: DeviceSettings) -> PortSettings:
    """Return how the line of a device is set.

    Raises:
        DeviceError: `device.model` or `device.option`.
    """
    options = {option.name: option.default for option in _driver(settings).model.options}
    options |= settings.options
    speed = options.get("speed", "9600")
    if speed not in SPEEDS:
        raise DeviceError("device.option", option="speed", value=speed)
    return PortSettings(speed=int(speed))


def make(settings: DeviceSettings, line: Line) -> Device:
    """Return the configured device; nothing is sent yet.

    Raises:
        DeviceError: `device.model` (no such model), `device.driver_missing` (its library is not installed) or
            `device.option`.
    """
    driver = _driver(settings)
    try:
        made: DriverClass = getattr(importlib.import_module(driver.module), driver.name)
    except ImportError as error:
        raise DeviceError("device.driver_missing", model=driver.model.title) from error
    defaults = {option.name: option.default for option in driver.model.options}
    return made.configured(line, defaults | dict(settings.options))


def _driver(settings: DeviceSettings) -> Driver:
    for driver in DRIVERS:
        if (driver.model.kind, driver.model.model) == (settings.kind, settings.model):
            return driver
    raise DeviceError("device.model", model=settings.model)
