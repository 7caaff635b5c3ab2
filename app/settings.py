"""Settings of one machine, from a TOML file and the environment; the hall's own stand in the store."""

import contextlib
import json
import os
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from app.domain.device_records import DeviceKind, DeviceSettings
from app.errors import StorageError

SETTINGS_FILE = "machine.toml"
"""A machine's settings, beside its store."""

ENVIRONMENT = {"HALL_ROLE": "role", "HALL_COUNTER": "counter", "HALL_CENTRAL": "central_url"}
"""Environment variables that override the file."""


class Role(StrEnum):
    """What a machine runs as."""

    CLERK = "clerk"
    KIOSK = "kiosk"
    GUIDE = "guide"
    DISPLAY = "display"
    SUPERVISOR = "supervisor"
    CHECK_IN = "check-in"


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


_TABLE = re.compile(r"\s*\[")


def save_devices(path: Path, devices: Iterable[DeviceSettings]) -> None:
    """Write the machine's devices to its settings file; everything else in it stays as it is.

    The file is replaced at once, so that a loss of power leaves the old or the new one.

    Raises:
        StorageError: `settings.broken`, `settings.not_written`, or `settings.devices_form` when the devices
            are not written as `[[devices]]` tables.
    """
    wanted = tuple(devices)
    text = "".join(map(_device_text, wanted))
    if not _put(path, "devices", text, lambda kept: tuple(map(_device, kept or ())) == wanted):
        raise StorageError("settings.devices_form", path=str(path))


def save_printers(path: Path, printers: Mapping[str, str]) -> None:
    """Write the printers by kind of paper to the machine's settings file; see `save_devices`.

    Raises:
        StorageError: `settings.broken`, `settings.not_written`, or `settings.printers_form` when the printers
            are not written as a `[printers]` table.
    """
    lines = [f"{_quoted(kind)} = {_quoted(printer)}\n" for kind, printer in printers.items()]
    text = "\n[printers]\n" + "".join(lines) if lines else ""
    if not _put(path, "printers", text, lambda kept: (kept or {}) == dict(printers)):
        raise StorageError("settings.printers_form", path=str(path))


def _put(path: Path, entry: str, text: str, holds: Callable[[Any], bool]) -> bool:
    """Write an entry's tables anew; write nothing and return False if it would not hold or others change."""
    try:
        old, others = path.read_text(encoding="utf-8"), _read(path)
    except FileNotFoundError:
        old, others = "", {}
    except (OSError, UnicodeDecodeError):
        raise StorageError("settings.not_written", path=str(path)) from None
    others.pop(entry, None)
    text = _without(old, entry) + text
    try:
        written = tomllib.loads(text)
        well = holds(written.pop(entry, None)) and written == others
    except tomllib.TOMLDecodeError:
        well = False
    if well:
        _replace(path, text)
    return well


def _without(text: str, entry: str) -> str:
    head = re.compile(rf"\s*\[\[?\s*[\"']?{entry}[\"']?\s*[].]")
    kept, dropping = list[str](), False
    for line in text.splitlines(keepends=True):
        if _TABLE.match(line):
            dropping = head.match(line) is not None
        if not dropping:
            kept.append(line)
    rest = "".join(kept).rstrip()
    return f"{rest}\n" if rest else ""


def _device_text(device: DeviceSettings) -> str:
    lines = ["", "[[devices]]"]
    for key in ("name", "kind", "model", "port"):
        value = getattr(device, key)
        lines.append(f"{key} = {_quoted(value.value if isinstance(value, DeviceKind) else value)}")
    if device.trace:
        lines.append("trace = true")
    if device.options:
        lines.append("[devices.options]")
        lines += [f"{_quoted(name)} = {_quoted(value)}" for name, value in device.options.items()]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return a TOML basic string; JSON's escapes are among TOML's, except for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _replace(path: Path, text: str) -> None:
    fresh = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            fresh.chmod(path.stat().st_mode & 0o777)
        fresh.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise StorageError("settings.not_written", path=str(path)) from None
