"""Views of fees, complaints, certificates and papers: what the program says, and nothing of persons."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest

from app.domain.certificates import Certificate, CertificateVoid, PrintWay
from app.domain.complaints import Complaint, ComplaintAct, ComplaintEvent, ComplaintKind
from app.domain.dates import hall_date
from app.domain.fees import FeeEvent, FeeState, fee_state
from app.domain.guide import Consultation, Language, Outcome
from app.domain.hall_papers import HallPaperKind, HallPrint
from app.domain.ids import new_id
from app.domain.posts import Finding, Patrol
from app.domain.text import mask_name
from data.central.readers import admit_reader
from tests import factories as make
from tests.integration.central.conftest import Centre, Desk, OpenDesk
from tests.integration.central.newer_records import AT, WHO, charge, work
from tests.integration.central.test_views import TODAY, read

VIEWS = (
    "attendance_month",
    "certificate",
    "complaint",
    "consultation_day",
    "fee",
    "fee_day",
    "paper_day",
    "patrol_month",
)
ACTS = (
    (),
    (FeeState.PAID,),
    (FeeState.PAID, FeeState.REFUNDED),
    (FeeState.WAIVED,),
    (FeeState.CANCELLED,),
)
NAME = "才让卓玛"
SECRET = (NAME, "13900001111", "柜台骂人", "电话里说", "停电", "plain:")


@pytest.fixture
def desk(centre: Centre, open_desk: OpenDesk) -> Desk:
    return open_desk(centre.enrol("s1"))


def complaint() -> Complaint:
    return Complaint(
        id=new_id(),
        number="T1",
        kind=ComplaintKind.COMPLAINT,
        at=AT,
        station=0,
        department="117",
        counter="26",
        about=NAME,
        words="柜台骂人",
        name=NAME,
        phone="13900001111",
        actor_id=WHO,
        actor_name="丹增",
    )


def test_fees_stand_where_the_program_has_them_and_their_days_add_up(desk: Desk, centre: Centre) -> None:
    header = desk.open_cases(1)[0]
    days: Counter[tuple[date, str]] = Counter()
    with desk.store.write() as unit:
        for nth, acts in enumerate(ACTS):
            told = charge(header.id, at=AT + timedelta(days=nth % 2), number=f"{nth}号")
            unit.fees.add(told)
            days[hall_date(told.at), FeeState.DUE] += told.fee.amount_fen
            for later, state in enumerate(acts, 1):
                at = told.at + timedelta(days=later)
                unit.fees.add_event(FeeEvent(new_id(), told.id, state, at, "卓玛措", bill=f"票{nth}"))
                days[hall_date(at), state] += told.fee.amount_fen
        unit.commit()
    desk.sync.run()
    reader = admit_reader(centre.url, "money", ("h1",))
    with desk.store.read() as unit:
        expected = {
            one.id: (header.number, one.number, fee_state(unit.fees.events(one.id)), one.fee.amount_fen)
            for one in unit.fees.all()
        }
    found = read(reader, "SELECT fee_id, case_number, notice_number, fee_state, amount_fen FROM report.fee")
    assert {one: tuple(rest) for one, *rest in found} == expected
    columns = ("told", "paid", "waived", "refunded", "cancelled")
    amounts = ", ".join(f"{one}_fen" for one in columns)
    daily = read(reader, f"SELECT department, day, {amounts} FROM report.fee_day")
    assert {department for department, *_ in daily} == {header.department}
    assert {
        (day, state): fen for _, day, *fens in daily for state, fen in zip(FeeState, fens, strict=True) if fen
    } == days


def test_complaints_are_as_far_and_due_when_the_program_says(desk: Desk, centre: Centre) -> None:
    lives: tuple[tuple[ComplaintAct, ...], ...] = (
        (),
        (ComplaintAct.ACCEPTED,),
        (ComplaintAct.REFUSED,),
        (ComplaintAct.ACCEPTED, ComplaintAct.ANSWERED),
        (ComplaintAct.ACCEPTED, ComplaintAct.ANSWERED, ComplaintAct.CLOSED),
    )
    with desk.store.write() as unit:
        for nth, life in enumerate(lives):
            at = AT + timedelta(days=nth)
            name = NAME if nth % 2 else ""
            brought = replace(complaint(), id=new_id(), number=f"T{nth}", at=at, name=name)
            unit.guide.add_complaint(brought)
            for later, act in enumerate(life, 1):
                at += timedelta(days=later)
                unit.guide.add_complaint_event(
                    ComplaintEvent(new_id(), brought.id, act, at, WHO, "丹增", "电话里说")
                )
        unit.commit()
    desk.sync.run()
    reader = admit_reader(centre.url, "letters", ("h1",))
    lates = set()
    for passed in (3, 40):
        today = hall_date(AT) + timedelta(days=passed)
        centre.do(TODAY.format(today))
        with desk.store.read() as unit:
            calendar = desk.journal.calendar(unit)
            expected = {
                one.complaint.number: (
                    str(one.state), one.complaint.named, one.due(calendar), one.overdue(calendar, today)
                )
                for one in unit.guide.complaints(AT)
            }  # fmt: skip
        found = read(
            reader, "SELECT complaint_number, complaint_state, named, answer_due, late FROM report.complaint"
        )
        assert {one: tuple(rest) for one, *rest in found} == expected
        lates |= {late for *_, late in found}
    assert lates == {True, False}


def fill(desk: Desk) -> None:
    """Make something of everything that the other views tell of."""
    header = desk.open_cases(1)[0]
    made = Certificate(new_id(), header.id, "licence", "食品经营许可证", "证001", NAME, {"holder": NAME},
                       "监管局", date(2026, 9, 16), 2, PrintWay.FULL, "", 0, AT, WHO, "丹增")  # fmt: skip
    with desk.store.write() as unit:
        unit.certificates.add(made)
        unit.certificates.add(replace(made, id=new_id(), number="证002"))
        unit.certificates.add_void(CertificateVoid(new_id(), made.id, "电话里说", AT, WHO, "丹增"))
        for nth in (1, 2):
            unit.hall_prints.add(
                HallPrint(new_id(), HallPaperKind.CARD, "117-01", "1", "", nth, 3, 0, AT, WHO, "丹增")
            )
        for excused in (False, True, True):
            unit.attendance.add_patrol(
                Patrol(new_id(), AT, "二楼", "26", WHO, NAME, Finding.OFF_POST, "电话里说", "", WHO, "丹增",
                       excused)
            )  # fmt: skip
        for outcome in (Outcome.SLIP, Outcome.SLIP, Outcome.TICKET):
            unit.guide.consult(
                Consultation(
                    new_id(), AT, "1", WHO, "丹增", "117-01", "食品经营许可", "1", Language.TIBETAN, outcome
                )
            )
        unit.commit()


def test_certificates_papers_patrols_and_consultations_are_counted(desk: Desk, centre: Centre) -> None:
    fill(desk)
    desk.sync.run()
    reader = admit_reader(centre.url, "figures", ("h1",))
    day = hall_date(AT)
    expected: dict[str, list[tuple[Any, ...]]] = {
        "SELECT certificate_number, holder_masked, voided_on FROM report.certificate ORDER BY 1": [
            ("证001", "才***", day),
            ("证002", "才***", None),
        ],
        "SELECT day, paper, prints, sheets_made, reprints FROM report.paper_day": [(day, "公示卡", 2, 6, 1)],
        "SELECT month, counter, finding, findings, excused FROM report.patrol_month": [
            (day.replace(day=1), "26", "off_post", 3, 2)
        ],
        "SELECT day, item_name, language, outcome, consultations FROM report.consultation_day ORDER BY 4": [
            (day, "食品经营许可", "bo", "slip", 2),
            (day, "食品经营许可", "bo", "ticket", 1),
        ],
    }
    assert {statement: read(reader, statement) for statement in expected} == expected


@pytest.mark.parametrize("name", ["ཚེ་རིང", "བཀྲ་ཤིས་དོན་གྲུབ", "བཀྲ་ཤིས།", "", "李"])
def test_a_name_is_masked_as_the_program_masks_it(centre: Centre, name: str) -> None:
    assert centre.ask("SELECT report.masked(%s)", name) == [(mask_name(name),)]


def test_no_view_tells_of_persons_or_of_another_hall(desk: Desk, centre: Centre) -> None:
    work(desk)
    fill(desk)
    with desk.store.write() as unit:
        unit.guide.add_complaint(complaint())
        unit.commit()
    desk.sync.run()
    centre.enrol("s1", "h2")
    own, other = (admit_reader(centre.url, name, (hall,)) for name, hall in (("one", "h1"), ("two", "h2")))
    applicant = make.header().applicant
    for view in VIEWS:
        whole = str(read(own, f"SELECT * FROM report.{view}"))
        assert whole != "[]", view
        hidden = (*SECRET, applicant.name, applicant.code, applicant.phone)
        assert [one for one in hidden if one in whole] == [], view
        assert read(other, f"SELECT * FROM report.{view}") == [], view
    month = "SELECT * FROM report.attendance_of('h1', '2026-09-01')"
    assert read(own, month)
    assert read(other, month) == []
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        read(own, "SELECT * FROM report.check_ins('h1', '2026-09-01', '2026-09-30')")


def test_readers_are_granted_views_and_no_table(centre: Centre) -> None:
    granted = centre.ask(
        "SELECT c.relname, c.relkind FROM pg_class c, aclexplode(c.relacl) a "
        "WHERE a.grantee = 'hall_reader'::regrole AND c.relnamespace <> 'sync'::regnamespace ORDER BY 1"
    )
    assert {name for name, _ in granted} == {
        *VIEWS, "case", "cases_by_state", "day", "overdue", "queue_day"
    }  # fmt: skip
    assert {kind for _, kind in granted} == {"v"}
