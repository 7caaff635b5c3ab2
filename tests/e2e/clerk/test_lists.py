"""Finding cases and working down lists: by keyboard, with steps, papers, reprints counted, and every act."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.domain.details import StepKind
from app.domain.lifecycle import State
from tests.e2e.clerk.counter import Counter, settled
from tests.e2e.clerk.scenes import FOOD, ON_THE_SPOT, Scene
from tests.e2e.hands import Hands
from ui.clerk.case_actions import CaseAct
from ui.clerk.worklist_page import WorklistPage

MakeCounter = Callable[..., Counter]


class Desk:
    """Someone at the page of lists."""

    def __init__(self, counter: Counter, application: QApplication, qtbot: QtBot) -> None:
        self.counter, self._qtbot, self.hands = counter, qtbot, Hands(application)
        self.scene = Scene(counter, settled(counter, application))

    @property
    def page(self) -> WorklistPage:
        return self.scene.lists()

    def see(self, case_id: UUID) -> None:
        """Choose a case and wait until it stands beside the list."""
        self.counter.window.show_case(case_id)
        self.wait(lambda: self.page.shown == case_id)

    def wait(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition, timeout=20_000)

    def state(self, case_id: UUID) -> State:
        return self.counter.needs.use.case_book.view(self.counter.needs.actor, case_id).branches[0].state

    def kinds(self, case_id: UUID) -> list[StepKind]:
        view = self.counter.needs.use.case_book.view(self.counter.needs.actor, case_id)
        return [step.kind for step in view.branches[0].branch.steps]

    def accept(self, name: str, item: str = FOOD) -> UUID:
        intake, actor = self.counter.needs.use.intake, self.counter.needs.actor
        return intake.accept_new(actor, self.scene.application(item, name)).case.id


@pytest.fixture
def desk(make_counter: MakeCounter, qapp: QApplication, qtbot: QtBot) -> Desk:
    return Desk(make_counter(), qapp, qtbot)


@pytest.mark.parametrize("typed", ["尕藏", "藏", "13800000000", "4510", "117"])
def test_a_case_is_found_by_whatever_is_known_of_it(desk: Desk, typed: str) -> None:
    case_id = desk.accept("尕藏才让")
    page = desk.page
    desk.hands.press("F3")
    desk.hands.type(typed)
    desk.wait(lambda: [shown.row.case_id for shown in page.table.rows] == [case_id])
    desk.hands.press("Down")
    assert desk.hands.holds() == "办件列表"


def test_nothing_found_says_what_else_to_try(desk: Desk) -> None:
    desk.accept("尕藏才让")
    page = desk.page
    desk.hands.press("F3")
    desk.hands.type("xyz")
    desk.wait(lambda: not page.table.isVisible())
    assert any("没有找到" in label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_the_lists_are_counted_and_shown(desk: Desk) -> None:
    desk.scene.day_of_work()
    page = desk.page
    desk.wait(lambda: len(page.table.rows) == 6)
    signs = [shown.sign.value for shown in page.table.rows]
    assert signs[0] == "late"
    assert signs[-1] == "waiting"
    names = {chip.text() for chip in page.chips}
    assert {"我的 6", "待补正 1", "超期 2"} <= names


def test_a_case_accepted_elsewhere_appears_by_itself(desk: Desk) -> None:
    page = desk.page
    case_id = desk.accept("尕藏才让")
    desk.wait(lambda: [shown.row.case_id for shown in page.table.rows] == [case_id])


def test_a_withdrawal_asks_why_and_keeps_what_was_typed(desk: Desk) -> None:
    case_id = desk.accept("尕藏才让")
    desk.see(case_id)
    desk.page.setFocus()
    desk.hands.press("Ctrl+2")
    desk.hands.type("搬走了")
    desk.hands.press("Escape", "Ctrl+2")
    desk.hands.press("Ctrl+Return")
    desk.wait(lambda: desk.state(case_id) is State.WITHDRAWN)


def test_an_entry_is_put_right_with_old_and_new_kept(desk: Desk) -> None:
    case_id = desk.accept("尕藏才让")
    desk.see(case_id)
    desk.page.setFocus()
    desk.hands.press("Ctrl+3")
    desk.hands.type("尕藏才郎")
    desk.hands.press("Return")
    desk.hands.type("录入有误")
    desk.hands.press("Ctrl+Return")
    desk.wait(lambda: StepKind.ENTRY_CORRECTED in desk.kinds(case_id))
    view = desk.counter.needs.use.case_book.view(desk.counter.needs.actor, case_id)
    assert view.header.applicant.name == "尕藏才郎"


def test_too_early_a_return_is_refused_in_words(desk: Desk) -> None:
    case_id = desk.scene.notified("周毛措")
    desk.see(case_id)
    page = desk.page
    page.pane.act_chosen.emit(CaseAct.GIVE_BACK)
    desk.scene.settle()
    desk.hands.type("逾期未补正")
    desk.hands.press("Ctrl+Return")
    desk.wait(lambda: "期满之后" in page.notice.words)
    desk.counter.clock.at += timedelta(days=30)
    page.pane.act_chosen.emit(CaseAct.GIVE_BACK)
    desk.scene.settle()
    desk.hands.press("Ctrl+Return")
    desk.wait(lambda: desk.state(case_id) is State.RETURNED)


def test_an_accepted_case_at_once_is_finished_from_the_list(desk: Desk) -> None:
    case_id = desk.accept("更藏卓玛", ON_THE_SPOT)
    desk.see(case_id)
    desk.page.setFocus()
    desk.hands.press("Ctrl+1")
    desk.hands.press("Ctrl+Return")
    desk.wait(lambda: desk.state(case_id) is State.DELIVERED)


def test_enter_goes_on_with_a_case_that_waits(desk: Desk) -> None:
    case_id = desk.scene.notified("周毛措")
    desk.see(case_id)
    desk.page.table.setFocus()
    desk.hands.press("Return")
    desk.wait(lambda: desk.scene.page.desk.state is not None)
    state = desk.scene.page.desk.state
    assert state is not None
    assert state.case_id == case_id


def test_a_reprint_is_counted_on_the_paper(desk: Desk) -> None:
    case_id = desk.accept("尕藏才让")
    desk.see(case_id)
    desk.page.setFocus()
    for times in (1, 2):
        desk.hands.press("Ctrl+P")
        desk.wait(lambda times=times: len(desk.counter.printers.jobs) == times)  # type: ignore[misc]
        desk.wait(desk.counter.needs.runner.idle)
    view = desk.counter.needs.use.case_book.view(desk.counter.needs.actor, case_id)
    assert [record.nth for record, _ in view.prints] == [1, 2]


def test_a_paper_is_saved_as_pdf_without_counting(desk: Desk, tmp_path: Path) -> None:
    case_id = desk.accept("尕藏才让")
    desk.see(case_id)
    desk.page.setFocus()
    desk.hands.press("Ctrl+S")
    desk.wait(lambda: bool(list(tmp_path.glob("*.pdf"))))
    desk.wait(desk.counter.needs.runner.idle)
    assert next(tmp_path.glob("受理通知书*.pdf")).read_bytes().startswith(b"%PDF")
    view = desk.counter.needs.use.case_book.view(desk.counter.needs.actor, case_id)
    assert not view.prints


def test_names_and_numbers_are_masked_everywhere_but_in_the_form(desk: Desk) -> None:
    case_id = desk.accept("尕藏才让")
    desk.see(case_id)
    words = " ".join(label.text() for label in desk.page.findChildren(QLabel))
    model = desk.page.table.model()
    words += " ".join(str(model.index(0, column).data()) for column in range(model.columnCount()))
    assert "尕**让" in words
    assert "尕藏才让" not in words
    assert "632621199003074510" not in words
    assert "13800000000" not in words
