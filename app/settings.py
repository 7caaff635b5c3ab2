"""Settings of one machine, from a TOML file and the environment; the hall's own stand in the store."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from app.domain.device_records import DeviceKind, DeviceSettings
from app.errors import StorageError

ENVIRONMENT = {"HALL_ROLE": "role", "HALL_COUNTER": "counter", "HALL_CENTRAL": "central_url"}
"""Environment variables that override the file."""


class Role(StrEnum):
    """What a machine runs as."""

    CLERK = "clerk"
    KIOSK = "kiosk"
    GUIDE = "guide"
    DISPLAY = "display"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True)
class MachineSettings:
    """Everything one machine is told: role, counter, devices, printers by kind of paper, centre."""

    role: Role = Role.CLERK
    counter: str = "1"
    central_url: str = ""
    devices: tuple[DeviceSettings, ...] = ()
    printers: Mapping[str, str] = field(default_factory=dict)
    fonts: Mapping[str, str] = field(default_factory=dict)


def load_settings(path: Path | None, environment: Mapping[str, str] = os.environ) -> MachineSettings:
    """Read the machine's settings; without a file the defaults hold.

    Raises:
        StorageError: `settings.missing`, `settings.broken`, `settings.unknown` naming the entry.
    """
    values = _read(path) if path is not None else {}
    for variable, name in ENVIRONMENT.items():
        if environment.get(variable):
            values[name] = environment[variable]
    return _settings(values)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise StorageError("settings.missing", path=str(path)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StorageError("settings.broken", path=str(path), reason=str(error)) from None


def _settings(values: dict[str, Any]) -> MachineSettings:
    devices = tuple(_device(entry) for entry in values.pop("devices", ()))
    role = values.pop("role", Role.CLERK)
    if role not in list(Role):
        raise StorageError("settings.unknown", entry=f"role = {role}")
    known = MachineSettings.__dataclass_fields__
    for name in values:
        if name not in known:
            raise StorageError("settings.unknown", entry=name)
    values = {name: str(v) if name in ("counter", "central_url") else v for name, v in values.items()}
    return replace(MachineSettings(role=Role(role), devices=devices), **values)


def _device(entry: Mapping[str, Any]) -> DeviceSettings:
    try:
        return DeviceSettings(
            name=str(entry["name"]),
            kind=DeviceKind(entry["kind"]),
            model=str(entry["model"]),
            port=str(entry["port"]),
            options={name: str(value) for name, value in entry.get("options", {}).items()},
            trace=bool(entry.get("trace", False)),
        )
    except KeyError as missing:
        raise StorageError("settings.missing_entry", entry=str(missing.args[0])) from None
    except ValueError:
        raise StorageError("settings.unknown", entry=f"kind = {entry['kind']}") from None
