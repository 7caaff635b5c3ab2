"""The sync page: how the exchange stands, what was refused with the reason in words, and what can be done."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.sync import Parked
from app.errors import AppError
from app.progress import Between
from ui.error_texts import explain, explain_any, warning
from ui.i18n import Words, tr
from ui.look import Look
from ui.sync.dependencies import SyncDependencies
from ui.sync.mend_dialog import MendDialog
from ui.sync.words import kind_words, reason_words
from ui.sync.worker import LANE, Seen
from ui.theme import CAPTION, LG, MD, SM, XL
from ui.widgets.boxes import Card, column, holder, row
from ui.widgets.icons import Icon
from ui.widgets.keys import KeyButton
from ui.widgets.notices import NoticeLine
from ui.widgets.same_row import same_row
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label
from ui.wording import moment

T = TypeVar("T")


class SyncPage(QWidget):
    """Good, offline or alone above; what the centre refused below, with mend and try again."""

    def __init__(self, needs: SyncDependencies) -> None:
        super().__init__()
        self._needs = needs
        self._resending = False
        look = needs.look
        self._sign, self._state = Icon(look, "waiting", 24, "text_2"), Label("", "heading", wrap=True)
        self._words = Label("", "body", "text_2", wrap=True)
        self._waiting, self._reached, self._counted = (Label("", "display") for _ in range(3))
        self._works = Label("", "body", "text_2", wrap=True)
        self.notice = NoticeLine(look)
        self.table = _table(look)
        nothing = Label(tr("没有被中心退回的记录。"), "body", "text_2", wrap=True)
        self._nothing = holder(column(look, nothing, None))
        self.send = self._button(tr("立即上传"), "F5", needs.worker.kick, "primary")
        self.join = self._button(tr("导入连接文件"), "Ctrl+O", self._join)
        self.out = self._button(tr("导出待传"), "Ctrl+E", self.take_out)
        self.bring = self._button(tr("导入别机文件"), "Ctrl+I", self.bring_file)
        self.retry = self._button(tr("重试"), "Ctrl+1", self.try_again)
        self.mend = self._button(tr("修改后重传"), "Ctrl+2", self.ask_mend)
        self._lay_out(look)
        self.table.opened.connect(self.ask_mend)
        needs.worker.seen.connect(self._take)
        if needs.worker.last is not None:
            self._take(needs.worker.last)
        else:
            needs.worker.kick()

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to the first thing to do."""
        (self.send if self.send.isEnabled() else self.join).setFocus(reason)

    def try_again(self) -> None:
        """Send the chosen record again as it is."""
        chosen = self.table.chosen()
        if chosen is not None:
            self._mend(chosen, chosen.text)

    def ask_mend(self) -> None:
        """Show the chosen record's content to be changed and sent."""
        chosen = self.table.chosen()
        if chosen is None:
            return
        dialog = MendDialog(self._needs.look, self, chosen)
        dialog.mended.connect(partial(self._mend, chosen))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_out(self) -> None:
        """Write what waits into a file that another machine carries to the centre."""
        path, actor = self._needs.ask_target(), self._needs.actor
        if path is not None:
            worker = self._needs.worker
            self._carry(
                tr("正在导出待传记录…"),
                lambda between: worker.sync().carrying.take_out(actor, path, between),
                lambda rows: self.notice.note(tr("已导出 {n} 条到 {file}", n=rows, file=path.name)),
            )

    def bring_file(self) -> None:
        """Bring a file of another station to the centre."""
        path, actor = self._needs.ask_carried(), self._needs.actor
        if path is not None:
            worker = self._needs.worker
            self._carry(
                tr("正在把 {file} 交给中心…", file=path.name),
                lambda between: worker.sync().carrying.bring(actor, path, between),
                lambda told: self.notice.note(
                    tr("已交给中心 {n} 条，其中 {m} 条待处理", n=told[0], m=told[1])
                ),
            )

    def _carry(self, words: Words, work: Callable[[Between], T], told: Callable[[T], None]) -> None:
        """Do long work on the lane of the exchange, with its progress and a way to stop it."""

        started = self._needs.runner.run(
            LANE,
            lambda task: work(task.advance),
            name="carry",
            done=told,
            failed=self._failed,
            progress=lambda far: self.notice.advance(*far),
            owner=self,
        )
        self.notice.busy(words, started.cancel)

    def _mend(self, parked: Parked, text: str) -> None:
        actor = self._needs.actor
        self._resending = True
        self.notice.busy(tr("正在重传…"))
        self._needs.worker.act(lambda sync: sync.mend(actor, parked.sequence, text), self._failed)

    def _join(self) -> None:
        path = self._needs.ask_file()
        if path is not None:
            read = self._needs.read_file
            self._needs.worker.act(lambda sync: sync.join(read(path)), self._failed)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self._resending = False
        self.notice.problem(explain_any(error))

    def _take(self, seen: Seen) -> None:
        standing = seen.standing
        alone = standing.connection is None
        self._sign.show_icon(*_sign(seen))
        self._state.say(_state(seen))
        self._words.say(_explained(seen))
        self._waiting.say(tr("{n} 条", n=standing.waiting) if not alone else tr("—"))
        self._reached.say(moment(standing.reached_at) if standing.reached_at else tr("还没有"))
        self._counted.say(tr("{n} 条", n=standing.parked + standing.held_back))
        self._works.say(_what_works(seen))
        self._works.setVisible(bool(_what_works(seen)))
        self.send.setEnabled(not alone and not seen.busy)
        self.out.setEnabled(not alone and standing.waiting > 0)
        self.bring.setEnabled(not alone)
        self.join.setEnabled(not seen.busy)
        if not seen.busy:
            if self._resending:
                self.notice.clear()
            self._resending = False
            self._read_parked()

    def _read_parked(self) -> None:
        def read(_: object) -> tuple[Parked, ...]:
            return self._needs.worker.sync().parked()

        self._needs.runner.run(LANE, read, name="parked", done=self._show_parked, owner=self)

    def _show_parked(self, rows: tuple[Parked, ...]) -> None:
        if rows != self.table.rows:
            self.table.show_rows(rows, same_row(self.table, rows, lambda one: one.sequence))
        self.table.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        for button in (self.retry, self.mend):
            button.setVisible(bool(rows))

    def _button(self, verb: Words, key: str, act: Callable[[], None], variant: str = "") -> KeyButton:
        made = KeyButton(self._needs.look, verb, key, variant=variant)
        made.clicked.connect(lambda: act())
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(made.click)
        return made

    def _lay_out(self, look: Look) -> None:
        head = row(look, self._sign, self._state, self.join, self.send, gap=SM)
        head.setStretch(1, 1)
        figures = row(
            look,
            column(look, Label(tr("待上传"), "caption", "text_2"), self._waiting, gap=SM),
            column(look, Label(tr("最近一次成功"), "caption", "text_2"), self._reached, gap=SM),
            column(look, Label(tr("待处理"), "caption", "text_2"), self._counted, gap=SM),
            None,
            column(look, None, row(look, self.out, self.bring, gap=SM), gap=0),
            gap=XL * 2,
        )
        above = Card(look, gap=MD, padding=LG).add(head, self._words, figures, self._works)
        below = Card(look, tr("被中心退回的记录"), self.retry, self.mend, gap=MD).add(
            self.table, self._nothing
        )
        below.body.setStretchFactor(self.table, 1)
        box = column(look, above, below, self.notice, gap=LG, margins=(XL, LG, XL, MD))
        box.setStretch(1, 1)
        self.setLayout(box)


