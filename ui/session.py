"""A staff machine's evening and morning: sign in, work, sign out, sign in."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.accounts import Actor
from ui.sign_in import SignInPage
from ui.staff_window import StaffWindow


class StaffSession(QObject):
    """Shows the sign-in page, then the window of who signed in, and the page again when they leave.

    Args:
        sign_in: makes the page.
        window: makes the window of an actor.
    """

    def __init__(
        self, sign_in: Callable[[], SignInPage], window: Callable[[Actor], StaffWindow], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._sign_in, self._window = sign_in, window
        self._shown: QWidget | None = None
        self.leave()

    def leave(self) -> None:
        """Close the window of who worked here and ask for the next one."""
        page = self._sign_in()
        page.signed_in.connect(self._enter)
        self._show(page)

    @property
    def shown(self) -> QWidget | None:
        """What is on the screen."""
        return self._shown

    def _enter(self, actor: Actor) -> None:
        window = self._window(actor)
        window.signed_out.connect(self.leave)
        self._show(window)

    def _show(self, widget: QWidget) -> None:
        former, self._shown = self._shown, widget
        widget.setGeometry(former.geometry() if former else widget.screen().availableGeometry())
        widget.showMaximized()
        widget.activateWindow()
        if former is not None:
            former.close()
            former.deleteLater()
