"""`doctor`: looks at everything a station needs and says in one line each how it is."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.errors import AppError
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


def _examined(name: str, check: Check) -> Finding:
    try:
        return Finding(name, True, check())
    except AppError as error:
        return Finding(name, False, sentence(error))
