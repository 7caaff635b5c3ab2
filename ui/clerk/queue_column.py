"""The counter's queue at the left of its page: its room is kept free until the page stands, then it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.domain.tickets import Ticket, Turn
from ui.clerk.dependencies import ClerkDependencies
from ui.widgets.boxes import column, fixed

if TYPE_CHECKING:
    from ui.strip.panel import StripPanel

WIDTH = 232


class QueueColumn(QFrame):
    """Says `came` with the ticket of who is called or served here. Hidden where the hall has no queue."""

    came = Signal(object)

    def __init__(self, needs: ClerkDependencies) -> None:
        super().__init__()
        self._needs = needs
        self._ticket: Ticket | None = None
        self._panel: StripPanel | None = None
        self.setProperty("kind", "pane")
        fixed(needs.look, self, width=WIDTH)
        self._box = column(needs.look, gap=0)
        self.setLayout(self._box)
        self.setVisible(needs.queue is not None)

    @property
    def ticket(self) -> Ticket | None:
        """The ticket of the visitor who is called or served here."""
        return self._ticket

    @property
    def panel(self) -> StripPanel | None:
        """The queue; None before the page stands, and where the hall has none."""
        return self._panel

    def fill(self) -> None:
        """Put the queue into its room, once."""
        if self._needs.queue is None or self._panel is not None:
            return
        from ui.strip.panel import StripPanel  # the page is usable before it

        self._panel = StripPanel(self._needs.queue)
        self._box.addWidget(self._panel)
        self._panel.called.connect(self._come)
        self._panel.started.connect(self._come)
        self._panel.ended.connect(self._gone)

    def _come(self, turn: Turn) -> None:
        self._ticket = turn.ticket
        self.came.emit(turn.ticket)

    def _gone(self) -> None:
        self._ticket = None
