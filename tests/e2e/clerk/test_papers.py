"""Opinion, fee, certificate and delivery by keys; every paper that is shown becomes a file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.details import Delivered, Denied, Examined, Signed, StepKind
from app.domain.fees import FeeState
from app.domain.lifecycle import State
from app.domain.papers import PrintState
from data.demo_hall import DEMO_PASSWORD, clerk_login, reviewer_login
from tests.e2e.clerk.counter import DEPARTMENT, Counter
from tests.e2e.clerk.person import Person
from tests.e2e.clerk.scenes import CHARGED, CHARGED_AT, FOOD
from ui.clerk.case_actions import CaseAct
from ui.clerk.case_notes import PAGE
from ui.clerk.case_papers import papers_in
from ui.clerk.paper_dialog import PaperDialog
from ui.widgets.keys import KeyButton

MakeCounter = Callable[..., Counter]


@pytest.fixture
def clerk(make_counter: MakeCounter, qapp: QApplication, qtbot: QtBot) -> Person:
    return Person(make_counter(), qapp, qtbot)


@pytest.fixture
def reviewer(make_counter: MakeCounter, qapp: QApplication, qtbot: QtBot) -> Person:
    return Person(make_counter(login=reviewer_login(DEPARTMENT)), qapp, qtbot)


def test_the_examiner_writes_an_opinion(clerk: Person) -> None:
    clerk.see(StepKind.REVIEW_STARTED)
    clerk.hands.press("Ctrl+1")
    clerk.dialog()
    clerk.hands.type("现场核查合格")
    clerk.hands.press("Ctrl+Return")
    clerk.wait(lambda: StepKind.EXAMINED in clerk.kinds())
    detail = clerk.view().branches[0].branch.tip.detail
    assert isinstance(detail, Examined)
    assert detail.opinion == "现场核查合格"
    page = clerk.scene.lists()
    clerk.wait(lambda: "现场核查合格" in clerk.words(page))
    assert page.pane.offered[0] == "extend"


def test_who_decides_reads_the_opinion_first(reviewer: Person) -> None:
    reviewer.stand_before(reviewer.scene.reviewing(opinion=True))
    reviewer.hands.press("Ctrl+2")
    reviewer.dialog()
    assert "建议准予）：现场核查布局合理" in reviewer.words()


def test_a_fee_is_told_printed_and_paid(make_counter: MakeCounter, qapp: QApplication, qtbot: QtBot) -> None:
    person = Person(make_counter(login=clerk_login(CHARGED_AT)), qapp, qtbot)
    intake, actor = person.counter.needs.use.intake, person.counter.needs.actor
    case_id = intake.accept_new(actor, person.scene.application(CHARGED, "尕藏才让")).case.id
    person.stand_before(case_id)
    person.offer(CaseAct.CHARGE)
    person.hands.type("５５０")
    person.hands.press("Return")
    person.hands.type("２")
    person.hands.press("Ctrl+Return")
    person.wait(lambda: [one.state for one in person.view().fees] == [FeeState.DUE])
    assert person.view().fees[0].charge.fee.amount_fen == 110_000
    person.wait(lambda: "缴款通知书" in [job.job.kind for job in person.counter.printers.jobs])
    person.offer(CaseAct.SETTLE)
    person.next_dialog()
    person.hands.type("００１２３４５６")
    person.hands.press("Ctrl+Return")
    person.wait(lambda: [one.state for one in person.view().fees] == [FeeState.PAID])
    assert person.view().fees[0].events[-1].bill == "00123456"


def test_that_an_item_is_free_is_printed_for_who_asks(clerk: Person) -> None:
    page = clerk.see(StepKind.ACCEPTED)
    papers = page.pane.papers
    clerk.wait(lambda: bool(papers.rows))
    assert [row.name for row in papers.rows][-1] == "收费告知书"
    assert papers.chosen() is papers.rows[-2], "a reprint means the paper that was written last"
    papers.choose(len(papers.rows) - 1)
    clerk.hands.press("Ctrl+o")
    clerk.dialog(PaperDialog)
    clerk.hands.press("Escape")
    clerk.hands.press("Ctrl+p")
    clerk.wait(lambda: [job.job.kind for job in clerk.counter.printers.jobs] == ["收费告知书"])


def test_it_is_called_a_reprint_only_after_a_print(clerk: Person) -> None:
    pane = clerk.see(StepKind.ACCEPTED).pane
    (button,) = (one for one in pane.findChildren(KeyButton) if one.text() == "打印")
    clerk.hands.press("Ctrl+p")
    clerk.wait(lambda: button.text() == "重印")
    pane.papers.choose(len(pane.papers.rows) - 1)  # the word that the item is free
    assert button.text() == "打印"


def test_a_charged_item_has_no_word_that_it_is_free(
    make_counter: MakeCounter, qapp: QApplication, qtbot: QtBot
) -> None:
    person = Person(make_counter(login=clerk_login(CHARGED_AT)), qapp, qtbot)
    intake, actor = person.counter.needs.use.intake, person.counter.needs.actor
    case_id = intake.accept_new(actor, person.scene.application(CHARGED, "尕藏才让")).case.id
    assert "收费告知书" not in [one.name for one in papers_in(person.view(case_id))]


def test_a_relief_without_its_basis_is_told_where_it_is_typed(
    make_counter: MakeCounter, qapp: QApplication, qtbot: QtBot
) -> None:
    person = Person(make_counter(login=clerk_login(CHARGED_AT)), qapp, qtbot)
    intake, actor = person.counter.needs.use.intake, person.counter.needs.actor
    case_id = intake.accept_new(actor, person.scene.application(CHARGED, "尕藏才让")).case.id
    person.stand_before(case_id)
    person.offer(CaseAct.CHARGE)
    person.hands.press("Return", "Return")
    person.hands.type("10")
    person.next_dialog()
    assert "依据" in person.words()
    assert not person.view().fees


def test_another_certificate_takes_the_place_of_a_wrong_one(clerk: Person) -> None:
    page = clerk.stand_before(clerk.scene.certified())
    old = clerk.view().certificates[0].certificate
    clerk.offer(CaseAct.REISSUE)
    pressed = 0
    while clerk.hands.holds() != "审批人用户名":
        clerk.hands.press("Return")
        pressed += 1
        assert pressed < 15, "Enter leads to every field"
    for text in (reviewer_login(DEPARTMENT), DEMO_PASSWORD, "名称登记有误"):
        clerk.hands.type(text)
        clerk.hands.press("Return")
    clerk.next_dialog()
    clerk.hands.press("Ctrl+Return")
    clerk.wait(lambda: len(clerk.view().certificates) == 2)
    clerk.wait(clerk.counter.needs.runner.idle)
    first, second = clerk.view().certificates
    assert (first.certificate.id, bool(first.void), second.void) == (old.id, True, None)
    clerk.wait(lambda: "原证已作废" in page.notice.words)
    assert clerk.state(clerk.case_id) is State.READY


def test_a_spoiled_sheet_is_written_off_and_printed_again(clerk: Person) -> None:
    page = clerk.stand_before(clerk.scene.certified())
    certificates = [n for n, row in enumerate(page.pane.papers.rows) if "许可证" in row.name]
    page.pane.papers.choose(certificates[0])
    clerk.hands.press("Ctrl+p")
    clerk.dialog()
    clerk.hands.type("卡纸")
    clerk.hands.press("Ctrl+Return")
    clerk.wait(lambda: len(clerk.view().certificates[0].prints) == 2)
    first, second = clerk.view().certificates[0].prints
    assert (first.state, second.print.nth) == (PrintState.VOIDED, 2)


def test_a_reviewer_declares_a_certificate_void(reviewer: Person) -> None:
    page = reviewer.stand_before(reviewer.scene.certified())
    reviewer.hands.press(f"Ctrl+{page.pane.offered.index(CaseAct.VOID) + 1}")
    reviewer.dialog()
    reviewer.hands.type("持证人已注销")
    reviewer.hands.press("Ctrl+Return")
    reviewer.wait(lambda: reviewer.view().certificates[0].void is not None)


def test_a_delivery_says_who_signs(clerk: Person) -> None:
    clerk.see(StepKind.CERTIFICATE_READY)
    clerk.hands.press("Ctrl+1")
    clerk.dialog()
    clerk.hands.press("Ctrl+a")
    clerk.hands.type("索南扎西")
    clerk.hands.press("Return", "Space")
    clerk.confirm()
    clerk.reaches(State.DELIVERED)
    detail = clerk.view().branches[0].branch.tip.detail
    assert isinstance(detail, Delivered)
    assert (detail.signed, detail.signed_by) == (Signed.AGENT, "索南扎西")


def test_every_paper_that_is_shown_becomes_a_file(clerk: Person, tmp_path: Path) -> None:
    clerk.see(StepKind.ACCEPTED)
    clerk.hands.press("Ctrl+o")
    clerk.dialog(PaperDialog)
    clerk.hands.press("Ctrl+s")
    clerk.wait(lambda: len(list(tmp_path.glob("受理通知书-*.pdf"))) == 1)
    clerk.hands.press("Escape")
    clerk.scene.page.begin(clerk.scene.item(FOOD))
    clerk.counter.window.show_page(0)
    clerk.scene.take_in(faults=((2, 2),))
    clerk.hands.press("Ctrl+s")
    clerk.wait(lambda: (tmp_path / "一次性告知书.pdf").exists())
    clerk.wait(clerk.counter.needs.runner.idle)
    assert all(file.read_bytes().startswith(b"%PDF") for file in tmp_path.glob("*.pdf"))
    assert not clerk.printed()


def test_what_a_dialog_of_a_case_holds_outlives_the_program(
    reviewer: Person, make_counter: MakeCounter, qapp: QApplication, qtbot: QtBot
) -> None:
    reviewer.see(StepKind.REVIEW_STARTED)
    reviewer.hands.press("Ctrl+2")
    reviewer.dialog()
    reviewer.hands.press("Return")
    reviewer.hands.type("食品处理区没有隔离")
    reviewer.wait(reviewer.counter.needs.runner.idle)
    reviewer.hands.press("Escape")
    reviewer.counter.window.hide()
    again = Person(make_counter(login=reviewer_login(DEPARTMENT)), qapp, qtbot)
    again.stand_before(reviewer.case_id)
    again.hands.press("Ctrl+2")
    again.dialog()
    again.confirm()
    again.reaches(State.DENIED)
    detail = again.view().branches[0].branch.tip.detail
    assert isinstance(detail, Denied)
    assert detail.reason == "食品处理区没有隔离"
    needs = again.counter.needs
    assert not needs.use.drafts.all(needs.actor, PAGE)


def test_digits_of_a_full_width_keyboard_find_a_case(clerk: Person) -> None:
    clerk.scene.reviewing()
    page = clerk.scene.lists()
    clerk.hands.press("F3")
    clerk.hands.type("４５１０")
    clerk.wait(lambda: len(page.table.rows) == 1)
