"""One line for what the program has to say: a note that fades, a problem that stays, progress with 取消."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from ui.i18n import tr
from ui.look import Look
from ui.theme import MD
from ui.widgets.boxes import fixed, row
from ui.widgets.icons import Icon
from ui.widgets.keys import KeyButton
from ui.widgets.words import Label, Spoken

NOTE_MS, PATIENCE_MS = 6000, 3000


class Progress(Spoken, QProgressBar):
    """How far something is, without words on it; `name` tells a screen reader of what."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.speak(setAccessibleName=name)


class NoticeLine(QWidget):
    """Sits in a page's foot. Later words replace earlier ones; a problem stays until the next act."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._sign = Icon(look, "info", 20, "text_2")
        self._words = Label("", "body", "text", wrap=True)
        self._progress = fixed(look, Progress(tr("进度")), width=120)
        self._cancel = KeyButton(look, tr("取消"), "Esc")
        self._on_cancel: Callable[[], None] | None = None
        self._cancel.clicked.connect(self._cancelled)
        self._esc = QShortcut(QKeySequence("Esc"), self, context=Qt.ShortcutContext.WindowShortcut)
        self._esc.activated.connect(self._cancelled)
        box = row(look, self._sign, self._words, self._progress, self._cancel, gap=MD)
        box.setStretchFactor(self._words, 1)
        self.setLayout(box)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._quiet = QTimer(self, singleShot=True, interval=NOTE_MS)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._quiet.timeout.connect(self.clear)
        self._patience.timeout.connect(self.show_progress)
        self.clear()

    @property
    def words(self) -> str:
        """What stands there now."""
        return self._words.text()

    @property
    def goes_by_itself(self) -> bool:
        """Whether what stands there goes after a while."""
        return self._quiet.isActive()

    def note(self, words: str, icon: str = "done") -> None:
        """Say something that needs no answer; it goes by itself."""
        self._say(words, icon, "text_2")
        self._quiet.start()

    def warn(self, words: str) -> None:
        """Say something to look at, in the colour of a warning; it stays."""
        self._say(words, "soon", "soon")

    def problem(self, words: str) -> None:
        """Say what went wrong and what to do; it stays until the next act."""
        self._say(words, "error", "error")
        self._words.retone("error")

    def busy(self, words: str, cancel: Callable[[], None] | None = None) -> None:
        """Say what is going on; after 3 s a bar and 取消 come up. Ends with any other word or `clear`.

        Args:
            cancel: what 取消 and, from the first moment, Esc do; that it stopped is said here unless `cancel`
                says more. Without it there is no such key, as for a write that must not stay half.
        """
        self._say(words, "waiting", "text_2")
        self._on_cancel = cancel
        self._esc.setEnabled(cancel is not None)
        self._progress.setRange(0, 0)
        self._patience.start()

    def advance(self, done: int, total: int) -> None:
        """Show how far the work is."""
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def clear(self) -> None:
        """Say nothing."""
        self._say("", "info", "text_2")

    def _say(self, words: str, icon: str, tone: str) -> None:
        self._quiet.stop()
        self._patience.stop()
        self._on_cancel = None
        self._esc.setEnabled(False)
        self._progress.hide()
        self._cancel.hide()
        self._words.say(words)
        self._words.retone("text")
        self._sign.show_icon(icon, tone)
        self._sign.setVisible(bool(words))

    def show_progress(self) -> None:
        """Show the bar now, for work known to be long, and 取消 where there is something to cancel."""
        self._progress.show()
        self._cancel.setVisible(self._on_cancel is not None)

    def _cancelled(self) -> None:
        cancel = self._on_cancel
        self.clear()
        if cancel is not None:
            cancel()
            if not self.words:
                self.note(tr("已停止"))
