"""The counter page: from an item to a receipt, a one-time notice or a refusal, by keyboard."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.dates import chinese_date, hall_time, parse_date
from app.domain.details import StepKind
from app.domain.items import ServiceItem
from app.domain.papers import Paper
from app.domain.workdays import add_workdays, end_of_term
from app.errors import RuleError
from app.services.case_book import CaseView
from ui.clerk.accept_acts import Done
from ui.clerk.accept_ends import ends_of
from ui.clerk.accept_flow import AcceptFlow
from ui.clerk.accept_prints import AcceptPrints
from ui.clerk.action_foot import ACCEPT, NOTIFY, RECEIVE, REFUSE, ActionFoot
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.draft_paper import draft_notice
from ui.clerk.drafts import DraftKeeper, KeptDraft
from ui.clerk.form_from_case import form_over
from ui.clerk.form_panel import FormPanel
from ui.clerk.form_state import FormState, new_state
from ui.clerk.notice_panel import NoticePanel
from ui.clerk.readings import Readings, Waiting
from ui.clerk.start_panel import StartPanel
from ui.error_texts import explain_any
from ui.i18n import tr
from ui.item_finder import ItemFinder
from ui.widgets.boxes import column, hairline

CORRECT_WITHIN = 10  # working days the notice gives unless the clerk writes another day
CORRECT_BY = "notice.until"


class AcceptPage(QWidget):
    """Says `case_wanted` with a case's id when the clerk wants to see it."""

    case_wanted = Signal(object)

    def __init__(self, needs: ClerkDependencies) -> None:
        super().__init__()
        self._needs = needs
        self._state: FormState | None = None
        self._item: ServiceItem | None = None
        self._view: CaseView | None = None
        self._items: Mapping[str, ServiceItem] = {}
        self._reopened = False
        self._read = Readings(needs, self)
        self._flow = AcceptFlow(needs, self)
        self.drafts = DraftKeeper(needs.runner, needs.use.store, needs.use.clock, needs.actor, self)
        self.start = StartPanel(needs.look, needs.calendar, needs.today)
        self.form = FormPanel(
            needs.look, NoticePanel(needs.look, needs.runner, needs.composer), needs.calendar, needs.today
        )
        self.foot = ActionFoot(needs.look)
        self._prints = AcceptPrints(needs, self, self.foot.notice)
        self._stack = QStackedWidget()
        for panel in (self.start, self.form):
            self._stack.addWidget(panel)
        self.setLayout(column(needs.look, self._stack, hairline(), self.foot, gap=0))
        self._connect()
        self._show_start()
        self._read.items(self._items_read)
        needs.changes.subscribe(self, ("case_header", "case_step"), self._read_waiting)
        needs.changes.subscribe(self, ("service_item",), lambda: self._read.items(self._items_read))

    @property
    def state(self) -> FormState | None:
        """The form on the screen, or None."""
        return self._state

    @property
    def ready(self) -> bool:
        """Whether items and drafts have been read, so that the page can be used."""
        return self._reopened

    def begin(self, item: ServiceItem) -> None:
        """Begin a new application for an item."""
        self._open(new_state(item), item, None)

    def open_case(self, case_id: UUID) -> None:
        """Go on with a case that is here: materials came, or it is accepted, told again, or refused."""
        self._leave()
        self._read.case(case_id, lambda view: self._open(form_over(view), view.item, view), self._stopped)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Store what was typed when another page is shown."""
        self.drafts.flush()
        super().hideEvent(event)

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to what comes next."""
        if self._state is None:
            self.start.search.setFocus(reason)
        else:
            self.form.begin()

    def leave_form(self) -> None:
        """Put the form away as a draft and look for another item."""
        self._leave()
        self._show_start()

    def _connect(self) -> None:
        self.start.item_chosen.connect(self.begin)
        self.start.draft_chosen.connect(self._open_draft)
        self.start.case_chosen.connect(self.case_wanted)
        self.form.edited.connect(self._edited)
        self.form.bar.leaving.connect(self.leave_form)
        self.form.notice.until.edited.connect(self._until_typed)
        self.foot.chosen.connect(self._choose)
        self.foot.mistake_wanted.connect(self._next_mistake)
        self.drafts.saved.connect(self._draft_saved)
        self.drafts.failed.connect(self._stopped)
        self._flow.noted.connect(self._noted)
        self._flow.begun.connect(lambda words: self.foot.notice.busy(words, lambda: None))
        self._flow.finished.connect(self._finished)
        self._flow.stopped.connect(self._stopped)
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+1", lambda: self._choose(ACCEPT)),
            ("Ctrl+2", lambda: self._choose(NOTIFY)),
            ("Ctrl+3", lambda: self._choose(REFUSE)),
            ("Ctrl+4", lambda: self._choose(RECEIVE)),
            ("Ctrl+E", self._next_mistake),
            ("F2", self._other_item),
            ("F4", self.start.open_newest_draft),
            ("Ctrl+P", self._print_again),
            ("Ctrl+M", self._to_materials),
        )
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _items_read(self, finder: ItemFinder) -> None:
        first, self._items = not self._items, finder.items
        self.start.show_items(finder, self._needs.actor.department)
        if first:
            self.drafts.load(self._drafts_read)
            self._read_waiting()

    def _read_waiting(self) -> None:
        self._read.waiting(self._waiting_read)

    def _waiting_read(self, waiting: Waiting) -> None:
        self.start.show_due(waiting.rows)

    def _drafts_read(self, drafts: tuple[KeptDraft, ...]) -> None:
        known = tuple(kept for kept in drafts if kept.state.item_key in self._items)
        self.start.show_drafts(known)
        if not self._reopened:
            self._reopened = True
            left = next((kept for kept in known if kept.open), None)
            if left is not None and self._state is None:
                self._open_draft(left)

    def _open_draft(self, kept: KeptDraft) -> None:
        if kept.state.case_id is None:
            self._open(kept.state, self._items[kept.state.item_key], None)
            return
        self._read.case(
            kept.state.case_id,
            lambda view: self._open(form_over(view, kept.state), view.item, view),
            self._stopped,
        )

    def _open(self, state: FormState, item: ServiceItem, view: CaseView | None) -> None:
        self._leave()
        self._item, self._view = item, view
        self._state = state
        self._flow.forget()
        self.form.show_form(state, item, view)
        by = end_of_term(self._needs.calendar, self._needs.today(), item.notice.number, item.notice.unit)
        self.form.notice.show_law(by.day)
        self.form.notice.until.put(state.notes.get(CORRECT_BY) or self._usual_day())
        self.foot.name_receive(tr("收件") if view is None else tr("收下材料"))
        self.foot.notice.clear()
        self.foot.show_saved("")
        self._stack.setCurrentWidget(self.form)
        self._show_ends()
        self._show_notice()
        self.form.begin()

    def _leave(self) -> None:
        if self._state is not None:
            self.drafts.put_away(self._state)
            self.drafts.load(self._drafts_read)
        self._state = self._item = self._view = None

    def _show_start(self) -> None:
        self.form.notice.stop()
        self._stack.setCurrentWidget(self.start)
        self.start.clear()
        self.foot.show_mistakes(0)
        self.foot.show_ends(ends_of(None, None, None, False))
        self.foot.show_saved(tr("选定事项后可用"))
        if self.isVisible():
            self.start.search.setFocus()

    def _edited(self, state: FormState) -> None:
        told = self._state is None or self._state.lines != state.lines or self._state.texts != state.texts
        self._state = replace(state, notes=self._state.notes if self._state else state.notes)
        self.drafts.keep(self._state)
        self._show_ends()
        if told:
            self._show_notice()

    def _noted(self, name: str, text: str) -> None:
        if self._state is not None:
            self._state = self._state.with_note(name, text)
            self.drafts.keep(self._state)

    def _until_typed(self, text: str) -> None:
        self._noted(CORRECT_BY, text)
        self._show_notice()

    def _draft_saved(self, kept: KeptDraft) -> None:
        if self._state is not None:
            self.foot.show_saved(tr("草稿已存 {time}", time=f"{hall_time(kept.saved_at):%H:%M:%S}"))

    def _show_ends(self) -> None:
        shown = self.form.mistakes()
        self.foot.show_mistakes(len(shown))
        incomplete = self._view is None and bool(self.form.applicant.mistakes())
        self.foot.show_ends(ends_of(self._state, self._item, self._view, bool(shown) or incomplete))

    def _next_mistake(self) -> None:
        wrong = self.form.mistakes()
        if wrong:
            self.form.unfold()
            wrong[0].setFocus()

    def _other_item(self) -> None:
        if self._state is not None:
            self.leave_form()
        self.start.search.setFocus()
        self.start.search.selectAll()

    def _to_materials(self) -> None:
        if self._state is not None:
            self.form.materials.table.setFocus()

    def _show_notice(self) -> None:
        if self._state is not None and self.form.noticing():
            self.form.notice.show_paper(self._notice_paper)

    def _notice_paper(self) -> Paper:
        assert self._state is not None
        assert self._item is not None
        needs = self._needs
        header = self._view.header if self._view else None
        return draft_notice(
            self._state,
            needs.hall,
            needs.department,
            self._item,
            needs.actor,
            needs.use.clock.now(),
            needs.today(),
            self._correct_by() or needs.today(),
            header,
        )

    def _usual_day(self) -> str:
        return chinese_date(add_workdays(self._needs.calendar, self._needs.today(), CORRECT_WITHIN).day)

    def _correct_by(self) -> date | None:
        try:
            return parse_date(self.form.notice.until.text, tr("补正期限"))
        except RuleError:
            return None

    def _choose(self, end: str) -> None:
        state, item = self._state, self._item
        if state is None or item is None or self._flow.working:
            return
        if end not in ends_of(state, item, self._view, False).open:
            return
        if self._view is None and self.form.applicant.judge():
            self._show_ends()
            self._next_mistake()
            return
        if end == ACCEPT:
            self._flow.accept(state, item)
        elif end == NOTIFY and self.form.notice.until.judge():
            self._flow.notify(state, self._correct_by() or self._needs.today(), self._view)
        elif end == REFUSE:
            self._flow.refuse(state, item)
        elif end == RECEIVE:
            self._flow.receive(state)

    def _finished(self, done: Done) -> None:
        state, item = self._state, self._item
        if state is not None:
            self.drafts.drop(state)
        self._state = None
        self._show_start()
        self.drafts.load(self._drafts_read)
        self._prints.print(done, self.form.papers.wanted())
        accepted = done.outcome.step.kind in (StepKind.ACCEPTED, StepKind.DEEMED_ACCEPTED)
        if accepted and state is not None and item is not None and item.on_the_spot:
            self._flow.finish(done, state, item)

    def _stopped(self, error: Exception) -> None:
        self.foot.notice.problem(explain_any(error))

    def _print_again(self) -> None:
        if self._state is None:
            self._prints.again()
