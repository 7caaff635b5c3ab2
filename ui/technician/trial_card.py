"""The test of one device: a drawing of what should happen, one button, how far it is, what came of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.device_records import DeviceKind
from ui.i18n import tr
from ui.look import Look
from ui.technician.expected import ExpectedPicture, expectation
from ui.technician.trials import Outcome, Stage
from ui.theme import MD, SM
from ui.widgets.boxes import Card, column, fixed, holder, row, swap
from ui.widgets.icons import Icon
from ui.widgets.keys import KeyButton
from ui.widgets.notices import Progress
from ui.widgets.words import Label

_FULL = 100


class TrialCard(Card):
    """Says `wanted` when the test is to begin and `stopped` when it is to end."""

    wanted = Signal()
    stopped = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, tr("测试"), gap=MD)
        self._look = look
        self._picture = QWidget()
        self.words = Label("", wrap=True)
        self._sign = Icon(look, "info", 20, "text_2")
        self._bar = Progress(tr("测试进度"))
        self._bar.setRange(0, _FULL)
        self.begin = KeyButton(look, tr("测试"), "F5", "bolt", "primary")
        self.stop = KeyButton(look, tr("停止测试"), "Esc", "cross")
        self.begin.clicked.connect(self.wanted)
        self.stop.clicked.connect(self.stopped)
        said = row(look, self._sign, self.words, gap=SM)
        said.setStretch(1, 1)
        said.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        self._said = holder(column(look, said, self._bar, gap=SM))
        self.add(self._picture, self._said, row(look, None, self.stop, self.begin), None)
        fixed(look, self, width=344)
        self.show_kind(DeviceKind.SCANNER)

    @property
    def running(self) -> bool:
        """Whether a test is under way."""
        return not self.stop.isHidden()

    def show_kind(self, kind: DeviceKind) -> None:
        """Show what should happen with a device of this kind."""
        self._picture = swap(self._picture, ExpectedPicture(self._look, kind))
        self._say(expectation(kind), "info", "text_2")
        self._run(False)

    def show_stage(self, stage: Stage) -> None:
        """Show how far the test is."""
        self._say(stage.words, "waiting", "primary")
        self._bar.setValue(round(_FULL * stage.share))
        self._run(True)

    def show_outcome(self, outcome: Outcome) -> None:
        """Show what came of it."""
        self._say(outcome.words, "done" if outcome.well else "soon", "ontime" if outcome.well else "soon")
        self._run(False)

    def show_problem(self, words: str) -> None:
        """Show what went wrong and what to do."""
        self._say(words, "error", "error")
        self.words.retone("error")
        self._run(False)

    def _say(self, words: str, icon: str, tone: str) -> None:
        self.words.say(words)
        self.words.retone("text")
        self._sign.show_icon(icon, tone)

    def _run(self, running: bool) -> None:
        self._bar.setVisible(running)
        self.stop.setVisible(running)
        self.begin.setVisible(not running)
