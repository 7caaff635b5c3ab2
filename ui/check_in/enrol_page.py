"""The page where fingers are enrolled and deleted: the staff at the left, consent and takes at the right."""

from collections.abc import Callable
from typing import cast
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.accounts import Actor
from app.domain.device_records import FingerPrompt
from app.domain.fingers import FINGERS, EndReason, Enrolment, EnrolmentEnd
from app.errors import AppError, RuleError
from app.ports.devices import DeviceRoom, FingerprintReader
from app.services.enrolling import StaffFingers, Take
from app.services.slot_log import Sensor
from ui.check_in.consent_card import ConsentCard
from ui.check_in.dependencies import CheckInDependencies
from ui.check_in.enrolled_card import EnrolledCard
from ui.check_in.takes import TAKES, TakesPicture
from ui.device_words import prompt_words
from ui.error_texts import explain, explain_any
from ui.i18n import Words, tr
from ui.tasks import Task
from ui.theme import FOOT, LG, MD, XL, Sign
from ui.widgets.boxes import Card, column, fixed, holder, row, scrolled, surface
from ui.widgets.dialogs import Choice, Dialog
from ui.widgets.keys import KeyButton
from ui.widgets.notices import NoticeLine
from ui.widgets.same_row import same_row
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label

LIST = 400


