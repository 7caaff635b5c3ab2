"""The page people punch at: a finger, a name at once, a tone after it, and who came today."""

from typing import cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.domain.dates import hall_time
from app.domain.device_records import DeviceState, FingerPrompt
from app.domain.fingers import ClockQuality, Punch
from app.errors import AppError, DeviceError
from app.ports.devices import DeviceRoom, FingerprintReader
from app.services.slot_log import Sensor
from ui.check_in.dependencies import CheckInDependencies
from ui.check_in.results import CheckInResult, result_words, resulted
from ui.device_words import prompt_words, trouble
from ui.error_texts import explain_any
from ui.i18n import tr
from ui.tasks import Task
from ui.theme import CAPTION, LG, MD, XL
from ui.widgets.boxes import Card, column, fixed, row, surface
from ui.widgets.icons import Icon
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label, TibetanLabel
from ui.wording import spoken

ROUND_SECONDS = 4.0
"""How long one round listens, so that the port is looked after between two."""
RESULT_MS, AGAIN_MS = 2500, 500
BIG = 96


class PunchPage(QWidget):
    """Listens while it is seen and the sensor is well; needs no key."""

    def __init__(self, needs: CheckInDependencies) -> None:
        super().__init__()
        self._needs = needs
        self._task: Task | None = None
        look = needs.look
        self.sign = Icon(look, "fingerprint", BIG, "primary")
        self.words = Label("", "figure", wrap=True)
        self.tibetan = TibetanLabel(look, "", "public_hint")
        self.below = Label("", "heading", "text_2", wrap=True)
        for label in (self.words, self.tibetan, self.below):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.count = Label("", "caption", "text_2")
        self.table: Table[Punch] = Table(
            look,
            tr("今天的打卡"),
            (
                Column(tr("时间"), lambda p: Cell(f"{hall_time(p.at):%H:%M:%S}", tone="text_2"), 84),
                Column(tr("姓名"), lambda p: Cell(p.person)),
                Column(tr("时钟"), _clock_cell, 96),
            ),
        )
        self._lay_out()
        self._settle = QTimer(self, singleShot=True, interval=RESULT_MS)
        self._settle.timeout.connect(self._listen)
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self._listen)
        needs.desk.changed.connect(self._follow)
        needs.changes.subscribe(self, ("punch",), self._read)
        self.setFocusProxy(self.table)
        self._invite()
        self._read()

    def _lay_out(self) -> None:
        look, rules = self._needs.look, self._needs.tibetan.rules
        sign = row(look, None, self.sign, None)
        parts = (None, sign, LG, *rules.ordered(self.words, self.tibetan), self.below, None)
        middle = column(look, *parts, gap=MD, margins=(XL, XL, XL, XL))
        today = Card(look, tr("今天的打卡"), self.count, gap=MD)
        today.add(self.table)
        today.body.setStretchFactor(self.table, 1)
        fixed(look, today, width=440)
        box = row(look, surface("card", middle), today, gap=LG, margins=(XL, LG, XL, LG))
        box.setStretch(0, 1)
        self.setLayout(box)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin to listen."""
        super().showEvent(event)
        self._listen()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Listen no more: another page may need the sensor."""
        super().hideEvent(event)
        self._settle.stop()
        self._again.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _listen(self) -> None:
        """Listen for one round, unless the sensor is away: its return begins the next."""
        if self._task is not None or not self.isVisible():
            return
        if not self._well():
            return
        if self._settle.isActive():
            return
        self._invite()
        self._task = self._needs.desk.run(
            self._needs.device,
            self._punch,
            title="listen for a finger",
            done=self._heard,
            failed=self._failed,
            progress=self._asked,
            owner=self,
        )

    def _punch(self, task: Task, room: DeviceRoom) -> CheckInResult | None:
        needs = self._needs
        sensor = Sensor(needs.device, cast(FingerprintReader, room.device(needs.device)))
        punch = needs.check_in.punch(sensor, task.report, lambda: task.cancelled, ROUND_SECONDS)
        if punch is None:
            return None
        return resulted(punch.account_id, punch.person, punch.at, needs.day_of, punch.clock)

    def _asked(self, prompt: FingerPrompt) -> None:
        if prompt is FingerPrompt.PLACE:
            self._invite()
        elif prompt is FingerPrompt.LIFT:
            self._say("fingerprint", "primary", tr("抬起手指再按一次"), "")
        else:
            self._say("fingerprint", "primary", prompt_words(prompt), "")

    def _heard(self, result: CheckInResult | None) -> None:
        self._task = None
        if result is None:
            self._again.start()
            return
        icon, tone = ("done", "ontime") if result.well else ("soon", "soon")
        self._say(icon, tone, result.person, result_words(result))
        self._settle.start()
        QTimer.singleShot(0, self, lambda: self._needs.tone(True))

    def _failed(self, error: Exception) -> None:
        self._task = None
        if not isinstance(error, AppError):
            raise error
        stranger = isinstance(error, DeviceError) and error.code == "fingerprint.unknown_finger"
        words = tr("请用其他手指") if stranger else tr("没有打上卡")
        self._say("error", "error", words, explain_any(error))
        if isinstance(error, DeviceError) and error.code.startswith("device."):
            self._needs.desk.ask(self._needs.device)
            self._again.start()
        else:
            self._settle.start()
            QTimer.singleShot(0, self, lambda: self._needs.tone(False))

    def _well(self) -> bool:
        known = self._needs.desk.room.known(self._needs.device)
        return known.state in (DeviceState.READY, DeviceState.WARNING)

    def _follow(self) -> None:
        """Say what is wrong with the sensor, or listen again when it is back."""
        if self._task is None and not self._settle.isActive():
            self._invite()
            self._listen()

    def _invite(self) -> None:
        if self._well():
            self._say("fingerprint", "primary", tr("请验证指纹"), tr("把登记过的手指平放在指纹仪上"))
        else:
            known = self._needs.desk.room.known(self._needs.device)
            self._say("soon", "soon", tr("指纹仪现在不能用"), trouble(known))

    def _say(self, icon: str, tone: str, words: str, below: str) -> None:
        self.sign.show_icon(icon, tone)
        self.words.say(words)
        tibetan = self._needs.tibetan(words)
        self.tibetan.say(tibetan)
        self.tibetan.setVisible(bool(tibetan))
        self.below.say(below)

    def _read(self) -> None:
        self._needs.runner.run(
            "db",
            lambda _: self._needs.check_in.punches_today(),
            name="read punches",
            done=self._show,
            owner=self,
        )

    def _show(self, punches: tuple[Punch, ...]) -> None:
        self.table.show_rows(punches, 0)
        self.count.say(tr("{n} 次", n=len(punches)))


def _clock_cell(punch: Punch) -> Cell:
    steady = punch.clock is ClockQuality.STEADY
    return Cell(spoken(punch.clock), tone="text_2" if steady else "soon", size=CAPTION)
