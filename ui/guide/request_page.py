"""Appointments, home visits, agent service, first-asked: the list, the chosen one, and the form."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.appointments import is_late
from app.domain.items import ServiceItem
from app.domain.requests import RUNNING, RequestAct, RequestState, RequestView
from app.errors import AppError
from app.services.requests import Asked, Done
from ui.error_texts import explain_any
from ui.guide.dependencies import GuideDependencies
from ui.guide.reason_dialog import ask_reason
from ui.guide.request_form import RequestForm
from ui.i18n import Words, tr
from ui.theme import CAPTION, LG, MD, SM, XL, Sign
from ui.widgets.boxes import Card, column, holder, row
from ui.widgets.keys import KeyButton
from ui.widgets.notices import NoticeLine
from ui.widgets.same_row import same_row
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label
from ui.wording import moment, spoken

DB = "db"
_SIGNS = {
    RequestState.OPEN: Sign.WAITING,
    RequestState.TAKEN: Sign.ON_TIME,
    RequestState.QUEUED: Sign.DONE,
    RequestState.DONE: Sign.DONE,
    RequestState.REFUSED: Sign.PAUSED,
    RequestState.CANCELLED: Sign.PAUSED,
}
_WITH_REASON = frozenset((RequestAct.HANDED_ON, RequestAct.REFUSED, RequestAct.CANCELLED))


class RequestPage(QWidget):
    """Looks every minute which appointments' time has come, and lets them enter the queue."""

    def __init__(self, needs: GuideDependencies) -> None:
        super().__init__()
        self._needs = needs
        look = needs.look
        self.table: Table[RequestView] = Table(
            look,
            tr("预约和服务登记"),
            (
                Column(tr("状态"), self._pill, 120),
                Column(tr("编号"), lambda v: Cell(v.request.number, tone="text_2", size=CAPTION), 96),
                Column(tr("事项"), lambda v: Cell(v.request.item_name or spoken(v.request.kind))),
                Column(tr("何时"), lambda v: Cell(_when(v)), 96),
                Column(tr("负责"), lambda v: Cell(v.owner or "—", tone="text_2"), 72),
            ),
            nothing=tr("还没有登记。按 F6 新登记。"),
        )
        self.form = RequestForm(look, needs.today)
        self._about, self._told = Label("", "heading", wrap=True), Label("", "body", "text_2", wrap=True)
        self.acts: dict[RequestAct, KeyButton] = {
            act: KeyButton(look, spoken(act), f"Ctrl+{n}", spread=True)
            for n, act in enumerate((a for a in RequestAct if a is not RequestAct.QUEUED), 1)
        }
        self.new = KeyButton(look, tr("新登记"), "F6", "work", "primary")
        self.notice = NoticeLine(look)
        self._side = QStackedWidget()
        self._lay_out()
        self._connect()
        self.refresh()
        needs.changes.subscribe(self, ("desk_request", "desk_request_event"), self.refresh)
        self._minute = QTimer(self, interval=needs.poll_ms)
        self._minute.timeout.connect(self.into_queue)
        self._minute.start()
        self.into_queue()

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to the list."""
        self.table.setFocus(reason)

    def begin(self, item: ServiceItem | None) -> None:
        """Open the form for an item."""
        self.form.begin(item)
        self._side.setCurrentIndex(1)
        self.form.name.setFocus()

    def refresh(self) -> None:
        """Read the list again."""
        needs = self._needs
        needs.runner.run(
            DB,
            lambda _: needs.requests.lately(needs.actor),
            name="read requests",
            done=self._show,
            owner=self,
        )

    def into_queue(self) -> None:
        """Let the appointments whose time has come enter the queue."""
        needs = self._needs
        needs.runner.run(
            DB,
            lambda _: needs.requests.into_queue(needs.machine),
            name="queue appointments",
            done=self._queued,
            owner=self,
        )

    def _lay_out(self) -> None:
        look = self._needs.look
        head = row(look, Label(tr("预约、上门、代办、首问"), "title"), None, self.new, gap=MD)
        card = Card(look, padding=0, gap=0).add(self.table)
        left = column(look, head, card, self.notice, gap=MD)
        left.setStretch(1, 1)
        detail = Card(look, tr("这一件"), gap=SM).add(self._about, self._told, *self.acts.values(), None)
        self._side.addWidget(detail)
        self._side.addWidget(self.form)
        box = row(look, holder(left), self._side, gap=LG, margins=(XL, LG, XL, MD))
        box.setStretch(0, 3)
        box.setStretch(1, 2)
        self.setLayout(box)

    def _connect(self) -> None:
        self.table.moved.connect(self._show_chosen)
        self.new.clicked.connect(lambda: self.begin(None))
        self.form.asked.connect(self._take_down)
        self.form.left.connect(self._put_away)
        keys: list[tuple[str, Callable[[], object]]] = [
            ("F6", lambda: self.begin(None)),
            ("Ctrl+S", self._submit),
            ("Esc", self._put_away),
        ]
        for act, button in self.acts.items():
            button.clicked.connect(lambda _=False, act=act: self.act(act))
            keys.append((button.key, partial(self.act, act)))
        for key, do in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def _submit(self) -> None:
        if self._side.currentIndex() == 1:
            self.form.submit()

    def _put_away(self) -> None:
        self._side.setCurrentIndex(0)
        self.table.setFocus()

    def _show(self, views: tuple[RequestView, ...]) -> None:
        ordered = sorted(views, key=lambda view: view.state not in RUNNING)
        self.table.show_rows(ordered, same_row(self.table, ordered, lambda view: view.request.id))
        self._show_chosen()

    def _show_chosen(self) -> None:
        view = self.table.chosen()
        running = view is not None and view.state in RUNNING
        for act, button in self.acts.items():
            button.setEnabled(running and act is not RequestAct.MOVED)
        if view is None:
            self._about.say(tr("还没有登记。按 F6 新登记。"))
            self._told.say("")
            return
        request = view.request
        self._about.say(tr("{number}·{kind}", number=request.number, kind=spoken(request.kind)))
        self._told.say(_told(view))
        self.acts[RequestAct.MOVED].setEnabled(running and request.wanted_at is not None)

    def _pill(self, view: RequestView) -> Cell:
        if is_late(view, self._needs.now()):
            return Cell(tr("过了约定时间"), sign=Sign.LATE)
        return Cell(spoken(view.state), sign=_SIGNS[view.state])

    def act(self, act: RequestAct) -> None:
        """Do something with the chosen request, asking for what it needs."""
        view, needs = self.table.chosen(), self._needs
        if view is None or not self.acts[act].isEnabled():
            return
        done = ask_reason(needs.look, self, act, needs.today) if _asks(act) else Done(act)
        if done is not None:
            needs.runner.run(
                DB,
                lambda _: needs.requests.act(needs.actor, view.request.id, done),
                name="act on request",
                done=self._acted,
                failed=self._failed,
                owner=self,
            )

    def _take_down(self, asked: Asked) -> None:
        needs = self._needs
        needs.runner.run(
            DB,
            lambda _: needs.requests.take_down(needs.actor, asked),
            name="take request down",
            done=self._taken_down,
            failed=self._failed,
            owner=self,
        )

    def _taken_down(self, view: RequestView) -> None:
        self._put_away()
        self.notice.note(tr("已登记，编号 {number}，请告诉群众", number=view.request.number))

    def _acted(self, view: RequestView) -> None:
        self.notice.note(tr("{number} {state}", number=view.request.number, state=spoken(view.state)))

    def _queued(self, views: tuple[RequestView, ...]) -> None:
        for view in views:
            ticket = view.events[-1].ticket
            self.notice.note(
                tr(
                    "{number} 到了约定时间，已进入排队：{ticket} 号",
                    number=view.request.number,
                    ticket=ticket,
                ),
                "ticket",
            )

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self.notice.problem(explain_any(error))


def _asks(act: RequestAct) -> bool:
    return act in _WITH_REASON or act is RequestAct.MOVED


def _when(view: RequestView) -> str:
    return moment(view.wanted_at) if view.wanted_at else "—"


def _told(view: RequestView) -> Words:
    request = view.request
    tickets = [event.ticket for event in view.events if event.ticket]
    parts = [
        request.item_name,
        request.name,
        request.phone,
        request.place,
        moment(view.wanted_at) if view.wanted_at else "",
        request.note,
        tr("号票 {ticket}", ticket=tickets[-1]) if tickets else "",
        *(tr("{act}：{reason}", act=spoken(e.act), reason=e.reason) for e in view.events if e.reason),
    ]
    return Words("\n".join(part for part in parts if part).replace("{", "{{").replace("}", "}}"), {})
