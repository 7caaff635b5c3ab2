"""An application becomes a receipt, a one-time notice or a refusal."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.accounts import Right
from app.domain.case_number import CaseNumber
from app.domain.details import DeemedAccepted, Problem, RefusalReason, StepKind
from app.domain.lifecycle import State
from app.errors import RuleError
from app.services.intake import Promise
from tests import factories as make
from tests.unit.services.conftest import SmallHall

LATER = date(2026, 9, 29)


def state_of(hall: SmallHall, case_id: object) -> State:
    with hall.store.read() as unit:
        row = unit.cases.row(case_id)  # type: ignore[arg-type]  # a UUID
    assert row is not None
    return row.state


def test_an_acceptance_is_two_steps_two_numbers_and_one_row(hall: SmallHall) -> None:
    outcome = hall.use.intake.accept_new(hall.clerk, hall.application())
    assert [step.kind for step in outcome.steps] == [StepKind.RECEIVED, StepKind.ACCEPTED]
    assert [step.document for step in outcome.steps] == ["玛市监收〔2026〕1号", "玛市监受〔2026〕1号"]
    assert outcome.case.number == str(CaseNumber("632621", "117", date(2026, 9, 15), 1))
    assert state_of(hall, outcome.case.id) is State.ACCEPTED
    assert [change.kinds >= {"case_header", "case_step"} for change in hall.changes] == [True]


def test_numbers_go_on_and_are_never_used_again(hall: SmallHall) -> None:
    numbers = [hall.use.intake.accept_new(hall.clerk, hall.application()).case.number for _ in range(3)]
    assert [number[17:21] for number in numbers] == ["0001", "0002", "0003"]


def test_a_refused_acceptance_leaves_nothing_behind(hall: SmallHall) -> None:
    application = hall.application(1)
    with pytest.raises(RuleError, match="materials_missing"):
        hall.use.intake.accept_new(hall.clerk, application)
    with hall.store.read() as unit:
        assert list(unit.cases.ids()) == []
        assert unit.numbers.issued() == ()
    assert hall.changes == []


def test_a_notice_then_the_rest_then_acceptance(hall: SmallHall) -> None:
    problems = (make.problem(2), make.problem(3))
    told = hall.use.intake.notify_new(hall.clerk, hall.application(1), problems, LATER)
    assert state_of(hall, told.case.id) is State.CORRECTING
    hall.clock.pass_days(2)
    hall.use.intake.supplement(hall.clerk, told.case.id, make.handed_in(2, 3))
    outcome = hall.use.intake.accept(hall.clerk, told.case.id)
    assert outcome.step.document == "玛市监受〔2026〕1号"
    with hall.store.read() as unit:
        row = unit.cases.row(told.case.id)
    assert row is not None
    assert row.statutory_due == date(2026, 10, 21)


def test_a_second_notice_needs_an_approvers_own_password(hall: SmallHall) -> None:
    told = hall.use.intake.notify_new(hall.clerk, hall.application(1, 2), (make.problem(3),), LATER)
    again = (make.problem(2), make.problem(3))
    with pytest.raises(RuleError, match=r"notice\.second"):
        hall.use.intake.notify(hall.clerk, told.case.id, again, LATER)
    wrong = replace(hall.approver(), credentials=replace(hall.approver().credentials, password="x"))
    with pytest.raises(RuleError, match=r"account\.wrong"):
        hall.use.intake.notify(hall.clerk, told.case.id, again, LATER, wrong)
    outcome = hall.use.intake.notify(hall.clerk, told.case.id, again, LATER, hall.approver())
    assert outcome.step.detail.approval.approver_name == "shenpi（演示）"  # type: ignore[union-attr]


def test_a_refusal_names_the_right_door(hall: SmallHall) -> None:
    outcome = hall.use.intake.refuse_new(
        hall.clerk, hall.application(1), RefusalReason.NOT_OUR_COMPETENCE, "州市场监管局", "由州级实施"
    )
    assert outcome.step.document == "玛市监不受〔2026〕1号"
    assert state_of(hall, outcome.case.id) is State.REJECTED


def test_too_late_counts_as_accepted_and_the_first_later_step_records_it(hall: SmallHall) -> None:
    received = hall.use.intake.receive(hall.clerk, hall.application(1))
    hall.clock.pass_days(7)
    with pytest.raises(RuleError, match="step_not_allowed"):
        hall.use.intake.notify(hall.clerk, received.case.id, (make.problem(2), make.problem(3)), LATER)
    outcome = hall.use.intake.accept(hall.clerk, received.case.id)
    assert outcome.step.detail == DeemedAccepted(date(2026, 9, 21))
    with hall.store.read() as unit:
        row = unit.cases.row(received.case.id)
    assert row is not None
    assert row.statutory_due == date(2026, 10, 19)


def test_a_withdrawal_after_the_limit_records_both_facts(hall: SmallHall) -> None:
    received = hall.use.intake.receive(hall.clerk, hall.application(1))
    hall.clock.pass_days(7)
    outcome = hall.use.review.withdraw(hall.clerk, received.case.id, "申请人撤回")
    kinds = [step.kind for step in outcome.steps]
    assert kinds == [StepKind.RECEIVED, StepKind.DEEMED_ACCEPTED, StepKind.WITHDRAWN]


def test_shortage_is_accepted_with_a_promise(hall: SmallHall) -> None:
    loose = (make.material(1), make.material(2), make.material(3, shortage_ok=True))
    hall.put_item(make.item(shortage_ok=True, materials=loose))
    promise = Promise(("材料3",), LATER)
    outcome = hall.use.intake.accept_new(hall.clerk, hall.application(1, 2), promise)
    hall.use.review.start(hall.clerk, outcome.case.id)
    with pytest.raises(RuleError, match="materials_owed"):
        hall.use.review.grant(hall.reviewer, outcome.case.id, "准予")
    hall.use.intake.supplement(hall.clerk, outcome.case.id, make.handed_in(3))
    hall.use.review.grant(hall.reviewer, outcome.case.id, "准予")


def test_somebody_else_was_faster(hall: SmallHall) -> None:
    received = hall.use.intake.receive(hall.clerk, hall.application())
    hall.use.intake.supplement(hall.reviewer, received.case.id, make.handed_in(3))
    with pytest.raises(RuleError, match="changed_meanwhile"):
        hall.use.intake.accept(hall.clerk, received.case.id, seen=received.step.id)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"item_key": "999-99"}, "item.unknown"),
        ({"applicant": make.applicant(name="")}, "text.missing"),
        ({"applicant": make.applicant(name="名" * 201)}, "text.too_long"),
        ({"applicant": make.applicant(code="632621199003074511")}, "id_number.check_digit"),
        ({"applicant": make.applicant(code="632621199002300010")}, "date.impossible"),
        ({"contact_phone": "12"}, "phone.form"),
    ],
)
def test_wrong_input_is_named_and_nothing_is_stored(
    hall: SmallHall, changes: dict[str, object], code: str
) -> None:
    with pytest.raises(RuleError) as caught:
        hall.use.intake.accept_new(hall.clerk, hall.application(**changes))
    assert caught.value.code == code
    with hall.store.read() as unit:
        assert list(unit.cases.ids()) == []


@pytest.mark.parametrize("name", ["བསྟན་འཛིན་རྒྱ་མཚོ", "𬴂𫛭㛃", "名" * 200])
def test_names_of_any_script_come_back_as_they_were(hall: SmallHall, name: str) -> None:
    outcome = hall.use.intake.accept_new(hall.clerk, hall.application(applicant=make.applicant(name=name)))
    with hall.store.read() as unit:
        assert unit.cases.header(outcome.case.id).applicant.name == name


def test_without_the_right_nothing_goes(hall: SmallHall) -> None:
    guest = make.actor(Right.ADMINISTRATOR)
    with pytest.raises(RuleError, match="right_missing"):
        hall.use.intake.receive(guest, hall.application())


def test_another_departments_item_is_shown_the_right_counter(hall: SmallHall) -> None:
    stranger = make.actor(Right.CLERK, department="103")
    with pytest.raises(RuleError, match="other_department"):
        hall.use.intake.receive(stranger, hall.application())


def test_problems_are_stored_clean(hall: SmallHall) -> None:
    typed = Problem("117-01-M03", "材料3", "  没有  盖章 ", " 请盖章 ")
    told = hall.use.intake.notify_new(hall.clerk, hall.application(1, 2), (typed,), LATER)
    stored = told.step.detail.problems[0]  # type: ignore[union-attr]  # a Noticed
    assert (stored.problem, stored.remedy) == ("没有 盖章", "请盖章")
