"""What is done in one sitting is one unit of work; who examines does not decide; who looks is logged."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from app.domain.accounts import Right
from app.domain.cases import VisitorTicket
from app.domain.details import Advice, Delivered, Examined, Signed, StepKind
from app.domain.ids import new_id
from app.domain.lifecycle import State
from app.errors import RuleError
from app.ports.store import Draft
from tests import factories as make
from tests.unit.services.conftest import SmallHall

LATER = date(2026, 9, 29)
BY_HAND = Delivered("窗口领取", "才让多杰", "本人", True, "")
ON_THE_SPOT = "117-02"


def kinds(hall: SmallHall, case_id: UUID) -> list[StepKind]:
    with hall.store.read() as unit:
        return [step.kind for step in unit.cases.steps(case_id)]


def commits(hall: SmallHall) -> int:
    return sum("case_step" in change.kinds for change in hall.changes)


def test_an_on_the_spot_case_passes_to_its_result_at_once(hall: SmallHall) -> None:
    application = hall.application(item_key=ON_THE_SPOT)
    outcome = hall.use.intake.finish_new(hall.clerk, application, "准予", BY_HAND, "长期")
    assert [step.kind for step in outcome.added] == [
        StepKind.RECEIVED,
        StepKind.ACCEPTED,
        StepKind.GRANTED,
        StepKind.DELIVERED,
    ]
    assert commits(hall) == 1
    assert hall.use.case_book.view(hall.clerk, outcome.case.id).branches[0].state is State.DELIVERED


def test_what_is_not_decided_on_the_spot_leaves_nothing_behind(hall: SmallHall) -> None:
    with pytest.raises(RuleError, match="review_first"):
        hall.use.intake.finish_new(hall.clerk, hall.application(), "准予", BY_HAND)
    with hall.store.read() as unit:
        assert list(unit.cases.ids()) == []
        assert unit.numbers.issued() == ()


def test_materials_that_came_are_taken_in_with_the_acceptance_or_not_at_all(hall: SmallHall) -> None:
    problems = (make.problem(2), make.problem(3))
    told = hall.use.intake.notify_new(hall.clerk, hall.application(1), problems, LATER)
    hall.changes.clear()
    with pytest.raises(RuleError, match="materials_missing"):
        hall.use.intake.accept(hall.clerk, told.case.id, came=make.handed_in(2))
    assert kinds(hall, told.case.id) == [StepKind.RECEIVED, StepKind.NOTICED]
    outcome = hall.use.intake.accept(hall.clerk, told.case.id, seen=told.step.id, came=make.handed_in(2, 3))
    assert [step.kind for step in outcome.added] == [StepKind.SUPPLEMENTED, StepKind.ACCEPTED]
    assert commits(hall) == 1


def test_materials_that_came_too_late_for_a_notice_are_not_lost(hall: SmallHall) -> None:
    received = hall.use.intake.receive(hall.clerk, hall.application(1))
    hall.clock.pass_days(14)
    outcome = hall.use.intake.accept(hall.clerk, received.case.id, came=make.handed_in(2, 3))
    assert [step.kind for step in outcome.added] == [StepKind.SUPPLEMENTED, StepKind.DEEMED_ACCEPTED]


def test_notice_and_refusal_take_in_what_came(hall: SmallHall) -> None:
    received = hall.use.intake.receive(hall.clerk, hall.application(1))
    outcome = hall.use.intake.notify(
        hall.clerk, received.case.id, (make.problem(3),), LATER, came=make.handed_in(2)
    )
    assert [step.kind for step in outcome.added] == [StepKind.SUPPLEMENTED, StepKind.NOTICED]


def test_grant_and_delivery_of_an_accepted_case_are_one_act(hall: SmallHall) -> None:
    accepted = hall.use.intake.accept_new(hall.clerk, hall.application(item_key=ON_THE_SPOT))
    hall.changes.clear()
    case_id, seen = accepted.case.id, accepted.step.id
    unchecked = Delivered("窗口领取", "才让多杰", "本人", False, "已签字")
    with pytest.raises(RuleError, match="identity_first"):
        hall.use.review.finish(hall.clerk, case_id, "准予", unchecked, seen=seen)
    assert kinds(hall, case_id)[-1] is StepKind.ACCEPTED
    outcome = hall.use.review.finish(hall.clerk, case_id, "准予", BY_HAND, seen=seen)
    assert [step.kind for step in outcome.added] == [StepKind.GRANTED, StepKind.DELIVERED]
    assert commits(hall) == 1


def test_who_examines_does_not_decide(hall: SmallHall) -> None:
    case_id = hall.use.intake.accept_new(hall.clerk, hall.application()).case.id
    hall.use.review.start(hall.reviewer, case_id)
    with pytest.raises(RuleError, match="second_person"):
        hall.use.review.grant(hall.reviewer, case_id, "准予")
    with pytest.raises(RuleError, match="second_person"):
        hall.use.review.deny(hall.reviewer, case_id, "不予许可", "条件不符")
    with pytest.raises(RuleError, match="right_missing"):
        hall.use.review.grant(hall.clerk, case_id, "准予")
    second = make.actor(Right.REVIEWER, department="117")
    assert hall.use.review.grant(second, case_id, "准予").step.kind is StepKind.GRANTED


def test_who_wrote_the_opinion_does_not_decide_and_the_opinion_is_kept(hall: SmallHall) -> None:
    case_id = hall.use.intake.accept_new(hall.clerk, hall.application()).case.id
    hall.use.review.start(hall.clerk, case_id)
    with pytest.raises(RuleError, match="opinion_missing"):
        hall.use.review.examine(hall.reviewer, case_id, "  ", Advice.GRANT)
    examined = hall.use.review.examine(hall.reviewer, case_id, " 场所符合要求 ", Advice.GRANT)
    assert examined.step.detail == Examined("场所符合要求", Advice.GRANT)
    with pytest.raises(RuleError, match="second_person"):
        hall.use.review.grant(hall.reviewer, case_id, "准予")
    second = make.actor(Right.REVIEWER, department="117")
    assert hall.use.review.grant(second, case_id, "准予").step.kind is StepKind.GRANTED


def test_who_takes_the_result_along_signs_for_it(hall: SmallHall) -> None:
    accepted = hall.use.intake.accept_new(hall.clerk, hall.application(item_key=ON_THE_SPOT))
    agent = replace(BY_HAND, receiver="索南扎西", relation="代领")
    outcome = hall.use.review.finish(hall.clerk, accepted.case.id, "准予", agent)
    delivered = outcome.step.detail
    assert isinstance(delivered, Delivered)
    assert (delivered.signed, delivered.signed_by) == (Signed.AGENT, "索南扎西")


def test_the_ticket_of_the_visitor_is_kept_with_the_case(hall: SmallHall) -> None:
    ticket = VisitorTicket(new_id(), "A001")
    outcome = hall.use.intake.receive(hall.clerk, replace(hall.application(1), ticket=ticket))
    with hall.store.read() as unit:
        assert unit.cases.header(outcome.case.id).ticket == ticket


def test_what_is_sent_needs_a_record_and_what_is_handed_over_an_identity_check(hall: SmallHall) -> None:
    application = hall.application(item_key=ON_THE_SPOT)
    accepted = hall.use.intake.accept_new(hall.clerk, application)
    by_mail = Delivered("邮寄", "才让多杰", "本人", False, "")
    with pytest.raises(RuleError, match="without_proof"):
        hall.use.review.finish(hall.clerk, accepted.case.id, "准予", by_mail)
    sent = Delivered("邮寄", "才让多杰", "本人", False, "EMS 1023456789012")
    assert hall.use.review.finish(hall.clerk, accepted.case.id, "准予", sent).added


def test_other_departments_do_not_act_on_a_case(hall: SmallHall) -> None:
    case_id = hall.use.intake.accept_new(hall.clerk, hall.application()).case.id
    stranger = make.actor(Right.CLERK, Right.REVIEWER, department="103")
    acts: tuple[Callable[[], object], ...] = (
        lambda: hall.use.review.start(stranger, case_id),
        lambda: hall.use.review.withdraw(stranger, case_id, "不办了"),
        lambda: hall.use.review.correct_entry(stranger, case_id, "phone", "13800000009", "号码有误"),
        lambda: hall.use.case_book.show_codes(stranger, case_id),
    )
    for act in acts:
        with pytest.raises(RuleError, match="other_department"):
            act()


def test_id_numbers_are_shown_to_staff_and_the_look_is_logged_without_them(hall: SmallHall) -> None:
    case = hall.use.intake.accept_new(hall.clerk, hall.application()).case
    shown = hall.use.case_book.show_codes(hall.clerk, case.id)
    assert shown.applicant == case.applicant.code
    assert case.applicant.code not in repr(shown)
    with pytest.raises(RuleError, match="right_missing"):
        hall.use.case_book.show_codes(make.actor(Right.GUIDE), case.id)
    with hall.store.read() as unit:
        entries = [entry.fields for entry in unit.audit.entries()]
    (looked,) = (one for one in entries if one["action"] == "case.show_codes")
    assert (looked["actor"], looked["subject"]) == (hall.clerk.name, case.number)
    assert case.applicant.code not in repr(entries)


def test_drafts_belong_to_one_account_and_stay_until_they_are_dropped(hall: SmallHall) -> None:
    drafts, first, second = hall.use.drafts, make.new_id(), make.new_id()
    drafts.keep(hall.clerk, "clerk", first, {"name": "才"})
    hall.clock.pass_days(1)
    drafts.keep(hall.clerk, "clerk", second, {"name": "卓玛"})
    kept = drafts.keep(hall.clerk, "clerk", first, {"name": "才让"})
    drafts.keep(hall.reviewer, "clerk", make.new_id(), {"name": "别人"})
    drafts.keep(hall.clerk, "guide", make.new_id(), {"name": "别页"})
    found: tuple[Draft, ...] = drafts.all(hall.clerk, "clerk")
    assert kept in found
    assert [dict(one.content) for one in sorted(found, key=lambda one: one.key)] == [
        {"name": "才让"},
        {"name": "卓玛"},
    ]
    drafts.drop(hall.clerk, "clerk", first)
    drafts.drop(hall.clerk, "clerk", first)
    assert [dict(one.content) for one in drafts.all(hall.clerk, "clerk")] == [{"name": "卓玛"}]
