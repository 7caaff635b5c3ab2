"""The guide desk: words, requests and the queue, complaints in time, progress, versions of items."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.accounts import Right
from app.domain.case_number import CaseNumber
from app.domain.complaints import ComplaintAct, ComplaintKind, ComplaintState
from app.domain.guide import Consultation, Language, Outcome
from app.domain.lifecycle import State
from app.domain.print_jobs import Place
from app.domain.progress_words import PLAIN
from app.domain.requests import RequestAct, RequestKind, RequestState
from app.errors import RuleError
from app.services.complaints import Brought
from app.services.guide import Guide, Told
from app.services.journal import Journal
from app.services.requests import Asked, Done
from data.working_days import CalendarTables
from tests import factories as make
from tests.unit.services.conftest import SmallHall
from tests.unit.services.desk import HOUR, Desk, KeepingSlips, desk_of, person


@pytest.fixture
def desk(hall: SmallHall) -> Desk:
    return desk_of(hall)


def audited(desk: Desk, action: str) -> list[str]:
    with desk.hall.store.read() as unit:
        return [str(e.fields["subject"]) for e in unit.audit.entries() if e.fields["action"] == action]


def test_words_of_the_hall_join_the_synonyms_and_are_audited(desk: Desk) -> None:
    kept = desk.guide.put_words(desk.who, "117-01", [" 开馆子 ", "开饭馆", "", "开馆子", "ཟ་ཁང་"])
    assert kept == ("开馆子", "ཟ་ཁང་") == desk.guide.words("117-01")
    items, _ = desk.guide.items()
    assert next(one for one in items if one.key == "117-01").synonyms == ("开饭馆", "开馆子", "ཟ་ཁང་")
    assert audited(desk, "guide.words") == ["117-01"]
    with pytest.raises(RuleError, match=r"account\.right_missing"):
        desk.guide.put_words(desk.hall.clerk, "117-01", ["馆子"])
    with pytest.raises(RuleError, match=r"guide\.words_many"):
        desk.guide.put_words(desk.who, "117-01", [f"词{n}" for n in range(41)])


def test_the_counter_is_told_with_its_queue(desk: Desk) -> None:
    item = desk.guide.items()[0][0]
    now = desk.guide.counter(item)
    assert (now.counter, now.state, now.waiting) == (26, "closed", 0)
    assert now.service
    assert desk.guide.counter(replace(item, counter=99)).state is None


def test_a_consultation_has_no_place_for_a_person(desk: Desk) -> None:
    item = desk.guide.items()[0][0]
    made = desk.guide.consulted(desk.who, Told(item, Language.TIBETAN, Outcome.SLIP, 2, 3))
    assert desk.guide.today(desk.who) == (made,)
    assert {field.name for field in fields(Consultation)} == {
        "id", "at", "counter", "actor_id", "actor_name", "item_key", "item_name", "version", "language",
        "outcome", "ticked", "wanted",
    }  # fmt: skip


def test_the_slip_is_always_of_the_version_in_force(desk: Desk) -> None:
    old = desk.guide.items()[0][0]
    newer = replace(old, version="2026.12", effective_on=date(2026, 9, 17), conditions="新的条件。")
    desk.catalogue.publish(desk.admin, newer, "条件有变")
    desk.guide.slip(desk.who, old.key)
    desk.hall.clock.pass_days(2)
    desk.guide.print_slip(desk.who, old.key)
    assert [file.job.title for file in desk.slips.files] == [f"咨询用一次性告知单 {old.key}"]
    assert [paper.item.version for paper in desk.slips.papers] == ["2026.11", "2026.12"]


def asked(kind: RequestKind = RequestKind.APPOINTMENT, **said: object) -> Asked:
    values: dict[str, object] = {"item_key": "117-01", "name": "才让", "phone": "13800000000"}
    if kind is RequestKind.APPOINTMENT:
        values["wanted_at"] = make.NINE + HOUR
    return Asked(make.new_id(), kind, **{**values, **said})  # type: ignore[arg-type]  # the fields' own types


def test_a_request_has_a_number_a_state_and_an_owner(desk: Desk) -> None:
    visit = asked(RequestKind.HOME_VISIT, place="大武乡")
    made = desk.requests.take_down(desk.who, visit)
    assert (made.request.number, made.state, made.owner) == ("S260915-0001", RequestState.OPEN, "")
    assert desk.requests.take_down(desk.who, visit).request.number == made.request.number
    clerk = person(Right.CLERK, "窗口", "117")
    taken = desk.requests.act(clerk, made.request.id, Done(RequestAct.TAKEN))
    assert (taken.state, taken.owner) == (RequestState.TAKEN, "窗口")
    with pytest.raises(RuleError, match=r"request\.reason_missing"):
        desk.requests.act(clerk, made.request.id, Done(RequestAct.REFUSED))
    desk.requests.act(clerk, made.request.id, Done(RequestAct.DONE))
    with pytest.raises(RuleError, match=r"request\.act_not_allowed"):
        desk.requests.act(clerk, made.request.id, Done(RequestAct.DONE))
    assert desk.requests.running(desk.who) == ()
    assert audited(desk, "request.act") == ["S260915-0001"] * 2


def test_who_was_asked_first_owns_the_matter(desk: Desk) -> None:
    made = desk.requests.take_down(desk.who, asked(RequestKind.FIRST_ASKED, name="", phone=""))
    assert made.owner == "央金"
    on = desk.requests.act(desk.who, made.request.id, Done(RequestAct.HANDED_ON, "属税务", "税务窗口"))
    assert (on.owner, on.state) == ("税务窗口", RequestState.OPEN)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (asked(wanted_at=None), "request.time_missing"),
        (asked(wanted_at=make.NINE), "request.time_past"),
        (asked(wanted_at=datetime(2026, 9, 26, 2, tzinfo=UTC)), "request.time_closed"),
        (asked(phone=""), "request.phone_missing"),
        (asked(RequestKind.HOME_VISIT), "request.place_missing"),
        (asked(item_key="999-99"), "item.unknown"),
    ],
)
def test_what_cannot_be_promised_is_refused(desk: Desk, said: Asked, code: str) -> None:
    with pytest.raises(RuleError) as refused:
        desk.requests.take_down(desk.who, said)
    assert refused.value.code == code
    assert desk.requests.lately(desk.who) == ()


def test_an_appointment_enters_the_queue_at_its_time_and_once(desk: Desk) -> None:
    made = desk.requests.take_down(desk.who, asked())
    other = desk.requests.take_down(desk.who, asked(wanted_at=make.NINE + 3 * HOUR))
    assert desk.requests.into_queue("导办台") == ()
    desk.hall.clock.at += HOUR
    (entered,) = desk.requests.into_queue("导办台")
    turn = desk.queue.turn(made.request.id)
    assert (entered.state, entered.events[-1].ticket) == (RequestState.QUEUED, turn.ticket.number)
    assert turn.ticket.issued_at == make.NINE + HOUR
    assert desk.requests.into_queue("二号机") == ()
    assert desk.queue.turns(date.min, date.max) == (turn,)
    desk.hall.clock.pass_days(1)
    assert desk.requests.into_queue("导办台") == ()
    moved = Done(RequestAct.MOVED, wanted_at=desk.hall.clock.at + HOUR)
    desk.requests.act(desk.who, other.request.id, moved)
    desk.hall.clock.at += HOUR
    assert [view.request.id for view in desk.requests.into_queue("导办台")] == [other.request.id]


def brought(**said: object) -> Brought:
    values: dict[str, object] = {"kind": ComplaintKind.COMPLAINT, "words": "等了一上午没人理"}
    return Brought(make.new_id(), **{**values, **said})  # type: ignore[arg-type]  # the fields' own types


def test_a_complaint_runs_its_course_in_time(desk: Desk) -> None:
    first = brought(name="才让", phone="13800000000")
    made = desk.complaints.take_down(desk.who, first)
    assert (
        desk.complaints.take_down(desk.who, first).complaint.number == made.complaint.number == "T260915-0001"
    )
    (shown,) = desk.complaints.open(desk.who)
    assert (shown.due, shown.overdue) == (date(2026, 9, 21), False)  # 09-20 is a working day
    desk.hall.clock.pass_days(7)
    assert desk.complaints.open(desk.office)[0].overdue
    ident = made.complaint.id
    desk.complaints.act(desk.office, ident, ComplaintAct.ACCEPTED)
    assert desk.complaints.open(desk.office)[0].due == date(2026, 10, 20)
    with pytest.raises(RuleError, match=r"complaint\.answer_in_writing"):
        desk.complaints.act(desk.office, ident, ComplaintAct.ANSWERED, "已道歉")
    desk.complaints.act(desk.office, ident, ComplaintAct.ANSWERED, "已道歉", in_writing=True)
    for reviewer in ("", desk.office.name):
        with pytest.raises(RuleError, match=r"complaint\.reviewer_missing"):
            desk.complaints.act(desk.office, ident, ComplaintAct.CLOSED, "满意", reviewer=reviewer)
    closed = desk.complaints.act(desk.office, ident, ComplaintAct.CLOSED, "满意", reviewer="主任")
    assert closed.state is ComplaintState.CLOSED
    assert desk.complaints.open(desk.office) == ()
    assert len(desk.complaints.lately(desk.office)) == 1


def test_who_takes_a_complaint_down_does_not_decide_it(desk: Desk) -> None:
    made = desk.complaints.take_down(desk.who, brought())
    with pytest.raises(RuleError, match=r"account\.right_missing"):
        desk.complaints.act(desk.who, made.complaint.id, ComplaintAct.ACCEPTED)
    with pytest.raises(RuleError, match=r"complaint\.act_not_allowed"):
        desk.complaints.act(desk.office, made.complaint.id, ComplaintAct.CLOSED, "无")
    for wrong, code in ((brought(words=" "), "words_missing"), (brought(name="才让"), "phone_missing")):
        with pytest.raises(RuleError, match=rf"complaint\.{code}"):
            desk.complaints.take_down(desk.who, wrong)


def test_progress_is_told_without_a_person(desk: Desk) -> None:
    hall = desk.hall
    case = hall.use.intake.accept_new(hall.clerk, hall.application()).case
    by_receipt = desk.progress.by_receipt(case.number)
    typed = f"{case.number[:10]} {case.number[10:]}"
    assert by_receipt == desk.progress.by_number(typed, case.applicant.code[-4:].lower())
    assert (by_receipt.state, by_receipt.counter, by_receipt.due) == (
        State.ACCEPTED,
        26,
        date(2026, 9, 24),
    )
    said = repr(by_receipt)
    assert case.applicant.name not in said
    assert case.applicant.code not in said
    assert case.applicant.phone not in said


def test_every_state_has_plain_words() -> None:
    assert set(PLAIN) == set(State)
    assert all(words.endswith("。") for pair in PLAIN.values() for words in pair)


def test_guessing_is_slowed_down_and_logged(desk: Desk) -> None:
    hall = desk.hall
    case = hall.use.intake.accept_new(hall.clerk, hall.application()).case
    unknown = str(CaseNumber("632621", "117", date(2026, 9, 15), 99))
    for number in (case.number, case.number, unknown):
        with pytest.raises(RuleError, match=r"progress\.not_found"):
            desk.progress.by_number(number, "0000")
    right = case.applicant.code[-4:]
    with pytest.raises(RuleError) as slowed:
        desk.progress.by_number(case.number, right)
    assert (slowed.value.code, slowed.value.facts["seconds"]) == ("progress.slow_down", 31)
    hall.clock.at += timedelta(seconds=30)
    with pytest.raises(RuleError, match=r"progress\.not_found"):
        desk.progress.by_number(case.number, "0000")
    hall.clock.at += timedelta(seconds=59)
    with pytest.raises(RuleError, match=r"progress\.slow_down"):
        desk.progress.by_number(case.number, right)
    hall.clock.at += timedelta(seconds=1)
    assert desk.progress.by_number(case.number, right).number == case.number
    assert audited(desk, "progress.asked") == [case.number, case.number, unknown, case.number]
    with pytest.raises(RuleError, match=r"progress\.last_four"):
        desk.progress.by_number(case.number, "12")


def test_a_version_holds_from_its_date_and_cases_keep_theirs(desk: Desk) -> None:
    hall = desk.hall
    case = hall.use.intake.accept_new(hall.clerk, hall.application()).case
    old = desk.catalogue.items()[0]
    newer = replace(old, promised=make.limit(3), version="2026.12", effective_on=date(2026, 9, 17))
    desk.catalogue.publish(desk.admin, newer, "提速")
    assert desk.catalogue.history(old.key).coming[0].item == newer
    assert desk.guide.items()[0][0].promised == make.limit(8)
    hall.clock.pass_days(2)
    assert desk.guide.items()[0][0].promised == make.limit(3)
    assert desk.progress.by_receipt(case.number).due == date(2026, 9, 24)
    later = hall.use.intake.accept_new(hall.clerk, hall.application()).case
    assert (case.item_version, later.item_version) == ("2026.11", "2026.12")
    assert [one for one in hall.use.integrity.verify().findings if one.check == "cases"] == []
    assert audited(desk, "catalogue.published") == [old.key]


def test_what_is_no_version_is_refused(desk: Desk) -> None:
    old = desk.catalogue.items()[0]
    coming = {"version": "2026.12", "effective_on": date(2026, 10, 8)}
    changed = replace(old, conditions="另行规定。", **coming)  # type: ignore[arg-type]  # the fields' own types
    wrong = {
        "catalogue.version_taken": replace(changed, version=old.version),
        "catalogue.version_past": replace(changed, effective_on=date(2026, 9, 14)),
        "catalogue.nothing_changed": replace(old, **coming),  # type: ignore[arg-type]
        "item.unknown": replace(changed, key="999-01"),
        "item_code.form": replace(changed, implementation_code="123"),
    }
    for code, item in wrong.items():
        with pytest.raises(RuleError) as refused:
            desk.catalogue.publish(desk.admin, item, "依据")
        assert refused.value.code == code
    with pytest.raises(RuleError, match=r"catalogue\.reason_missing"):
        desk.catalogue.publish(desk.admin, changed, " ")
    desk.catalogue.publish(desk.admin, changed, "依据")
    gone = desk.catalogue.withdraw(desk.admin, old.key, "2026.12", "文件撤销")
    assert gone.withdrawn
    assert desk.catalogue.items(date(2026, 10, 9))[0] == old
    assert desk.catalogue.changed([old, changed]) == (changed,)


def test_a_slip_carries_the_words_it_contains_as_they_are_today(desk: Desk) -> None:
    words = {"执照": "ལག་ཁྱེར།", "营业执照": "ལས་གཉེར་ལག་ཁྱེར", "户口簿": "ཁྱིམ་ཐོ།"}
    item = desk.guide.items()[0][0]
    named = replace(item.materials[0], name="营业执照副本")
    slips = KeepingSlips()
    with desk.hall.store.write() as unit:
        unit.catalogue.put_item(replace(item, materials=(named,)))
        unit.commit()
    journal = Journal(desk.hall.store, CalendarTables(), desk.hall.clock)
    Guide(journal, lambda: desk.queue, slips, lambda _: None, Place(""), lambda: words).slip(
        desk.who, item.key
    )
    assert slips.papers[0].tibetan == (("营业执照", "ལས་གཉེར་ལག་ཁྱེར"),)
