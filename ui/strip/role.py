"""The strip beside a clerk's window: Ctrl+J shows it in front of other systems, it goes with the session."""

import os
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from app.domain.accounts import Actor
from app.services.journal import Journal
from app.services.posts import Posts
from app.services.queue import Queue
from ui.machine import Machine
from ui.staff_window import StaffWindow
from ui.strip.dependencies import StripDependencies
from ui.strip.global_keys import global_keys
from ui.strip.window import StripWindow, open_strip

KEY = "Ctrl+J"


def strip_needs(machine: Machine, actor: Actor) -> StripDependencies:
    """Return what the strip and the panel of a clerk stand on."""
    queue = machine.parts.queue()
    posts = Posts(Journal(machine.store, machine.parts.working_days(), machine.clock))
    return StripDependencies(
        look=machine.program.look,
        runner=machine.program.runner,
        queue=Queue(queue, machine.clock, posts.require_on_duty),
        hall=queue,
        actor=actor,
        now=machine.clock.now,
        watch=machine.watch,
    )


class StripOpener(QObject):
    """Opens the strip of a clerk's session when it is first wanted, and shows it again.

    Args:
        make: opens the strip.
        window: the clerk's; the strip goes when its session ends.
    """

    def __init__(self, make: Callable[[], StripWindow], window: StaffWindow) -> None:
        super().__init__(window)
        self._make = make
        self.strip: StripWindow | None = None
        QShortcut(QKeySequence(KEY), window).activated.connect(self.open)
        window.signed_out.connect(self.end)

    def open(self) -> None:
        """Show the strip, also where it was made small."""
        if self.strip is None:
            self.strip = self._make()
        self.strip.showNormal()  # it stays in front by itself

    def end(self) -> None:
        """Take the strip away; what the counter holds stays with the counter."""
        strip, self.strip = self.strip, None
        if strip is not None:
            strip.end()


def offer_strip(machine: Machine, actor: Actor, window: StaffWindow) -> StripOpener:
    """Let a key of the clerk's window show the strip."""

    def make() -> StripWindow:
        return open_strip(strip_needs(machine, actor), machine.program.application, global_keys(os.environ))

    return StripOpener(make, window)
