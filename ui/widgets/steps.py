"""The steps of a case from the top down: ticked when done, signed when running, hollow when to come."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.look import Look
from ui.theme import MD, SM, XS, Sign
from ui.widgets.boxes import column, fixed, holder, swap
from ui.widgets.icons import paint_icon
from ui.widgets.words import Label

SIGN = 22


@dataclass(frozen=True)
class StepRow:
    """One step as shown. `sign` is None for a step that is still to come."""

    name: str
    details: str = ""
    when: str = ""
    sign: Sign | None = None


class _Mark(QWidget):
    """The sign of one step and the line down to the next."""

    def __init__(self, look: Look, sign: Sign | None, following: Sign | None, last: bool) -> None:
        super().__init__()
        self._look, self._sign, self._following, self._last = look, sign, following, last
        fixed(look, self, width=SIGN)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it."""
        theme, side, painter = self._look.theme, self._look.px(SIGN), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._last:
            ahead = self._following is None
            style = Qt.PenStyle.DotLine if ahead else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(theme.edge if ahead else theme.primary), 2, style))
            painter.drawLine(QPointF(side / 2, side + 2), QPointF(side / 2, self.height()))
        if self._sign is None:
            name, colour = "open", theme.edge
        else:
            name = self._sign.value
            colour = theme.primary if self._sign is Sign.DONE else theme.signs[self._sign].edge
        paint_icon(painter, name, colour, QRectF(0, 0, side, side))


class StepLine(QWidget):
    """The steps of a case, replaced as a whole by `show_steps`."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._body = QWidget()
        self._shown: tuple[StepRow, ...] = ()
        self._present: QWidget | None = None
        self.setLayout(column(look, self._body))

    @property
    def present(self) -> QWidget | None:
        """The words of the step at which the case stands: the one under way, or else the last one done."""
        return self._present

    def show_steps(self, steps: Sequence[StepRow]) -> None:
        """Show these steps, oldest first; the same ones again move nothing."""
        if tuple(steps) == self._shown:
            return
        self._shown = tuple(steps)
        look, fresh = self._look, QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(MD))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        self._present = None
        for place, step in enumerate(steps):
            last = place + 1 == len(steps)
            following = None if last else steps[place + 1].sign
            grid.addWidget(_Mark(look, step.sign, following, last), place, 0)
            words = self._words(step, last)
            if step.sign is not None:
                self._present = words
            grid.addWidget(words, place, 1)
            if step.when:
                when = Label(step.when, "caption", "text_2")
                grid.addWidget(when, place, 2, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self._body = swap(self._body, fresh)

    def _words(self, step: StepRow, last: bool) -> QWidget:
        ahead = step.sign is None
        name = Label(step.name, "body" if ahead else "strong", "text_2" if ahead else "text", wrap=True)
        box = column(self._look, name, gap=XS, margins=(0, 0, 0, 0 if last else SM + XS))
        if step.details:
            box.addWidget(Label(step.details, "caption", "text_2", wrap=True))
        box.addStretch(1)
        return holder(box)
