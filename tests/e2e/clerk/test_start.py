"""The first usable page does not wait for what it does not need."""

import os
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.start import LATE, run_once

ROOT = Path(__file__).parents[3]


def test_nothing_late_is_loaded_before_the_first_page(demo_store: Path, tmp_path: Path) -> None:
    *_, modules = run_once("counter", demo_store, tmp_path / "bytecode")
    assert "PySide6" in modules
    assert "sqlalchemy" in modules
    assert not modules.intersection(LATE)


def test_without_a_display_one_sentence_and_no_abort(tmp_path: Path) -> None:
    taken = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    bare = {name: value for name, value in os.environ.items() if name not in taken}
    for display in ({}, {"DISPLAY": ":77"}):
        done = subprocess.run(
            [sys.executable, "main.py", "clerk", "--data", str(tmp_path / "station")],
            cwd=ROOT,
            env={**bare, **display},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 1
        assert "rehearse" in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
