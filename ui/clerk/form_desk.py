"""One application on the counter page: its form, its drafts, its ends, and the papers that come of it."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from app.domain.dates import chinese_date, hall_time, parse_date
from app.domain.details import StepKind
from app.domain.device_records import IdCard
from app.domain.items import ServiceItem
from app.domain.papers import Paper
from app.domain.tickets import Ticket
from app.domain.workdays import add_workdays, end_of_term
from app.errors import RuleError
from app.services.case_book import CaseView
from app.services.journal import Outcome
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
from ui.clerk.front_devices import FrontDevices
from ui.clerk.notice_panel import NoticePanel
from ui.clerk.pdf_files import save_pdf
from ui.clerk.read_in import with_card, with_scan
from ui.clerk.ticket_form import for_ticket, ticket_of
from ui.error_texts import explain_any
from ui.i18n import tr
from ui.widgets.boxes import column

CORRECT_WITHIN = 10  # working days the notice gives unless the clerk writes another day
CORRECT_BY = "notice.until"


class FormDesk(QWidget):
    """Works on one `FormState` at a time; says `closed` when it has none any more.

    Args:
        needs: what the pages stand on.
        drafts: keeps what is typed.
        foot: shows the ends and has the word; shared with the page.
    """

    closed = Signal()

    def __init__(self, needs: ClerkDependencies, drafts: DraftKeeper, foot: ActionFoot) -> None:
        super().__init__()
        self._needs, self._drafts, self._foot = needs, drafts, foot
        self._state: FormState | None = None
        self._item: ServiceItem | None = None
        self._view: CaseView | None = None
        self.flow = AcceptFlow(needs, self)
        self._prints = AcceptPrints(needs, self, foot.notice)
        notice = NoticePanel(needs.look, needs.runner, needs.composer)
        self.panel = FormPanel(needs.look, notice, needs.calendar, needs.today)
        self.setLayout(column(needs.look, self.panel))
        self.panel.edited.connect(self._edited)
        if needs.devices is not None:
            self._follow_devices(needs.devices)
        self.panel.bar.leaving.connect(self.leave)
        notice.until.edited.connect(self._until_typed)
        notice.save_wanted.connect(self._save_notice)
        drafts.saved.connect(self._draft_saved)
        drafts.failed.connect(self._stopped)
        self.flow.noted.connect(self._noted)
        self.flow.begun.connect(foot.notice.busy)
        self.flow.finished.connect(self._finished)
        self.flow.stopped.connect(self._stopped)

    @property
    def state(self) -> FormState | None:
        """The form on the screen, or None."""
        return self._state

    @property
    def item(self) -> ServiceItem | None:
        """The item of the form on the screen, or None."""
        return self._item

    def begin(self, item: ServiceItem, ticket: Ticket | None = None) -> None:
        """Begin a new application, for the visitor with a ticket if there is one."""
        self._open(for_ticket(new_state(item), ticket), item, None)

    def go_on(self, kept: KeptDraft, item: ServiceItem, view: CaseView | None) -> None:
        """Go on with a draft; `view` is its case, if it is one over a case."""
        self._open(form_over(view, kept.state) if view is not None else kept.state, item, view)

    def open_case(self, view: CaseView, ticket: Ticket | None = None) -> None:
        """Go on with a case that is here: materials came, or it is accepted, told again, or refused."""
        self._open(for_ticket(form_over(view), ticket), view.item, view)

    def leave(self) -> None:
        """Put the form away as a draft."""
        if self._state is not None:
            self._drafts.put_away(self._state)
        self._close()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Store what was typed when another page is shown."""
        self._drafts.flush()
        super().hideEvent(event)

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to what comes next."""
        self.panel.begin()

    def choose(self, end: str) -> None:
        """Go for an end; what stands in the way is shown instead."""
        state, item = self._state, self._item
        if state is None or item is None or self.flow.working:
            return
        if end not in ends_of(state, item, self._view, False).open:
            return
        if self._view is None and self.panel.applicant.judge():
            self._show_ends()
            self.next_mistake()
        elif end == ACCEPT:
            self.flow.accept(state, item)
        elif end == NOTIFY and self.panel.notice.until.judge():
            self.flow.notify(state, self._correct_by() or self._needs.today(), self._view)
        elif end == REFUSE:
            self.flow.refuse(state, item)
        elif end == RECEIVE:
            self.flow.receive(state)

    def next_mistake(self) -> None:
        """Give the keyboard to the first field that shows a mistake."""
        wrong = self.panel.mistakes()
        if wrong:
            self.panel.unfold()
            wrong[0].setFocus()

    def to_materials(self) -> None:
        """Give the keyboard to the checklist."""
        self.panel.materials.table.setFocus()

    def read_card(self) -> None:
        """Read a card into the form, if there is a reader and a form."""
        if self._needs.devices is not None and self._state is not None and self._view is None:
            self._foot.notice.busy(tr("请把身份证放在阅读器上"), self._needs.devices.give_up)
            self._needs.devices.read_card()

    def take_scan(self, text: str) -> bool:
        """Take a scanned credit code into the form; return False for any other text."""
        filled = with_scan(self._state, text) if self._state is not None and self._view is None else None
        if filled is not None:
            self.panel.applicant.take(filled)
        return filled is not None

    def _follow_devices(self, devices: FrontDevices) -> None:
        if devices.reads_cards:
            self.panel.applicant.offer_card()
        self.panel.applicant.card_wanted.connect(self.read_card)
        devices.card.connect(self._take_card)
        devices.failed.connect(self._stopped)

    def _take_card(self, card: IdCard) -> None:
        if self._state is None or self._view is not None:
            return
        self.panel.applicant.take(with_card(self._state, card))
        self._foot.notice.clear()
        if card.valid_to is not None and card.valid_to < self._needs.today():
            self._foot.notice.warn(tr("证件已于 {date} 到期", date=chinese_date(card.valid_to)))

    def print_again(self) -> None:
        """Print the last papers once more."""
        if self._state is None:
            self._prints.again()

    def _open(self, state: FormState, item: ServiceItem, view: CaseView | None) -> None:
        if self._state is not None:
            self._drafts.put_away(self._state)
        self._state, self._item, self._view = state, item, view
        self.flow.forget()
        self.panel.show_form(state, item, view)
        by = end_of_term(self._needs.calendar, self._needs.today(), item.notice.number, item.notice.unit)
        self.panel.notice.show_law(by.day)
        self.panel.notice.until.put(state.notes.get(CORRECT_BY) or self._usual_day())
        self._foot.name_receive(tr("收件") if view is None else tr("收下材料"))
        self._foot.notice.clear()
        self._foot.show_saved("")
        self._show_ends()
        self._show_notice()

    def _close(self) -> None:
        self._state = self._item = self._view = None
        self.panel.notice.stop()
        self.closed.emit()

    def _edited(self, state: FormState) -> None:
        told = self._state is None or self._state.lines != state.lines or self._state.texts != state.texts
        self._state = replace(state, notes=self._state.notes if self._state else state.notes)
        self._drafts.keep(self._state)
        self._show_ends()
        if told:
            self._show_notice()

    def _noted(self, name: str, text: str) -> None:
        if self._state is not None:
            self._state = self._state.with_note(name, text)
            self._drafts.keep(self._state)

    def _until_typed(self, text: str) -> None:
        self._noted(CORRECT_BY, text)
        self._show_notice()

    def _draft_saved(self, kept: KeptDraft) -> None:
        if self._state is not None:
            self._foot.show_saved(tr("草稿已存 {time}", time=f"{hall_time(kept.saved_at):%H:%M:%S}"))

    def _show_ends(self) -> None:
        shown = self.panel.mistakes()
        self._foot.show_mistakes(len(shown))
        incomplete = self._view is None and bool(self.panel.applicant.mistakes())
        self._foot.show_ends(ends_of(self._state, self._item, self._view, bool(shown) or incomplete))

    def _show_notice(self) -> None:
        if self._state is not None and self.panel.noticing():
            self.panel.notice.show_paper(self._notice_paper)

    def _notice_paper(self) -> Paper:
        assert self._state is not None
        assert self._item is not None
        needs = self._needs
        return draft_notice(
            self._state,
            needs.hall,
            needs.department,
            self._item,
            needs.actor,
            needs.use.clock.now(),
            needs.today(),
            self._correct_by() or needs.today(),
            self._view.header if self._view else None,
        )

    def _save_notice(self) -> None:
        """Write the notice as it stands where the clerk wants it; its number is still blank."""
        if self._state is None:
            return
        paper, composer = self._notice_paper(), self._needs.composer

        def saved(file: str) -> None:
            self._foot.notice.note(tr("已存为 {file}", file=file))

        save_pdf(self._needs, self, lambda: composer.compose(paper), str(paper.kind), saved, self._stopped)

    def _usual_day(self) -> str:
        return chinese_date(add_workdays(self._needs.calendar, self._needs.today(), CORRECT_WITHIN).day)

    def _correct_by(self) -> date | None:
        try:
            return parse_date(self.panel.notice.until.text, tr("补正期限"))
        except RuleError:
            return None

    def _finished(self, done: Outcome) -> None:
        state, item = self._state, self._item
        if state is not None:
            self._drafts.drop(state)
            self._link(state, done.case.id)
        self._close()
        self._prints.print(done, self.panel.papers.wanted())
        accepted = done.step.kind in (StepKind.ACCEPTED, StepKind.DEEMED_ACCEPTED)
        if accepted and state is not None and item is not None and item.on_the_spot:
            self.flow.finish(done, state, item)

    def _link(self, state: FormState, case_id: UUID) -> None:
        """Record that the visitor with a ticket came for this case."""
        ticket_id, queue, actor = ticket_of(state), self._needs.queue, self._needs.actor
        if ticket_id is not None and queue is not None:
            self._needs.runner.run(
                queue.lane,
                lambda _: queue.queue.link(actor, ticket_id, case_id),
                name="link ticket",
                failed=self._stopped,
                owner=self,
            )

    def _stopped(self, error: Exception) -> None:
        self._foot.notice.problem(explain_any(error))
