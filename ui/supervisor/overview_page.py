"""The hall at a glance: figures, an alarm, the counters, what needs a hand, the hours of the day."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from app.domain.dates import hall_time
from app.domain.timers import Signal as Light
from app.errors import AppError
from app.ports.queue import DeskState
from app.services.hall_overview import CounterStanding, Overview
from ui.error_texts import explain_any
from ui.i18n import Words, tr
from ui.look import Look
from ui.supervisor.attention import AttentionCard
from ui.supervisor.counter_wall import CounterWall
from ui.supervisor.dependencies import SupervisorDependencies
from ui.supervisor.hours_chart import HoursChart
from ui.tasks import Task
from ui.theme import LG, MD, SM, XL
from ui.widgets.boxes import Card, column, fixed, holder, row, surface
from ui.widgets.icons import Icon
from ui.widgets.notices import NoticeLine
from ui.widgets.tab_order import order_tabs
from ui.widgets.words import Label

LANE = "overview"
RIGHT = 372
TOLD = (
    "case_header",
    "case_step",
    "case_row",
    "print",
    "print_event",
    "print_job",
    "ticket",
    "ticket_event",
    "desk",
    "parked",
)


class FigureTile(Card):
    """A figure with what it counts above and what it is to be compared with below."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, gap=0, padding=MD)
        self.figure = Label("—", "figure")
        self.note = Label("", "caption", "text_2", wrap=True)
        self.add(Label(name, "caption", "text_2", wrap=True), self.figure, self.note, None)

    def show_figure(self, figure: str, note: str, tone: str = "text") -> None:
        """Show a figure and its note."""
        self.figure.say(figure)
        self.figure.retone(tone)
        self.note.say(note)


