"""Widgets stand side by side as long as there is room, and nothing of them is cut."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.look import Look
from ui.theme import SM
from ui.widgets.flow import Flow

WIDE, HIGH = 100, 30


class _Block(QWidget):
    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(WIDE, HIGH)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()


@pytest.mark.parametrize(("in_line", "lines"), [(3, 1), (2, 2), (1, 3)])
def test_what_does_not_fit_goes_on_in_the_next_line(qtbot: QtBot, in_line: int, lines: int) -> None:
    look, blocks, held = Look(), [_Block() for _ in range(3)], QWidget()
    qtbot.addWidget(held)
    flow = Flow(look, *blocks)
    held.setLayout(flow)
    width = in_line * WIDE + (in_line - 1) * look.px(SM) + 10
    height = lines * HIGH + (lines - 1) * look.px(SM)
    assert flow.heightForWidth(width) == height
    held.resize(width, height)
    held.show()
    assert [block.size() for block in blocks] == [QSize(WIDE, HIGH)] * 3
    assert max(block.geometry().bottom() for block in blocks) < height
    assert max(block.geometry().right() for block in blocks) < width
    assert len({block.y() for block in blocks}) == lines
