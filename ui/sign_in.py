"""The sign-in page: hall, counter and role, two fields, one button."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.accounts import Actor
from app.errors import AppError
from ui.error_texts import explain
from ui.i18n import tr
from ui.look import Look, wear
from ui.tasks import TaskRunner
from ui.theme import LG, MD, SM
from ui.widgets.boxes import Card, column, fixed, row, surface
from ui.widgets.fields import Field
from ui.widgets.icons import Icon
from ui.widgets.keys import KeyButton
from ui.widgets.notices import NoticeLine
from ui.widgets.words import Label

NEW_PASSWORD_FIRST = frozenset({"account.must_change", "account.password_old"})


@dataclass(frozen=True)
class DemoSignIn:
    """The sign-in of the demo hall, shown on the page so that a newcomer gets in."""

    login: str
    password: str


class SignInPage(QWidget):
    """Says `signed_in` with the actor, `password_wanted` with name, password and why a new one comes first.

    Args:
        look: theme and size.
        runner: checks the password on the `db` lane.
        hall: the hall's name.
        place: counter and department, or the role, in the words of the hall.
        check: the use case: login and password to the actor, raising `RuleError`.
        demo: what to show in the demo hall.
    """

    signed_in = Signal(object)
    password_wanted = Signal(str, str, object)

    def __init__(
        self,
        look: Look,
        runner: TaskRunner,
        hall: str,
        place: str,
        check: Callable[[str, str], Actor],
        demo: DemoSignIn | None = None,
    ) -> None:
        super().__init__()
        self._runner, self._check = runner, check
        self.setProperty("kind", "page")
        self.login = Field(look, tr("用户名"))
        self.password = Field(look, tr("密码"))
        self.password.edit.goes_on = False
        self.password.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.enter = KeyButton(look, tr("登录"), tr("回车"), "right", "primary")
        self.enter.clicked.connect(self.sign_in)
        self._notice = NoticeLine(look)
        head = row(look, Icon(look, "land", 28, "primary"), Label(hall, "title", wrap=True), gap=SM)
        head.setStretch(1, 1)
        card = Card(look, gap=MD, padding=LG)
        card.add(head, Label(place, "body", "text_2", wrap=True), self.login, self.password)
        if demo is not None:
            card.add(_demo_hint(look, demo))
        card.add(self._notice, row(look, None, self.enter))
        fixed(look, card, width=420)
        self.setLayout(column(look, None, row(look, None, card, None), None, margins=(LG, LG, LG, LG)))
        wear(self, look)

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to the first field."""
        self.login.setFocus(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Sign in at Enter in the password's field: here nothing is lost by accident."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.sign_in()
        else:
            super().keyPressEvent(event)

    def sign_in(self) -> None:
        """Check what was typed; what is wrong is told on the page."""
        if not (self.login.judge() and self.password.judge()):
            return
        login, password = self.login.text, self.password.text
        self.enter.setEnabled(False)
        self._notice.busy(tr("正在登录…"))
        self._runner.run(
            "db",
            lambda _: self._check(login, password),
            name="sign in",
            done=self._entered,
            failed=self._refused,
            owner=self,
        )

    def _entered(self, actor: Actor) -> None:
        self.enter.setEnabled(True)
        self._notice.clear()
        self.password.put("")
        self.signed_in.emit(actor)

    def _refused(self, error: Exception) -> None:
        self.enter.setEnabled(True)
        if not isinstance(error, AppError):
            raise error
        self._notice.problem(explain(error))
        if error.code in NEW_PASSWORD_FIRST:
            self.password_wanted.emit(self.login.text, self.password.text, error)
        self.password.put("")
        self.password.setFocus()


def _demo_hint(look: Look, demo: DemoSignIn) -> QWidget:
    words = tr("演示大厅。用户名 {login}，密码 {password}", login=demo.login, password=demo.password)
    text = Label(words, "caption", "text_2", wrap=True)
    box = row(look, Icon(look, "info", 18, "text_2"), text, gap=6, margins=(MD, SM, MD, SM))
    box.setStretch(1, 1)
    return surface("well", box)
