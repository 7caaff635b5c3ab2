"""Tibetan and rare characters in inputs, by key presses: the caret goes by clusters, nothing cuts a stack."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QInputMethodEvent, QTextLayout, QTextOption
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.text import graphemes
from ui.i18n import tr
from ui.languages.editor import TibetanBox
from ui.look import Look, wear
from ui.widgets.fields import Field, LineEdit
from ui.widgets.rare_character import RareCharacter, has_face, offer_rare_characters
from ui.widgets.words import TibetanLabel

WORD = "བསྒྲུབས་པ"  # clusters: བ སྒྲུ བ ས ་ པ
STACK = "སྒྲུ"
SENTENCE = "འགན་བཅོལ་ཐེབས་རྩའི་དོ་དམ་གྱི་མངོན་གསལ་དོད་པའི་གནད་དོན་ཆེད་དོན་བཅོས་སྒྲིག"


def typed(widget: QWidget, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)


@pytest.fixture
def window(qtbot: QtBot, look: Look) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.setLayout(QVBoxLayout())
    wear(made, look)
    offer_rare_characters(look, made)
    made.resize(480, 320)
    made.show()
    made.activateWindow()
    return made


def put(window: QWidget, widget: QWidget) -> None:
    layout = window.layout()
    assert layout is not None
    layout.addWidget(widget)
    widget.setFocus()
    QApplication.processEvents()


def places(widget: QLineEdit | QPlainTextEdit, key: Qt.Key) -> list[int]:
    found = [_place(widget)]
    while True:
        QTest.keyClick(widget, key)
        if _place(widget) == found[-1]:
            return found
        found.append(_place(widget))


def _place(widget: QLineEdit | QPlainTextEdit) -> int:
    return widget.cursorPosition() if isinstance(widget, QLineEdit) else widget.textCursor().position()


def boundaries(text: str) -> list[int]:
    ends = [0]
    for cluster in graphemes(text):
        ends.append(ends[-1] + len(cluster))
    return ends


@pytest.mark.parametrize("kind", [LineEdit, TibetanBox])
def test_the_caret_goes_by_clusters(kind: type[LineEdit] | type[TibetanBox], window: QWidget) -> None:
    box = kind(tr("藏文"))
    put(window, box)
    typed(box, WORD)
    assert places(box, Qt.Key.Key_Left) == boundaries(WORD)[::-1]
    assert places(box, Qt.Key.Key_Right) == boundaries(WORD)


def test_a_selection_never_cuts_a_stack(window: QWidget) -> None:
    box = LineEdit(tr("藏文"))
    put(window, box)
    typed(box, WORD)
    QTest.keyClick(box, Qt.Key.Key_Home)
    seen = []
    for _ in range(len(graphemes(WORD))):
        QTest.keyClick(box, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        seen.append(box.selectedText())
    assert seen == [WORD[:end] for end in boundaries(WORD)[1:]]
    assert box.selectedText() == WORD


def test_delete_takes_a_whole_stack(window: QWidget) -> None:
    box = LineEdit(tr("藏文"))
    put(window, box)
    typed(box, WORD)
    QTest.keyClick(box, Qt.Key.Key_Home)
    QTest.keyClick(box, Qt.Key.Key_Right)
    QTest.keyClick(box, Qt.Key.Key_Delete)
    assert box.text() == WORD.replace(STACK, "")


def test_an_input_is_tall_enough_for_stacks(window: QWidget, look: Look) -> None:
    field = Field(look, tr("藏文"))
    put(window, field)
    field.put(WORD)
    ink = QFontMetrics(look.font_for(WORD, 15)).tightBoundingRect(WORD)
    assert field.edit.height() >= ink.height() + 4


def test_a_label_gives_tibetan_its_row(window: QWidget, look: Look) -> None:
    label = TibetanLabel(look, WORD)
    put(window, label)
    assert label.sizeHint().height() >= 1.96 * 15
    assert not label.font().bold()


def test_lines_break_behind_the_tsheg(look: Look, qapp: QApplication) -> None:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    for width in range(120, 400, 7):
        layout = QTextLayout(SENTENCE, look.font(15, tibetan=True))
        layout.setTextOption(option)
        layout.beginLayout()
        ends = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            ends.append(line.textStart() + line.textLength())
        layout.endLayout()
        assert all(SENTENCE[end - 1] == "་" for end in ends[:-1]), width


@pytest.mark.parametrize("kind", [LineEdit, TibetanBox])
def test_a_rare_character_comes_by_its_code_point(
    kind: type[LineEdit] | type[TibetanBox], window: QWidget, qtbot: QtBot
) -> None:
    box = kind(tr("姓名"))
    put(window, box)
    typed(box, "王")
    seen: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RareCharacter)
        QTest.keyClicks(dialog.code.edit, "U+2CB2D")
        seen.append(dialog.known.text())
        QTest.keyClick(dialog.code.edit, Qt.Key.Key_Return)

    QTimer.singleShot(0, answer)
    QTest.keyClick(box, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert (box.text() if isinstance(box, QLineEdit) else box.toPlainText()) == "王\U0002cb2d"
    assert seen == ["字库里有这个字，屏幕和文书都能显示。"]


def test_a_face_is_looked_for(look: Look, qapp: QApplication) -> None:
    assert all(map(has_face, "𬴂𫛭㛃ཀ"))
    assert not has_face("\U0003ffff")
