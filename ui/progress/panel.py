"""Asking how a case stands: the receipt's code, or its number and the last four of the ID; in plain words."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.progress_words import PublicProgress
from app.errors import AppError
from app.services.progress_query import ProgressQuery
from ui.error_texts import explain_any
from ui.i18n import Words, tr
from ui.look import Look
from ui.progress.words import facts_of
from ui.tasks import TaskRunner
from ui.theme import LG, MD, SM
from ui.widgets.boxes import Card, column, fixed, row
from ui.widgets.fields import Field
from ui.widgets.keys import KeyButton
from ui.widgets.notices import NoticeLine
from ui.widgets.words import Label
from ui.wording import spoken

DB = "db"
FIELDS = 380


class ProgressPanel(QWidget):
    """Two fields and the answer; Enter in the last field asks. Says `answered` with what is shown.

    Nothing of a person is shown; `clear` empties the fields, so that nobody sees who asked before.
    """

    answered = Signal(object)

    def __init__(self, look: Look, runner: TaskRunner, progress: ProgressQuery) -> None:
        super().__init__()
        self._runner, self._progress = runner, progress
        self.number = Field(
            look, tr("受理编号"), narrow=True, hint=tr("受理通知书右上角二维码下的 22 位数字")
        )
        self.last_four = Field(look, tr("证件号码后四位"), narrow=True)
        self.ask = KeyButton(look, tr("查询"), tr("回车"), "search", "primary")
        self.empty = KeyButton(look, tr("清空"), "Esc", "cross")
        self.notice = NoticeLine(look)
        self._item, self._state = Label("", "title", wrap=True), Label("", "heading", wrap=True)
        self._now, self._next = Label("", "heading", wrap=True), Label("", "body", wrap=True)
        self._facts = Label("", "body", "text_2", wrap=True)
        keys = row(look, self.ask, self.empty, None, gap=SM)
        typed = Card(look, tr("查办件进度"), gap=MD).add(self.number, self.last_four, keys, self.notice, None)
        told = column(look, self._item, self._state, self._now, self._next, self._facts, None, gap=MD)
        self._answer = Card(look, tr("办到哪一步"), gap=MD, padding=LG).add(told)
        box = row(look, fixed(look, typed, width=FIELDS), self._answer, gap=LG, margins=(LG, LG, LG, LG))
        box.setStretch(1, 1)
        self.setLayout(box)
        self.last_four.edit.goes_on = False
        self.ask.clicked.connect(self.query)
        self.empty.clicked.connect(self.clear)
        self.clear()

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to the number."""
        self.number.setFocus(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Ask at Enter, empty everything at Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.query()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)

    def query(self) -> None:
        """Ask with what was typed."""
        number, last_four = self.number.text, self.last_four.text
        self._run(lambda: self._progress.by_number(number, last_four))

    def scanned(self, text: str) -> None:
        """Ask with the code of a receipt that was held before the scanner."""
        self._run(lambda: self._progress.by_receipt(text))

    def clear(self) -> None:
        """Forget what was typed and told."""
        self.number.put("")
        self.last_four.put("")
        self.notice.clear()
        self._tell("", "", tr("请输入受理编号和证件号码后四位，或扫描受理通知书上的二维码。"), "", "")

    def _run(self, ask: Callable[[], PublicProgress]) -> None:
        self.notice.clear()
        self._runner.run(
            DB,
            lambda _: ask(),
            name="ask progress",
            done=self._show,
            failed=self._failed,
            owner=self,
        )

    def _show(self, found: PublicProgress) -> None:
        facts = facts_of(found)
        self._tell(found.item_name, spoken(found.state), Words(found.now, {}), Words(found.next, {}), facts)
        self.last_four.put("")
        self.answered.emit(found)

    def _tell(self, item: str, state: str, now: str, todo: str, facts: str) -> None:
        for label, words in (
            (self._item, item), (self._state, state), (self._now, now), (self._next, todo),
            (self._facts, facts),
        ):  # fmt: skip
            label.say(words)
            label.setVisible(bool(words))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self._tell("", "", tr("没有可以显示的结果。"), "", "")
        self.notice.problem(explain_any(error))