class OverviewPage(QWidget):
    """Says `case_wanted` with the id of a case somebody wants to see."""

    case_wanted = Signal(object)

    def __init__(self, needs: SupervisorDependencies) -> None:
        super().__init__()
        self._needs = needs
        self._looking: Task | None = None
        self.seen: Overview | None = None
        look = needs.look
        self.figures = [FigureTile(look, name) for name in _figure_names()]
        self.alarm_words = Label("", "strong", wrap=True)
        self.wall = CounterWall(look)
        self._states = Label("", "caption", "text_2")
        self.attention = AttentionCard(look)
        self.chart = HoursChart(look)
        self.notice = NoticeLine(look)
        self._lay_out(look)
        self.attention.opened.connect(self.case_wanted)
        self.wall.opened.connect(self._open_counter)
        self.wall.rebuilt.connect(lambda: order_tabs(self))
        shortcut = QShortcut(QKeySequence("F4"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.attention.reach)
        self._timer = QTimer(self, interval=needs.poll_ms)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        needs.changes.subscribe(self, TOLD, self.refresh)
        needs.desk.changed.connect(self._show_matters)
        self.refresh()

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to what needs a hand."""
        self.attention.reach()

    def refresh(self) -> None:
        """Look at the hall anew, unless a look is under way."""
        if self._looking is None:
            overview, actor = self._needs.overview, self._needs.actor
            self._looking = self._needs.runner.run(
                LANE,
                lambda _: overview.now(actor),
                name="look at the hall",
                done=self._show,
                failed=self._failed,
                owner=self,
            )

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Look anew when the page is come back to."""
        super().showEvent(event)
        self.refresh()

    def _open_counter(self, counter: CounterStanding) -> None:
        """Lead to the case that is being handled at a counter, if one was opened for its ticket."""
        overview, actor, ticket = self._needs.overview, self._needs.actor, counter.ticket_id

        def found(case_id: UUID | None) -> None:
            if case_id is not None:
                self.case_wanted.emit(case_id)
            else:
                self.notice.note(tr("{counter} 号窗口现在没有正在办的件。", counter=counter.number), "info")
                self.notice.show()

        if ticket is None:
            found(None)
            return
        self._needs.runner.run(
            LANE,
            lambda _: overview.case_at(actor, ticket),
            name="case at counter",
            done=found,
            failed=self._failed,
            owner=self,
        )

    def _tick(self) -> None:
        if self.isVisible():
            self.refresh()

    def _lay_out(self, look: Look) -> None:
        figures = row(look, *self.figures, gap=MD)
        alarm = row(
            look, Icon(look, "error", 20, "error"), self.alarm_words, gap=SM, margins=(LG, SM, LG, SM)
        )
        alarm.setStretch(1, 1)
        self.alarm = surface("problem", alarm)
        self.alarm.hide()
        self.notice.hide()
        counters = Card(look, tr("窗口"), self._states, gap=SM)
        counters.add(self.wall)
        counters.body.setStretchFactor(self.wall, 1)
        left = column(look, figures, self.alarm, counters, self.notice, gap=MD)
        left.setStretch(2, 1)
        hours = Card(look, tr("今天各时段"), gap=SM)
        key = tr("柱：取号　线：办结　浅柱：昨天")
        hours.add(Label(key, "caption", "text_2", wrap=True), self.chart)
        hours.body.setStretchFactor(self.chart, 1)
        right = column(look, self.attention, hours, gap=MD)
        right.setStretch(0, 3)
        right.setStretch(1, 2)
        box = row(look, left, fixed(look, holder(right), width=RIGHT), gap=LG, margins=(XL, LG, XL, SM))
        box.setStretch(0, 1)
        self.setLayout(box)

    def _show(self, seen: Overview) -> None:
        self._looking = None
        self.seen = seen
        if not self.notice.goes_by_itself:
            self.notice.hide()
        self._show_figures(seen)
        stranded = [one for one in seen.counters if one.stranded]
        self.alarm.setVisible(bool(stranded))
        if stranded:
            self.alarm_words.say(_alarm(stranded))
        self.wall.show_counters(seen.counters)
        self._states.say(_states(seen))
        self.chart.show_hours(seen.hours, seen.yesterday, hall_time(seen.at).hour)
        self._show_matters()

    def _show_matters(self) -> None:
        if self.seen is not None:
            self.attention.show_overview(self.seen, self._needs.desk.health())

    def _failed(self, error: Exception) -> None:
        """Keep the last good state and say so; a bug of ours goes on to whoever writes it down."""
        self._looking = None
        self.notice.problem(explain_any(error))
        self.notice.show()
        if not isinstance(error, AppError):
            raise error

    def _show_figures(self, seen: Overview) -> None:
        taken, waiting, mean, open_, late, forks = self.figures
        today = seen.today
        taken.show_figure(str(today.tickets), tr("昨天此时 {n}", n=seen.taken_yesterday))
        waiting.show_figure(str(seen.waiting), tr("过号 {n}", n=today.no_show))
        minutes = None if today.mean_wait_s is None else round(today.mean_wait_s / 60)
        mean.show_figure("—" if minutes is None else str(minutes), tr("分钟，已叫 {n} 人", n=today.calls))
        paused = sum(one.state is DeskState.PAUSED for one in seen.counters)
        open_.show_figure(
            str(seen.open_counters), tr("共 {all} 个，暂停 {n}", all=len(seen.counters), n=paused)
        )
        lights = [one.signal for one in seen.cases]
        red, yellow = lights.count(Light.RED), lights.count(Light.YELLOW)
        tone = "error" if red + yellow else "text"
        late.show_figure(str(red + yellow), tr("黄牌 {yellow}，红牌 {red}", yellow=yellow, red=red), tone)
        soon = lights.count(Light.REMINDER)
        forks.show_figure(str(soon), tr("分支待选定 {n}", n=len(seen.forks)))


def _figure_names() -> tuple[Words, ...]:
    return tr("取号"), tr("在等候"), tr("平均等候"), tr("开放窗口"), tr("现有超期"), tr("临期")


def _states(seen: Overview) -> Words:
    serving = sum(bool(one.ticket) for one in seen.counters)
    idle = sum(one.state is DeskState.OPEN and not one.ticket for one in seen.counters)
    paused = sum(one.state is DeskState.PAUSED for one in seen.counters)
    closed = sum(one.state is DeskState.CLOSED for one in seen.counters)
    return tr(
        "服务中 {serving}·空闲 {idle}·暂停 {paused}·未开 {closed}",
        serving=serving,
        idle=idle,
        paused=paused,
        closed=closed,
    )


def _alarm(stranded: Sequence[CounterStanding]) -> Words:
    first = max(stranded, key=lambda one: one.stranded)
    words = tr(
        "{counter} 号窗口（{office}）{why}，{n} 人在等",
        counter=first.number,
        office=first.office,
        why=tr("暂停") if first.state is DeskState.PAUSED else tr("无人在岗"),
        n=first.stranded,
    )
    others = len(stranded) - 1
    return tr("{words}；另有 {n} 个窗口也有人在等", words=words, n=others) if others else words
