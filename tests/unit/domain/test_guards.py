"""What must hold before a step, guard by guard."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.details import (
    Accepted,
    Delivered,
    Denied,
    Extended,
    Granted,
    Noticed,
    Received,
    RefusalReason,
    Rejected,
    Returned,
    Signed,
    StepDetail,
    StepKind,
    Supplemented,
    Suspended,
    Withdrawn,
)
from app.domain.guards import Situation, check, materials_so_far
from app.domain.items import HandlingKind, Limit, ServiceItem
from app.domain.lifecycle import Branch, branches
from app.domain.workdays import TermUnit
from app.errors import RuleError
from data.working_days import CalendarTables
from tests import factories as make

DAY = date(2026, 9, 15)
CALENDAR = CalendarTables().calendar("632621")
ON_THE_SPOT = make.item(handling=HandlingKind.ON_THE_SPOT)
RECEIVED = (DAY, make.detail(StepKind.RECEIVED))
ACCEPTED = (DAY, make.detail(StepKind.ACCEPTED))
REVIEW = (DAY, make.detail(StepKind.REVIEW_STARTED))
TOLD = (DAY, Noticed((make.problem(3),), date(2026, 9, 29)))


def now(*said: tuple[date, StepDetail], item: ServiceItem | None = None, today: date = DAY) -> Situation:
    branch = branches(make.steps(*said))[0] if said else Branch(())
    return Situation(make.header(), item or make.item(), branch, CALENDAR, today)


def received(*materials: int) -> tuple[date, StepDetail]:
    return (DAY, Received(make.handed_in(*materials)))


def refused(situation: Situation, detail: StepDetail) -> RuleError:
    with pytest.raises(RuleError) as caught:
        check(situation, detail)
    return caught.value


def test_something_must_be_handed_in() -> None:
    assert refused(now(), Received(())).code == "case.no_material"
    assert refused(now(RECEIVED), Supplemented(())).code == "case.no_material"
    check(now(), Received(make.handed_in(1)))


def test_acceptance_needs_every_mandatory_material() -> None:
    error = refused(now(received(1)), Accepted())
    assert error.code == "case.materials_missing"
    assert error.facts["materials"] == "材料2、材料3"
    check(now(RECEIVED), Accepted())


def test_a_conditional_material_does_not_stop_acceptance() -> None:
    materials = (make.material(1), make.material(2, mandatory=False, condition="委托办理的"))
    check(now(received(1), item=make.item(materials=materials)), Accepted())


def test_a_problem_told_must_be_mended_before_acceptance() -> None:
    assert refused(now(RECEIVED, TOLD), Accepted()).code == "case.problems_open"
    check(now(RECEIVED, TOLD, (DAY, Supplemented(make.handed_in(3)))), Accepted())


def test_shortage_only_where_item_and_material_allow_it() -> None:
    promise = Accepted(("材料3",), date(2026, 9, 30))
    assert refused(now(received(1, 2)), promise).code == "case.shortage_not_allowed"
    strict = make.item(shortage_ok=True)
    assert refused(now(received(1, 2), item=strict), promise).code == "case.shortage_of_essential"
    loose = make.item(
        shortage_ok=True, materials=(make.material(1), make.material(2), make.material(3, shortage_ok=True))
    )
    check(now(received(1, 2), item=loose), promise)
    undated = Accepted(("材料3",), None)
    assert refused(now(received(1, 2), item=loose), undated).code == "case.shortage_without_date"


def test_a_notice_tells_everything_that_is_missing() -> None:
    incomplete = Noticed((make.problem(3),), date(2026, 9, 29))
    error = refused(now(received(1)), incomplete)
    assert (error.code, error.facts["materials"]) == ("notice.incomplete", "材料2")
    check(now(received(1)), Noticed((make.problem(2), make.problem(3)), date(2026, 9, 29)))


@pytest.mark.parametrize(
    ("notice", "code"),
    [
        (Noticed((), date(2026, 9, 29)), "notice.empty"),
        (Noticed((make.problem(3, remedy=" "),), date(2026, 9, 29)), "notice.problem_without_remedy"),
        (Noticed((make.problem(3),), date(2026, 9, 14)), "notice.date_past"),
    ],
)
def test_a_notice_must_be_usable(notice: Noticed, code: str) -> None:
    assert refused(now(received(1, 2)), notice).code == code


def test_a_second_notice_needs_an_approver_or_something_new() -> None:
    again = Noticed((make.problem(2),), date(2026, 9, 29))
    assert refused(now(RECEIVED, TOLD), again).code == "notice.second"
    check(now(RECEIVED, TOLD), replace(again, approval=make.approval()))
    check(now(RECEIVED, TOLD), Noticed((make.problem(2, knowable=False),), date(2026, 9, 29)))


def test_a_refusal_has_a_reason_and_the_right_door() -> None:
    bare = Rejected(RefusalReason.NO_LICENCE_NEEDED, "", " ")
    assert refused(now(RECEIVED), bare).code == "refusal.without_reason"
    elsewhere = Rejected(RefusalReason.NOT_OUR_COMPETENCE, "", "不属于本机关职权")
    assert refused(now(RECEIVED), elsewhere).code == "refusal.without_where"


def test_papers_go_back_only_after_the_day_named() -> None:
    waiting = (RECEIVED, TOLD)
    assert refused(now(*waiting, today=date(2026, 9, 29)), Returned("逾期")).code == "case.return_too_early"
    check(now(*waiting, today=date(2026, 9, 30)), Returned("逾期"))


def test_only_art_45_and_the_items_own_procedures_stop_the_clock() -> None:
    situation = now(RECEIVED, ACCEPTED)
    assert refused(situation, Suspended("现场勘验", make.limit(5))).code == "case.procedure_counts"
    check(situation, Suspended("听证", make.limit(20)))
    check(situation, Suspended("检验", make.limit(5)))


def test_an_extension_is_single_short_enough_and_in_time() -> None:
    extend = Extended(make.limit(10), make.approval())
    check(now(RECEIVED, ACCEPTED, REVIEW), extend)
    twice = now(RECEIVED, ACCEPTED, REVIEW, (DAY, extend))
    assert refused(twice, extend).code == "case.extended_before"
    situation = now(RECEIVED, ACCEPTED, REVIEW)
    assert refused(situation, replace(extend, by=make.limit(11))).code == "case.extension_too_long"
    days = replace(extend, by=Limit(10, TermUnit.DAYS))
    assert refused(situation, days).code == "case.extension_too_long"
    late = now(RECEIVED, ACCEPTED, REVIEW, today=date(2026, 10, 20))
    assert refused(late, extend).code == "case.extension_too_late"
    never = now(RECEIVED, ACCEPTED, REVIEW, item=make.item(extension=None))
    assert refused(never, extend).code == "case.extension_not_allowed"


def test_only_an_item_done_on_the_spot_is_decided_without_review() -> None:
    grant = Granted("准予", "旦正才让")
    assert refused(now(RECEIVED, ACCEPTED), grant).code == "case.review_first"
    check(now(RECEIVED, ACCEPTED, item=ON_THE_SPOT), grant)
    check(now(RECEIVED, ACCEPTED, REVIEW), grant)


def test_a_decision_is_complete_and_waits_for_what_was_promised() -> None:
    review = now(RECEIVED, ACCEPTED, REVIEW)
    assert refused(review, Granted(" ", "旦正才让")).code == "decision.incomplete"
    assert refused(review, Denied("不予许可", "旦正才让", "")).code == "decision.without_reason"
    promised = now(RECEIVED, (DAY, Accepted(("材料3",), date(2026, 9, 30))), REVIEW)
    assert refused(promised, Granted("准予", "旦正才让")).code == "case.materials_owed"


def test_nothing_may_be_supplemented_that_is_not_owed() -> None:
    error = refused(now(RECEIVED, ACCEPTED), Supplemented(make.handed_in(3)))
    assert error.code == "case.nothing_owed"


def test_delivery_needs_a_receiver_and_a_proof() -> None:
    granted = (RECEIVED, ACCEPTED, REVIEW, (DAY, make.detail(StepKind.GRANTED)))
    made = (
        *granted,
        (DAY, make.detail(StepKind.CERTIFICATE_BEGUN)),
        (DAY, make.detail(StepKind.CERTIFICATE_READY)),
    )
    delivered = Delivered("窗口领取", "才让多杰", "本人", True, "", Signed.OWN, "才让多杰")
    assert refused(now(*granted), delivered).code == "delivery.certificate_first"
    check(now(*granted, item=ON_THE_SPOT), delivered)
    check(now(*made), delivered)
    assert refused(now(*made), replace(delivered, receiver="")).code == "delivery.without_receiver"
    assert refused(now(*made), replace(delivered, identity_checked=False)).code == "delivery.identity_first"
    assert refused(now(*made), replace(delivered, signed=None)).code == "delivery.without_signature"
    assert refused(now(*made), replace(delivered, signed_by=" ")).code == "delivery.without_signature"
    sent = Delivered("邮寄", "才让多杰", "本人", False, "")
    assert refused(now(*made), sent).code == "delivery.without_proof"
    check(now(*made), replace(sent, proof="EMS 1234567890123"))


def test_a_reason_is_a_reason() -> None:
    assert refused(now(RECEIVED), Withdrawn("  ")).code == "case.reason_missing"


def test_a_later_hand_in_replaces_the_earlier_of_the_same_material() -> None:
    better = replace(make.handed_in(3)[0], pages=5)
    branch = now(RECEIVED, TOLD, (DAY, Supplemented((better,)))).branch
    assert [m.pages for m in materials_so_far(branch)] == [2, 2, 5]
