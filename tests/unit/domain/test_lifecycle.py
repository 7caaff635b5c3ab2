"""The state machine against a table typed by hand, and forks."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cases import Step
from app.domain.details import ForkResolved, StepKind
from app.domain.lifecycle import NEXT, Branch, State, branches, only_branch
from app.errors import RuleError
from tests import factories as make

TABLE = Path(__file__).parents[2] / "data" / "allowed_steps.csv"
DAY = date(2026, 9, 15)


def allowed() -> dict[tuple[str, str], str]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {(row["state"], row["step"]): row["next"] for row in csv.DictReader(lines)}


def in_state(state: State | None) -> Branch:
    """Return a branch in that state with one step behind it."""
    before = State.REVIEWING if state is State.SUSPENDED else None
    return Branch((make.step(make.detail(StepKind.RECEIVED)),) if state else (), state, before)


@pytest.mark.parametrize("kind", [kind for kind in StepKind if kind is not StepKind.FORK_RESOLVED])
@pytest.mark.parametrize("state", [None, *State])
def test_every_pair_is_as_the_table_says(state: State | None, kind: StepKind) -> None:
    branch, expected = in_state(state), allowed().get((state or "draft", kind))
    if expected is None:
        with pytest.raises(RuleError, match=r"case\.step_not_allowed"):
            branch.state_after(make.detail(kind))
    else:
        assert branch.state_after(make.detail(kind)) == expected.replace("(back)", "reviewing")


def test_the_table_and_the_code_have_the_same_pairs() -> None:
    pairs = {(str(state or "draft"), str(kind)): str(after) for (state, kind), after in NEXT.items()}
    assert pairs | {("suspended", "resumed"): "(back)"} == allowed()


@given(st.lists(st.sampled_from([k for k in StepKind if k is not StepKind.FORK_RESOLVED]), max_size=30))
def test_walks_never_leave_the_table(kinds: list[StepKind]) -> None:
    branch, table = Branch(()), allowed()
    paused_from = ""
    for kind in kinds:
        step = make.step(make.detail(kind), branch.tip if branch.steps else None)
        expected = table.get((branch.state or "draft", kind))
        if expected is None:
            with pytest.raises(RuleError):
                branch.then(step)
            continue
        if kind is StepKind.SUSPENDED:
            paused_from = str(branch.state)
        branch = branch.then(step)
        assert branch.state == expected.replace("(back)", paused_from)


@given(st.data())
def test_nothing_follows_the_archive(data: st.DataObject) -> None:
    branch = Branch(())
    for kind in ("received", "withdrawn", "archived"):
        said = make.detail(StepKind(kind))
        branch = branch.then(make.step(said, branch.tip if branch.steps else None))
    kind = data.draw(st.sampled_from([k for k in StepKind if k is not StepKind.FORK_RESOLVED]))
    with pytest.raises(RuleError):
        branch.state_after(make.detail(kind))


def test_a_pause_leads_back_to_where_it_began() -> None:
    kinds = (StepKind.RECEIVED, StepKind.ACCEPTED, StepKind.SUSPENDED, StepKind.RESUMED)
    line = make.steps(*((DAY, make.detail(kind)) for kind in kinds))
    assert only_branch(branches(line)).state is State.ACCEPTED


def forked() -> tuple[list[Step], list[Step]]:
    first, second = make.steps((DAY, make.detail(StepKind.RECEIVED)), (DAY, make.detail(StepKind.ACCEPTED)))
    here = make.step(make.detail(StepKind.REVIEW_STARTED), second)
    there = make.step(make.detail(StepKind.WITHDRAWN), second)
    return [first, second, here, there], [here, there]


def test_two_steps_after_the_same_one_are_a_fork() -> None:
    steps, tips = forked()
    live = branches(reversed(steps))
    assert [branch.tip for branch in live] == tips
    assert [branch.state for branch in live] == [State.REVIEWING, State.WITHDRAWN]
    with pytest.raises(RuleError, match=r"case\.forked"):
        only_branch(live)


def test_a_resolved_fork_has_one_branch_and_keeps_every_step() -> None:
    steps, (here, there) = forked()
    resolved = make.step(ForkResolved((there.id,), "申请人确认继续办理"), here)
    branch = only_branch(branches([*steps, resolved]))
    assert branch.state is State.REVIEWING
    assert there not in branch.steps
    assert here in branch.steps


def test_a_late_step_on_a_dropped_branch_asks_again() -> None:
    steps, (here, there) = forked()
    resolved = make.step(ForkResolved((there.id,), "继续"), here)
    late = make.step(make.detail(StepKind.ARCHIVED), there)
    assert len(branches([*steps, resolved, late])) == 2


def test_a_step_after_one_that_has_not_come_is_told() -> None:
    first, second = make.steps((DAY, make.detail(StepKind.RECEIVED)), (DAY, make.detail(StepKind.ACCEPTED)))
    with pytest.raises(RuleError, match=r"case\.step_missing"):
        branches([make.step(make.detail(StepKind.REVIEW_STARTED), second), first])
