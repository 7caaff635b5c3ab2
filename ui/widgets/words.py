"""Texts that follow the language: the mix-in all our widgets use, and the labels."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.i18n import Words, now
from ui.i18n.two_scripts import Tibetan
from ui.look import Look, is_tibetan_line
from ui.theme import ROLES, TIBETAN_LEADING, XXS

if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object


class Spoken(_Widget):
    """A widget whose texts are said again when the language changes."""

    def speak(self, **texts: str) -> None:
        """Set texts by the names of their setters, for example `speak(setText=tr("受理"))`.

        `Words` follow the language, also when they were made before it changed; any other string is data and
        stays as it is.
        """
        texts = {name: now(text) for name, text in texts.items()}
        # Kept by name: a bound method would be a cycle, and a cycle around a widget may be
        # collected on a worker's thread.
        vars(self).setdefault("_spoken", {}).update(texts)
        for setter, text in texts.items():
            getattr(self, setter)(text)

    def spoken(self) -> dict[str, str]:
        """Return the texts by the names of their setters."""
        return dict(vars(self).get("_spoken", {}))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.speak(**{name: text for name, text in self.spoken().items() if isinstance(text, Words)})
        super().changeEvent(event)


class Label(Spoken, QLabel):
    """Chinese, Latin and digits; `role` is its type, `tone` its colour (see `ui.theme`)."""

    def __init__(self, text: str = "", role: str = "body", tone: str = "text", wrap: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        self.say(text)

    def say(self, text: str) -> None:
        """Show another text; the same one again costs no layout."""
        before = self.spoken().get("setText")
        if before != text or isinstance(before, Words) != isinstance(text, Words):
            self.speak(setText=text)

    def setText(self, text: str) -> None:  # noqa: N802
        """Show a text; Tibetan in its own face, which is never bold and needs taller rows."""
        super().setText(text)
        script = "bo" if is_tibetan_line(text) else ""
        if script != (self.property("script") or ""):
            self.setProperty("script", script)
            self.style().unpolish(self)
            self.style().polish(self)

    def retone(self, tone: str) -> None:
        """Take another colour."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)


class TibetanLabel(Label):
    """A reviewed Tibetan text: own face first, and a row tall enough for the deepest stack of the face."""

    def __init__(self, look: Look, text: str, role: str = "body", tone: str = "text") -> None:
        super().__init__(text, role, tone)
        self._look, self._size = look, ROLES[role][0]
        self.setProperty("script", "bo")

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the text's width and the face's full height, not this text's own."""
        return QSize(super().sizeHint().width(), self._row())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the same: Tibetan is never squeezed."""
        return self.sizeHint()

    def _row(self) -> int:
        return round(self._look.px(self._size) * TIBETAN_LEADING) + self._look.px(XXS)


def in_two_scripts(
    look: Look, tibetan: Tibetan, words: str, chinese: QWidget, role: str, tone: str = "text"
) -> Sequence[QWidget]:
    """Return what says `words` in Chinese and a label with their Tibetan, in the hall's order.

    Without Tibetan the Chinese stands alone; `role` and `tone` are those of the Tibetan.
    """
    said = tibetan(words)
    return tibetan.rules.ordered(chinese, TibetanLabel(look, said, role, tone)) if said else (chinese,)
