"""The options of a configured device: text in the settings file, typed and checked for its driver."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import TypeVar

from app.errors import DeviceError

E = TypeVar("E", bound=Enum)


class Options:
    """What stands in the settings file for one device.

    Every method raises `DeviceError` `device.option` with the option's name when its value cannot be used.
    """

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = given

    def text(self, name: str, default: str = "") -> str:
        """Return the option as written."""
        return self._given.get(name, default)

    def ascii(self, name: str, default: str = "") -> bytes:
        """Return ASCII text as bytes."""
        if not self.text(name, default).isascii():
            raise self._wrong(name)
        return self.text(name, default).encode("ascii")

    def number(self, name: str, default: int, low: int, high: int) -> int:
        """Return a number from `low` to `high`; `0x…` is read as hexadecimal."""
        if name not in self._given:
            return default
        try:
            value = int(self._given[name], 0)
        except ValueError:
            value = low - 1
        if not low <= value <= high:
            raise self._wrong(name)
        return value

    def flag(self, name: str, default: bool) -> bool:
        """Return whether it says `yes`; `no` is the other answer."""
        value = self._given.get(name, "yes" if default else "no")
        if value not in ("yes", "no"):
            raise self._wrong(name)
        return value == "yes"

    def choice(self, name: str, default: E, allowed: Callable[[E], bool] = lambda _: True) -> E:
        """Return the allowed member of the default's enum whose value or name is written."""
        if name not in self._given:
            return default
        for member in type(default):
            if self._given[name] in (member.value, member.name) and allowed(member):
                return member
        raise self._wrong(name)

    def hexed(self, name: str, default: bytes) -> bytes:
        """Return bytes written in hexadecimal, such as `02 0D`."""
        try:
            return bytes.fromhex(self._given[name]) if name in self._given else default
        except ValueError:
            raise self._wrong(name) from None

    def _wrong(self, name: str) -> DeviceError:
        return DeviceError("device.option", option=name, value=self._given[name])
