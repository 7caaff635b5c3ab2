"""A guide works by the keyboard alone: ask, tick, print, ticket, request, complaint, progress, words."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.complaints import ComplaintState
from app.domain.guide import Language as Spoken
from app.domain.guide import Outcome
from app.domain.requests import RequestKind, RequestState
from app.domain.tickets import Priority
from tests.e2e.guide.bench import Bench, settled
from tests.e2e.guide.states import accept
from tests.e2e.hands import Hands
from ui.guide.pages import COMPLAINTS, PAGES, PROGRESS, REQUESTS
from ui.guide.request_page import RequestPage
from ui.i18n.language import Language
from ui.progress.panel import ProgressPanel
from ui.widgets.words import Label

MakeBench = Callable[..., Bench]


@pytest.fixture
def bench(make_bench: MakeBench) -> Bench:
    return make_bench()


@pytest.fixture
def hands(qapp: QApplication) -> Hands:
    return Hands(qapp)


def ask(bench: Bench, hands: Hands, qapp: QApplication, question: str) -> None:
    hands.press("F3")
    hands.type(question)
    bench.ask.finding.look_up()
    settled(bench, qapp)()


def language(bench: Bench) -> Language:
    return bench.interpreter.language


def press_button(hands: Hands, name: str) -> None:
    """Go to a button of a dialog by Tab, and press it."""
    for _ in range(12):
        hands.press("Tab")
        if hands.holds() == name:
            hands.press("Space")
            return
    raise AssertionError(f"Tab never reaches {name}")


def texts(window: object) -> list[str]:
    return [label.text() for label in window.findChildren(Label) if label.isVisible()]  # type: ignore[attr-defined]


def test_a_visit_by_keys(bench: Bench, hands: Hands, qapp: QApplication) -> None:
    wait = settled(bench, qapp)
    ask(bench, hands, qapp, "身份证丢了")
    assert bench.ask.item is not None
    assert bench.ask.item.key == "103-05"
    bench.ask.home.checklist.setFocus()
    hands.press("Space", "Space")
    assert bench.ask.home.ticked() == (2, 4)
    hands.press("Ctrl+P")
    wait()
    (job,) = bench.printer.jobs
    assert job.pdf.startswith(b"%PDF")
    hands.press("F5")
    wait()
    (turn,) = bench.queue.turns(bench.needs.today(), bench.needs.today())
    assert (turn.ticket.item, turn.ticket.priority) == ("103-05", None)
    assert len(bench.tickets.slips) == 1
    outcomes = [(one.outcome, one.ticked, one.wanted) for one in bench.needs.guide.today(bench.needs.actor)]
    assert outcomes == [(Outcome.SLIP, 2, 4), (Outcome.TICKET, 2, 4)]


def test_a_ticket_with_a_head_start(bench: Bench, hands: Hands, qapp: QApplication) -> None:
    ask(bench, hands, qapp, "开饭馆")

    def choose() -> None:
        press_button(hands, "老年人")

    QTimer.singleShot(200, choose)
    bench.ask.give_favoured()
    settled(bench, qapp)()
    (turn,) = bench.queue.turns(bench.needs.today(), bench.needs.today())
    assert turn.ticket.priority is Priority.ELDERLY


def test_a_printer_that_is_off_leaves_the_number_on_the_screen(
    bench: Bench, hands: Hands, qapp: QApplication
) -> None:
    bench.tickets.broken = bench.printer.broken = True
    ask(bench, hands, qapp, "开饭馆")
    hands.press("F5")
    settled(bench, qapp)()
    (turn,) = bench.queue.turns(bench.needs.today(), bench.needs.today())
    assert turn.ticket.number in bench.ask.notice.words
    hands.press("Ctrl+P")
    settled(bench, qapp)()
    assert bench.printer.jobs == []
    assert bench.ask.notice.words
    logged = [one.outcome for one in bench.needs.guide.today(bench.needs.actor)]
    assert logged == [Outcome.TICKET]


def test_the_screen_turns_and_shows_nothing_of_the_guides(
    bench: Bench, hands: Hands, qapp: QApplication
) -> None:
    ask(bench, hands, qapp, "身份证丢了")
    before = bench.needs.look.scale
    hands.press("F11")
    settled(bench, qapp)()
    assert not bench.window.band.isVisible()
    assert not bench.ask.finding.isVisible()
    assert not bench.ask.home.slip.isVisible()
    assert bench.needs.look.scale > before
    assert any("ཁྱིམ་ཐོ" in text for text in texts(bench.window))
    hands.press("F11")
    settled(bench, qapp)()
    assert bench.window.band.isVisible()
    assert bench.needs.look.scale == before


def test_words_of_the_hall_are_found_at_once(
    bench: Bench, hands: Hands, qapp: QApplication, qtbot: QtBot
) -> None:
    ask(bench, hands, qapp, "开饭馆")
    bench.ask.finding.found.choose(1)
    assert bench.ask.item is not None
    key = bench.ask.item.key
    bench.ask.home.checklist.setFocus()
    hands.press("Space")
    ticked = bench.ask.home.ticked()
    bench.ask.notice._quiet.setInterval(300_000)  # a slow machine lets no note fade before it is read

    def type_word() -> None:
        hands.type("撮一顿")
        press_button(hands, "保存")

    QTimer.singleShot(200, type_word)
    hands.press("F4")
    qtbot.waitUntil(lambda: bench.needs.guide.words(key) == ("撮一顿",))
    qtbot.waitUntil(bench.ready, timeout=20_000)
    settled(bench, qapp)()
    assert (bench.ask.item.key, bench.ask.home.ticked()) == (key, ticked), "the list read anew moves nothing"
    assert bench.ask.notice.words == "本地说法已存，共 1 个"
    ask(bench, hands, qapp, "撮一顿")
    assert bench.ask.item.key == key


def test_an_appointment_by_keys_enters_the_queue(bench: Bench, hands: Hands, qapp: QApplication) -> None:
    wait = settled(bench, qapp)
    ask(bench, hands, qapp, "身份证丢了")
    hands.press("F6")
    wait()
    page = bench.window.page(list(PAGES).index(REQUESTS))
    assert isinstance(page, RequestPage)
    for text in ("才让", "13800000000", "11-23", "9:30"):
        hands.type(text)
        hands.press("Tab")
    hands.press("Ctrl+S")
    wait()
    (made,) = bench.needs.requests.running(bench.needs.actor)
    assert (made.request.kind, made.request.item_key) == (RequestKind.APPOINTMENT, "103-05")
    assert made.request.number in page.notice.words
    bench.clock.at = made.request.wanted_at or bench.clock.at
    page.into_queue()
    wait()
    (queued,) = bench.needs.requests.running(bench.needs.actor)
    assert queued.state is RequestState.QUEUED
    assert bench.queue.turn(made.request.id).ticket.number in page.notice.words
    hands.press("Ctrl+4")
    wait()
    assert bench.needs.requests.running(bench.needs.actor) == ()


def test_a_form_that_lacks_something_keeps_what_was_typed(
    bench: Bench, hands: Hands, qapp: QApplication
) -> None:
    bench.window.begin_request(bench.ask.item)
    hands.type("才让")
    hands.press("Ctrl+S")
    settled(bench, qapp)()
    page = bench.window.page(list(PAGES).index(REQUESTS))
    assert isinstance(page, RequestPage)
    assert page.form.name.text == "才让"
    assert "预约" in page.notice.words
    assert bench.needs.requests.running(bench.needs.actor) == ()


def test_a_complaint_by_keys(bench: Bench, hands: Hands, qapp: QApplication) -> None:
    hands.press("F7")
    settled(bench, qapp)()
    assert bench.window.page(list(PAGES).index(COMPLAINTS)) is not None
    hands.type("等了一上午")
    hands.press("Ctrl+S")
    settled(bench, qapp)()
    (made,) = bench.needs.complaints.open(bench.needs.actor)
    assert (made.view.state, made.view.complaint.words) == (ComplaintState.REGISTERED, "等了一上午")
    assert made.view.complaint.department == (bench.ask.item.department if bench.ask.item else "")


def test_progress_by_keys(bench: Bench, hands: Hands, qapp: QApplication) -> None:
    number, last_four = accept(bench)
    hands.press(f"Alt+{list(PAGES).index(PROGRESS) + 1}")
    settled(bench, qapp)()
    hands.type(number)
    hands.press("Tab")
    hands.type(last_four)
    hands.press("Return")
    settled(bench, qapp)()
    page = bench.window.page(list(PAGES).index(PROGRESS))
    assert isinstance(page, ProgressPanel)
    said = texts(page)
    assert "已经受理。" in said
    assert page.last_four.text == ""
    hands.press("Escape")
    assert page.number.text == ""
    assert "已经受理。" not in texts(page)


def test_the_language_changes_at_once(bench: Bench, hands: Hands, qapp: QApplication) -> None:
    bench.ask.home.answered.setFocus()
    hands.press("F12")
    settled(bench, qapp)()
    assert language(bench) is Language.TIBETAN
    hands.press("F12")
    assert language(bench) is Language.CHINESE


def test_the_language_of_the_talk_is_logged(bench: Bench, hands: Hands, qapp: QApplication) -> None:
    next(chip for chip in bench.ask.home.chips() if chip.text() == "藏语").click()
    hands.press("F9")
    settled(bench, qapp)()
    (logged,) = bench.needs.guide.today(bench.needs.actor)
    assert (logged.language, logged.outcome) == (Spoken.TIBETAN, Outcome.ANSWERED)
