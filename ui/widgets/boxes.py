"""Putting things beside and below each other, and the surfaces they stand on; distances follow the look."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.look import Look
from ui.theme import LG, MD, SM
from ui.widgets.words import Label, Spoken

Item = QWidget | QLayout | int | None
Margins = tuple[float, float, float, float]
NONE: Margins = (0, 0, 0, 0)

B = TypeVar("B", bound=QBoxLayout)
W = TypeVar("W", bound=QWidget)


def row(look: Look, *items: Item, gap: float = SM, margins: Margins = NONE) -> QHBoxLayout:
    """Put things side by side; `None` stretches, a number is a distance. Sizes are in px at 100 %."""
    return _filled(look, QHBoxLayout(), items, gap, margins)


def column(look: Look, *items: Item, gap: float = SM, margins: Margins = NONE) -> QVBoxLayout:
    """Put things one below the other; `None` stretches, a number is a distance. Sizes in px at 100 %."""
    return _filled(look, QVBoxLayout(), items, gap, margins)


def _filled(look: Look, box: B, items: tuple[Item, ...], gap: float, margins: Margins) -> B:
    box.setProperty("gap", gap)
    box.setProperty("margins", list(margins))
    box.setSpacing(look.px(gap))
    box.setContentsMargins(*(look.px(margin) for margin in margins))
    for item in items:
        if item is None:
            box.addStretch(1)
        elif isinstance(item, int):
            box.addSpacing(look.px(item))
        elif isinstance(item, QLayout):
            box.addLayout(item)
        else:
            box.addWidget(item)
    return box


def fixed(look: Look, widget: W, width: float | None = None, height: float | None = None) -> W:
    """Give a widget a fixed width or height in px at 100 %, which follows the look."""
    if width is not None:
        widget.setProperty("fixed_width", width)
        widget.setFixedWidth(look.px(width))
    if height is not None:
        widget.setProperty("fixed_height", height)
        widget.setFixedHeight(look.px(height))
    return widget


def holder(layout: QLayout) -> QWidget:
    """Hold a layout in a widget without a surface of its own."""
    made = QWidget()
    made.setLayout(layout)
    return made


def surface(kind: str, layout: QLayout) -> QFrame:
    """Make a surface: `card`, `well`, `chosen`, `problem`, `pending`, `pane` or `bar`."""
    made = QFrame()
    made.setProperty("kind", kind)
    made.setLayout(layout)
    return made


def hairline(vertical: bool = False) -> QFrame:
    """Make a hairline between things that belong together."""
    made = QFrame()
    made.setProperty("kind", "line")
    if vertical:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


class _Scrolled(Spoken, QScrollArea):
    """A scroll area whose name follows the language."""


def scrolled(content: QWidget, name: str) -> QScrollArea:
    """Let a column scroll when the window is lower than it; `name` tells a screen reader what it is."""
    content.setProperty("kind", "clear")
    area = _Scrolled()
    area.speak(setAccessibleName=name)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    return area


def swap(old: QWidget, fresh: W) -> W:
    """Put a widget where another one was, and end the other one."""
    parent = old.parentWidget()
    layout = parent.layout() if parent is not None else None
    if layout is None:
        raise ValueError("nothing to swap in: the widget lies in no layout")
    layout.replaceWidget(old, fresh)
    old.hide()
    old.deleteLater()
    return fresh


class Card(QFrame):
    """A group of things with one heading, on a white surface."""

    def __init__(
        self, look: Look, title: str = "", *aside: QWidget, gap: float = SM, padding: float = LG
    ) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.body = column(look, gap=gap, margins=(padding, MD, padding, MD))
        self.setLayout(self.body)
        if title:
            self.title = Label(title, "heading")
            self.body.addLayout(row(look, self.title, None, *aside))

    def add(self, *items: QWidget | QLayout | None) -> "Card":
        """Add things below what is there; `None` stretches."""
        for item in items:
            if item is None:
                self.body.addStretch(1)
            elif isinstance(item, QLayout):
                self.body.addLayout(item)
            else:
                self.body.addWidget(item)
        return self
