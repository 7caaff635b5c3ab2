"""A visitor before the kiosk: what touching gives, what a broken printer gives, and what leads nowhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.papers import PrintState
from app.domain.scripts import ScriptRules
from app.domain.tickets import Priority, Turn
from app.errors import RuleError, StorageError
from app.ports.queue import HallQueue
from data.local_queue import LocalQueue
from tests.e2e.kiosk.bench import HOUSEHOLD, ID_CARDS, Hall
from tests.e2e.kiosk.booth import NO_GUARD, PIN, SMALL, Booth, MakeBooth
from tests.e2e.kiosk.states import both, help_, large_dark, pin, priority_chosen, services
from tests.e2e.walk import Fault, faults, settle, stands_before
from ui.i18n.catalogue import read_catalogue
from ui.i18n.two_scripts import LANGUAGE_KEY
from ui.kiosk.dependencies import KioskTimes
from ui.kiosk.state import KioskState, Place
from ui.widgets.words import TibetanLabel

LONG_GUARD = replace(NO_GUARD, guard=60_000)


def to_services(booth: Booth) -> None:
    booth.at(Place.START)
    booth.touch("公安局")
    booth.at(Place.SERVICES)


def take(booth: Booth, service: str = "户籍") -> Turn:
    """Take a ticket and return where it stands."""
    to_services(booth)
    booth.touch(service)
    booth.at(Place.TICKET)
    given = booth.window.state.given
    assert given is not None
    return booth.hall.queue.turn(given.turn.ticket.id)


def refused_prints(hall: Hall) -> list[tuple[Any, Any]]:
    with hall.store.read() as unit:
        entries = [dict(sealed.fields) for sealed in unit.audit.entries()]
    return [(one["subject"], one["result"]) for one in entries if one["action"] == "ticket.print"]


def test_two_touches_give_a_ticket_on_paper(make_booth: MakeBooth) -> None:
    booth = make_booth()
    turn = take(booth)
    assert turn.ticket.number == "CA001"
    assert turn.print is PrintState.PRINTED
    assert len(booth.paper.tickets) == 1
    words = booth.words()
    assert "CA001" in words
    assert "3号窗口" in words
    assert "请取走下面的号票" in words
    booth.press("完成")
    booth.at(Place.START)
    assert booth.window.state == KioskState(Place.START)


def test_a_finger_on_the_glass_is_a_press(make_booth: MakeBooth) -> None:
    booth = make_booth()
    booth.at(Place.START)
    glass = QTest.createTouchDevice(QPointingDevice.DeviceType.TouchScreen)
    tile = booth.find("公安局")
    QTest.touchEvent(booth.window, glass).press(0, booth.middle(tile), booth.window)
    QTest.touchEvent(booth.window, glass).release(0, booth.middle(tile), booth.window)
    booth.at(Place.SERVICES)


def test_a_second_tap_on_a_service_takes_no_second_ticket(make_booth: MakeBooth) -> None:
    booth = make_booth()
    to_services(booth)
    spot = booth.middle(booth.find("户籍"))
    for _ in range(2):
        QTest.mouseClick(booth.window.windowHandle(), Qt.MouseButton.LeftButton, pos=spot)
    booth.at(Place.TICKET)
    assert booth.tickets() == 1
    assert len(booth.paper.tickets) == 1


def test_a_double_tap_on_a_department_does_not_fall_through_to_a_service(make_booth: MakeBooth) -> None:
    booth = make_booth(times=LONG_GUARD)
    booth.wait(lambda: booth.window.state.place is Place.START)
    page = booth.window.page
    assert page is not None
    page.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
    booth.touch("公安局")
    assert booth.window.state.place is Place.SERVICES
    for name in ("户籍", "身份证/居住证"):
        booth.touch(name)
    assert booth.window.state.place is Place.SERVICES
    assert booth.tickets() == 0


@pytest.mark.parametrize("fault", ["paper_out", "cover_open", "silence"])
def test_a_printer_that_cannot_print_leaves_no_phantom_number(fault: str, make_booth: MakeBooth) -> None:
    booth = make_booth()
    booth.printer.fault(fault)
    turn = take(booth)
    words = booth.words()
    assert (turn.ticket.number, turn.print) == ("CA001", PrintState.FAILED)
    assert "CA001" in words
    told = [line for line in words.splitlines() if line.endswith("。")]
    assert told == ["号票没有打印出来，请记住或拍下这个号码，并告诉工作人员。"]
    assert "请取走下面的号票" not in words
    assert refused_prints(booth.hall) == [("CA001", "failed")]
    assert not booth.paper.tickets

    booth.printer.clear()
    booth.press("完成")
    after = take(booth)
    assert (after.ticket.number, after.print) == ("CA002", PrintState.PRINTED)
    assert booth.tickets() == 2
    assert len(booth.paper.tickets) == 1


def test_a_plug_pulled_is_told_like_paper_out(make_booth: MakeBooth) -> None:
    booth = make_booth()
    booth.printer.unplug()
    turn = take(booth)
    assert turn.print is PrintState.FAILED
    assert "请记住或拍下这个号码" in booth.words()


def test_who_goes_first_says_why(make_booth: MakeBooth) -> None:
    booth = make_booth()
    priority_chosen(booth)
    booth.touch("户籍")
    booth.at(Place.TICKET)
    given = booth.window.state.given
    assert given is not None
    assert given.turn.ticket.priority is Priority.ELDERLY
    assert given.ahead == 0
    assert booth.tickets() == 4


def test_a_closed_service_stays_with_its_time_and_takes_no_touch(make_booth: MakeBooth) -> None:
    booth = make_booth()
    services(booth)
    booth.touch("出入境")
    assert booth.window.state.place is Place.SERVICES
    assert "今天 14:30 后取号" in booth.words()
    assert "3 人在等" in booth.words()


def test_the_waiting_are_counted_while_a_visitor_looks(make_booth: MakeBooth) -> None:
    booth = make_booth()
    to_services(booth)
    booth.hall.give(ID_CARDS, 2)
    booth.wait(lambda: "2 人在等" in booth.words())


def test_a_used_up_service_is_told_in_one_sentence(make_booth: MakeBooth) -> None:
    booth = make_booth()
    to_services(booth)
    queue = booth.hall.queue
    household = next(one for one in queue.setup().services if one.key == HOUSEHOLD)
    queue.put_service(replace(household, quota=0))
    booth.touch("户籍")
    booth.at(Place.TOLD)
    assert "今天的 0 个号已经取完" in booth.words()
    assert booth.tickets() == 0
    booth.press("返回")
    booth.at(Place.START)


def test_tibetan_stands_under_exactly_its_word_and_nowhere_else(make_booth: MakeBooth) -> None:
    table = {row.zh: row.bo for row in read_catalogue() if row.bo}
    booth = make_booth()
    booth.at(Place.START)
    assert not tibetan_words(booth)
    booth.touch(LANGUAGE_KEY)
    booth.at(Place.START)
    assert tibetan_words(booth) == {table[zh] for zh in ("公安局", "查询", "帮助", "下一页")}
    assert "22 个部门的藏文名称还没有审定" in booth.words()
    booth.touch("公安局")
    booth.at(Place.SERVICES)
    booth.touch("户籍")
    booth.at(Place.TICKET)
    assert {table["号码"], table["请稍等"], table["完成"]} <= tibetan_words(booth)


def test_tibetan_stands_first_where_the_hall_says_so(
    hall: Hall, make_booth: MakeBooth, qapp: QApplication
) -> None:
    with hall.store.write() as unit:
        unit.rules.put(ScriptRules(tibetan_first=1))
        unit.commit()
    table = {row.zh: row.bo for row in read_catalogue() if row.bo}
    booth = make_booth()
    both(booth)
    window, found = booth.window, list[Fault]()

    def look_at(*chinese: str) -> None:
        settle(qapp)
        found.extend(faults(window))
        assert [zh for zh in chinese if not stands_before(window, table[zh], zh)] == []

    look_at("公安局", "查询", "帮助")
    booth.touch("公安局")
    booth.at(Place.SERVICES)
    booth.touch("户籍")
    booth.at(Place.TICKET)
    look_at("号码", "请稍等", "完成")
    window.show_state(replace(window.state, place=Place.WORKING))
    look_at("请稍等", "帮助")
    assert not found


def tibetan_words(booth: Booth) -> set[str]:
    labels = (one for one in booth.window.findChildren(TibetanLabel) if one.isVisible())
    return {one.text() for one in labels} - {LANGUAGE_KEY}


def test_nobody_there_any_more_brings_the_start_back_as_it_was(make_booth: MakeBooth) -> None:
    booth = make_booth(times=replace(NO_GUARD, idle=400))
    large_dark(booth)
    booth.wait(lambda: booth.window.state == KioskState(Place.START))
    help_(booth)
    booth.wait(lambda: booth.window.state == KioskState(Place.START))


def test_a_ticket_makes_room_for_the_next_visitor(make_booth: MakeBooth) -> None:
    booth = make_booth(times=replace(NO_GUARD, ticket=1000))
    take(booth)
    booth.wait(lambda: booth.window.state == KioskState(Place.START))


def test_nothing_leads_to_the_desktop(make_booth: MakeBooth, qapp: QApplication) -> None:
    booth = make_booth()
    booth.at(Place.START)
    for key, held in (
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
    ):
        QTest.keyClick(booth.window, key, held)
    assert not booth.window.close()
    qapp.sendEvent(booth.window, QEvent(QEvent.Type.WindowDeactivate))
    assert booth.window.isVisible()
    assert booth.window.windowFlags() & Qt.WindowType.FramelessWindowHint


def test_the_right_number_leads_to_maintenance_and_out(make_booth: MakeBooth) -> None:
    booth = make_booth()
    booth.printer.fault("paper_out")
    pin(booth)
    booth.type_pin(PIN)
    booth.at(Place.MAINTENANCE)
    booth.wait(lambda: "缺纸" in booth.words())
    booth.at(Place.MAINTENANCE)
    booth.press("退出程序")
    assert not booth.window.isVisible()


def test_three_wrong_numbers_lock_maintenance(make_booth: MakeBooth) -> None:
    booth = make_booth()
    pin(booth)
    for _ in range(3):
        booth.type_pin("1111")
        booth.wait(lambda: "密码不对" in booth.words())
        booth.window.show_state(replace(booth.window.state, told=None))
        booth.at(Place.PIN)
    booth.type_pin(PIN)
    booth.wait(lambda: "输错次数太多" in booth.words())
    assert booth.window.state.place is Place.PIN


def test_where_no_number_is_set_the_page_says_who_sets_it(make_booth: MakeBooth) -> None:
    def unset(_: str) -> bool:
        raise RuleError("kiosk.pin_unset")

    booth = make_booth(pin_right=unset)
    pin(booth)
    booth.type_pin(PIN)
    booth.wait(lambda: "还没有设置维护密码" in booth.words())
    assert booth.window.state.place is Place.PIN


def test_the_demo_hall_shows_its_number(make_booth: MakeBooth) -> None:
    booth = make_booth()
    pin(booth)
    assert f"演示：{PIN}" in booth.words()


def test_prints_that_were_cut_off_are_named_in_maintenance(make_booth: MakeBooth, hall: Hall) -> None:
    hall.give(HOUSEHOLD)  # given by this kiosk, and nobody said what became of its paper
    booth = make_booth()
    pin(booth)
    booth.type_pin(PIN)
    booth.at(Place.MAINTENANCE)
    booth.wait(lambda: "CA001" in booth.words())


@dataclass
class Line:
    """A line to the hall's queue that can be cut."""

    queue: LocalQueue
    cut: bool = False

    def __getattr__(self, name: str) -> Any:
        if self.cut:
            raise StorageError("storage.missing", folder="hall")
        return getattr(self.queue, name)


