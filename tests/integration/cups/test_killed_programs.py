"""A program killed while it hands over a job: another finds out, and nothing prints twice."""

import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.domain.papers import PrintState
from app.domain.print_jobs import A4
from app.services.print_jobs import CUT_OFF
from tests.integration.cups.conftest import Desk
from tests.integration.cups.pages import form
from tests.integration.cups.private_cups import until

pytestmark = pytest.mark.system("cupsd")

ROOT = Path(__file__).parents[3]
LATER = CUT_OFF + timedelta(seconds=1)
BIG = form(A4, pages=60)


def killed_at(desk: Desk, point: str) -> UUID:
    """Let another program hand over a job and be killed; return the print."""
    print_id = desk.queue(BIG)
    program = [sys.executable, "-m", "tests.integration.cups.handing_over"]
    child = subprocess.run(
        [*program, str(desk.store.folder), desk.cups.address, point], cwd=ROOT, timeout=60, check=False
    )
    assert child.returncode == -signal.SIGKILL
    assert desk.state(print_id) is PrintState.COMPOSING
    return print_id


def print_one(desk: Desk) -> None:
    """Give the server a history, a whole second old, by which its silence about a job means something."""
    before = desk.queue(form(A4))
    until(lambda: desk.settled(before, PrintState.PRINTED), "the page before")
    born = int(desk.clock.now().timestamp())
    until(lambda: desk.clock.now().timestamp() > born + 1, "the next second")


def test_a_job_that_was_taken_is_found_at_once_and_printed_once(desk: Desk) -> None:
    print_id = killed_at(desk, "taken")
    desk.jobs.round()
    assert desk.state(print_id) in (PrintState.SENT, PrintState.PRINTED)
    until(lambda: desk.settled(print_id, PrintState.PRINTED), "the page")
    assert desk.cups.jobs() == ["laser"]


@pytest.mark.parametrize("point", ["asked", "half"])
def test_a_job_that_was_certainly_not_taken_is_printed_once(desk: Desk, point: str) -> None:
    print_one(desk)
    print_id = killed_at(desk, point)
    desk.jobs.round()
    assert desk.state(print_id) is PrintState.COMPOSING, "the other program might still be at work"
    desk.clock.ahead = LATER
    desk.jobs.round()
    assert (desk.state(print_id), desk.history(print_id)[-1].reason) == (PrintState.QUEUED, "print.cut_off")
    until(lambda: desk.settled(print_id, PrintState.PRINTED), "the page")
    assert desk.cups.jobs() == ["laser", "laser"]


@pytest.mark.parametrize("came_out", [True, False])
def test_where_nobody_knows_a_person_is_asked(desk: Desk, came_out: bool) -> None:
    """A server without any history may have forgotten the job."""
    print_id = killed_at(desk, "asked")
    desk.clock.ahead = LATER
    for _ in range(3):
        found = desk.jobs.round()
    assert found.problems[print_id].code == "print.cut_off_unknown"
    assert desk.state(print_id) is PrintState.UNKNOWN
    assert desk.cups.jobs() == []
    desk.desk.answer(desk.clerk, print_id, came_out=came_out)
    assert desk.state(print_id) is (PrintState.PRINTED if came_out else PrintState.FAILED)
    assert [one.touched for one in desk.jobs.open()] == ([] if came_out else [True])


def test_two_programs_at_one_spool_print_each_job_once(desk: Desk) -> None:
    """Both see the same jobs waiting; whoever claims one first hands it over."""
    print_one(desk)
    waiting = [desk.queue(form(A4)) for _ in range(4)]
    program = [
        sys.executable,
        "-m",
        "tests.integration.cups.working",
        str(desk.store.folder),
        desk.cups.address,
    ]
    children = [subprocess.Popen(program, cwd=ROOT) for _ in range(2)]
    assert [child.wait(60) for child in children] == [0, 0]
    assert {desk.state(one) for one in waiting} == {PrintState.PRINTED}
    assert desk.cups.jobs() == ["laser"] * 5
