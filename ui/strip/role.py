"""The strip beside a clerk's window: Ctrl+J shows it in front of other systems, it goes with the session."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from app.domain.accounts import Actor
from app.services.queue import Queue
from ui.machine import Machine
from ui.staff_window import StaffWindow
from ui.strip.dependencies import StripDependencies
from ui.strip.window import StripWindow, open_strip

KEY = "Ctrl+J"


def strip_needs(machine: Machine, actor: Actor) -> StripDependencies:
    """Return what the strip and the panel of a clerk stand on."""
    queue = machine.parts.queue()
    return StripDependencies(
        look=machine.program.look,
        runner=machine.program.runner,
        queue=Queue(queue, machine.clock),
        hall=queue,
        actor=actor,
        now=machine.clock.now,
    )


class StripOpener(QObject):
    """Opens the strip of a clerk's session once, and brings it to the front again."""

    def __init__(self, machine: Machine, actor: Actor, window: StaffWindow) -> None:
        super().__init__(window)
        self._machine, self._actor = machine, actor
        self._strip: StripWindow | None = None
        QShortcut(QKeySequence(KEY), window).activated.connect(self.open)
        window.signed_out.connect(self.end)

    @property
    def strip(self) -> StripWindow | None:
        """The strip, None while it was never opened."""
        return self._strip

    def open(self) -> None:
        """Show the strip at the edge of the screen."""
        program = self._machine.program
        if self._strip is None:
            self._strip = open_strip(strip_needs(self._machine, self._actor), program.application)
        self._strip.show()
        self._strip.raise_()

    def end(self) -> None:
        """Take the strip away; what the counter holds stays with the counter."""
        if self._strip is not None:
            self._strip.hide()
            self._strip.deleteLater()
            self._strip = None
