"""A port's trace: one line a piece, secrets by their length, and never larger than two files."""

from pathlib import Path

import pytest

from devices import trace
from devices.trace import FileTrace


def test_a_line_a_piece(tmp_path: Path) -> None:
    path = tmp_path / "new" / "port.trace"
    one = FileTrace(path)
    one.note(">", b"\x01\xff", 2)
    one.note("<", None, 1295)
    first, second = path.read_text("ascii").splitlines()
    assert first.endswith("> 01 ff")
    assert second.endswith("< 1295 bytes, not shown")


def test_an_old_trace_makes_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trace, "LARGEST", 100)
    one = FileTrace(tmp_path / "port.trace")
    for number in range(50):
        one.note(">", bytes((number,)), 1)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["port.old", "port.trace"]
    assert "> 31" in (tmp_path / "port.trace").read_text("ascii").splitlines()[-1]
    assert all(file.stat().st_size < 200 for file in tmp_path.iterdir())
