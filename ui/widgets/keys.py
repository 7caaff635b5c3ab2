"""Buttons that carry the key that does the same, chips to choose by, and the key cap itself."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.i18n import now
from ui.look import Look
from ui.theme import BODY, BUTTON, CAPTION, MD, RADIUS, RADIUS_SM, SM
from ui.widgets.icons import paint_icon
from ui.widgets.painted import paint_words
from ui.widgets.words import Spoken

CAP_HEIGHT, CAP_PADDING, ICON = 22, 6, 18
_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def cap_width(look: Look, key: str) -> int:
    """Return the width of a key cap in device-independent pixels; 0 without a key."""
    words = QFontMetrics(look.font(CAPTION)).horizontalAdvance(key)
    return max(words + 2 * look.px(CAP_PADDING), look.px(CAP_HEIGHT)) if key else 0


def paint_cap(painter: QPainter, look: Look, key: str, box: QRectF, fill: QColor, ink: str) -> None:
    """Paint a key cap centred in the height of `box`, at its left edge."""
    high, wide = look.px(CAP_HEIGHT), cap_width(look, key)
    cap = QRectF(box.left(), box.center().y() - high / 2, wide, high)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(cap, look.px(RADIUS_SM), look.px(RADIUS_SM))
    painter.setFont(look.font(CAPTION))
    painter.setPen(QColor(ink))
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)


class KeyCap(Spoken, QWidget):
    """A key beside the words that tell what it does."""

    def __init__(self, look: Look, key: str) -> None:
        super().__init__()
        self._look = look
        self.speak(setAccessibleName=key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the cap's size."""
        return QSize(cap_width(self._look, self.accessibleName()), self._look.px(CAP_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it."""
        theme = self._look.theme
        box, key = QRectF(self.rect()), self.accessibleName()
        paint_cap(QPainter(self), self._look, key, box, QColor(theme.sunken), theme.text_2)


@dataclass(frozen=True)
class _Paints:
    """Colours of a button as it stands."""

    fill: str
    border: str
    ink: str
    cap_ink: str


class _PaintedButton(Spoken, QPushButton):
    """A button that paints itself from the tokens and that Enter never presses (Space does)."""

    def __init__(self, look: Look, caption: str) -> None:
        super().__init__()
        self._look = look
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.speak(setText=caption, setAccessibleName=caption)

    def rename(self, caption: str) -> None:
        """Show another caption."""
        self.speak(setText=caption, setAccessibleName=caption)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the size hint: a caption is never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Let Enter pass by."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """Show that the mouse is here."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Show that the mouse is gone."""
        super().leaveEvent(event)
        self.update()

    def _box(self, painter: QPainter, fill: str, border: str, radius: float, width: float = 1) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(border), width))
        painter.setBrush(QColor(fill))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)

    def _hot(self) -> bool:
        return self.isEnabled() and (self.underMouse() or self.isDown())


