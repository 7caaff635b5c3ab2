"""Every other (state, step) pair is refused by the use cases, and the rest of a case's life."""

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.accounts import Right
from app.domain.details import Advice, Delivered, Noticed, RefusalReason, Rejected, StepKind
from app.domain.lifecycle import State
from app.errors import RuleError
from tests import factories as make
from tests.unit.services.conftest import SmallHall

TABLE = Path(__file__).parents[2] / "data" / "allowed_steps.csv"
LATER = date(2026, 9, 29)
DELIVERED = Delivered("窗口领取", "才让多杰", "本人", True, "")

Act = Callable[[SmallHall, UUID], object]

ACTS: dict[StepKind, Act] = {
    StepKind.SUPPLEMENTED: lambda h, case: h.use.intake.supplement(h.clerk, case, make.handed_in(2, 3)),
    StepKind.NOTICED: lambda h, case: h.use.intake.notify(
        h.clerk, case, (make.problem(2), make.problem(3)), LATER, h.approver()
    ),
    StepKind.ACCEPTED: lambda h, case: h.use.intake.accept(h.clerk, case),
    StepKind.REJECTED: lambda h, case: h.use.intake.refuse(
        h.clerk, case, RefusalReason.NO_LICENCE_NEEDED, "", "不需要许可"
    ),
    StepKind.RETURNED: lambda h, case: h.use.review.give_back(h.clerk, case, "逾期"),
    StepKind.WITHDRAWN: lambda h, case: h.use.review.withdraw(h.clerk, case, "撤回"),
    StepKind.CANCELLED: lambda h, case: h.use.review.cancel(h.clerk, case, h.approver("标的灭失")),
    StepKind.REVIEW_STARTED: lambda h, case: h.use.review.start(h.clerk, case),
    StepKind.EXAMINED: lambda h, case: h.use.review.examine(h.clerk, case, "符合条件", Advice.GRANT),
    StepKind.SUSPENDED: lambda h, case: h.use.review.suspend(h.reviewer, case, "检验", make.limit(5)),
    StepKind.RESUMED: lambda h, case: h.use.review.resume(h.reviewer, case, "合格"),
    StepKind.EXTENDED: lambda h, case: h.use.review.extend(h.clerk, case, make.limit(10), h.approver()),
    StepKind.GRANTED: lambda h, case: h.use.review.grant(h.reviewer, case, "准予"),
    StepKind.DENIED: lambda h, case: h.use.review.deny(h.reviewer, case, "不予许可", "条件不符"),
    StepKind.CERTIFICATE_BEGUN: lambda h, case: h.use.review.begin_certificate(h.clerk, case),
    StepKind.CERTIFICATE_READY: lambda h, case: h.use.review.certificate_ready(h.clerk, case, ""),
    StepKind.DELIVERED: lambda h, case: h.use.review.deliver(h.clerk, case, DELIVERED),
    StepKind.ARCHIVED: lambda h, case: h.use.review.archive(h.clerk, case, "2026-117-1"),
    StepKind.ENTRY_CORRECTED: lambda h, case: h.use.review.correct_entry(
        h.clerk, case, "address", "大武镇 20 号", "写错"
    ),
}

_ACCEPT = (StepKind.SUPPLEMENTED, StepKind.ACCEPTED)
_REVIEW = (*_ACCEPT, StepKind.REVIEW_STARTED)
_GRANT = (*_REVIEW, StepKind.GRANTED)
ROADS: dict[State, tuple[StepKind, ...]] = {
    State.RECEIVED: (),
    State.CORRECTING: (StepKind.NOTICED,),
    State.ACCEPTED: _ACCEPT,
    State.REVIEWING: _REVIEW,
    State.SUSPENDED: (*_REVIEW, StepKind.SUSPENDED),
    State.GRANTED: _GRANT,
    State.DENIED: (*_REVIEW, StepKind.DENIED),
    State.MAKING: (*_GRANT, StepKind.CERTIFICATE_BEGUN),
    State.READY: (*_GRANT, StepKind.CERTIFICATE_BEGUN, StepKind.CERTIFICATE_READY),
    State.DELIVERED: (*_GRANT, StepKind.CERTIFICATE_BEGUN, StepKind.CERTIFICATE_READY, StepKind.DELIVERED),
    State.REJECTED: (StepKind.REJECTED,),
    State.WITHDRAWN: (StepKind.WITHDRAWN,),
    State.CANCELLED: (StepKind.CANCELLED,),
    State.ARCHIVED: (StepKind.WITHDRAWN, StepKind.ARCHIVED),
}


