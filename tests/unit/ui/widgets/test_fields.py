"""Fields say what is wrong when they are left, and take it back when it is right."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.errors import RuleError
from tests.e2e.walk import box_of, faults
from ui.look import Look, wear
from ui.widgets.boxes import holder, row
from ui.widgets.fields import Field


@dataclass(frozen=True)
class Doubtful:
    warnings: tuple[str, ...] = ("id_number.area_unknown",)


def digits(text: str) -> object:
    if not text.isdigit():
        raise RuleError("text.missing", field="电话")
    return Doubtful() if text == "999" else None


@pytest.fixture
def page(qtbot: QtBot, look: Look) -> QWidget:
    made = QWidget()
    made.setLayout(QVBoxLayout())
    qtbot.addWidget(made)
    return made


@pytest.fixture
def fields(qtbot: QtBot, look: Look, page: QWidget) -> tuple[Field, Field]:
    phone, free = Field(look, "电话", digits, narrow=True), Field(look, "备注", needed=False)
    layout = page.layout()
    assert layout is not None
    for field in (phone, free):
        layout.addWidget(field)
    page.show()
    page.activateWindow()
    phone.setFocus()
    qtbot.waitUntil(phone.edit.hasFocus)
    return phone, free


def test_full_width_becomes_half_width_and_the_cursor_stays(
    qtbot: QtBot, fields: tuple[Field, Field]
) -> None:
    phone, _ = fields
    phone.edit.insert("12")
    phone.edit.setCursorPosition(1)
    with qtbot.waitSignal(phone.edited):
        QTest.keyClick(phone.edit, Qt.Key.Key_3)
    phone.edit.insert("９")
    phone.edit.textEdited.emit(phone.edit.text())
    assert phone.text == "1392"


def test_a_mistake_shows_when_the_field_is_left_and_goes_when_it_is_right(
    qtbot: QtBot, fields: tuple[Field, Field]
) -> None:
    phone, free = fields
    QTest.keyClicks(phone.edit, "12a")
    assert not phone.wrong
    free.setFocus()
    qtbot.waitUntil(lambda: phone.wrong)
    assert "电话" in phone.edit.accessibleDescription()
    phone.setFocus()
    QTest.keyClick(phone.edit, Qt.Key.Key_Backspace)
    assert not phone.wrong
    assert not phone.edit.accessibleDescription()


def test_an_empty_needed_field_is_wrong_only_when_judged(fields: tuple[Field, Field]) -> None:
    phone, free = fields
    free.setFocus()
    assert not phone.wrong
    assert not phone.judge()
    assert free.judge()


def test_a_doubt_does_not_stop_anybody(fields: tuple[Field, Field]) -> None:
    phone, _ = fields
    phone.put("999")
    assert phone.judge()
    assert not phone.wrong
    assert [label.text() for label in phone.findChildren(type(phone.caption)) if label.isVisible()][1:]


def test_enter_goes_on(qtbot: QtBot, fields: tuple[Field, Field]) -> None:
    phone, free = fields
    QTest.keyClick(phone.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(free.edit.hasFocus)


def test_a_draft_is_put_in_without_being_judged(fields: tuple[Field, Field]) -> None:
    phone, _ = fields
    phone.put("x")
    assert not phone.wrong
    assert phone.problem() is not None


@pytest.mark.parametrize("scale", [0.9, 1.0, 1.15, 1.3, 1.5])
def test_fields_beside_each_other_stand_on_one_line_in_every_script(
    scale: float, qtbot: QtBot, look: Look, qapp: QApplication
) -> None:
    look.change(scale=scale)
    fields = [Field(look, "联系人", needed=False), Field(look, "འབྲེལ་གཏུགས་ཁ་པར།", hint="例如")]
    page = holder(row(look, *fields))
    qtbot.addWidget(page)
    wear(page, look)
    page.show()
    qapp.processEvents()
    assert len({box_of(field.edit, page).top() for field in fields}) == 1
    assert not faults(page)


def test_a_mistake_moves_nothing(
    qapp: QApplication, page: QWidget, look: Look, fields: tuple[Field, Field]
) -> None:
    wear(page, look)
    qapp.processEvents()
    before = [field.edit.height() for field in fields]
    fields[0].edit.mark(invalid=True)
    qapp.processEvents()
    assert [field.edit.height() for field in fields] == before