class KeyButton(_PaintedButton):
    """A button with an icon, a caption and its key.

    `variant` is "" (an outline), `primary` (the step that is right next; one a page), `danger`, `quiet` or
    `bar` (on the dark band). `spread` pushes the key to the right edge.
    """

    def __init__(
        self,
        look: Look,
        caption: str,
        key: str = "",
        icon: str = "",
        variant: str = "",
        spread: bool = False,
    ) -> None:
        super().__init__(look, caption)
        self._key, self._icon, self._variant, self._spread = key, icon, variant, spread

    @property
    def key(self) -> str:
        """The key that does the same, in the language of now; empty without one."""
        return now(self._key)

    @property
    def variant(self) -> str:
        """How it stands out."""
        return self._variant

    def restyle(self, variant: str) -> None:
        """Stand out differently, for example become the step that is right next."""
        if variant != self._variant:
            self._variant = variant
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return what icon, caption and key need."""
        px, font = self._look.px, self._look.font_for(self.text(), BODY, bold=self._variant == "primary")
        parts = [px(ICON) if self._icon else 0, cap_width(self._look, self.key)]
        words = QFontMetrics(font).horizontalAdvance(self.text())
        wide = px(MD) + px(SM if self.key else MD) + words + sum(part + px(SM) for part in parts if part)
        return QSize(wide, px(BUTTON))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it."""
        look, px, painter = self._look, self._look.px, QPainter(self)
        paints = self._paints()
        self._box(painter, paints.fill, paints.border, px(RADIUS))
        left = px(MD)
        if self._icon:
            box = QRectF(left, (self.height() - px(ICON)) / 2, px(ICON), px(ICON))
            paint_icon(painter, self._icon, paints.ink, box)
            left += px(ICON) + px(SM)
        bold = self._variant == "primary" and self.isEnabled()
        painter.setPen(QColor(paints.ink))
        room = QRectF(left, 0, self.width() - left, self.height())
        paint_words(painter, look, room, _LEFT, self.text(), BODY, bold)
        if self.key:
            after = left + look.advance(self.text(), BODY, bold) + px(SM)
            edge = self.width() - px(SM) - cap_width(look, self.key)
            cap = QRectF(edge if self._spread else after, 0, 0, self.height())
            paint_cap(painter, look, self.key, cap, self._cap_fill(), paints.cap_ink)

    def _paints(self) -> _Paints:
        theme = self._look.theme
        clear = "#00000000"
        if not self.isEnabled():
            return _Paints(
                clear, clear if self._variant == "quiet" else theme.line, theme.text_3, theme.text_3
            )
        if self._variant == "primary":
            fill = theme.primary_hover if self._hot() else theme.primary
            return _Paints(fill, fill, theme.on_primary, theme.on_primary)
        if self._variant == "quiet":
            fill = theme.sunken if self._hot() else clear
            return _Paints(fill, fill, theme.text, theme.text_2)
        ink = theme.error if self._variant == "danger" else theme.text
        return _Paints(theme.sunken if self._hot() else theme.surface, theme.outline, ink, theme.text_2)

    def _cap_fill(self) -> QColor:
        if self._variant == "primary" and self.isEnabled():
            return QColor(255, 255, 255, 46)
        return QColor(self._look.theme.surface if self._hot() else self._look.theme.sunken)


class Chip(_PaintedButton):
    """One of several to choose by; the chosen one has a heavy edge and bold words."""

    HEIGHT, PADDING = 32, 12

    def __init__(self, look: Look, caption: str) -> None:
        super().__init__(look, caption)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size with bold words, so that nothing moves when it is chosen."""
        words = self._look.advance(self.text(), BODY, bold=True)
        return QSize(words + 2 * self._look.px(self.PADDING), self._look.px(self.HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it."""
        theme, painter, chosen = self._look.theme, QPainter(self), self.isChecked()
        fill = theme.primary_soft if chosen else theme.sunken if self._hot() else theme.surface
        border = theme.primary if chosen else theme.outline
        self._box(painter, fill, border, self.height() / 2 - 1, 2 if chosen else 1)
        painter.setPen(QColor(theme.primary if chosen else theme.text if self.isEnabled() else theme.text_3))
        paint_words(painter, self._look, self.rect(), _CENTRE, self.text(), BODY, chosen)


class TabButton(_PaintedButton):
    """A page's name in the band; its key (Alt and a digit) is in the tool tip."""

    HEIGHT, PADDING = 32, 14

    def __init__(self, look: Look, caption: str, key: str) -> None:
        super().__init__(look, caption)
        self.setCheckable(True)
        self.setToolTip(key)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size with bold words, so that nothing moves when it is chosen."""
        words = self._look.advance(self.text(), BODY, bold=True)
        return QSize(words + 2 * self._look.px(self.PADDING), self._look.px(self.HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it."""
        theme, painter, chosen = self._look.theme, QPainter(self), self.isChecked()
        if chosen:
            self._box(painter, theme.bar_chosen, theme.bar_chosen, self._look.px(RADIUS))
        painter.setPen(QColor(theme.on_bar if chosen or self._hot() else theme.on_bar_2))
        paint_words(painter, self._look, self.rect(), _CENTRE, self.text(), BODY, chosen)
