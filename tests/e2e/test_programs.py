"""The real program in a process of its own, on Qt's offscreen platform."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def open_window(folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), "--data", str(folder), "clerk"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(path: Path, child: "subprocess.Popen[str]") -> None:
    """Wait until a program has made a file, and fail at once if it ended before."""
    while not path.exists():
        if child.poll() is not None:
            raise AssertionError(child.communicate()[1])


@pytest.fixture
def clerk(tmp_path: Path) -> Iterator[Path]:
    """A clerk's window that is open; yields its folder."""
    child = open_window(tmp_path)
    try:
        wait_for(tmp_path / "counter-1.lock", child)
        yield tmp_path
    finally:
        child.kill()
        child.communicate()


@pytest.mark.timeout(60)
def test_a_second_program_for_the_same_counter_is_refused_in_words(clerk: Path) -> None:
    second = open_window(clerk)
    _, said = second.communicate(timeout=50)
    assert second.returncode == 1
    assert "1 号窗口已由另一个程序打开" in said
    assert "Traceback" not in said
