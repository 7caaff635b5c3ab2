"""The counter page: find an item or a draft, then the form of one application."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.items import ServiceItem
from app.domain.tickets import Ticket
from app.services.case_book import CaseView
from ui.clerk.action_foot import ACCEPT, NOTIFY, RECEIVE, REFUSE, ActionFoot, Ends
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.drafts import DraftKeeper, KeptDraft
from ui.clerk.queue_column import QueueColumn
from ui.clerk.readings import Readings
from ui.clerk.start_panel import StartPanel
from ui.clerk.ticket_form import ticket_of
from ui.error_texts import explain_any
from ui.i18n import tr
from ui.item_finder import ItemFinder
from ui.widgets.boxes import column, hairline, holder, row
from ui.widgets.tab_order import order_tabs

if TYPE_CHECKING:
    from ui.clerk.form_desk import FormDesk

SPELT_MS = 500  # pinyin is loaded once the page stands: it would hold up its first second


class AcceptPage(QWidget):
    """Says `case_wanted` with a case's id when the clerk wants to see it, `visitor_came` at a ticket."""

    case_wanted = Signal(object)
    visitor_came = Signal()

    def __init__(self, needs: ClerkDependencies) -> None:
        super().__init__()
        self._needs = needs
        self._desk: FormDesk | None = None
        self._items: Mapping[str, ServiceItem] = {}
        self._kept: tuple[KeptDraft, ...] | None = None
        self._ready = self._spelt = False
        self._read = Readings(needs, self)
        self.drafts = DraftKeeper(needs.runner, needs.use.store, needs.use.clock, needs.actor, self)
        self.start = StartPanel(needs.look)
        self.foot = ActionFoot(needs.look)
        self.queue = QueueColumn(needs)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start)
        work = holder(column(needs.look, self._stack, hairline(), self.foot, gap=0))
        box = row(needs.look, self.queue, work, gap=0)
        box.setStretchFactor(work, 1)
        self.setLayout(box)
        self._later = QTimer(self, singleShot=True, interval=SPELT_MS)
        self._connect()
        self._show_start()
        self._read.items(self._items_read)
        self.drafts.load(self._drafts_read)
        needs.changes.subscribe(self, ("case_header", "case_step"), self._read_waiting)
        needs.changes.subscribe(self, ("service_item",), self._read_spelt)

    @property
    def ready(self) -> bool:
        """Whether items and drafts have been read, so that the page can be used."""
        return self._ready

    @property
    def spelt(self) -> bool:
        """Whether items are found by pinyin and visitors' words too."""
        return self._spelt

    @property
    def desk(self) -> FormDesk:
        """The desk with the form; made when first wanted, because the first page is usable without it."""
        if self._desk is None:
            from ui.clerk.form_desk import FormDesk

            self._desk = FormDesk(self._needs, self.drafts, self.foot)
            self._desk.closed.connect(self._show_start)
            self._stack.addWidget(self._desk)
            order_tabs(self)
        return self._desk

    def begin(self, item: ServiceItem) -> None:
        """Begin a new application for an item."""
        self.desk.begin(item, self.queue.ticket)
        self._show_desk()

    def open_case(self, case_id: UUID) -> None:
        """Go on with a case that is here."""
        self._read.case(case_id, self._case_read, self._failed)

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to what comes next."""
        if self._working():
            self.desk.setFocus(reason)
        else:
            self.start.search.setFocus(reason)

    def _connect(self) -> None:
        self.queue.came.connect(self._receive)
        self._later.timeout.connect(self._read_spelt)
        self.start.item_chosen.connect(self.begin)
        self.start.draft_chosen.connect(self._open_draft)
        self.start.case_chosen.connect(self.case_wanted)
        self.foot.chosen.connect(self._choose)
        self.foot.mistake_wanted.connect(self._next_mistake)
        if self._needs.devices is not None:
            self._needs.devices.scanned.connect(self._scanned)
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+1", lambda: self._choose(ACCEPT)),
            ("Ctrl+2", lambda: self._choose(NOTIFY)),
            ("Ctrl+3", lambda: self._choose(REFUSE)),
            ("Ctrl+4", lambda: self._choose(RECEIVE)),
            ("Ctrl+E", self._next_mistake),
            ("Ctrl+M", self._to_materials),
            ("Ctrl+P", self._print_again),
            ("Ctrl+I", self._read_card),
            ("F2", self._other_item),
            ("F4", self.start.open_newest_draft),
        )
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _read_card(self) -> None:
        if self._working():
            self.desk.read_card()

    def _scanned(self, text: str) -> None:
        """Take a scan: a case's number opens it, a credit code goes into the form."""
        if not self.isVisible() or (self._working() and self.desk.take_scan(text)):
            return
        self._read.numbered(text, self.open_case, self._failed)

    def _items_read(self, finder: ItemFinder) -> None:
        first, self._items = not self._items, finder.items
        self._spelt = finder.search is not None
        self.start.show_items(finder, self._needs.actor.department)
        if first and self._kept is not None:
            self._drafts_read(self._kept)

    def _drafts_read(self, drafts: tuple[KeptDraft, ...]) -> None:
        self._kept = drafts
        if not self._items:
            return
        known = tuple(kept for kept in drafts if kept.state.item_key in self._items)
        self.start.show_drafts(known)
        if self._ready:
            return
        self._ready = True
        self._later.start()
        order_tabs(self)
        QTimer.singleShot(0, self, self._go_on)
        left = next((kept for kept in known if kept.open), None)
        if left is not None and not self._working():
            self._open_draft(left)

    def _go_on(self) -> None:
        """Let what is due and the queue come once the page has been painted."""
        self._read_waiting()
        self.queue.fill()
        order_tabs(self)

    def _read_spelt(self) -> None:
        self._read.spelt_items(self._items_read)

    def _read_waiting(self) -> None:
        self._read.waiting(self.start.show_due)

    def _open_draft(self, kept: KeptDraft) -> None:
        def show(view: CaseView | None) -> None:
            self.desk.go_on(kept, self._items[kept.state.item_key], view)
            self._show_desk()

        if kept.state.case_id is None:
            show(None)
        else:
            self._read.case(kept.state.case_id, show, self._failed)

    def _case_read(self, view: CaseView) -> None:
        self.desk.open_case(view, self.queue.ticket)
        self._show_desk()

    def _receive(self, ticket: Ticket) -> None:
        """Open the form of the visitor who is called; another visitor's form is put away as a draft."""
        self.visitor_came.emit()
        state = self.desk.state if self._desk is not None else None
        if state is not None and ticket_of(state) == ticket.id:
            return
        if state is not None:
            self.desk.leave()
        kept = next((one for one in self._kept or () if ticket_of(one.state) == ticket.id), None)
        item = self._items.get(ticket.item)
        if kept is not None:
            self._open_draft(kept)
        elif item is not None:
            self.begin(item)
        else:
            self.start.search.setFocus()

    def _working(self) -> bool:
        return self._desk is not None and self._desk.state is not None

    def _show_desk(self) -> None:
        self._stack.setCurrentWidget(self.desk)
        self.desk.setFocus()

    def _show_start(self) -> None:
        self._stack.setCurrentWidget(self.start)
        self.start.clear()
        self.foot.show_mistakes(0)
        self.foot.show_ends(Ends(frozenset()))
        self.foot.show_saved(tr("选定事项后可用"))
        if self._ready:
            self.drafts.load(self._drafts_read)
        if self.isVisible():
            self.start.search.setFocus()

    def _choose(self, end: str) -> None:
        if self._working():
            self.desk.choose(end)

    def _next_mistake(self) -> None:
        if self._working():
            self.desk.next_mistake()

    def _to_materials(self) -> None:
        if self._working():
            self.desk.to_materials()

    def _print_again(self) -> None:
        if self._desk is not None:
            self._desk.print_again()

    def _other_item(self) -> None:
        if self._working():
            self.desk.leave()
        self.start.search.setFocus()
        self.start.search.selectAll()

    def _failed(self, error: Exception) -> None:
        self.foot.notice.problem(explain_any(error))
