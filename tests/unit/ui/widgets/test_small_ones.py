"""Buttons, notices, the paper, the ruler, and the ring."""

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QProgressBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.look import Look
from ui.theme import Sign
from ui.widgets.dialogs import Choice, Dialog
from ui.widgets.focus import FocusRing
from ui.widgets.keys import Chip, KeyButton
from ui.widgets.notices import NoticeLine
from ui.widgets.paper import PaperPreview
from ui.widgets.pills import StatePill
from ui.widgets.ruler import DayRuler


def shown(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    for widget in widgets:
        layout.addWidget(widget)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    return page


def test_space_presses_a_button_and_enter_does_not(qtbot: QtBot, look: Look) -> None:
    button, pressed = KeyButton(look, "受理", "Ctrl+1", "finish", "primary"), list[int]()
    button.clicked.connect(lambda: pressed.append(1))
    _page = shown(qtbot, button)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert not pressed
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert pressed == [1]
    assert button.accessibleName() == "受理"


def test_a_chosen_chip_takes_no_more_room(qtbot: QtBot, look: Look) -> None:
    chip = Chip(look, "单位 / 个体户")
    _page = shown(qtbot, chip)
    before = chip.sizeHint()
    chip.setChecked(True)
    assert chip.sizeHint() == before


def test_a_pill_grows_with_its_words(look: Look, qtbot: QtBot) -> None:
    pill = StatePill(look, Sign.SOON, "今天到期")
    qtbot.addWidget(pill)
    before = pill.sizeHint().width()
    pill.show_state(Sign.OVERDUE, "红牌 超法定 2 天")
    assert pill.sizeHint().width() > before


def test_a_problem_stays_and_a_note_goes(qtbot: QtBot, look: Look) -> None:
    line = NoticeLine(look)
    _page = shown(qtbot, line)
    going: list[bool] = []
    for say in (line.note, line.problem):
        say("打印机缺纸")
        going.append(line.goes_by_itself)
    assert going == [True, False]
    assert line.words == "打印机缺纸"


def test_long_work_can_be_cancelled(qtbot: QtBot, look: Look) -> None:
    line, cancelled = NoticeLine(look), list[int]()
    page = shown(qtbot, line)
    line.busy("正在打印…", lambda: cancelled.append(1))
    button = page.findChildren(KeyButton)[0]
    assert not button.isVisible()
    line.show_progress()
    line.advance(3, 10)
    button.click()
    assert cancelled == [1]
    assert line.words == "已停止"
    line.busy("正在备份…", lambda: line.note("已停止备份"))
    button.click()
    assert line.words == "已停止备份"


def test_esc_cancels_long_work_wherever_the_keyboard_is_and_nothing_else(qtbot: QtBot, look: Look) -> None:
    line, field, cancelled = NoticeLine(look), QLineEdit(), list[int]()
    page = shown(qtbot, field, line)
    qtbot.waitUntil(page.isActiveWindow)
    field.setFocus()
    for cancel in (lambda: cancelled.append(1), None, lambda: cancelled.append(2)):
        line.busy("正在导出…", cancel)
        QTest.keyClick(field, Qt.Key.Key_Escape)
        QTest.keyClick(field, Qt.Key.Key_Escape)
    assert cancelled == [1, 2]
    line.busy("正在导出…", lambda: cancelled.append(3))
    line.note("已导出 3 件")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert (cancelled, line.words) == ([1, 2], "已导出 3 件")


def test_what_cannot_be_cancelled_offers_no_key_for_it(qtbot: QtBot, look: Look) -> None:
    line = NoticeLine(look)
    page = shown(qtbot, line)
    line.busy("正在打印…")
    line.show_progress()
    assert page.findChildren(QProgressBar)[0].isVisible()
    assert not page.findChildren(KeyButton)[0].isVisible()


def test_pages_are_turned_by_their_keys(qtbot: QtBot, look: Look) -> None:
    preview = PaperPreview(look, "预览")
    _page = shown(qtbot, preview)
    page = QImage(210, 297, QImage.Format.Format_Grayscale8)
    page.fill(QColor("black"))
    preview.show_pages([page, page])
    assert (preview.page, preview.pages) == (1, 2)
    QTest.keyClick(preview, Qt.Key.Key_PageDown)
    QTest.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.page == 2
    preview.resize(210, 300)
    assert preview.grab().toImage().pixelColor(105, 150) == QColor("black")
    preview.show_pages([])
    assert preview.page == 0


def test_a_ruler_tells_its_days_in_words(qtbot: QtBot, look: Look) -> None:
    ruler = DayRuler(look)
    page = shown(qtbot, ruler)
    assert not ruler.isVisible()
    ruler.show_days(9, 8, 20, Sign.LATE)
    assert "9" in ruler.accessibleName()
    assert "20" in ruler.accessibleName()
    page.resize(400, 200)
    colours = {page.grab().toImage().pixelColor(x, ruler.y() + look.px(8)).name() for x in range(400)}
    assert look.theme.signs[Sign.LATE].edge.lower() in colours


def test_the_ring_follows_the_keyboard(qtbot: QtBot, look: Look, qapp: QApplication) -> None:
    one, other = KeyButton(look, "一"), KeyButton(look, "二")
    page = shown(qtbot, one, other)
    ring = FocusRing(look, page, qapp)
    one.setFocus()
    qtbot.waitUntil(ring.isVisible)
    before = ring.geometry()
    other.setFocus()
    qtbot.waitUntil(lambda: ring.geometry() != before)
    assert ring.geometry().contains(other.geometry())
    other.hide()
    qtbot.waitUntil(lambda: not ring.geometry().contains(other.geometry()) or not ring.isVisible())


def test_the_ring_forgets_a_page_that_is_gone(qtbot: QtBot, look: Look, qapp: QApplication) -> None:
    gone, inside, other = QWidget(), KeyButton(look, "一"), KeyButton(look, "二")
    QVBoxLayout(gone).addWidget(inside)
    page = shown(qtbot, gone, other)
    ring = FocusRing(look, page, qapp)
    inside.setFocus()
    qtbot.waitUntil(ring.isVisible)
    shiboken6.delete(gone)
    other.setFocus()
    qtbot.waitUntil(lambda: ring.geometry().contains(other.geometry()))


def test_a_dialog_keeps_at_escape_and_ignores_enter(qtbot: QtBot, look: Look) -> None:
    results: list[int] = []
    dialog = Dialog(look, None, "撤回", "不能再办", (Choice("先不办", 0), Choice("撤回", 1, "danger")))
    qtbot.addWidget(dialog)
    dialog.finished.connect(results.append)
    dialog.open()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert results == [0]
