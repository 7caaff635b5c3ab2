"""Fees: the published rate and nothing else, their numbers, their notices, and what becomes of them."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from app.domain.accounts import Right
from app.domain.attendance_sheet import MonthTable
from app.domain.fees import AT_THE_COUNTER, FeeState, Payee, Relief
from app.domain.hall_papers import HallPaperKind, PaymentNotice
from app.domain.ids import new_id
from app.domain.items import Fee
from app.domain.print_jobs import A4_ACROSS
from app.errors import RuleError
from app.services.fees import Assessment
from app.services.journal import Journal
from app.services.settings_book import SettingsBook
from data.working_days import CalendarTables
from tests import factories as make
from tests.unit.services.conftest import SmallHall

CHARGED = Fee(True, "10元/证", 1000, "发改价格〔2012〕1186号")
THREE = Assessment(3)


@pytest.fixture
def case(hall: SmallHall) -> UUID:
    hall.put_item(make.item(fee=CHARGED))
    outcome = hall.use.intake.accept_new(hall.clerk, hall.application())
    hall.use.papers.print_all(hall.clerk, outcome)
    return outcome.case.id


def notice(hall: SmallHall) -> PaymentNotice:
    paper = hall.composer.hall_papers[-1]
    assert isinstance(paper, PaymentNotice)
    return paper


def test_a_fee_is_rate_by_count_under_the_next_number(hall: SmallHall, case: UUID) -> None:
    relief = Relief(500, "小微企业减半（演示）")
    told = hall.use.fees.charge(hall.clerk, case, Assessment(3, relief=relief, pay_by=date(2026, 9, 30)))
    assert (told.number, told.fee.full_fen, told.fee.amount_fen) == ("玛市监缴〔2026〕1号", 3000, 2500)
    assert (told.payer, told.counter) == ("才让多杰", "26")
    hall.use.fees.print(hall.clerk, told.id)
    paper = notice(hall)
    assert (paper.number, paper.fee, paper.pay_by, paper.mark.nth) == (
        told.number,
        told.fee,
        date(2026, 9, 30),
        1,
    )
    with pytest.raises(RuleError, match=r"fee\.due_already"):
        hall.use.fees.charge(hall.clerk, case, THREE)
    assert hall.use.integrity.verify().findings == ()


def test_a_free_item_has_no_fee_but_a_word_that_it_is_free(hall: SmallHall) -> None:
    case = hall.use.intake.accept_new(hall.clerk, hall.application()).case.id
    with pytest.raises(RuleError, match=r"fee\.none"):
        hall.use.fees.charge(hall.clerk, case, THREE)
    hall.use.fees.preview_free(hall.clerk, case)
    assert (notice(hall).fee, notice(hall).number) == (None, "")
    printed = [hall.use.fees.print_free(hall.clerk, case).record for _ in range(2)]
    assert [(one.kind, one.number, one.nth) for one in printed] == [
        (HallPaperKind.FREE, "", 1),
        (HallPaperKind.FREE, "", 2),
    ]
    assert notice(hall).mark.nth == 2


def test_a_charged_item_is_not_called_free(hall: SmallHall, case: UUID) -> None:
    for act in (hall.use.fees.preview_free, hall.use.fees.print_free):
        with pytest.raises(RuleError, match=r"fee\.charged"):
            act(hall.clerk, case)


def test_a_notice_printed_elsewhere_counts_where_it_is_printed(hall: SmallHall, case: UUID) -> None:
    told = hall.use.fees.charge(hall.clerk, case, THREE)
    hall.use.fees.waive(hall.clerk, told.id, hall.approver())
    elsewhere = replace(
        told, fee=replace(told.fee, id=new_id()), number="玛市监缴〔2026〕7号", station=told.station + 7
    )
    with hall.store.write() as unit:
        unit.fees.add(elsewhere)
        unit.commit()
    assert hall.use.fees.print(hall.clerk, elsewhere.id).record.station == told.station


def test_the_notice_names_the_account_that_is_set(hall: SmallHall, case: UUID) -> None:
    book = SettingsBook(Journal(hall.store, CalendarTables(), hall.clock))
    chief = make.actor(Right.ADMINISTRATOR, department="")
    told = hall.use.fees.charge(hall.clerk, case, THREE)
    hall.use.fees.print(hall.clerk, told.id)
    assert notice(hall).payee == AT_THE_COUNTER
    book.put(chief, "bank", "中国某银行玛沁县支行（演示）", "财政局通知")
    book.put(chief, "account", "6326 0000 0000 001", "财政局通知")
    hall.use.fees.print(hall.clerk, told.id)
    assert notice(hall).payee == Payee("中国某银行玛沁县支行（演示）", "6326 0000 0000 001")


def test_paid_by_the_treasurys_receipt_and_refunded_with_an_approver(hall: SmallHall, case: UUID) -> None:
    fees, told = hall.use.fees, hall.use.fees.charge(hall.clerk, case, THREE)
    with pytest.raises(RuleError, match=r"fee\.not_paid"):
        fees.refund(hall.clerk, told.id, "电0002", hall.approver("重复缴费"))
    with pytest.raises(RuleError, match=r"fee\.bill_missing"):
        fees.pay(hall.clerk, told.id, " ")
    assert fees.pay(hall.clerk, told.id, "电0001").state is FeeState.PAID
    with pytest.raises(RuleError, match=r"fee\.settled"):
        fees.waive(hall.clerk, told.id, hall.approver())
    standing = fees.refund(hall.clerk, told.id, "电0002", hall.approver("重复缴费"))
    assert [(event.bill, event.approver_name) for event in standing.events] == [
        ("电0001", ""),
        ("电0002", "shenpi（演示）"),
    ]
    (kept,) = fees.of_case(hall.clerk, case)
    assert kept == standing
    assert kept.state is FeeState.REFUNDED


def test_a_waived_fee_needs_no_notice_and_a_paid_one_does(hall: SmallHall, case: UUID) -> None:
    fees, told = hall.use.fees, hall.use.fees.charge(hall.clerk, case, THREE)
    fees.waive(hall.clerk, told.id, hall.approver("低保户免收"))
    assert hall.use.integrity.verify().findings == ()
    other = fees.charge(hall.clerk, case, THREE)
    found = hall.use.integrity.verify().findings
    assert [(one.check, one.subject) for one in found] == [("papers", other.number)]
    fees.print(hall.clerk, other.id)
    fees.pay(hall.clerk, other.id, "电0001")
    assert hall.use.integrity.verify().findings == ()


def test_a_cancelled_fee_makes_its_notice_void_and_a_reprint_the_former(hall: SmallHall, case: UUID) -> None:
    fees, told = hall.use.fees, hall.use.fees.charge(hall.clerk, case, THREE)
    prints = [fees.print(hall.clerk, told.id).record for _ in range(2)]
    assert [one.nth for one in prints] == [1, 2]
    fees.cancel(hall.clerk, told.id, "收费数量有误")
    with hall.store.read() as unit:
        reasons = [unit.prints.events(one.id)[-1].reason for one in prints]
    assert reasons == ["由第2次打印代替", "收费数量有误"]
    with pytest.raises(RuleError, match=r"fee\.settled"):
        fees.print(hall.clerk, told.id)
    assert fees.charge(hall.clerk, case, Assessment(2)).number == "玛市监缴〔2026〕2号"


def test_papers_of_an_item_are_counted_by_version(hall: SmallHall) -> None:
    papers = hall.use.hall_papers
    printed = [papers.print_item(hall.clerk, HallPaperKind.GUIDE, "117-01").record for _ in range(2)]
    assert [(one.nth, one.version, one.number) for one in printed] == [
        (1, make.item().version, ""),
        (2, make.item().version, ""),
    ]
    assert papers.print_item(hall.clerk, HallPaperKind.CARD, "117-01").record.nth == 1
    assert {job.job.title for job in hall.use.print_jobs.open()} == {"办事指南 117-01", "公示卡 117-01"}
    with hall.store.read() as unit:
        logged = [entry.fields["subject"] for entry in unit.audit.entries()]
    assert logged[-3:] == ["办事指南 117-01", "办事指南 117-01", "公示卡 117-01"]


def test_the_lists_of_a_day_hold_what_was_received_and_what_was_finished(hall: SmallHall) -> None:
    papers, day = hall.use.hall_papers, date(2026, 9, 15)
    first = hall.use.intake.accept_new(hall.clerk, hall.application())
    hall.clock.pass_days(1)
    hall.use.intake.receive(hall.clerk, hall.application())
    hall.use.review.withdraw(hall.clerk, first.case.id, "不办了")
    lists = {}
    for kind in (HallPaperKind.RECEIVED_LIST, HallPaperKind.FINISHED_LIST):
        for when in (day, date(2026, 9, 16)):
            papers.print_list(hall.clerk, kind, when)
            paper = hall.composer.hall_papers[-1]
            lists[kind, when] = [(one.number, one.result) for one in paper.entries]  # type: ignore[union-attr]
    number = first.case.number
    assert lists[HallPaperKind.RECEIVED_LIST, day] == [(number, "申请人撤回")]
    assert [result for _, result in lists[HallPaperKind.RECEIVED_LIST, date(2026, 9, 16)]] == ["已收件"]
    assert lists[HallPaperKind.FINISHED_LIST, day] == []
    assert lists[HallPaperKind.FINISHED_LIST, date(2026, 9, 16)] == [(number, "申请人撤回")]
    with pytest.raises(RuleError, match="right_missing"):
        papers.print_list(make.actor(Right.KIOSK), HallPaperKind.RECEIVED_LIST, day)


@pytest.mark.parametrize(
    ("kind", "may"),
    [
        (HallPaperKind.DAY_END, {Right.SUPERVISOR, Right.ADMINISTRATOR}),
        (HallPaperKind.ATTENDANCE, {Right.REVIEWER, Right.SUPERVISOR}),
    ],
)
def test_a_sheet_to_sign_is_printed_by_those_who_may_see_it(
    hall: SmallHall, kind: HallPaperKind, may: set[Right]
) -> None:
    papers, day = hall.use.hall_papers, date(2026, 9, 15)
    sheet = MonthTable(f"{kind}（样张）", "县政务服务中心", ("检查项目",), (("办件",),), "", "", demo=True)
    for right in Right:
        if right not in may:
            with pytest.raises(RuleError, match="right_missing"):
                papers.print_sheets(make.actor(right), kind, day, [sheet])
    printed = [papers.print_sheets(make.actor(right), kind, day, [sheet]).record for right in sorted(may)]
    assert [one.nth for one in printed] == [1, 2]
    assert hall.composer.tables == [(sheet,), (sheet,)]
    assert {(job.job.title, job.job.size) for job in hall.use.print_jobs.open()} == {
        (f"{kind} {day}/{printed[0].subject.partition('/')[2]}", A4_ACROSS)
    }
