"""Things to touch: tiles and keys for a finger, the language key, and the sign that leads to maintenance."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.i18n.two_scripts import NO_TIBETAN, Tibetan
from ui.look import Look
from ui.theme import LG, MD, RADIUS, RADIUS_LG, ROLES, SM, TOUCH, XL
from ui.widgets.boxes import column, row
from ui.widgets.icons import Icon
from ui.widgets.painted import paint_words
from ui.widgets.words import Label, Spoken, in_two_scripts

KEY_HEIGHT, LANGUAGE_WIDTH, SIGN = TOUCH + 12, 148, 72


class _Touch(Spoken, QPushButton):
    """A face to touch, with labels on it; `variant` is "", `primary` or `chosen`."""

    def __init__(self, look: Look, name: str, variant: str, radius: float) -> None:
        super().__init__()
        self._look, self._variant, self._radius = look, variant, radius
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.speak(setAccessibleName=name)

    @property
    def _ink(self) -> str:
        return "on_primary" if self._variant == "primary" else "text"

    def _let_through(self) -> None:
        """Let a touch on a label be a touch on the face."""
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return what the labels need, and never less than a thumb."""
        layout = self.layout()
        assert layout is not None
        return layout.sizeHint().expandedTo(QSize(self._look.px(TOUCH), self._look.px(TOUCH)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least that the labels need."""
        layout = self.layout()
        assert layout is not None
        return layout.minimumSize().expandedTo(QSize(self._look.px(TOUCH), self._look.px(TOUCH)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the face."""
        theme, painter = self._look.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, edge = theme.surface, theme.outline
        if not self.isEnabled():
            fill, edge = theme.sunken, theme.line
        elif self._variant == "primary":
            fill = edge = theme.primary_hover if self.isDown() else theme.primary
        elif self.isDown() or self._variant == "chosen":
            fill, edge = theme.primary_soft, theme.primary
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(fill))
        round_ = self._look.px(self._radius)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), round_, round_)


class Tile(_Touch):
    """Something to come for: a sign, a name, a line in plain words, and at the right how it is now."""

    def __init__(
        self,
        look: Look,
        icon: str,
        name: str,
        hint: str = "",
        tibetan: Tibetan = NO_TIBETAN,
        variant: str = "",
        sign: float = SIGN,
    ) -> None:
        super().__init__(look, name, variant, RADIUS_LG)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._sign = Icon(look, icon, sign, "on_primary" if variant == "primary" else "primary")
        self._icon = icon
        self._name = Label(name, "public_name", self._ink, wrap=True)
        self._tail = Label("", "public_key", "primary")
        both = in_two_scripts(look, tibetan, name, self._name, "public_hint", self._ink)
        words = column(look, None, *both, gap=0)
        if hint:
            tone = "on_primary" if variant == "primary" else "text_2"
            words.addWidget(Label(hint, "public_hint", tone, wrap=True))
        words.addStretch(1)
        aside = XL if sign == SIGN else LG  # a small sign stands where there is little room
        box = row(look, self._sign, words, self._tail, gap=aside - SM, margins=(aside, MD, aside, MD))
        box.setStretch(1, 1)
        self.setLayout(box)
        self._tail.hide()
        self._let_through()

    def show_now(self, words: str, open_: bool) -> None:
        """Say how it is now; what is closed stays in its place and takes no touch."""
        self._tail.say(words)
        self._tail.setVisible(bool(words))
        self._tail.retone("primary" if open_ else "text_2")
        self._name.retone(self._ink if open_ else "text_2")
        self._sign.show_icon(self._icon if open_ else "paused", "primary" if open_ else "text_2")
        self.setEnabled(open_)
        self.update()


class TouchKey(_Touch):
    """A key: word and perhaps a sign, the word beside it, or below where keys are many and narrow."""

    def __init__(
        self,
        look: Look,
        icon: str,
        name: str,
        tibetan: Tibetan = NO_TIBETAN,
        variant: str = "",
        stacked: bool = False,
    ) -> None:
        super().__init__(look, name, variant, RADIUS)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        word = Label(name, "public_key", self._ink)
        labels = in_two_scripts(look, tibetan, name, word, "public_note", self._ink)
        sign = Icon(look, icon, 36, self._ink) if icon else None
        if sign is None:
            self.setLayout(row(look, None, *labels, None, margins=(XL, SM, XL, SM)))
        elif stacked:
            lines = column(look, sign, *labels, gap=0, margins=(LG, SM, LG, SM))
            for part in (sign, *labels):
                lines.setAlignment(part, Qt.AlignmentFlag.AlignHCenter)
            self.setLayout(lines)
        else:
            words = column(look, *labels, gap=0)
            self.setLayout(row(look, sign, words, gap=MD, margins=(XL, SM, XL, SM)))
        self._let_through()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return what sign and word need."""
        return super().sizeHint().expandedTo(QSize(0, self._look.px(KEY_HEIGHT)))


class LanguageKey(_Touch):
    """One half of the language key; the chosen half is light."""

    def __init__(self, look: Look, words: str, chosen: bool, tibetan: bool) -> None:
        super().__init__(look, words, "chosen" if chosen else "", 0)
        self._tibetan = tibetan
        self.setCheckable(True)
        self.setChecked(chosen)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the same size for both halves, wider only for a longer word."""
        words = QFontMetrics(self._font()).horizontalAdvance(self.accessibleName()) + self._look.px(2 * LG)
        return QSize(max(self._look.px(LANGUAGE_WIDTH), words), self._look.px(TOUCH))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the same: it never hides."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it for the band."""
        theme, painter, chosen = self._look.theme, QPainter(self), self.isChecked()
        painter.setPen(QPen(QColor(theme.on_bar_2), 2))
        painter.setBrush(QColor(theme.on_bar if chosen else theme.bar))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.setPen(QColor(theme.bar if chosen else theme.on_bar))
        size, _ = ROLES["public_line" if self._tibetan else "public_key"]
        middle, words = Qt.AlignmentFlag.AlignCenter, self.accessibleName()
        paint_words(painter, self._look, self.rect(), middle, words, size, bold=not self._tibetan)

    def _font(self) -> QFont:
        size, _ = ROLES["public_line" if self._tibetan else "public_key"]
        return self._look.font(size, bold=not self._tibetan, tibetan=self._tibetan)


class HoldSign(Icon):
    """The hall's sign; held long enough it says `held`, which visitors never find by chance."""

    held = Signal()

    def __init__(self, look: Look, icon: str, size: float, tone: str, milliseconds: int) -> None:
        super().__init__(look, icon, size, tone)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        self._timer = QTimer(self, singleShot=True, interval=milliseconds)
        self._timer.timeout.connect(self.held)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Begin to hold."""
        self._timer.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """End before it was long enough."""
        self._timer.stop()
