"""The queue at the counter: a called visitor's form, whose case it is, and what a counter holds at start."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.domain.case_rows import CaseQuery
from app.domain.cases import VisitorTicket
from app.domain.tickets import TicketAct, TicketState, Turn
from tests.e2e.clerk.counter import Counter, settled
from tests.e2e.clerk.scenes import FOOD, ON_THE_SPOT, SERVICE, TEXTS, Scene
from tests.e2e.hands import Hands
from ui.clerk.ticket_form import ticket_of
from ui.strip.standing import StripKey

MakeCounter = Callable[..., Counter]


class Desk:
    """A clerk whose keys call visitors."""

    def __init__(self, counter: Counter, application: QApplication, qtbot: QtBot) -> None:
        self.counter, self._qtbot, self.hands = counter, qtbot, Hands(application)
        self.scene = Scene(counter, settled(counter, application))
        self.page = self.scene.page

    def wait(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition, timeout=20_000)

    def key(self, name: str, key: StripKey) -> None:
        """Press a key of the queue once it is open."""
        panel = self.page.queue.panel
        assert panel is not None
        self.wait(lambda: panel.ready and panel.keys.button(key).isEnabled())
        self.hands.press(name)
        self.wait(lambda: panel.ready)

    def begin(self) -> None:
        self.key("F12", StripKey.PAUSE)

    def call(self, turn: Turn) -> None:
        self.key("F5", StripKey.CALL)
        self.wait(lambda: self.page.queue.ticket == turn.ticket)

    def item(self) -> str:
        item = self.page.desk.item
        return "" if item is None else item.key


@pytest.fixture
def desk(make_counter: MakeCounter, qapp: QApplication, qtbot: QtBot) -> Desk:
    return Desk(make_counter(), qapp, qtbot)


def test_a_called_ticket_opens_the_form_of_its_item(desk: Desk) -> None:
    turn = desk.counter.give(SERVICE, FOOD)
    desk.begin()
    desk.hands.press("Alt+2")
    desk.hands.press("Alt+1")
    desk.call(turn)
    desk.wait(lambda: desk.item() == FOOD)
    state = desk.page.desk.state
    assert state is not None
    assert ticket_of(state) == turn.ticket.id
    assert desk.hands.holds() == "名称"


def test_the_keyboard_stays_where_the_clerk_types_when_the_visitor_is_there(desk: Desk) -> None:
    turn = desk.counter.give(SERVICE, FOOD)
    desk.begin()
    desk.call(turn)
    desk.wait(lambda: desk.item() == FOOD)
    desk.hands.type("雪山茶餐馆")
    desk.hands.press("Return")
    before = desk.hands.holds()
    desk.key("F11", StripKey.START)
    panel = desk.page.queue.panel
    assert panel is not None
    desk.wait(lambda: panel.busy)
    assert desk.hands.holds() == before != "名称"


def test_a_ticket_without_an_item_leaves_the_choice(desk: Desk) -> None:
    turn = desk.counter.give(SERVICE)
    desk.begin()
    desk.call(turn)
    assert desk.item() == ""
    assert desk.hands.holds() == "查找事项"
    desk.hands.type("食品经营许可")
    desk.hands.press("Return")
    state = desk.page.desk.state
    assert state is not None
    assert ticket_of(state) == turn.ticket.id


def test_the_case_is_linked_to_the_ticket(desk: Desk) -> None:
    turn = desk.counter.give(SERVICE, FOOD)
    desk.begin()
    desk.call(turn)
    desk.wait(lambda: desk.item() == FOOD)
    desk.key("F11", StripKey.START)
    for text in (TEXTS["name"], TEXTS["code"], TEXTS["representative"], "", TEXTS["contact"], TEXTS["phone"]):
        desk.hands.type(text)
        desk.hands.press("Return")
    desk.hands.press("a", "Ctrl+1")
    needs = desk.counter.needs
    assert needs.queue is not None
    hall = needs.queue.hall
    desk.wait(lambda: TicketAct.LINKED in [event.act for event in hall.events(turn.ticket.id)])
    linked = next(one for one in hall.events(turn.ticket.id) if one.act is TicketAct.LINKED)
    (row,) = needs.use.case_book.find(needs.actor, CaseQuery())
    assert linked.case_id == row.case_id
    view = needs.use.case_book.view(needs.actor, row.case_id)
    assert view.header.ticket == VisitorTicket(turn.ticket.id, turn.ticket.number)
    desk.scene.review(row.case_id)
    words = [label.text() for label in desk.scene.lists().pane.findChildren(QLabel)]
    assert turn.ticket.number in words


def test_a_visitor_who_comes_back_finds_the_form_as_it_was(desk: Desk) -> None:
    first, second = desk.counter.give(SERVICE, FOOD), desk.counter.give(SERVICE, ON_THE_SPOT)
    desk.begin()
    desk.call(first)
    desk.wait(lambda: desk.item() == FOOD)
    desk.hands.type("大武镇雪山茶餐馆")
    desk.key("F11", StripKey.START)
    desk.key("F7", StripKey.HOLD)
    desk.call(second)
    desk.wait(lambda: desk.item() == ON_THE_SPOT)
    desk.key("F11", StripKey.START)
    desk.key("F10", StripKey.FINISH)
    desk.key("F7", StripKey.HOLD)
    desk.wait(lambda: desk.page.queue.ticket == first.ticket and desk.item() == FOOD)
    assert desk.page.desk.panel.applicant.fields["name"].text == "大武镇雪山茶餐馆"


def test_a_counter_that_starts_shows_the_ticket_it_holds(
    desk: Desk, make_counter: MakeCounter, qapp: QApplication, qtbot: QtBot
) -> None:
    turn = desk.counter.give(SERVICE, FOOD)
    desk.begin()
    desk.call(turn)
    desk.counter.window.hide()
    again = Desk(make_counter(), qapp, qtbot)
    again.wait(lambda: again.page.queue.ticket == turn.ticket)
    again.wait(lambda: again.item() == FOOD)
    panel = again.page.queue.panel
    assert panel is not None
    assert panel.standing is not None
    assert panel.standing.turn is not None
    assert panel.standing.turn.state is TicketState.CALLED


def test_digits_of_the_number_pad_are_typed_and_call_nobody(desk: Desk) -> None:
    desk.counter.give(SERVICE, FOOD)
    desk.begin()
    desk.hands.type("食品经营许可")
    desk.hands.press("Return")
    desk.page.desk.panel.materials.table.setFocus()
    desk.hands.pad("5")
    desk.scene.settle()
    assert desk.page.queue.ticket is None
