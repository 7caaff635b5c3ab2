"""A killed program reopens with the draft as it was."""

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random
from shutil import copytree
from threading import Timer
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
MOST_LINES = 160
PATIENCE = 60.0


def lived(store: Path, seed: int, lines: int) -> tuple[Any, list[Any], Any]:
    """Let a typist live for so many lines, then kill it; return what it showed, typed, and last saved."""
    command = [sys.executable, "-m", "tests.e2e.clerk.typist", str(store), str(seed)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as child:
        assert child.stdout is not None
        watchdog = Timer(PATIENCE, child.kill)
        watchdog.start()
        told = [json.loads(line) for _, line in zip(range(lines), child.stdout, strict=False)]
        child.kill()
        watchdog.cancel()
        told += [json.loads(line) for line in child.stdout if line.endswith("\n")]
    assert len(told) >= lines, "the typist fell silent"
    shown = told[0]["shows"]
    typed = [shown, *(line["typed"] for line in told if "typed" in line)]
    saved = [line["saved"] for line in told if "saved" in line]
    return shown, typed, saved[-1] if saved else None


def kill_again_and_again(store: Path, kills: int) -> None:
    chance = Random(7)
    before: tuple[list[Any], Any] | None = None
    for seed in range(kills + 1):
        shown, typed, saved = lived(store, seed, chance.randint(2, MOST_LINES))
        if before is not None:
            states, safe = before
            assert shown in states, f"the form was never so; last it was {states[-1]}"
            if safe is not None:
                last = len(states) - 1 - states[::-1].index(safe)
                assert shown in states[last:], "what was said to be safe was lost"
        before = (typed, saved)


def test_a_draft_survives_a_kill(demo_store: Path, tmp_path: Path) -> None:
    copytree(demo_store, tmp_path / "store")
    kill_again_and_again(tmp_path / "store", 2)


@pytest.mark.long
@pytest.mark.timeout(600)
def test_a_draft_survives_twenty_kills(demo_store: Path, tmp_path: Path) -> None:
    copytree(demo_store, tmp_path / "store")
    kill_again_and_again(tmp_path / "store", 20)
