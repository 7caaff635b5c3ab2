"""The rest of a case by keys: examine, decide by another, pause, extend, certify, deliver, archive."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from app.domain.details import StepKind
from app.domain.lifecycle import State
from app.domain.papers import PaperKind
from data.demo_hall import DEMO_PASSWORD, reviewer_login
from tests.e2e.clerk.counter import DEPARTMENT, Counter
from tests.e2e.clerk.person import Person
from tests.e2e.walk import box_of, tab_round
from ui.clerk.paper_dialog import PaperDialog
from ui.widgets.steps import StepLine

MakeCounter = Callable[..., Counter]


@pytest.fixture
def reviewer(make_counter: MakeCounter, qapp: QApplication, qtbot: QtBot) -> Person:
    return Person(make_counter(login=reviewer_login(DEPARTMENT)), qapp, qtbot)


@pytest.fixture
def clerk(make_counter: MakeCounter, qapp: QApplication, qtbot: QtBot) -> Person:
    return Person(make_counter(), qapp, qtbot)


def test_a_reviewer_sees_the_paper_and_grants(reviewer: Person) -> None:
    reviewer.see(StepKind.REVIEW_STARTED)
    reviewer.hands.press("Ctrl+1")
    reviewer.dialog()
    reviewer.confirm()
    reviewer.reaches(State.GRANTED)
    assert reviewer.printed() == [PaperKind.GRANT]


def test_who_goes_back_from_the_paper_finds_the_words(reviewer: Person) -> None:
    reviewer.see(StepKind.REVIEW_STARTED)
    reviewer.hands.press("Ctrl+2")
    reviewer.dialog()
    reviewer.hands.press("Return")
    reviewer.hands.type("经营场所不符合要求")
    reviewer.hands.press("Ctrl+Return")
    reviewer.dialog(PaperDialog)
    reviewer.hands.press("Escape")
    reviewer.dialog()
    reviewer.confirm()
    reviewer.reaches(State.DENIED)
    assert reviewer.printed() == [PaperKind.DENIAL]


def test_whoever_examined_does_not_decide(reviewer: Person) -> None:
    page = reviewer.see(StepKind.ACCEPTED)
    reviewer.hands.press("Ctrl+1")
    reviewer.reaches(State.REVIEWING)
    reviewer.wait(lambda: bool(page.pane.offered) and page.pane.offered[0] == "grant")
    reviewer.hands.press("Ctrl+1")
    reviewer.dialog()
    reviewer.confirm()
    reviewer.wait(lambda: bool(page.notice.words) and reviewer.counter.needs.runner.idle())
    reviewer.wait(lambda: "审查" in page.notice.words)
    assert reviewer.state(reviewer.case_id) is State.REVIEWING


def test_a_special_procedure_stops_the_days_and_ends(reviewer: Person) -> None:
    page = reviewer.see(StepKind.REVIEW_STARTED)
    reviewer.hands.press("Ctrl+3")
    reviewer.dialog()
    reviewer.hands.type("１５")
    reviewer.confirm()
    reviewer.reaches(State.SUSPENDED)
    assert reviewer.printed() == [PaperKind.SUSPENSION]
    reviewer.wait(lambda: page.pane.offered == ("resume",))
    reviewer.hands.press("Ctrl+1")
    reviewer.dialog()
    reviewer.hands.type("检验合格")
    reviewer.hands.press("Ctrl+Return")
    reviewer.reaches(State.REVIEWING)


def test_an_extension_needs_a_second_person(clerk: Person) -> None:
    page = clerk.see(StepKind.REVIEW_STARTED)
    place = page.pane.offered.index("extend") + 1
    clerk.hands.press(f"Ctrl+{place}")
    clerk.dialog()
    clerk.hands.press("Return")
    for text in (reviewer_login(DEPARTMENT), DEMO_PASSWORD, "现场核查因大雪推迟"):
        clerk.hands.type(text)
        clerk.hands.press("Return")
    clerk.confirm()
    clerk.wait(lambda: PaperKind.EXTENSION in clerk.printed())


def test_a_count_out_of_range_is_told_at_its_field(clerk: Person) -> None:
    page = clerk.see(StepKind.REVIEW_STARTED)
    clerk.hands.press(f"Ctrl+{page.pane.offered.index('extend') + 1}")
    clerk.dialog()
    clerk.hands.press("Ctrl+a")
    clerk.hands.type("0")
    clerk.hands.press("Ctrl+Return")
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert any("1 至 365 的整数" in label.text() for label in dialog.findChildren(QLabel))


def test_a_certificate_is_seen_issued_printed_and_waits(clerk: Person) -> None:
    page = clerk.see(StepKind.GRANTED)
    clerk.hands.press("Ctrl+1")
    clerk.reaches(State.MAKING)
    clerk.wait(lambda: page.pane.offered[:1] == ("issue",))
    clerk.hands.press("Ctrl+1")
    clerk.dialog()
    first = QApplication.activeModalWidget()
    clerk.hands.press("Ctrl+Return")
    clerk.wait(lambda: QApplication.activeModalWidget() not in (None, first))
    clerk.dialog()
    clerk.fill()
    clerk.confirm()
    clerk.reaches(State.READY)
    clerk.wait(lambda: bool(clerk.counter.printers.jobs))


def test_copies_out_of_range_are_refused_in_words(clerk: Person) -> None:
    page = clerk.see(StepKind.CERTIFICATE_BEGUN)
    clerk.wait(lambda: page.pane.offered[:1] == ("issue",))
    clerk.hands.press("Ctrl+1")
    clerk.dialog()
    first = QApplication.activeModalWidget()
    clerk.hands.press("Ctrl+Return")
    clerk.wait(lambda: QApplication.activeModalWidget() not in (None, first))
    clerk.dialog()
    clerk.fill(copies="99")
    clerk.hands.press("Ctrl+Return")
    clerk.wait(lambda: "份数应为 1 至 20 份" in clerk.words())
    assert clerk.state(clerk.case_id) is State.MAKING


def test_a_delivery_checks_the_identity(clerk: Person) -> None:
    page = clerk.see(StepKind.CERTIFICATE_READY)
    clerk.hands.press("Ctrl+1")
    clerk.dialog()
    clerk.confirm()
    clerk.wait(lambda: "核对" in page.notice.words)
    assert clerk.state(clerk.case_id) is State.READY
    clerk.hands.press("Ctrl+1")
    clerk.dialog()
    clerk.hands.press("Return", "Space")
    clerk.confirm()
    clerk.reaches(State.DELIVERED)
    assert clerk.printed() == [PaperKind.DELIVERY]


def test_a_delivered_case_goes_into_the_archive(clerk: Person) -> None:
    clerk.see(StepKind.DELIVERED)
    clerk.hands.press("Ctrl+1")
    clerk.dialog()
    clerk.hands.type("2026-市监-0012")
    clerk.hands.press("Ctrl+Return")
    clerk.reaches(State.ARCHIVED)


def test_the_number_of_a_person_is_shown_on_a_wish_that_is_logged(clerk: Person) -> None:
    page = clerk.see(StepKind.ACCEPTED)
    assert "632621199003074510" not in clerk.words(page)
    clerk.hands.press("Ctrl+i")
    clerk.wait(lambda: "632621199003074510" in clerk.words(page))
    with clerk.counter.needs.use.store.read() as unit:
        assert "case.show_codes" in [sealed.fields["action"] for sealed in unit.audit.entries()]
    page.pane.mask_codes()
    clerk.scene.settle()
    assert "632621199003074510" not in clerk.words(page)


def test_a_paper_is_looked_at_without_counting(clerk: Person) -> None:
    clerk.see(StepKind.ACCEPTED)
    clerk.hands.press("Ctrl+o")
    clerk.dialog(PaperDialog)
    clerk.hands.press("Escape")
    assert not clerk.printed()


def test_a_long_story_stands_at_its_present_step_and_arrows_move_it(
    clerk: Person, qapp: QApplication
) -> None:
    page = clerk.see(StepKind.CERTIFICATE_READY)
    steps, area = page.pane.findChild(StepLine), page.pane.findChild(QScrollArea)
    assert steps is not None
    assert area is not None

    def at_present() -> bool:
        now, seen = steps.present, area.viewport()
        return now is not None and seen.rect().contains(box_of(now, seen)) and "送达" in clerk.words(now)

    clerk.wait(at_present)
    moved = area.verticalScrollBar().value()
    assert moved > 0, "the case is not long enough to tell"
    assert area in tab_round(clerk.counter.window, qapp)
    area.setFocus()
    clerk.hands.press("Up")
    assert area.verticalScrollBar().value() < moved
