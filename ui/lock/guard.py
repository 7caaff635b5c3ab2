"""What locks the window of who has signed in, and what the log hears of it."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.domain.accounts import Actor
from app.services.accounts import Accounts
from ui.lock.lock_screen import ByFinger, IdleWatch, LockScreen, lock_over
from ui.look import Look
from ui.staff_window import StaffWindow
from ui.tasks import TaskRunner


class ScreenGuard(QObject):
    """Locks a window after idle minutes or at Ctrl+Shift+L; lives as long as the window.

    Args:
        minutes: of the hall's rules; 0 locks at the key alone.
        by_finger: where the machine has a sensor.
    """

    def __init__(
        self,
        look: Look,
        runner: TaskRunner,
        application: QApplication,
        window: StaffWindow,
        actor: Actor,
        accounts: Accounts,
        minutes: int,
        by_finger: ByFinger | None = None,
    ) -> None:
        super().__init__(window)
        self._look, self._runner, self._window = look, runner, window
        self._actor, self._accounts, self._by_finger = actor, accounts, by_finger
        self.screen: LockScreen | None = None
        self._watch = IdleWatch(application, minutes, self)
        self._watch.idle.connect(self.lock)
        window.on_key("Ctrl+Shift+L", self.lock)

    def lock(self) -> None:
        """Lock the screen."""
        if self.screen is not None or not self._window.isVisible():
            return
        actor, accounts = self._actor, self._accounts
        screen = LockScreen(
            self._look,
            self._runner,
            self._window,
            actor.name,
            lambda typed: accounts.unlock_screen(actor, typed),
            self._by_finger,
        )
        screen.finished.connect(self._unlocked)
        screen.left.connect(self._window.signed_out)
        self.screen = screen
        self._runner.run("db", lambda _: accounts.screen_locked(actor), name="log the lock", owner=self)
        lock_over(screen)

    def _unlocked(self, _: int) -> None:
        if self.screen is not None:
            self.screen.deleteLater()
        self.screen = None
        self._watch.restart()
        self._window.activateWindow()
