"""Kill a program at any instruction: what it confirmed is whole, what it did not is absent."""

import random
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from app.domain.details import StepKind
from app.services.use_cases import UseCases
from data.store import LocalStore, create_store, open_store
from data.working_days import CalendarTables
from tests.fakes import PlainHash, RecordingComposer, StillClock
from tests.unit.services.conftest import furnish

IN_TRANSACTION = 10


@dataclass(frozen=True)
class Killed:
    """What a killed program had confirmed, and whether it died inside a transaction."""

    confirmed: tuple[UUID, ...]
    inside: bool


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with create_store(tmp_path / "store", 0, changed=lambda changes: None) as store:
        furnish(store)
    return tmp_path / "store"


def started(folder: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.integration.accepting", str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def one_accept_takes(folder: Path) -> float:
    """Measure an accept in a program of its own: from the first confirmation to the sixth."""
    with started(folder) as child:
        assert child.stdout is not None
        moments = []
        for line in child.stdout:
            if line.strip() not in ("begin", "end"):
                moments.append(time.perf_counter())
            if len(moments) == 6:
                break
        child.kill()
    return (moments[-1] - moments[0]) / 5


def killed(folder: Path, delay: float) -> Killed:
    """Start a program, and kill it so long after its first confirmed accept."""
    with started(folder) as child:
        assert child.stdout is not None
        lines = []
        for line in child.stdout:
            lines.append(line.strip())
            if lines[-1] not in ("begin", "end"):
                break
        due = time.perf_counter() + delay
        while time.perf_counter() < due:
            pass
        child.kill()
        lines += child.stdout.read().splitlines()
    marks = [line for line in lines if line in ("begin", "end")]
    whole = [line for line in lines if len(line) == 36]
    return Killed(tuple(UUID(line) for line in whole), marks[-1] == "begin")


def check(store: LocalStore, confirmed: set[UUID]) -> None:
    """Look at every case of the store: all that were confirmed are there, and none is half there."""
    with store.read() as unit:
        found = set(unit.cases.ids())
        assert confirmed <= found
        sent = {(row.kind, row.record_id) for row in unit.outbox.rows()}
        for case_id in found:
            steps = unit.cases.steps(case_id)
            assert [step.kind for step in steps] == [StepKind.RECEIVED, StepKind.ACCEPTED]
            assert ("case_header", case_id) in sent
            assert {("case_step", step.id) for step in steps} <= sent
            assert unit.cases.row(case_id) is not None
    use = UseCases.over(store, CalendarTables(), StillClock(), PlainHash(), RecordingComposer())
    # Nobody printed anything here; everything else must hold.
    assert {found.check for found in use.integrity.verify().findings} <= {"papers"}


def kill_until(folder: Path, seed: int, kills: int, inside: int) -> None:
    """Kill at least so many programs, and go on until so many kills landed inside a transaction."""
    chance, length = random.Random(seed), one_accept_takes(folder)
    with open_store(folder, changed=lambda changes: None) as store, store.read() as unit:
        confirmed = set(unit.cases.ids())
    landed = done = 0
    while done < kills or landed < inside:
        result = killed(folder, chance.uniform(0, length))
        confirmed |= set(result.confirmed)
        landed += result.inside
        done += 1
        assert done < 20 * kills, "the kills never land inside a transaction"
    with open_store(folder, changed=lambda changes: None) as store:
        assert store.faults() == ()
        check(store, confirmed)


def test_a_few_kills(folder: Path) -> None:
    kill_until(folder, seed=1, kills=3, inside=1)


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", [2, 3, 5])
def test_forty_kills_and_ten_inside_a_transaction(folder: Path, seed: int) -> None:
    kill_until(folder, seed, kills=40, inside=IN_TRANSACTION)
