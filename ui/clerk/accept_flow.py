"""From the key of an end to its record: check, ask where the law wants words, act, tell."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.dates import parse_date
from app.domain.details import RefusalReason
from app.domain.items import ServiceItem
from app.domain.lifecycle import State
from app.errors import AppError, RuleError
from app.services.case_book import CaseView
from app.services.intake import Promise
from app.services.journal import Outcome
from ui.clerk import accept_dialogs as d
from ui.clerk.accept_acts import AcceptActs, Act
from ui.clerk.asked import AskingDialog
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.form_state import FormState, missing
from ui.clerk.questions import Answers, approver
from ui.clerk.record_words import LIST_MARK
from ui.error_texts import explain
from ui.i18n import tr
from ui.widgets.dialogs import Choice, Dialog


class AcceptFlow(QObject):
    """Runs the ends of the counter page.

    Says `noted` with what is typed into a dialog, `begun` with words while it works, `finished` with what
    was done, and `stopped` with the error that kept it from being done.
    """

    noted = Signal(str, str)
    begun = Signal(str)
    finished = Signal(object)
    stopped = Signal(object)

    def __init__(self, needs: ClerkDependencies, page: QWidget) -> None:
        super().__init__(page)
        self._needs, self._page = needs, page
        self._acts = AcceptActs(needs)
        self._dialogs = d.AcceptDialogs(needs, page)
        self._working = False
        self._typed: dict[str, str] = {}

    @property
    def working(self) -> bool:
        """Whether an act is under way; nothing else may begin then."""
        return self._working

    def forget(self) -> None:
        """Forget what was typed into dialogs: another form is on the screen, with its own notes."""
        self._typed.clear()

    def accept(self, state: FormState, item: ServiceItem) -> None:
        """Accept, or ask for a promise where the item may be accepted with a shortage."""
        wrong = [line.name for line in state.lines if line.wrong]
        gone = missing(state, item)
        if wrong or (gone and not _promisable(item, state)):
            names = LIST_MARK.join([*wrong, *(material.name for material in gone)])
            self.stopped.emit(RuleError("case.materials_missing", materials=names))
        elif gone:
            self._ask(
                lambda: self._dialogs.promise(self._with_typed(state), gone),
                lambda said: self._acts.accept(state, _promise(said, [material.name for material in gone])),
            )
        elif item.on_the_spot and state.case_id is None:
            self._ask_for_result(state, item)
        else:
            self._run(self._acts.accept(state, None))

    def notify(self, state: FormState, correct_by: date, view: CaseView | None) -> None:
        """Give the notice; a second one asks first whether the fault could have been known."""
        if not any(line.wrong for line in state.lines):
            self.stopped.emit(RuleError("notice.empty"))
        elif view is not None and view.branches[0].state is State.CORRECTING:
            self._ask_whether_knowable(state, correct_by)
        else:
            self._run(self._acts.notify(state, correct_by))

    def refuse(self, state: FormState, item: ServiceItem) -> None:
        """Ask why, then refuse."""
        self._ask(
            lambda: self._dialogs.refusal(self._with_typed(state), item),
            lambda said: self._acts.refuse(
                state, RefusalReason(said[d.REASON]), said[d.WHERE], said[d.EXPLANATION]
            ),
        )

    def receive(self, state: FormState) -> None:
        """Take in what came."""
        self._run(self._acts.receive(state))

    def finish(self, done: Outcome, state: FormState, item: ServiceItem) -> None:
        """Ask for the result of an accepted 即办件."""
        self._ask(
            lambda: self._dialogs.result(self._with_typed(state), item),
            lambda said: self._acts.finish(
                done, said[d.TEXT], item, d.delivery(said, state.delivery_way, state.text("name"))
            ),
        )

    def _ask_for_result(self, state: FormState, item: ServiceItem) -> None:
        """Ask for the result before anything is recorded: the sitting is one, and so is its record."""

        def act(said: Answers) -> Act:
            if said[d.NOW] != "yes":
                return self._acts.accept(state, None)
            return self._acts.finish_new(
                state, said[d.TEXT], item, d.delivery(said, state.delivery_way, state.text("name"))
            )

        self._ask(lambda: self._dialogs.sitting(self._with_typed(state), item), act)

    def _ask_whether_knowable(self, state: FormState, correct_by: date) -> None:
        choices = (
            Choice(tr("先不办"), 0),
            Choice(tr("第一次就能发现"), 1),
            Choice(tr("第一次不可能发现"), 2),
        )
        words = tr("已经告知过一次。这些问题第一次告知时能不能发现？（行政许可法第七十二条第四项）")
        dialog = Dialog(
            self._needs.look, self._page, tr("再次告知"), words, choices, icon="soon", tone="soon"
        )

        def chosen(result: int) -> None:
            dialog.deleteLater()
            if result == 1:
                self._ask(
                    lambda: self._dialogs.approval(self._with_typed(state)),
                    lambda said: self._acts.notify(state, correct_by, approver(said)),
                )
            elif result == 2:
                self._run(self._acts.notify(state, correct_by, knowable=False))

        dialog.finished.connect(chosen)
        dialog.open()

    def _ask(self, make: Callable[[], AskingDialog], act: Callable[[Answers], Act], words: str = "") -> None:
        dialog = make()
        dialog.typed.connect(self._note)

        def go_on() -> None:
            said = dialog.answers()
            try:
                ready = act(said)
            except AppError as error:
                self._ask(make, act, explain(error))
                return
            self._run(ready, lambda error: self._ask(make, act, explain(error)))

        dialog.accepted.connect(go_on)
        dialog.finished.connect(dialog.deleteLater)
        if words:
            dialog.refuse(words)
        dialog.open()

    def _note(self, name: str, text: str) -> None:
        self._typed[name] = text
        self.noted.emit(name, text)

    def _with_typed(self, state: FormState) -> FormState:
        """Return the form with what was typed into its dialogs since they were first opened."""
        return replace(state, notes={**state.notes, **self._typed})

    def _run(self, act: Act, again: Callable[[AppError], None] | None = None) -> None:
        if self._working:
            return
        self._working = True
        self.begun.emit(tr("正在办理…"))

        def failed(error: Exception) -> None:
            self._working = False
            if not isinstance(error, AppError):
                self.stopped.emit(error)
                raise error
            self.stopped.emit(error)
            if again is not None:
                again(error)

        self._needs.runner.run(
            "db", lambda _: act(), name="act", done=self._done, failed=failed, owner=self._page
        )

    def _done(self, done: Outcome) -> None:
        self._working = False
        self._typed.clear()
        self.finished.emit(done)


def _promisable(item: ServiceItem, state: FormState) -> bool:
    gone = missing(state, item)
    return item.shortage_ok and all(material.shortage_ok for material in gone)


def _promise(said: Answers, names: list[str]) -> Promise:
    return Promise(tuple(names), parse_date(said[d.PROMISED_BY], tr("补交期限")))