@contextmanager
def the_line_cut(line: Line) -> Iterator[None]:
    line.cut = True
    yield
    line.cut = False


def test_without_the_queue_the_kiosk_says_so_and_comes_back(
    make_booth: MakeBooth, hall: Hall, qapp: QApplication
) -> None:
    line = Line(hall.queue)
    queue: HallQueue = line
    booth = make_booth(SMALL, queue=queue)
    to_services(booth)
    with the_line_cut(line):
        booth.at(Place.CLOSED)
        assert "请到咨询台取号" in booth.words()
        settle(qapp)
        assert not faults(booth.window)
    booth.at(Place.START)


def test_a_ticket_asked_for_while_the_line_is_cut_is_told(make_booth: MakeBooth, hall: Hall) -> None:
    line = Line(hall.queue)
    queue: HallQueue = line
    booth = make_booth(queue=queue, times=replace(NO_GUARD, poll=60_000))
    to_services(booth)
    with the_line_cut(line):
        booth.touch("户籍")
        booth.at(Place.TOLD)
    assert booth.tickets() == 0
    assert not booth.paper.tickets


def test_work_under_way_shows_a_page_that_takes_no_touch(make_booth: MakeBooth, qapp: QApplication) -> None:
    booth = make_booth(SMALL, times=KioskTimes(poll=50, guard=0))
    to_services(booth)
    booth.printer.fault("slow", 1)
    booth.touch("户籍")
    assert booth.window.state.place is Place.WORKING
    settle(qapp)
    assert not faults(booth.window)
    assert not any(face.isEnabled() for face in booth.faces())
    booth.at(Place.TICKET)
