"""Which papers steps write: their numbers, their prints, and what each of them is told."""

from datetime import date

import pytest

from app.domain.details import Accepted, Delivered
from app.domain.papers import COPIES, DOCUMENT_WORD, PaperKind, PrintState, paper_of, papers_of
from app.domain.timers import TimerKey
from app.errors import RuleError
from app.services.intake import Promise
from app.services.journal import Outcome
from tests import factories as make
from tests.unit.services.conftest import SmallHall

DELIVERED = Delivered("窗口领取", "才让多杰", "本人", True, "")


def accepted_short(hall: SmallHall) -> Outcome:
    materials = tuple(make.material(n, shortage_ok=n == 3) for n in (1, 2, 3))
    hall.put_item(make.item(shortage_ok=True, materials=materials))
    promise = Promise(("材料3",), date(2026, 9, 25))
    return hall.use.intake.accept_new(hall.clerk, hall.application(1, 2), promise)


def test_every_paper_has_a_number_of_copies_and_a_word_unless_it_bears_anothers_number() -> None:
    assert set(COPIES) == set(PaperKind)
    assert set(PaperKind) - set(DOCUMENT_WORD) == {PaperKind.SHORTAGE_PROMISE}
    assert len(set(DOCUMENT_WORD.values())) == len(DOCUMENT_WORD)


def test_a_promise_is_the_second_paper_of_an_acceptance() -> None:
    promised = Accepted(("材料3",), date(2026, 9, 25))
    assert papers_of(promised) == (PaperKind.ACCEPTANCE, PaperKind.SHORTAGE_PROMISE)
    assert papers_of(Accepted()) == (PaperKind.ACCEPTANCE,)
    assert paper_of(promised) is PaperKind.ACCEPTANCE


def test_the_promise_bears_the_acceptances_number_and_is_counted_by_itself(hall: SmallHall) -> None:
    outcome = accepted_short(hall)
    case, step = outcome.case.id, outcome.step.id
    first = hall.use.papers.print(hall.clerk, case, step)
    promise = hall.use.papers.print(hall.clerk, case, step, PaperKind.SHORTAGE_PROMISE)
    again = hall.use.papers.print(hall.clerk, case, step, PaperKind.SHORTAGE_PROMISE)
    assert first.record.kind is PaperKind.ACCEPTANCE
    assert {first.record.number, promise.record.number, again.record.number} == {outcome.step.document}
    assert [one.record.nth for one in (first, promise, again)] == [1, 1, 2]
    hall.use.papers.print(hall.clerk, case, outcome.added[0].id)
    assert hall.use.integrity.verify().findings == ()


def test_a_paper_the_step_does_not_write_is_refused(hall: SmallHall) -> None:
    outcome = hall.use.intake.accept_new(hall.clerk, hall.application())
    with pytest.raises(RuleError, match=r"paper\.none"):
        hall.use.papers.preview(outcome.case.id, outcome.step.id, PaperKind.SHORTAGE_PROMISE)


def test_every_step_to_the_delivery_writes_its_numbered_paper(hall: SmallHall) -> None:
    review = hall.use.review
    accepted = hall.use.intake.accept_new(hall.clerk, hall.application())
    case = accepted.case.id
    review.start(hall.clerk, case)
    steps = [
        *accepted.added,
        review.suspend(hall.reviewer, case, "检验", make.limit(5)).step,
        review.resume(hall.reviewer, case, "检验合格").step,
        review.extend(hall.clerk, case, make.limit(10), hall.approver()).step,
        review.grant(hall.reviewer, case, "准予", "5年").step,
        review.begin_certificate(hall.clerk, case).step,
        review.certificate_ready(hall.clerk, case, "JY16326210000011").step,
        review.deliver(hall.clerk, case, DELIVERED).step,
    ]
    assert [step.document for step in steps] == [
        "玛市监收〔2026〕1号",
        "玛市监受〔2026〕1号",
        "玛市监特告〔2026〕1号",
        None,
        "玛市监延告〔2026〕1号",
        "玛市监准〔2026〕1号",
        None,
        None,
        "玛市监送〔2026〕1号",
    ]
    for step in steps:
        if step.document is not None:
            printed = hall.use.papers.print(hall.clerk, case, step.id)
            hall.happen(printed.record.id, PrintState.PRINTED)
    assert hall.use.integrity.verify().findings == ()


def test_papers_know_the_limits_before_the_expected_end_and_what_went_before(hall: SmallHall) -> None:
    review = hall.use.review
    case = hall.use.intake.accept_new(hall.clerk, hall.application()).case.id
    review.start(hall.clerk, case)
    told = review.suspend(hall.reviewer, case, "检验", make.limit(5)).step
    hall.use.papers.preview(case, told.id)
    suspended = hall.composer.papers[-1]
    assert suspended.expected_end is not None
    assert suspended.expected_end.day == date(2026, 9, 21)
    review.resume(hall.reviewer, case, "检验合格")
    extended = review.extend(hall.clerk, case, make.limit(10), hall.approver()).step
    hall.use.papers.preview(case, extended.id)
    paper = hall.composer.papers[-1]
    law = {one.key: one.due for one in paper.timers}[TimerKey.STATUTORY]
    before = {one.key: one.due for one in paper.timers_before}[TimerKey.STATUTORY]
    assert (before, law) == (date(2026, 10, 19), date(2026, 11, 2))
    assert [step.kind for step in paper.history][:2] == ["received", "accepted"]
    assert paper.history[-1] == paper.step
