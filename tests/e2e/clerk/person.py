"""Someone with a case before them, who works by keys."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.details import StepKind
from app.domain.lifecycle import State
from app.domain.papers import PaperKind
from app.services.case_book import CaseView
from tests.e2e.clerk.counter import Counter, settled
from tests.e2e.clerk.scenes import Scene
from tests.e2e.hands import Hands
from ui.clerk.case_actions import CaseAct
from ui.clerk.paper_dialog import PaperDialog
from ui.clerk.worklist_page import WorklistPage
from ui.widgets.fields import Field


class Person:
    """Someone with a case before them."""

    def __init__(self, counter: Counter, application: QApplication, qtbot: QtBot) -> None:
        self.counter, self._qtbot, self.hands = counter, qtbot, Hands(application)
        self.scene = Scene(counter, settled(counter, application))

    def wait(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition, timeout=20_000)

    def see(self, until: StepKind) -> WorklistPage:
        """Bring a case to a step and choose it."""
        return self.stand_before(self.scene.reviewing(until=until))

    def dialog(self, kind: type[QDialog] = QDialog) -> None:
        self.wait(lambda: isinstance(QApplication.activeModalWidget(), kind))
        found = QApplication.activeModalWidget()
        assert found is not None
        found.activateWindow()

    def confirm(self) -> None:
        """Read the paper and do what it says."""
        self.hands.press("Ctrl+Return")
        self.dialog(PaperDialog)
        self.hands.press("Ctrl+Return")

    def reaches(self, state: State) -> None:
        self.wait(lambda: self.state(self.case_id) is state)
        self.wait(self.counter.needs.runner.idle)

    def view(self, case_id: UUID | None = None) -> CaseView:
        needs = self.counter.needs
        return needs.use.case_book.view(needs.actor, case_id or self.case_id)

    def state(self, case_id: UUID) -> State:
        return self.view(case_id).branches[0].state

    def kinds(self) -> list[StepKind]:
        return [step.kind for step in self.view().branches[0].branch.steps]

    def stand_before(self, case_id: UUID) -> WorklistPage:
        """Choose a case that is here."""
        self.case_id = case_id
        page = self.scene.review(case_id)
        self.counter.window.activateWindow()
        page.setFocus()
        return page

    def offer(self, act: CaseAct) -> None:
        """Press the key of an act once it is offered."""
        page = self.scene.lists()
        self.wait(lambda: act in page.pane.offered)
        self.hands.press(f"Ctrl+{page.pane.offered.index(act) + 1}")
        self.dialog()

    def next_dialog(self) -> None:
        """Press the verb's key and wait for the dialog that follows."""
        before = QApplication.activeModalWidget()
        self.hands.press("Ctrl+Return")
        self.wait(lambda: QApplication.activeModalWidget() not in (None, before))
        self.dialog()

    def fill(self, copies: str = "1") -> None:
        """Fill what a certificate asks for and the case does not know."""
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        for field in dialog.findChildren(Field):
            if field.caption.text().startswith("份数"):
                field.put(copies)
            elif not field.text.strip():
                field.put("2026年9月15日" if _asks_a_day(field) else "玛沁县")

    def words(self, root: QWidget | None = None) -> str:
        seen = root or QApplication.activeModalWidget()
        labels = seen.findChildren(QLabel) if seen else []
        return " ".join(label.text() for label in labels if label.isVisible())

    def printed(self) -> list[PaperKind]:
        prints = self.view().prints
        return [record.kind for record, _ in prints if record.copies]


def _asks_a_day(field: Field) -> bool:
    return any(word in field.caption.text() for word in ("日期", "有效期", "期限"))
