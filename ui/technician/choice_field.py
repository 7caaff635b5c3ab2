"""One of several to choose: a caption, and a box that steps with the arrow keys and opens a menu."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from ui.look import Look
from ui.theme import BODY, FIELD, RADIUS, SM
from ui.widgets.boxes import column
from ui.widgets.fields import caption_row
from ui.widgets.icons import paint_icon
from ui.widgets.words import Label, Spoken

ICON, PADDING = 16, 10


class ChoiceBox(Spoken, QPushButton):
    """Shows what is chosen. Up and Down step, Space opens the menu, Enter goes on."""

    stepped = Signal(int)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.speak(setAccessibleName=name)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return what words and sign need."""
        px = self._look.px
        words = QFontMetrics(self._look.font(BODY)).horizontalAdvance(self.text())
        return QSize(words + px(2 * PADDING + SM + ICON) + 2, px(FIELD))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the same: a choice is never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Step with the arrows, go on at Enter."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it like an input."""
        theme, px, painter = self._look.theme, self._look.px, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.edge), 1))
        painter.setBrush(QColor(theme.surface))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, px(RADIUS), px(RADIUS))
        painter.setFont(self._look.font(BODY))
        painter.setPen(QColor(theme.text if self.isEnabled() else theme.text_3))
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(box.adjusted(px(PADDING), 0, 0, 0), left, self.text())
        side = px(ICON)
        sign = QRectF(self.width() - px(PADDING) - side, (self.height() - side) / 2, side, side)
        paint_icon(painter, "down", theme.text_2, sign)


class ChoiceField(QWidget):
    """Says `chosen` with the value when the person chooses another one."""

    chosen = Signal(str)

    def __init__(self, look: Look, caption: str, choices: Sequence[tuple[str, str]], value: str) -> None:
        """Offer `choices`, each a value and its words; a value that is not among them is shown as it is."""
        super().__init__()
        self._choices = list(choices)
        if value not in dict(choices):
            self._choices.append((value, value))
        self._value = value
        self.box = ChoiceBox(look, caption)
        self.box.clicked.connect(self._open)
        self.box.stepped.connect(self._step)
        label = Label(caption, "caption", "text_2")
        label.setBuddy(self.box)
        self.setLayout(column(look, caption_row(look, label, None), self.box, gap=0))
        self._show()

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to the box. No focus proxy: with one, Tab leaves out what stands before."""
        self.box.setFocus(reason)

    @property
    def value(self) -> str:
        """What is chosen."""
        return self._value

    def choose(self, value: str) -> None:
        """Choose a value and say so."""
        if value != self._value:
            self._value = value
            self._show()
            self.chosen.emit(value)

    def _show(self) -> None:
        words = dict(self._choices)[self._value]
        self.box.speak(setText=words, setAccessibleDescription=words)
        self.box.updateGeometry()
        self.box.update()

    def _step(self, step: int) -> None:
        values = [value for value, _ in self._choices]
        place = values.index(self._value) + step
        if 0 <= place < len(values):
            self.choose(values[place])

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(self.box.accessibleName())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for value, words in self._choices:
            action = menu.addAction(words)
            action.triggered.connect(lambda _=False, value=value: self.choose(value))
            if value == self._value:
                menu.setActiveAction(action)
        menu.popup(self.box.mapToGlobal(QPoint(0, self.box.height())))
