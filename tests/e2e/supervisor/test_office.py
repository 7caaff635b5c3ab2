"""The supervisor's way by keyboard: from a line to its case, a fork ended, a hall that cannot be read."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.accounts import Right
from app.domain.details import StepKind
from app.errors import StorageError
from app.services.hall_overview import HallOverview
from app.services.queue import Queue
from printing.pages import page_texts
from tests import factories as make
from tests.e2e.hands import Hands
from tests.e2e.supervisor.office import CATALOGUE_IN_FORCE, FOOD, Office
from tests.e2e.supervisor.states import busy, papers_of
from ui.supervisor.attention import FORKS, PARKED
from ui.theme import Sign

MakeOffice = Callable[..., Office]


@pytest.fixture
def hands(qapp: QApplication) -> Hands:
    return Hands(qapp)


def figures(office: Office) -> list[str]:
    return [tile.figure.text() for tile in office.page.figures]


def test_the_hall_is_seen_at_once_and_again_when_something_is_told(make_office: MakeOffice) -> None:
    office = make_office()
    assert figures(office) == ["0", "0", "—", "0", "0", "0"]
    assert len(office.page.wall.tiles) == 33
    assert not office.page.alarm.isVisible()
    office.give(20, 2)
    office.wait()
    while figures(office)[0] != "2":
        office.wait()
    assert office.page.alarm_words.text() == "20 号窗口（水利局）无人在岗，2 人在等"
    office.open("20", "央金")
    while office.page.alarm.isVisible():
        office.wait()
    assert "央金" in office.page.wall.tiles["20"].accessibleName()


def test_a_pressing_case_is_two_keys_away(make_office: MakeOffice, hands: Hands) -> None:
    office = make_office()
    today = office.clock.at
    office.clock.at = today - timedelta(days=13)
    case = office.accept().case
    office.clock.at = today
    office.look()
    table = office.page.attention.table
    assert [(one.sign, one.words) for one in table.rows] == [(Sign.LATE, "黄牌 超承诺 2 天")]
    hands.press("F4")
    assert hands.holds() == "待处理列表"
    office.page.attention.table.opened.emit()
    while office.watch.card.case_id is None:
        office.wait()
    assert office.watch.card.case_id == case.id
    hands.press("Alt+1")
    assert office.page.isVisible()


def press_in_dialog(application: QApplication, key: str) -> None:
    def press() -> None:
        dialog = application.activeModalWidget()
        assert isinstance(dialog, QWidget)
        buttons = [one for one in dialog.findChildren(QWidget) if one.accessibleName() == key]
        buttons[0].click()  # type: ignore[attr-defined]  # a button

    QTimer.singleShot(0, press)


def test_a_fork_is_ended_with_a_reason_and_leaves_the_list(
    make_office: MakeOffice, hands: Hands, qapp: QApplication
) -> None:
    office = make_office()
    case_id = office.forked()
    office.look()
    office.page.attention.choose(FORKS)
    assert [one.case_id for one in office.page.attention.table.rows] == [case_id]
    office.window.show_case(case_id)
    while office.watch.card.case_id is None:
        office.wait()
    hands.press("Ctrl+1")
    assert hands.holds() == "选定这一支的理由"
    assert office.watch.card.why.wrong
    hands.type("approved by phone")
    press_in_dialog(qapp, "先不选")
    hands.press("Ctrl+1")
    office.wait()
    assert office.needs.case_book.view(office.needs.actor, case_id).forked
    press_in_dialog(qapp, "选定")
    hands.press("Ctrl+1")
    while office.needs.case_book.view(office.needs.actor, case_id).forked:
        office.wait()
    view = office.needs.case_book.view(office.needs.actor, case_id)
    assert view.branches[0].branch.tip.kind is StepKind.FORK_RESOLVED
    assert StepKind.REVIEW_STARTED in {step.kind for step in view.branches[0].branch.steps}
    office.wait()
    assert office.needs.overview.now(office.needs.actor).forks == ()


def clicked_row(office: Office) -> None:
    table = office.page.attention.table
    box = table.visualRect(table.model().index(0, 1))
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())


def test_a_refused_record_is_seen_and_a_click_from_its_case(make_office: MakeOffice) -> None:
    office = make_office()
    case_id = office.accept().case.id
    office.refuse(case_id)
    office.look()
    office.page.attention.choose(PARKED)
    rows = office.page.attention.table.rows
    assert {one.words for one in rows} == {"中心退回"}
    assert rows[0].about == "办理步骤·里面有数据库存不下的字符，删去后可以重传。"
    clicked_row(office)
    while office.watch.card.case_id is None:
        office.wait()
    assert office.watch.card.case_id == case_id


def test_a_counter_leads_to_the_case_in_hand(make_office: MakeOffice, hands: Hands) -> None:
    office = make_office()
    office.open("26", "央金")
    office.give(26, 1)
    turn = office.call("26")
    case_id = office.accept().case.id
    keys, clerk = Queue(office.queue, office.clock), make.actor(department="", counter="26")
    keys.start(clerk, turn.ticket.id)
    office.look()
    office.page.wall.tiles["1"].setFocus()
    hands.press("Return")
    office.wait()
    assert office.page.notice.words == "1 号窗口现在没有正在办的件。"
    hands.press("Down", "Down", "Down", "Down", "Right")
    assert hands.holds().startswith("26 号窗口")
    office.page.notice._quiet.setInterval(300_000)  # a slow machine lets no note fade before it is read
    hands.press("Return")
    office.wait()
    office.look()
    assert office.page.notice.isVisible(), "a look at the hall leaves what was just said"
    assert office.page.notice.words == "26 号窗口现在没有正在办的件。"
    keys.link(clerk, turn.ticket.id, case_id)
    QTest.mouseClick(office.page.wall.tiles["26"], Qt.MouseButton.LeftButton)
    office.wait()
    while office.watch.card.case_id is None:
        office.wait()
    assert office.watch.card.case_id == case_id


def test_any_case_of_the_hall_is_found(make_office: MakeOffice, hands: Hands) -> None:
    office = make_office()
    busy(office)
    hands.press("Alt+2", "F3")
    number = office.accept(name="李四").case.number
    hands.type(number)
    while [one.about.split("·")[0] for one in office.watch.table.rows] != ["食品经营许可"]:
        office.wait()
    hands.press("Ctrl+a")
    hands.type("nobody-at-all")
    while office.watch.table.isVisible():
        office.wait()


def test_a_store_that_cannot_be_read_is_said_and_the_last_state_stays(
    make_office: MakeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = make_office()
    office.give(20, 2)
    office.look()

    def broken(*_: object) -> None:
        raise StorageError("storage.busy")

    with monkeypatch.context() as patched:
        patched.setattr(HallOverview, "now", broken)
        office.look()
        assert office.page.notice.isVisible()
        assert figures(office)[0] == "2"
    office.look()
    assert not office.page.notice.isVisible()


def test_somebody_without_the_right_reads_why(make_office: MakeOffice) -> None:
    office = make_office()
    stranger = make.actor(Right.CLERK)
    object.__setattr__(office.needs, "actor", stranger)
    office.look()
    assert "没有" in office.page.notice.words


def test_the_lists_of_a_day_and_cards_are_seen_printed_and_saved(
    make_office: MakeOffice, hands: Hands, tmp_path: Path
) -> None:
    office = make_office()
    number = office.accept().case.number
    papers_of(office, 0)
    chosen = office.papers.chosen
    assert chosen is not None
    assert number in "".join(page_texts(chosen.preview(office.use.hall_papers, office.needs.actor)))
    hands.press("Ctrl+p")
    office.wait()
    assert office.papers.notice.words == "收件登记表 1 份已送打印"
    hands.press("Ctrl+3")
    while "施行" not in office.papers.notice.words:  # the catalogue's version is not in force yet
        office.wait()
    office.clock.at = CATALOGUE_IN_FORCE
    hands.press("F3")
    hands.type(FOOD)
    assert [one.words for one in office.papers.table.rows] == ["食品经营许可"]
    office.saved.append(tmp_path / "card.pdf")
    hands.press("Ctrl+s")
    while office.papers.notice.words != "已存为 card.pdf":
        office.wait()
    assert "食品经营许可" in "".join(page_texts(office.saved[0].read_bytes()))
    hands.press("Ctrl+p")
    office.wait()
    assert office.papers.notice.words == "公示卡 1 份已送打印"
    titles = [one.job.title for one in office.use.print_jobs.open()]
    assert [title.split()[0] for title in titles] == ["收件登记表", "公示卡"]
    hands.press("F3")
    hands.type("nothing like this")
    assert not office.papers.table.isVisible()
