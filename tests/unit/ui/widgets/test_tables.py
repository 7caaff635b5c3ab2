"""Lists: pieces, wrapping, the chosen row, and what they say to a screen reader."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.look import Look
from ui.widgets.table_view import PIECE, Table
from ui.widgets.tables import Cell, Column


@dataclass(frozen=True)
class Row:
    name: str
    wrong: str = ""


@pytest.fixture
def table(qtbot: QtBot, look: Look) -> Table[Row]:
    columns = (
        Column[Row]("名称", lambda row: Cell(row.name, below=row.wrong)),
        Column[Row]("长", lambda row: Cell(str(len(row.name))), 40),
    )
    made = Table(look, "列表", columns)
    qtbot.addWidget(made)
    made.resize(300, 300)
    made.show()
    return made


def test_a_long_list_is_there_at_once_and_fitted_piece_by_piece(qtbot: QtBot, table: Table[Row]) -> None:
    rows = [Row("短")] * (3 * PIECE) + [Row("与食品经营相适应的主要设备设施、经营布局、操作流程等文件")]
    table.show_rows(rows)
    assert table.rows == tuple(rows)
    assert table.clipped() == [rows[-1].name]
    qtbot.waitUntil(lambda: not table.clipped())
    assert table.rowHeight(3 * PIECE) > table.rowHeight(0)


def test_a_wide_word_far_down_widens_its_column(qtbot: QtBot, table: Table[Row]) -> None:
    table.show_rows([Row("短")] * (2 * PIECE) + [Row("长" * 123456)])
    before = table.columnWidth(1)
    qtbot.waitUntil(lambda: table.columnWidth(1) > before)


def test_a_chosen_row_far_down_is_shown_at_once(table: Table[Row]) -> None:
    table.show_rows([Row(str(number)) for number in range(100)], 50)
    assert table.chosen() == Row("50")


def test_a_list_that_is_replaced_while_it_is_fitted_is_not_mixed(qtbot: QtBot, table: Table[Row]) -> None:
    table.show_rows([Row("old")] * 100)
    table.show_rows([*[Row("new")] * 39, Row("与食品经营相适应的主要设备设施、经营布局、操作流程等文件")])
    qtbot.waitUntil(lambda: not table.clipped())
    assert {table.model().index(row, 0).data()[:3] for row in range(39)} == {"new"}


def test_an_update_in_place_keeps_the_choice(table: Table[Row]) -> None:
    table.show_rows([Row("a"), Row("b")])
    table.choose(1)
    table.show_rows([Row("a"), Row("b", "坏了")])
    assert table.chosen() == Row("b", "坏了")


def test_a_remark_makes_its_row_higher_and_nothing_is_clipped(table: Table[Row]) -> None:
    table.show_rows([Row("a"), Row("b", "已过有效期，请换领后提交")])
    assert table.rowHeight(1) > table.rowHeight(0)
    assert not table.clipped()


def test_a_long_name_wraps(table: Table[Row]) -> None:
    table.show_rows([Row("与食品经营相适应的主要设备设施、经营布局、操作流程等文件"), Row("短")])
    assert table.rowHeight(0) > table.rowHeight(1)
    assert not table.clipped()


def test_enter_opens_and_arrows_move(qtbot: QtBot, table: Table[Row]) -> None:
    table.show_rows([Row("a"), Row("b")])
    with qtbot.waitSignal(table.moved):
        QTest.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened):
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert table.chosen() == Row("b")


def test_a_screen_reader_gets_words_and_remark(table: Table[Row]) -> None:
    table.show_rows([Row("a", "坏了")])
    assert table.model().index(0, 0).data() == "a 坏了"
    assert table.accessibleName() == "列表"


def test_an_empty_list_has_nothing_chosen(table: Table[Row]) -> None:
    table.show_rows([Row("a")])
    table.show_rows([])
    assert table.chosen() is None


def test_an_empty_list_says_what_to_do_first(qtbot: QtBot, look: Look) -> None:
    def picture(nothing: str, *rows: Row) -> QImage:
        made: Table[Row] = Table(look, "列表", (Column("名", lambda row: Cell(row.name)),), nothing=nothing)
        qtbot.addWidget(made)
        made.resize(400, 200)
        made.show_rows(rows)
        return made.grab().toImage()

    assert picture("按 F6 新登记。") != picture("")
    assert picture("按 F6 新登记。", Row("a")) == picture("", Row("a"))
