"""Digits to touch: keys that are all as wide as each other, in a grid."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QSizePolicy

from ui.kiosk.touch import TouchKey
from ui.look import Look
from ui.theme import LG

LEAST_WIDTH = 132
"""Of a column, in px at 100 %: a thumb, and the words 删除 with their sign."""


def pad_grid(look: Look, columns: int) -> QGridLayout:
    """Return an empty grid of so many equal columns."""
    pad = QGridLayout()
    pad.setSpacing(look.px(LG))
    for one in range(columns):
        pad.setColumnStretch(one, 1)
        pad.setColumnMinimumWidth(one, look.px(LEAST_WIDTH))
    return pad


def spread(key: TouchKey) -> TouchKey:
    """Let a key fill its place in the grid."""
    key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    return key


def digit_key(look: Look, digit: str, typed: Callable[[str], None]) -> TouchKey:
    """Return the key of a digit."""
    key = TouchKey(look, "", digit)
    key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    key.clicked.connect(lambda: typed(digit))
    return key
