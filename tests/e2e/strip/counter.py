"""A clerk before the strip: keys of the keyboard and of the number pad, and what the clerk reads."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.tickets import TicketState, Turn
from app.ports.queue import DeskState, HallQueue
from tests.e2e.kiosk.bench import Hall, put_away
from tests.e2e.kiosk.booth import Wait
from ui.look import Look
from ui.strip.dependencies import StripDependencies
from ui.strip.key_column import KEYS
from ui.strip.standing import StripKey, next_key
from ui.strip.window import StripWindow
from ui.widgets.dialogs import Dialog
from ui.widgets.keys import KeyButton


@dataclass(frozen=True)
class Counter:
    """The strip, the clerk's hands, and the hall behind."""

    hall: Hall
    window: StripWindow
    application: QApplication
    wait: Wait
    number: int

    def key(self, name: str) -> None:
        """Press a key such as `F5` or `Num+5`, as it reaches the strip's window."""
        pad = name.startswith("Num+")
        held = Qt.KeyboardModifier.KeypadModifier if pad else Qt.KeyboardModifier.NoModifier
        if name.startswith("Ctrl+"):
            held = Qt.KeyboardModifier.ControlModifier
        last = name.rpartition("+")[2]
        code = Qt.Key.Key_Period if last == "." else Qt.Key[f"Key_{last}"]
        self.wait(lambda: _has_keyboard(self.window))
        QTest.keyClick(self.window, code, held)
        self.application.processEvents()

    def press(self, key: StripKey) -> None:
        """Press a key of the strip once it can be pressed."""
        self.can(key)
        self.key(KEYS[key][0])

    def can(self, key: StripKey) -> None:
        panel = self.window.panel
        self.wait(lambda: panel.ready and panel.keys.button(key).isEnabled())

    def reaches(self, state: TicketState | None, number: str = "") -> Turn | None:
        """Wait until the strip shows a ticket in a state, or nobody."""

        def there() -> bool:
            standing = self.window.panel.standing
            turn = standing.turn if standing else None
            if standing is None or state is None:
                return standing is not None and turn is None
            return turn is not None and turn.state is state and number in ("", turn.ticket.number)

        self.wait(there)
        standing = self.window.panel.standing
        return standing.turn if standing else None

    def desk(self, state: DeskState) -> None:
        """Wait until the strip shows that its counter calls, pauses or is closed."""
        self.wait(lambda: self.window.panel.standing is not None and self.window.panel.standing.desk is state)

    def open(self) -> None:
        self.press(StripKey.PAUSE)
        self.desk(DeskState.OPEN)

    def filled(self) -> StripKey:
        standing = self.window.panel.standing
        assert standing is not None
        return next_key(standing)

    def words(self) -> str:
        parts = [one for one in self.window.findChildren(QWidget) if one.isVisible()]
        return "\n".join(str(one.property("text") or one.accessibleName()) for one in parts)

    def says(self, words: str) -> None:
        """Wait until something stands in the strip."""
        self.wait(lambda: words in self.words())

    def answer(self, verb: str) -> None:
        """When the next dialog is open, press the button of that verb."""
        self.in_dialog(lambda dialog: self._button(dialog, verb).click())

    def in_dialog(self, act: Callable[[Dialog], None]) -> None:
        """Do something in the next dialog."""

        def look() -> None:
            dialog = self.application.activeModalWidget()
            if isinstance(dialog, Dialog):
                try:
                    act(dialog)
                except BaseException:
                    dialog.done(0)  # a dialog left open would hold the test for ever
                    raise
            else:
                QTimer.singleShot(10, look)

        QTimer.singleShot(0, look)

    def _button(self, dialog: Dialog, verb: str) -> KeyButton:
        return next(one for one in dialog.findChildren(KeyButton) if one.text() == verb)


def _has_keyboard(window: QWidget) -> bool:
    """Give a window the keyboard, which it does not take by itself, and tell whether it has it."""
    window.activateWindow()
    return window.isActiveWindow()


@contextmanager
def counters(
    hall: Hall, look: Look, wait: Wait, application: QApplication
) -> Iterator[Callable[..., Counter]]:
    """Open strips while the block runs."""
    windows: list[StripWindow] = []

    def make(counter: int = 3, queue: HallQueue | None = None) -> Counter:
        needs = StripDependencies(
            look=look,
            runner=hall.runner,
            queue=hall.clerks_queue(),
            hall=queue or hall.queue,
            actor=hall.clerk(counter),
            now=hall.clock.now,
            poll=50,
        )
        window = StripWindow(needs, application)
        windows.append(window)
        window.show()
        wait(lambda: _has_keyboard(window))
        made = Counter(hall, window, application, wait, counter)
        wait(lambda: window.panel.standing is not None)
        return made

    yield make
    for window in windows:
        window.hide()
    put_away(*windows)
    wait(hall.runner.idle)
