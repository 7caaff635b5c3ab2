"""Who waits for this counter, and who is on hold here."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.tickets import Turn
from ui.i18n import tr
from ui.look import Look
from ui.strip.standing import Standing, Waiting
from ui.theme import LG, MD, SM, XS
from ui.widgets.boxes import column, holder, row, swap
from ui.widgets.keys import KeyButton
from ui.widgets.words import Label

SHOWN_HELD = 4


class WaitingList(QWidget):
    """Says `called_back` with the id of a ticket on hold that was pressed."""

    called_back = Signal(object)

    def __init__(self, look: Look, pad: bool) -> None:
        super().__init__()
        self._look = look
        self._shown: tuple[object, ...] = ()
        self._body = QWidget()
        hint = Label(tr("小键盘：按 F 键的末位数字，小数点撤销"), "caption", "text_2", wrap=True)
        hint.setVisible(pad)
        self.setLayout(column(look, self._body, None, hint, gap=SM, margins=(LG, SM, LG, MD)))

    def show_standing(self, standing: Standing) -> None:
        """Show who waits; made anew only when something changed, so that the keyboard stays where it is."""
        shown = (standing.waiting, standing.next_number, standing.held)
        if shown == self._shown:
            return
        self._shown = shown
        next_one = tr("下一位 {number}", number=standing.next_number) if standing.next_number else ""
        aside = Label(next_one, "caption", "text_2", wrap=True)
        aside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head = row(self._look, Label(tr("等候"), "strong"), aside, gap=SM)
        head.setStretch(1, 1)
        parts: list[QWidget] = [holder(head), *(self._line(one) for one in standing.waiting)]
        if standing.held:
            held = [self._held(turn) for turn in standing.held[:SHOWN_HELD]]
            pairs = [row(self._look, *held[at : at + 2], None, gap=SM) for at in range(0, len(held), 2)]
            parts.append(Label(tr("挂起的，点一下叫回"), "caption", "text_2", wrap=True))
            parts += [holder(pair) for pair in pairs]
        self._body = swap(self._body, holder(column(self._look, *parts, gap=XS)))

    def _line(self, waiting: Waiting) -> QWidget:
        name = Label(waiting.name, "body", wrap=True)
        count = Label(tr("{n} 人", n=waiting.count), "strong")
        line = row(self._look, Label(waiting.prefix, "strong", "primary"), name, count, gap=SM)
        line.setStretch(1, 1)
        return holder(line)

    def _held(self, turn: Turn) -> KeyButton:
        button = KeyButton(self._look, turn.ticket.number)
        button.clicked.connect(self._saying(turn.ticket.id))
        return button

    def _saying(self, ticket_id: UUID) -> Callable[[], None]:
        return lambda: self.called_back.emit(ticket_id)
