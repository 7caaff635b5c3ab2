"""The page of prints by keys: what failed and why, doubts answered, moved, tried again, taken back."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.papers import PrintState
from app.errors import DeviceError
from app.ports.print_jobs import JobReport
from tests.e2e.clerk.counter import FIRST, SECOND, Counter, settled
from tests.e2e.clerk.scenes import Scene
from tests.e2e.hands import Hands
from ui.print_queue.page import PrintQueuePage

MakeCounter = Callable[..., Counter]


class Desk:
    """Someone before the list of prints; both papers of an acceptance are in it."""

    def __init__(self, counter: Counter, application: QApplication, qtbot: QtBot) -> None:
        self.counter, self._qtbot, self.hands = counter, qtbot, Hands(application)
        self.scene = Scene(counter, settled(counter, application))

    def wait(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition, timeout=20_000)

    def refuse(self) -> None:
        self.counter.printers.problem = DeviceError("page_printer.refuses", printer=FIRST)

    def print(self, *states: PrintState) -> PrintQueuePage:
        """Print, and wait until the jobs stand like this; give the keyboard to the list."""
        self.case_id = self.scene.printed()
        self.counter.needs.pump.kick()
        page = self.scene.prints()
        self.stand(page, *states)
        self.counter.window.activateWindow()
        page.setFocus()
        return page

    def stand(self, page: PrintQueuePage, *states: PrintState) -> None:
        self.wait(lambda: sorted(one.standing.state for one in page.table.rows) == sorted(states))
        self.wait(self.counter.needs.runner.idle)

    def last_states(self) -> list[PrintState]:
        needs = self.counter.needs
        view = needs.use.case_book.view(needs.actor, self.case_id)
        return [events[-1].state for _, events in view.prints]


@pytest.fixture
def desk(make_counter: MakeCounter, qapp: QApplication, qtbot: QtBot) -> Desk:
    return Desk(make_counter(), qapp, qtbot)


def test_what_is_printed_leaves_the_list(desk: Desk) -> None:
    page = desk.print()
    assert desk.last_states() == [PrintState.PRINTED, PrintState.PRINTED]
    assert not page.table.isVisible()


def test_a_refusing_printer_is_named_in_words_and_tried_again(desk: Desk) -> None:
    desk.refuse()
    page = desk.print(PrintState.FAILED, PrintState.FAILED)
    problem = page.table.rows[0].problem
    assert problem is not None
    assert problem.code == "page_printer.refuses"
    desk.counter.printers.problem = None
    desk.hands.press("Ctrl+1")
    desk.stand(page, PrintState.FAILED)
    desk.hands.press("Ctrl+1")
    desk.stand(page)
    assert desk.last_states() == [PrintState.PRINTED, PrintState.PRINTED]


def test_a_job_is_moved_to_the_other_printer(desk: Desk) -> None:
    desk.refuse()
    page = desk.print(PrintState.FAILED, PrintState.FAILED)
    desk.hands.press("Ctrl+2")
    desk.wait(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.activateWindow()
    desk.hands.press("Down", "Return")
    desk.stand(page, PrintState.FAILED)
    assert [file.job.place.printer for file in desk.counter.printers.jobs] == [SECOND]


def test_a_job_in_doubt_asks_what_was_seen(desk: Desk) -> None:
    desk.counter.printers.says = JobReport(PrintState.UNKNOWN, reason="page_printer.no_reply")
    page = desk.print(PrintState.UNKNOWN, PrintState.UNKNOWN)
    desk.hands.press("Ctrl+1")
    desk.stand(page, PrintState.UNKNOWN)
    desk.hands.press("Ctrl+2")
    desk.stand(page, PrintState.FAILED)
    assert sorted(desk.last_states()) == sorted([PrintState.PRINTED, PrintState.FAILED])


def test_what_did_not_come_out_is_printed_anew_and_counted(desk: Desk) -> None:
    desk.counter.printers.says = JobReport(PrintState.UNKNOWN, reason="page_printer.no_reply")
    page = desk.print(PrintState.UNKNOWN, PrintState.UNKNOWN)
    desk.hands.press("Ctrl+2")
    desk.stand(page, PrintState.FAILED, PrintState.UNKNOWN)
    page.table.choose(next(n for n, one in enumerate(page.table.rows) if one.standing.state == "failed"))
    desk.counter.printers.says = JobReport(PrintState.PRINTED)
    desk.hands.press("Ctrl+1")
    needs = desk.counter.needs
    desk.wait(lambda: 2 in [one.nth for one, _ in needs.use.case_book.view(needs.actor, desk.case_id).prints])
    desk.wait(needs.runner.idle)


def test_a_job_is_taken_back(desk: Desk) -> None:
    desk.refuse()
    page = desk.print(PrintState.FAILED, PrintState.FAILED)
    desk.hands.press("Ctrl+3")
    desk.stand(page, PrintState.FAILED)
    assert sorted(desk.last_states()) == sorted([PrintState.CANCELLED, PrintState.FAILED])
    assert not desk.counter.printers.jobs


def test_the_paper_of_the_chosen_job_stands_beside(desk: Desk) -> None:
    desk.refuse()
    page = desk.print(PrintState.FAILED, PrintState.FAILED)
    desk.wait(lambda: page.pane.preview.finished)