def allowed() -> set[tuple[str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {(row["state"], row["step"]) for row in csv.DictReader(lines)}


def walked(hall: SmallHall, road: tuple[StepKind, ...]) -> UUID:
    case_id = hall.use.intake.receive(hall.clerk, hall.application(1)).case.id
    for kind in road:
        ACTS[kind](hall, case_id)
    return case_id


def steps_of(hall: SmallHall, case_id: UUID) -> int:
    with hall.store.read() as unit:
        return len(unit.cases.steps(case_id))


@pytest.mark.parametrize("state", ROADS)
def test_in_each_state_every_step_not_in_the_table_is_refused(hall: SmallHall, state: State) -> None:
    case_id = walked(hall, ROADS[state])
    with hall.store.read() as unit:
        row = unit.cases.row(case_id)
    assert row is not None
    assert row.state is state
    before = steps_of(hall, case_id)
    for kind, act in ACTS.items():
        if (state, kind) not in allowed():
            with pytest.raises(RuleError, match="step_not_allowed"):
                act(hall, case_id)
    assert steps_of(hall, case_id) == before


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kinds=st.lists(st.sampled_from(list(ACTS)), max_size=12))
def test_walks_through_the_use_cases_agree_with_verify(hall: SmallHall, kinds: list[StepKind]) -> None:
    case_id = hall.use.intake.receive(hall.clerk, hall.application()).case.id
    for kind in kinds:
        with hall.store.read() as unit:
            row = unit.cases.row(case_id)
        assert row is not None
        before = steps_of(hall, case_id)
        try:
            ACTS[kind](hall, case_id)
        except RuleError:
            assert steps_of(hall, case_id) == before
        else:
            assert (row.state, kind) in allowed()
    assert hall.unsound() == []


def test_an_approver_cannot_be_the_clerk_and_needs_the_right(hall: SmallHall) -> None:
    case_id = walked(hall, _REVIEW)
    own = hall.approver().credentials
    approver = hall.use.accounts.sign_in(own, "26")
    with pytest.raises(RuleError, match=r"approval\.own"):
        hall.use.accounts.approve(approver, own, Right.REVIEWER, "自己批")
    with pytest.raises(RuleError, match="right_missing"):
        hall.use.accounts.approve(approver, replace(own, login="zhuoma"), Right.REVIEWER, "没有权限")
    hall.use.review.extend(hall.clerk, case_id, make.limit(10), hall.approver("补充检验"))
    with pytest.raises(RuleError, match="extended_before"):
        hall.use.review.extend(hall.clerk, case_id, make.limit(10), hall.approver("再延长"))


def test_a_corrected_code_enters_the_steps_only_by_its_end(hall: SmallHall) -> None:
    case_id = walked(hall, ())
    outcome = hall.use.review.correct_entry(hall.clerk, case_id, "code", "632626198511200023", "看错")
    detail = outcome.step.detail
    assert "198511" not in repr(detail)
    with hall.store.read() as unit:
        header = unit.cases.header(case_id)
    assert (header.applicant.code, header.revision) == ("632626198511200023", 2)


def test_a_forked_case_waits_for_a_person(hall: SmallHall) -> None:
    outcome = hall.use.intake.accept_new(hall.clerk, hall.application())
    ours = hall.use.review.start(hall.clerk, outcome.case.id)
    theirs = make.step(make.detail(StepKind.WITHDRAWN), outcome.step, station=1)
    hall.use.exchange.take_in(outcome.case, (*outcome.steps, theirs))
    with pytest.raises(RuleError, match=r"case\.forked"):
        hall.use.review.grant(hall.reviewer, outcome.case.id, "准予")
    view = hall.use.case_book.view(hall.clerk, outcome.case.id)
    assert view.forked
    assert [row.case_id for row in hall.use.case_book.forked(hall.clerk)] == [outcome.case.id]
    hall.use.review.resolve_fork(hall.reviewer, outcome.case.id, ours.step.id, "申请人继续办理")
    hall.use.review.grant(hall.reviewer, outcome.case.id, "准予")
    assert hall.unsound() == []
    with hall.store.read() as unit:
        assert theirs in unit.cases.steps(outcome.case.id)
        assert theirs.id not in {row.record_id for row in unit.outbox.rows()}


def test_a_header_that_another_station_revised_is_sound(hall: SmallHall) -> None:
    outcome = hall.use.intake.accept_new(hall.clerk, hall.application())
    revised = replace(outcome.case, applicant=make.applicant(name="才让多杰加"), revision=2)
    hall.use.exchange.take_in(revised, outcome.steps)
    assert hall.unsound() == []
    with hall.store.read() as unit:
        assert unit.cases.header(outcome.case.id) == revised


def test_a_fork_that_is_none_cannot_be_resolved(hall: SmallHall) -> None:
    outcome = hall.use.intake.accept_new(hall.clerk, hall.application())
    with pytest.raises(RuleError, match="not_forked"):
        hall.use.review.resolve_fork(hall.reviewer, outcome.case.id, outcome.step.id, "选定")


def test_details_say_what_was_said(hall: SmallHall) -> None:
    case_id = walked(hall, (StepKind.NOTICED,))
    with hall.store.read() as unit:
        noticed = unit.cases.steps(case_id)[-1].detail
    assert isinstance(noticed, Noticed)
    rejected = hall.use.intake.refuse_new(
        hall.clerk, hall.application(), RefusalReason.OTHER_LAW, "", "法律另有规定"
    ).step.detail
    assert isinstance(rejected, Rejected)
    assert rejected.explanation == "法律另有规定"
