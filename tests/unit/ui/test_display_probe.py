"""A machine without a display gets one sentence, never an abort."""

import os
import subprocess
import sys

from ui.display_probe import NO_DISPLAY, display_fault


def environment(**changes: str) -> dict[str, str]:
    bare = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    return {**bare, **changes}


def test_no_display_at_all() -> None:
    assert display_fault(environment(), "linux") == NO_DISPLAY


def test_a_dead_display() -> None:
    assert display_fault(environment(DISPLAY=":77"), "linux") == NO_DISPLAY


def test_an_unknown_platform() -> None:
    assert display_fault(environment(QT_QPA_PLATFORM="nonsense"), "linux") == NO_DISPLAY


def test_offscreen_needs_none() -> None:
    assert display_fault(environment(QT_QPA_PLATFORM="offscreen"), "linux") is None


def test_windows_always_has_one() -> None:
    assert display_fault(environment(), "win32") is None


def test_the_sentence_names_the_way_without_a_screen() -> None:
    assert "rehearse" in NO_DISPLAY


def test_the_probe_itself_does_not_load_qt() -> None:
    code = "import sys, ui.display_probe; print([m for m in sys.modules if m.startswith('PySide6')])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
