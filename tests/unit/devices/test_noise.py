"""Noise for every parser of the devices: nothing but its own error, always an end, a bounded buffer."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import devices
from tests.unit.devices.custom_display import trials as custom
from tests.unit.devices.escpos import trials as escpos
from tests.unit.devices.fingerprint import trials as fingerprint
from tests.unit.devices.fuzzing import LONG, SHORT, Trial
from tests.unit.devices.id_card import trials as id_card
from tests.unit.devices.modbus_display import trials as modbus
from tests.unit.devices.onbon import trials as onbon
from tests.unit.devices.scanner import trials as scanner

TRIALS: dict[str, Trial] = {
    **onbon.TRIALS,
    **modbus.TRIALS,
    **custom.TRIALS,
    **fingerprint.TRIALS,
    **id_card.TRIALS,
    **escpos.TRIALS,
    **scanner.TRIALS,
}
"""What reads received bytes, `module function` or `module function: variant`; the wedge reads keys."""

NO_PARSERS = frozenset({"checksums", "line", "transport", "simulators/frame", "simulators/ports"})
"""Arithmetic, and what passes bytes on unread; `cups` and `speaker` speak to programs, not to a line."""

BUILDS = frozenset({"pack", "send", "ask", "do", "escape", "wrap", "hexed", "spoil", "lay"})
"""Functions that are given bytes of our own."""


def parsers() -> Iterator[str]:
    """Yield what is given received bytes: a buffer to take frames from, or a public function's bytes."""
    root = Path(devices.__path__[0])
    for path in sorted(root.rglob("*.py")):
        module = path.relative_to(root).with_suffix("").as_posix()
        if module not in NO_PARSERS and path.parent.name not in ("cups", "speaker"):
            tree: ast.Module | ast.ClassDef = ast.parse(path.read_text("utf-8"))
            classes = [one for one in tree.body if isinstance(one, ast.ClassDef)]
            for owner in (tree, *classes):
                yield from (f"{module} {name}" for name in _reading(owner))


def _reading(owner: ast.Module | ast.ClassDef) -> Iterator[str]:
    inside = isinstance(owner, ast.ClassDef)
    for one in owner.body:
        if isinstance(one, ast.FunctionDef) and one.name not in BUILDS:
            given = {ast.unparse(a.annotation) for a in one.args.args if a.annotation}
            private = one.name.startswith("_")
            if ("bytearray" in given and (inside or not private)) or ("bytes" in given and not private):
                yield f"{owner.name}.{one.name}" if isinstance(owner, ast.ClassDef) else one.name


@pytest.mark.parametrize("name", TRIALS)
def test_noise(name: str) -> None:
    bear(TRIALS[name], SHORT)


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", TRIALS)
def test_ten_million_bytes_of_noise(name: str) -> None:
    bear(TRIALS[name], LONG)


def bear(trial: Trial, total: int) -> None:
    pieces, read = trial.feed(trial.noise(total))
    assert read >= trial.least * pieces, f"{read} of {pieces}: the noise does not reach the parser"


def test_no_parser_is_forgotten() -> None:
    found = set(parsers())
    tried = {name.split(":")[0] for name in TRIALS} - {"wedge"}
    assert found - tried == set(), "a parser without a trial"
    assert tried - found == set(), "a trial of nothing"