def _sign(seen: Seen) -> tuple[str, str]:
    if seen.busy:
        return "waiting", "text_2"
    if seen.standing.connection is None:
        return "info", "text_2"
    if seen.error is not None:
        return "error", "error"
    return ("soon", "soon") if seen.standing.parked else ("done", "primary")


def _state(seen: Seen) -> Words:
    if seen.busy:
        return tr("正在与中心交换…")
    if seen.standing.connection is None:
        return tr("本机没有接入中心")
    if seen.error is not None:
        return tr("没有连上中心，数据都在本机")
    if seen.standing.parked:
        return tr("已与中心一致，有记录要处理")
    return tr("已与中心一致")


def _explained(seen: Seen) -> Words:
    if seen.error is not None:
        return explain(seen.error)
    joined = seen.standing.connection
    if joined is None:
        return warning("sync.alone")
    return tr("大厅 {hall}，工作站 {station}", hall=joined.hall, station=joined.station)


def _what_works(seen: Seen) -> Words | str:
    """Say what goes on without the line and what does not, when there is none."""
    if seen.error is None or seen.standing.connection is None:
        return ""
    return tr(
        "照常能做：受理、审批、打印、叫号、打卡，线路恢复后自动上传。暂时不能：看到其他工作站刚办的件。"
    )


def _table(look: Look) -> Table[Parked]:
    return Table(
        look,
        tr("被中心退回的记录"),
        (
            Column(tr("记录"), lambda one: Cell(kind_words(one.kind), icon="file"), 160),
            Column(tr("原因"), lambda one: Cell(reason_words(one), below="")),
            Column(tr("退回时间"), lambda one: Cell(moment(one.at), tone="text_2", size=CAPTION), 140),
        ),
    )
