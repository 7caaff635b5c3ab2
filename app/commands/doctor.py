"""`doctor`: looks at everything a station needs and says in one line each how it is."""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.domain.device_records import DeviceHealth, DeviceState
from app.errors import AppError, DeviceError, StorageError
from app.sentences import sentence


@dataclass(frozen=True)
class Finding:
    """How one thing is: well or not, and what there is to know about it."""

    name: str
    well: bool
    detail: str


Check = Callable[[], str]
"""Looks at one thing and returns what there is to know; raises `AppError` when it is not well."""


def examine(checks: Mapping[str, Check]) -> tuple[Finding, ...]:
    """Run every check; one that fails does not stop the others."""
    return tuple(_examined(name, check) for name, check in checks.items())


def as_text(findings: tuple[Finding, ...]) -> str:
    """Return the findings for a person, one a line."""
    return "\n".join(f"{'✓' if found.well else '✗'} {found.name}：{found.detail}" for found in findings)


def as_json(findings: tuple[Finding, ...]) -> str:
    """Return the findings as one JSON object."""
    checks = {found.name: {"well": found.well, "detail": found.detail} for found in findings}
    return json.dumps({"ok": all(found.well for found in findings), "checks": checks}, ensure_ascii=False)


def rights_check(folder: Path) -> Check:
    """Return the check that a store's files are the owner's alone, where the system has such rights."""

    def check() -> str:
        if os.name != "posix":
            return "由系统账户权限保护"
        loose = [path for path in (folder, *folder.glob("store.db*")) if path.stat().st_mode & 0o077]
        if loose:
            raise StorageError("storage.open_rights", path=str(loose[0]))
        return "只有本账户可以读写"

    return check


def device_check(health: DeviceHealth) -> Check:
    """Return the check of a device that was asked already."""

    def check() -> str:
        if health.error_code:
            raise DeviceError(health.error_code, **health.error_facts)
        if health.state is not DeviceState.READY:
            raise DeviceError("device.state_unknown", name=health.name)
        return "，".join(f"{name} {value}" for name, value in health.details.items()) or "正常"

    return check


def _examined(name: str, check: Check) -> Finding:
    try:
        return Finding(name, True, check())
    except AppError as error:
        return Finding(name, False, sentence(error))
