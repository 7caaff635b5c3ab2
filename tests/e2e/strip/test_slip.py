"""The strip while the line to the hall's queue is lost: the slip in hand is called."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.tickets import TicketState, Turn
from app.errors import RuleError
from app.ports.queue import Press
from tests.e2e.kiosk.bench import HOUSEHOLD
from tests.e2e.strip.counter import Counter
from ui.strip.slip import SlipDialog
from ui.strip.standing import StripKey
from ui.widgets.dialogs import Dialog


def _by_slip(press: Press) -> Turn | None:
    raise RuleError("queue.by_slip")


def _typed(slip: str) -> Callable[[Dialog], None]:
    def into(dialog: Dialog) -> None:
        assert isinstance(dialog, SlipDialog)
        QTest.keyClicks(dialog.slip.edit, slip)
        QTest.keyClick(dialog.slip.edit, Qt.Key.Key_Return)

    return into


def test_without_the_line_the_key_asks_for_the_slip(
    make_counter: Callable[..., Counter], monkeypatch: pytest.MonkeyPatch
) -> None:
    counter = make_counter()
    waits = counter.hall.give(HOUSEHOLD, 2)
    counter.open()
    monkeypatch.setattr("data.local_queue.LocalQueue.claim", lambda queue, press: _by_slip(press))
    counter.in_dialog(_typed("ca002"))
    counter.press(StripKey.CALL)
    turn = counter.reaches(TicketState.CALLED, "CA002")
    assert turn is not None
    assert turn.ticket.id == waits[1].ticket.id


def test_a_slip_of_another_hall_is_told_in_words(
    make_counter: Callable[..., Counter], monkeypatch: pytest.MonkeyPatch
) -> None:
    counter = make_counter()
    counter.open()
    monkeypatch.setattr("data.local_queue.LocalQueue.claim", lambda queue, press: _by_slip(press))
    counter.in_dialog(_typed("zz9"))
    counter.press(StripKey.CALL)
    counter.says("没有找到这张号票")
