"""Checking in by the own password before a supervisor: the equal way for who gave no finger (PIPL 29)."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.errors import AppError
from app.services.accounts import Credentials
from ui.check_in.dependencies import ByPassword, CheckInDependencies
from ui.check_in.results import CheckInResult, result_words, resulted
from ui.error_texts import explain_any
from ui.i18n import Words, tr
from ui.theme import LG, MD, XL
from ui.widgets.boxes import Card, column, fixed, holder, row
from ui.widgets.fields import Field
from ui.widgets.keys import KeyButton
from ui.widgets.notices import NoticeLine
from ui.widgets.words import Label

WIDE = 420


class PasswordPage(QWidget):
    """Two people type: who checks in, and the supervisor who sees it. What was typed never stays."""

    def __init__(self, needs: CheckInDependencies, by_password: ByPassword) -> None:
        super().__init__()
        self._needs, self._by_password = needs, by_password
        look = needs.look
        self.login, self.password = self._pair(tr("本人用户名"), tr("本人密码"))
        self.witness, self.witness_password = self._pair(tr("见证人用户名"), tr("见证人密码"))
        self.witness_password.edit.goes_on = False
        self.enter = KeyButton(look, tr("打卡"), tr("回车"), "done", "primary")
        self.enter.clicked.connect(self.check_in)
        self.notice = NoticeLine(look)
        self._lay_out()

    def _pair(self, login: Words, password: Words) -> tuple[Field, Field]:
        first, second = Field(self._needs.look, login), Field(self._needs.look, password)
        second.edit.setEchoMode(QLineEdit.EchoMode.Password)
        return first, second

    def _lay_out(self) -> None:
        look = self._needs.look
        own, seen = Card(look, tr("打卡的人"), gap=MD), Card(look, tr("见证人（中心负责人）"), gap=MD)
        own.add(self.login, self.password)
        seen.add(self.witness, self.witness_password)
        for card in (own, seen):
            fixed(look, card, width=WIDE)
        words = tr("没有录指纹，或指纹仪不能用时，用密码打卡，效力相同；记录上注明“密码签到”。")
        pair, ends = row(look, own, seen, gap=LG), row(look, self.notice, self.enter, gap=MD)
        ends.setStretch(0, 1)
        middle = holder(column(look, Label(words, "body", "text_2", wrap=True), pair, ends, gap=LG))
        fixed(look, middle, width=2 * WIDE + LG)
        across = row(look, None, middle, None)
        self.setLayout(column(look, None, across, None, margins=(XL, LG, XL, LG)))

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to the first field."""
        self.login.setFocus(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Check in at Enter in the last field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.check_in()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Forget what was typed: the next person is another one."""
        super().hideEvent(event)
        self._forget(*self.fields)

    def check_in(self) -> None:
        """Check in who typed; what is wrong is told on the page."""
        wrong = [field for field in self.fields if not field.judge()]  # each tells what is wrong with it
        if wrong or not self.enter.isEnabled():
            return
        who = Credentials(self.login.text, self.password.text)
        witness = Credentials(self.witness.text, self.witness_password.text)
        needs = self._needs

        def work(_: object) -> CheckInResult:
            slip = self._by_password(who, witness)
            return resulted(slip.account_id, slip.person, slip.at, needs.day_of)

        self.enter.setEnabled(False)
        self.notice.busy(tr("正在核对…"))
        needs.runner.run(
            "db", work, name="check in by password", done=self._done, failed=self._refused, owner=self
        )

    def _done(self, result: CheckInResult) -> None:
        self.enter.setEnabled(True)
        self._forget(*self.fields)
        self.login.setFocus()
        words = tr("{name}：{words}", name=result.person, words=result_words(result))
        self.notice.note(words, "done" if result.well else "soon")
        self._needs.tone(True)

    def _refused(self, error: Exception) -> None:
        self.enter.setEnabled(True)
        self._forget(self.password, self.witness_password)
        if not isinstance(error, AppError):
            raise error
        self.notice.problem(explain_any(error))
        self.password.setFocus()
        self._needs.tone(False)

    @property
    def fields(self) -> tuple[Field, ...]:
        """What is typed into, in order."""
        return self.login, self.password, self.witness, self.witness_password

    def _forget(self, *fields: Field) -> None:
        for field in fields:
            with QSignalBlocker(field.edit):
                field.put("")
