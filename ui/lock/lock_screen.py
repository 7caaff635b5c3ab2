"""The locked screen: over everything of a staff window, which keeps what was typed for its owner."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from app.errors import AppError
from ui.error_texts import explain
from ui.i18n import tr
from ui.look import Look, wear
from ui.tasks import Task, TaskRunner
from ui.theme import LG, MD, SM
from ui.widgets.boxes import Card, column, fixed, row
from ui.widgets.fields import Field
from ui.widgets.icons import Icon
from ui.widgets.keys import KeyButton
from ui.widgets.notices import NoticeLine
from ui.widgets.words import Label, Spoken

MINUTE_MS = 60_000
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)

Unlock = Callable[[str], None]
"""Checks the owner's password; blocks, raises `RuleError`."""
ByFinger = Callable[[Callable[[], None], Callable[[Exception], None]], Callable[[], None]]
"""Waits for the owner's finger: given what to call then and when it fails; returns what ends the wait."""


class IdleWatch(QObject):
    """Says `idle` after so many minutes without a key or the mouse.

    Args:
        minutes: 0 never says it.
    """

    idle = Signal()

    def __init__(self, application: QApplication, minutes: int, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True, interval=minutes * MINUTE_MS)
        self._timer.timeout.connect(self.idle)
        self._wanted = minutes > 0
        application.installEventFilter(self)
        self.restart()

    def restart(self) -> None:
        """Count from now on."""
        if self._wanted:
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Count anew at every sign of life."""
        if event.type() in _SIGNS_OF_LIFE and self._timer.isActive():
            self._timer.start()
        return False


class LockScreen(Spoken, QDialog):
    """Covers a window and every dialog of it; gone when the owner gave the password or the finger.

    Nothing under it is closed or changed. Esc does nothing; the only other way out is to sign out.
    """

    left = Signal()

    def __init__(
        self,
        look: Look,
        runner: TaskRunner,
        window: QWidget,
        person: str,
        unlock: Unlock,
        by_finger: ByFinger | None = None,
    ) -> None:
        super().__init__(QApplication.activeModalWidget() or window, Qt.WindowType.FramelessWindowHint)
        self._runner, self._unlock = runner, unlock
        self._task: Task | None = None
        self.setModal(True)
        self.setProperty("kind", "page")
        self.speak(setWindowTitle=tr("屏幕已锁定"), setAccessibleName=tr("屏幕已锁定"))
        self.password = Field(look, tr("密码"))
        self.password.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.edit.goes_on = False
        self.enter = KeyButton(look, tr("解锁"), tr("回车"), "lock", "primary")
        self.leave = KeyButton(look, tr("换人登录"))
        self.notice = NoticeLine(look)
        self.enter.clicked.connect(self.try_password)
        self.leave.clicked.connect(self._leave)
        self.setLayout(column(look, None, row(look, None, self._card(look, person, by_finger), None), None))
        wear(self, look)
        self.setGeometry(window.frameGeometry())
        self._end_wait = by_finger(self.accept, self._refused) if by_finger else lambda: None
        self.finished.connect(lambda _: self._end_wait())

    def _card(self, look: Look, person: str, by_finger: ByFinger | None) -> Card:
        words = tr("{person} 的屏幕已锁定，输入的内容都在。", person=person)
        how = tr("按指纹，或输入密码") if by_finger else tr("请输入密码")
        head = row(look, Icon(look, "lock", 28, "primary"), Label(words, "heading", wrap=True), gap=SM)
        head.setStretch(1, 1)
        card = Card(look, gap=MD, padding=LG)
        ends = row(look, self.leave, None, self.enter, gap=MD)
        card.add(head, Label(how, "body", "text_2"), self.password, self.notice, ends)
        return fixed(look, card, width=420)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Unlock at Enter; no other key leads away."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.try_password()

    def reject(self) -> None:
        """Stay: neither Esc nor the window's frame opens a lock."""

    def try_password(self) -> None:
        """Check the password."""
        if self._task is not None or not self.password.judge():
            return
        typed = self.password.text
        self._task = self._runner.run(
            "db",
            lambda _: self._unlock(typed),
            name="unlock screen",
            done=lambda _: self.accept(),
            failed=self._refused,
            owner=self,
        )

    def _refused(self, error: Exception) -> None:
        self._task = None
        if not isinstance(error, AppError):
            raise error
        self.notice.problem(explain(error))
        self.password.put("")
        self.password.setFocus()

    def _leave(self) -> None:
        self.done(0)
        self.left.emit()


def lock_over(screen: LockScreen) -> None:
    """Show a lock and give it the keyboard."""
    screen.open()
    screen.activateWindow()
    screen.password.setFocus()
