"""The guide's first page: what a visitor asks, the answer in both scripts, and what goes home with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.guide import Outcome
from app.domain.ids import new_id
from app.domain.items import Department, ServiceItem
from app.domain.scripts import ScriptRules
from app.domain.tickets import Priority
from app.errors import AppError
from app.services.guide import CounterNow, Told
from app.services.kiosk import Given, Tap
from ui.error_texts import explain_any
from ui.guide.dependencies import GuideDependencies
from ui.guide.finding import Finding
from ui.guide.item_sheet import CHINESE_FIRST, ItemSheet
from ui.guide.take_home import TakeHome
from ui.guide.word_dialog import ask_words
from ui.i18n import tr
from ui.item_finder import ItemFinder, full_finder
from ui.tasks import Task
from ui.theme import LG, MD, XL
from ui.widgets.boxes import column, fixed, hairline, holder, row
from ui.widgets.dialogs import Choice, Dialog
from ui.widgets.keys import KeyButton
from ui.widgets.notices import NoticeLine
from ui.widgets.words import Label
from ui.wording import spoken

DB, COMPOSE, INDEX = "db", "compose", "index"
LEFT, RIGHT = 288, 320


@dataclass(frozen=True)
class _Known:
    """What was read last: items to search, departments by code, reviewed words."""

    finder: ItemFinder
    organs: Mapping[str, Department] = field(default_factory=dict)
    tibetan: Mapping[str, str] = field(default_factory=dict)
    rules: ScriptRules = CHINESE_FIRST


class AskPage(QWidget):
    """Says `request_wanted` and `complaint_wanted` with the chosen item, `turned` when the screen turns."""

    request_wanted = Signal(object)
    complaint_wanted = Signal(object)
    turned = Signal(bool)

    def __init__(self, needs: GuideDependencies) -> None:
        super().__init__()
        self._needs, self._known = needs, _Known(ItemFinder({}, None))
        self._item: ServiceItem | None = None
        self._counter: CounterNow | None = None
        self._ticket_id: UUID = new_id()
        self._away = False
        look = needs.look
        self.finding, self.sheet, self.home = Finding(look), ItemSheet(look), TakeHome(look)
        self.notice = NoticeLine(look)
        self.words = KeyButton(look, tr("本地说法"), "F4", "note", "quiet", spread=True)
        self.request = KeyButton(look, tr("预约代办"), "F6", "work", "quiet", spread=True)
        self.complain = KeyButton(look, tr("投诉建议"), "F7", "help", "quiet", spread=True)
        self._lay_out()
        self._connect()
        self._read()
        needs.changes.subscribe(self, ("item_words", "item_version", "service_item", "hall_rule"), self._read)
        needs.changes.subscribe(self, ("desk_event", "ticket", "ticket_event"), self._look_at_counter)
        timer = QTimer(self, interval=needs.poll_ms)
        timer.timeout.connect(self._look_at_counter)
        timer.start()

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to the search."""
        self.finding.search.setFocus(reason)

    @property
    def item(self) -> ServiceItem | None:
        """The item that is shown."""
        return self._item

    @property
    def away(self) -> bool:
        """Whether the screen is turned to the visitor."""
        return self._away

    def turn(self) -> None:
        """Turn the screen to the visitor, or back: the same page without what is the guide's."""
        if self._item is None:
            return
        self._away = not self._away
        self._left.setVisible(not self._away)
        self.home.turned(self._away)
        self.sheet.turn.rename(tr("转回") if self._away else tr("转向群众"))
        self.turned.emit(self._away)

    def _lay_out(self) -> None:
        look = self._needs.look
        keys = column(look, hairline(), self.words, self.request, self.complain, gap=2)
        left = column(look, self.finding, keys, gap=MD, margins=(LG, LG, LG, MD))
        left.setStretch(0, 1)
        self._left = fixed(look, holder(left), width=LEFT)
        self._left.setProperty("kind", "pane")
        waiting = holder(column(look, None, Label(tr("正在读取事项…"), "body", "text_2"), None))
        self._answer = QStackedWidget()
        self._answer.addWidget(waiting)
        right = fixed(look, self.home, width=RIGHT)
        shown = row(look, self.sheet, right, gap=LG)
        shown.setStretch(0, 1)
        self._answer.addWidget(holder(shown))
        main = column(look, self._answer, self.notice, gap=MD, margins=(XL, LG, XL, MD))
        main.setStretch(0, 1)
        box = row(look, self._left, hairline(vertical=True), holder(main), gap=0)
        box.setStretch(2, 1)
        self.setLayout(box)

    def _connect(self) -> None:
        home = self.home
        self.finding.chosen.connect(self._show)
        for key, button, act in (
            ("F11", self.sheet.turn, self.turn),
            ("Ctrl+P", home.slip, self.print_slip),
            ("F5", home.ticket, self.give_ticket),
            ("Shift+F5", home.favoured, self.give_favoured),
            ("F9", home.answered, lambda: self._log(Outcome.ANSWERED)),
            ("F4", self.words, self.edit_words),
            ("F6", self.request, lambda: self.request_wanted.emit(self._item)),
            ("F7", self.complain, lambda: self.complaint_wanted.emit(self._item)),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
            button.clicked.connect(act)
        to_search = QShortcut(QKeySequence("F3"), self)
        to_search.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        to_search.activated.connect(self._next_visitor)

    def _next_visitor(self) -> None:
        if not self._away:
            self.finding.search.setFocus()
            self.finding.search.selectAll()

    def _read(self) -> None:
        needs = self._needs

        def work(_: Task) -> _Known:
            items, organs = needs.guide.items()
            tibetan = needs.tibetan()
            finder = full_finder(items, organs, needs.pinyin, tibetan)
            return _Known(finder, {one.code: one for one in organs}, tibetan, needs.scripts())

        needs.runner.run(INDEX, work, name="index items", done=self._take, owner=self)

    def _take(self, known: _Known) -> None:
        shown, self._known = self._known, known
        if (known.organs, known.tibetan, known.rules) != (shown.organs, shown.tibetan, shown.rules):
            self._item = None
        self._answer.setCurrentIndex(1)
        self.finding.show_items(known.finder)
        self._show(self.finding.found.chosen())

    def _show(self, item: ServiceItem | None) -> None:
        """Show another item, or another version of this one; the same again leaves ticks and notice alone."""
        if item is None or (self._item is not None and _bare(item) == _bare(self._item)):
            return
        self._item, self._counter, self._ticket_id = item, None, new_id()
        known = self._known
        self.sheet.show_item(item, known.organs.get(item.department), known.tibetan, known.rules)
        self.home.show_item(item, known.tibetan, known.rules)
        self.notice.clear()
        self._look_at_counter()

    def _look_at_counter(self) -> None:
        item = self._item
        if item is None:
            return
        guide = self._needs.guide
        self._needs.runner.run(
            DB, lambda _: (item, guide.counter(item)), name="look at counter", done=self._know, owner=self
        )

    def _know(self, found: tuple[ServiceItem, CounterNow]) -> None:
        item, now = found
        if item is self._item:
            self._counter = now
            self.sheet.show_counter(now)

    def print_slip(self) -> None:
        """Print what the visitor has to bring, always in the version of today."""
        item, needs = self._item, self._needs
        if item is None:
            return

        def work(_: Task) -> None:
            needs.guide.print_slip(needs.actor, item.key)

        task = needs.runner.run(
            COMPOSE, work, name="print slip", done=self._slip_printed, failed=self._failed, owner=self
        )
        self.notice.busy(tr("正在打印告知单…"), task.cancel)

    def _slip_printed(self, _: None) -> None:
        self._log(Outcome.SLIP)

    def give_ticket(self, priority: Priority | None = None) -> None:
        """Give a ticket of the item's counter; the same press again gives none."""
        item, now, needs = self._item, self._counter, self._needs
        if item is None or now is None or not now.service:
            return
        tap = Tap(self._ticket_id, now.service, item.key, priority)
        needs.runner.run(
            needs.ticket_lane,
            lambda _: needs.tickets.issue(tap),
            name="give ticket",
            done=self._given,
            failed=self._failed,
            owner=self,
        )

    def give_favoured(self) -> None:
        """Ask why somebody is called before others, and give the ticket with a head start."""
        if self._counter is None or not self._counter.service:
            return
        reasons = list(Priority)
        choices = [Choice(tr("不取号"), 0)]
        choices += [Choice(spoken(one), place) for place, one in enumerate(reasons, 1)]
        title = tr("取优先号")
        dialog = Dialog(self._needs.look, self, title, tr("请选择优先的理由。"), choices, icon="priority")
        fixed(self._needs.look, dialog, width=720)
        try:
            chosen = dialog.exec()
        finally:
            dialog.deleteLater()
        if chosen:
            self.give_ticket(reasons[chosen - 1])

    def _given(self, given: Given) -> None:
        number = given.turn.ticket.number
        self._ticket_id = new_id()
        self._log(Outcome.TICKET)
        if given.problem is None:
            self.notice.note(tr("{number} 号，前面 {n} 人", number=number, n=given.ahead), "ticket")
        else:
            why = explain_any(given.problem)
            self.notice.warn(tr("{number} 号已取，请口头告知。{why}", number=number, why=why))

    def edit_words(self) -> None:
        """Let the guide add what people here call this item."""
        item, needs = self._item, self._needs
        if item is None:
            return
        before = needs.guide.words(item.key)
        typed = ask_words(needs.look, self, item.name, before)
        if typed is not None:
            needs.runner.run(
                DB,
                lambda _: needs.guide.put_words(needs.actor, item.key, typed),
                name="put words",
                done=lambda kept: self.notice.note(tr("本地说法已存，共 {n} 个", n=len(kept))),
                failed=self._failed,
                owner=self,
            )

    def _log(self, outcome: Outcome) -> None:
        needs, (here, wanted) = self._needs, self.home.ticked()
        told = Told(self._item, self.home.language, outcome, here, wanted)
        needs.runner.run(
            DB,
            lambda _: needs.guide.consulted(needs.actor, told),
            name="log consultation",
            done=lambda _: self._said(outcome),
            owner=self,
        )

    def _said(self, outcome: Outcome) -> None:
        if outcome is not Outcome.TICKET:
            self.notice.note(tr("{outcome}，已记入咨询记录", outcome=spoken(outcome)))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self.notice.problem(explain_any(error))


def _bare(item: ServiceItem) -> ServiceItem:
    """Return an item as its sheet shows it: without the words by which it is found."""
    return replace(item, synonyms=())