class EnrolPage(QWidget):
    """Needs an administrator, who witnesses the consent."""

    def __init__(self, needs: CheckInDependencies, actor: Actor) -> None:
        super().__init__()
        self._needs, self._actor = needs, actor
        self._task: Task | None = None
        self._dialog: Dialog | None = None
        self._person: UUID | None = None
        look = needs.look
        self.table: Table[StaffFingers] = Table(
            look,
            tr("工作人员"),
            (
                Column(tr("指纹"), _state_cell, 110),
                Column(tr("姓名"), lambda one: Cell(one.account.name)),
            ),
        )
        self.count = Label("", "caption", "text_2")
        self.name = Label("", "title", wrap=True)
        self.consent = ConsentCard(look, actor.name)
        self.enrolled = EnrolledCard(look)
        self.takes = TakesPicture(look)
        self.words = Label("", "heading", wrap=True)
        self.notice = NoticeLine(look)
        self.begin = KeyButton(look, tr("开始录入"), "Ctrl+1", "fingerprint", "primary")
        self.stop = KeyButton(look, tr("停止录入"), "Esc", "cross")
        self.delete = KeyButton(look, tr("删除指纹"), "Ctrl+3", "cross", "danger")
        self._lay_out()
        self._connect()
        self._read()

    def _lay_out(self) -> None:
        look = self._needs.look
        staff = Card(look, tr("工作人员"), self.count, gap=MD)
        staff.add(self.table)
        staff.body.setStretchFactor(self.table, 1)
        fixed(look, staff, width=LIST)
        self._taking = Card(look, tr("录入"), gap=MD)
        self._taking.add(row(look, self.takes, None), self.words)
        work = holder(
            column(
                look,
                self.name,
                self.consent,
                self._taking,
                self.enrolled,
                None,
                gap=MD,
                margins=(0, 0, MD, 0),
            )
        )
        body = row(look, staff, scrolled(work, tr("指纹")), gap=LG, margins=(XL, LG, MD, LG))
        body.setStretch(1, 1)
        buttons = (self.delete, self.stop, self.begin)
        ends = row(look, self.notice, *buttons, gap=MD, margins=(XL, 0, XL, 0))
        foot = surface("pane", ends)
        fixed(look, foot, height=FOOT)
        box = column(look, body, foot, gap=0)
        box.setStretch(0, 1)
        self.setLayout(box)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.table.moved.connect(self._show_chosen)
        self.consent.tick.toggled.connect(lambda _: self.notice.clear())
        self.begin.clicked.connect(self.enrol)
        self.stop.clicked.connect(self.cancel)
        self.delete.clicked.connect(self.ask_to_delete)
        kinds = ("account", "finger_enrolment", "finger_end")
        self._needs.changes.subscribe(self, kinds, self._read)
        for key, act in (("Ctrl+1", self.enrol), ("Ctrl+3", self.ask_to_delete), ("Esc", self.cancel)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Another page may need the sensor."""
        super().hideEvent(event)
        self.cancel()

    def enrol(self) -> None:
        """Take the fingers of the chosen person, who has ticked the consent."""
        chosen = self.table.chosen()
        if chosen is None or chosen.enrolment is not None or self._task is not None:
            return
        if not self.consent.text:
            self.notice.problem(explain(RuleError("fingers.no_consent")))
            self.consent.tick.setFocus()
            return
        account, text, actor = chosen.account.id, self.consent.text, self._actor

        def work(task: Task, room: DeviceRoom) -> Enrolment | None:
            enrolling, sensor = self._needs.enrolling, self._sensor(room)
            return enrolling.enrol(actor, account, sensor, text, task.report, lambda: task.cancelled)

        self.notice.clear()
        self._say(tr("正在准备指纹仪…"))
        self._start("enrol fingers", work, self._enrolled)

    def cancel(self) -> None:
        """Stop the enrolment that runs; nothing of it stays."""
        if self._task is not None and not self.stop.isHidden():
            self._task.cancel()
            self._task = None
            self.takes.show_takes(0, False)
            self._say(tr("已停止，没有录入。"))
            self._show_ends()

    def ask_to_delete(self) -> None:
        """Ask before the fingers of the chosen person are deleted, which cannot be undone."""
        chosen = self.table.chosen()
        if chosen is None or chosen.enrolment is None or self._task is not None:
            return
        enrolment, reason = chosen.enrolment, self.enrolled.reason
        self._dialog = Dialog(
            self._needs.look,
            self,
            tr("删除 {name} 的指纹", name=enrolment.person),
            tr("指纹仪里的指纹删除后不能恢复，再用要重新录入。打卡记录保留。"),
            (Choice(tr("不删"), 0), Choice(tr("删除指纹"), 1, "danger")),
            icon="soon",
            tone="error",
        )
        self._dialog.finished.connect(lambda result: self._answered(result, enrolment, reason))
        self._dialog.open()

    def _answered(self, result: int, enrolment: Enrolment, reason: EndReason) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = None
        if result:
            actor = self._actor

            def work(_: Task, room: DeviceRoom) -> EnrolmentEnd:
                return self._needs.enrolling.withdraw(actor, enrolment.id, self._sensor(room), reason)

            self.notice.busy(tr("正在删除指纹…"))
            self._start("delete fingers", work, self._deleted)

    def _start(
        self, title: str, work: Callable[[Task, DeviceRoom], object], done: Callable[[object], None]
    ) -> None:
        self._task = self._needs.desk.run(
            self._needs.device,
            work,
            title=title,
            done=done,
            failed=self._failed,
            progress=self._told,
            owner=self,
        )
        self._show_ends()

    def _sensor(self, room: DeviceRoom) -> Sensor:
        return Sensor(self._needs.device, cast(FingerprintReader, room.device(self._needs.device)))

    def _told(self, take: Take) -> None:
        self.takes.hear(take)
        if take.finger > FINGERS:
            self._say(tr("正在保存…"))
        elif take.trouble is not None:
            self._say(explain(take.trouble))
        elif take.prompt is not None:
            self._say(_told_words(take.finger, take.prompt))

    def _enrolled(self, made: object) -> None:
        self._task = None
        self.takes.show_takes(FINGERS * TAKES, False)
        self.consent.tick.setChecked(False)
        if isinstance(made, Enrolment):
            self.notice.note(tr("{name} 的两个手指已录入", name=made.person))
        self._needs.desk.ask(self._needs.device)
        self._read()

    def _deleted(self, _: object) -> None:
        self._task = None
        self.notice.note(tr("指纹已删除"))
        self._needs.desk.ask(self._needs.device)
        self._read()

    def _failed(self, error: Exception) -> None:
        self._task = None
        self.takes.show_takes(0, False)
        self._say("")
        self._show_ends()
        if not isinstance(error, AppError):
            raise error
        self.notice.problem(explain_any(error))
        self._needs.desk.ask(self._needs.device)

    def _say(self, words: str) -> None:
        self.words.say(words)

    def _read(self) -> None:
        needs, actor = self._needs, self._actor
        needs.runner.run(
            "db",
            lambda _: needs.enrolling.staff(actor, needs.device),
            name="read staff",
            done=self._show,
            owner=self,
        )

    def _show(self, staff: tuple[StaffFingers, ...]) -> None:
        self.table.show_rows(staff, same_row(self.table, staff, lambda one: one.account.id))
        done = sum(one.enrolment is not None for one in staff)
        self.count.say(tr("{n} 人，已录 {done} 人", n=len(staff), done=done))
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self.table.chosen()
        if chosen is None:
            return
        if self._person != chosen.account.id:
            self._person = chosen.account.id
            self.cancel()
            self.consent.tick.setChecked(False)
            self.takes.show_takes(0, False)
            self._say(tr("本人同意后，按“开始录入”，依次录两个手指，每个手指按两次。"))
        self.name.say(chosen.account.name)
        new = chosen.enrolment is None
        self.consent.setVisible(new)
        self._taking.setVisible(new)
        self.enrolled.setVisible(not new)
        if chosen.enrolment is not None:
            self.enrolled.show_enrolment(chosen.enrolment)
        self._show_ends()

    def _show_ends(self) -> None:
        chosen = self.table.chosen()
        enrolled = chosen is not None and chosen.enrolment is not None
        self.begin.setVisible(not enrolled and self._task is None)
        self.stop.setVisible(not enrolled and self._task is not None)
        self.delete.setVisible(enrolled)
        self.delete.setEnabled(self._task is None)
        self.table.setEnabled(self._task is None)


def _state_cell(one: StaffFingers) -> Cell:
    if one.enrolment is None:
        return Cell(tr("未录入"), sign=Sign.WAITING)
    if not one.account.enabled:
        return Cell(tr("须删除"), sign=Sign.SOON)
    return Cell(tr("已录入"), sign=Sign.DONE)


def _told_words(finger: int, prompt: FingerPrompt) -> Words:
    if finger == 1:
        return tr("第一个手指：{words}", words=prompt_words(prompt))
    if prompt is FingerPrompt.PLACE:
        return tr("第二个手指：请换另一个手指，平放在指纹仪上")
    return tr("第二个手指：{words}", words=prompt_words(prompt))
