"""The technician's way by keyboard: look, test, unplug, describe a new device, save; and the walk."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.device_records import DeviceKind, DeviceSettings, DeviceState
from app.settings import load_settings
from devices.simulators.fingerprint import FingerprintSimulator
from tests.e2e.hands import Hands
from tests.e2e.technician.conftest import SIMULATED, Workshop
from tests.e2e.walk import (
    SIZES,
    THEMES,
    dress_for,
    faults,
    settle,
    stretched,
    tab_faults,
    untranslated,
)
from ui.look import Look
from ui.technician.dependencies import TrialTimes
from ui.theme import LIGHT

MakeWorkshop = Callable[..., Workshop]
CARD = (
    'card {"type": "resident", "name": "格桑卓玛", "sex": "2", "nation": "04", "birth": "19850607", '
    '"valid_from": "20200102", "valid_to": "长期"}'
)


@pytest.fixture
def hands(qapp: QApplication) -> Hands:
    return Hands(qapp)


def state(shop: Workshop, name: str) -> DeviceState | None:
    line = next(one for one in shop.page.list.table.rows if one.settings.name == name)
    return line.health.state if line.health else None


def outcome(shop: Workshop, qtbot: QtBot) -> str:
    """Wait for the end of the test that runs, and return what is said of it."""
    qtbot.waitUntil(lambda: not shop.page.trial.running, timeout=15_000)
    return shop.page.trial.words.text()


def test_what_is_well_says_so(make_workshop: MakeWorkshop) -> None:
    shop = make_workshop("打卡机", "扫码枪")
    assert [state(shop, name) for name in ("打卡机", "扫码枪")] == [DeviceState.READY] * 2
    assert shop.page.head.more.text() == "容量 200 个手指，已存 0 个"
    assert shop.window.band.devices.words == "设备正常"


@pytest.mark.parametrize(
    ("name", "done_by_hand", "said"),
    [
        ("打卡机", "touch guest", "读到了手指，没有登记过。指纹仪正常。"),
        ("1号窗口屏", "", "测试号 A000 已显示并清屏。屏上看到的应与图一样。"),
        ("图文屏", "", "测试号 A000 已显示并清屏。屏上看到的应与图一样。"),
        ("身份证", CARD, "读到一张居民身份证。内容不显示、不保存。阅读器正常。"),
        ("小票机", "", "测试小票已送出。请看小票是否与图一样。"),
        ("扫码枪", "scan 6901234567892", "扫到 13 个字符。扫码枪正常。"),
    ],
)
def test_one_button_tests_a_device_of_every_kind(
    make_workshop: MakeWorkshop, qtbot: QtBot, hands: Hands, name: str, done_by_hand: str, said: str
) -> None:
    shop = make_workshop(name)
    hands.press("F5")
    assert shop.page.trial.running
    if done_by_hand:
        qtbot.waitUntil(lambda: "请" in shop.page.trial.words.text())
        shop.plugs[name].command(done_by_hand)
    assert outcome(shop, qtbot) == said
    assert state(shop, name) is DeviceState.READY


def test_a_known_finger_is_named_by_its_slot(make_workshop: MakeWorkshop, qtbot: QtBot, hands: Hands) -> None:
    shop = make_workshop("打卡机")
    brain = shop.plugs["打卡机"].device
    assert isinstance(brain, FingerprintSimulator)
    brain.slots[7] = "thumb"
    hands.press("F5")
    shop.plugs["打卡机"].command("touch thumb")
    assert outcome(shop, qtbot) == "读到第 7 号位置的手指。指纹仪正常。"


@pytest.mark.parametrize(
    ("fault", "said", "found"),
    [
        ("paper_out", "打印机缺纸。请装纸后再测。", DeviceState.FAULT),
        ("cover_open", "打印机上盖没有合好。请合上后再测。", DeviceState.FAULT),
        ("near_end", "测试小票已送出。请看小票是否与图一样。", DeviceState.WARNING),
    ],
)
def test_a_printer_that_wants_somebody(
    make_workshop: MakeWorkshop, qtbot: QtBot, hands: Hands, fault: str, said: str, found: DeviceState
) -> None:
    shop = make_workshop("小票机")
    shop.plugs["小票机"].fault(fault)
    hands.press("F5")
    assert outcome(shop, qtbot) == said
    assert state(shop, "小票机") is found
    assert not shop.window.band.devices.words.startswith("设备正常")


def test_a_long_test_is_stopped_by_escape(make_workshop: MakeWorkshop, qtbot: QtBot, hands: Hands) -> None:
    shop = make_workshop("打卡机", times=TrialTimes(wait=1000.0))
    hands.press("F5")
    qtbot.waitUntil(lambda: "手指" in shop.page.trial.words.text())
    hands.press("Escape")
    assert shop.page.trial.words.text() == "测试已停止。"
    qtbot.waitUntil(lambda: state(shop, "打卡机") is DeviceState.READY)
    shop.plugs["打卡机"].command("touch guest")
    hands.press("F5")
    assert "没有登记过" in outcome(shop, qtbot), "the lane is free again"


def test_nobody_comes(make_workshop: MakeWorkshop, qtbot: QtBot, hands: Hands) -> None:
    shop = make_workshop("打卡机", times=TrialTimes(wait=0.5))
    hands.press("F5")
    assert outcome(shop, qtbot).endswith("请再测一次。")


def test_a_pulled_plug_is_seen_counted_and_forgotten(make_workshop: MakeWorkshop, qtbot: QtBot) -> None:
    shop = make_workshop("打卡机", "1号窗口屏")
    plug = shop.plugs["1号窗口屏"]
    plug.unplug()
    qtbot.waitUntil(lambda: state(shop, "1号窗口屏") is DeviceState.NO_PORT, timeout=15_000)
    assert shop.window.band.devices.words == "1号窗口屏：端口断开"
    shop.choose("1号窗口屏")
    head = shop.page.head
    assert head.words.text().startswith(f"找不到端口 {plug.url}")
    health = shop.page.list.table.rows[1].health
    assert health is not None
    assert health.lost_since is not None
    head.tick(health.lost_since.replace(year=health.lost_since.year + 1))
    assert head.since.text().startswith("端口已断开 36")
    assert head.since.isVisible()
    plug.replug()
    qtbot.waitUntil(lambda: state(shop, "1号窗口屏") is DeviceState.READY, timeout=15_000)
    assert shop.window.band.devices.words == "设备正常"
    assert not head.since.isVisible()


def test_a_device_pulled_in_the_middle_of_its_test(
    make_workshop: MakeWorkshop, qtbot: QtBot, hands: Hands
) -> None:
    shop = make_workshop("打卡机")
    hands.press("F5")
    qtbot.waitUntil(lambda: "手指" in shop.page.trial.words.text())
    shop.plugs["打卡机"].unplug()
    assert outcome(shop, qtbot).startswith("端口")
    assert state(shop, "打卡机") is DeviceState.NO_PORT


def test_a_new_device_is_described_tested_and_saved_by_keys(
    make_workshop: MakeWorkshop, qtbot: QtBot, hands: Hands, plugs: Callable[[str], object]
) -> None:
    shop = make_workshop("扫码枪")
    display = plugs("onbon-k")
    hands.press("Ctrl+n")
    assert hands.holds() == "名称"
    hands.type("3号窗口屏")
    hands.press("Tab")
    models = [model for model in shop.needs.models if model.kind is DeviceKind.QUEUE_DISPLAY]
    while hands.holds() == "种类" and shop.page.list.table.rows[1].settings.kind is not models[0].kind:
        hands.press("Down")
    hands.press("Tab")
    assert hands.holds() == "型号"
    hands.press("Tab")
    assert hands.holds() == "端口"
    hands.press("Ctrl+a")
    hands.type(display.url)  # type: ignore[attr-defined]  # a simulation
    hands.press("F5")
    assert "测试号 A000" in outcome(shop, qtbot)
    assert state(shop, "3号窗口屏") is DeviceState.READY
    assert not shop.file.exists(), "a test saves nothing"
    hands.press("Ctrl+s")
    qtbot.waitUntil(lambda: shop.page.notice.words == "已存入本机设置文件，并已启用", timeout=15_000)
    saved = load_settings(shop.file, {}).devices
    assert [one.name for one in saved] == ["扫码枪", "3号窗口屏"]
    assert saved == shop.needs.desk.settings
    assert not shop.page.save.isEnabled()


def test_two_devices_of_one_name_are_not_saved(make_workshop: MakeWorkshop, hands: Hands) -> None:
    shop = make_workshop("扫码枪")
    hands.press("Ctrl+n")
    hands.type("扫码枪")
    hands.press("Ctrl+s")
    assert hands.holds() == "名称"
    assert not shop.file.exists()
    form = shop.page.form
    assert form is not None
    assert form.name.wrong


def test_a_port_that_is_not_there_is_said_in_words(
    make_workshop: MakeWorkshop, qtbot: QtBot, hands: Hands
) -> None:
    shop = make_workshop("扫码枪")
    form = shop.page.form
    assert form is not None
    form.port.setFocus()
    hands.press("Ctrl+a")
    hands.type("/dev/ttyS404")
    assert state(shop, "扫码枪") is None, "what is typed is not in use"
    hands.press("F5")
    assert outcome(shop, qtbot).startswith("找不到端口 /dev/ttyS404")
    hands.press("Ctrl+r")
    qtbot.waitUntil(lambda: state(shop, "扫码枪") is DeviceState.READY, timeout=15_000)


def test_an_option_its_driver_refuses_is_said_in_words(
    make_workshop: MakeWorkshop, qtbot: QtBot, hands: Hands
) -> None:
    shop = make_workshop("打卡机")
    form = shop.page.form
    assert form is not None
    form.options["password"].setFocus()
    hands.press("Ctrl+a")
    hands.type("xyz")
    hands.press("F5")
    assert outcome(shop, qtbot).startswith("设备参数“password”的值")
    assert state(shop, "打卡机") is DeviceState.FAULT


def test_a_removed_device_comes_back_until_it_is_saved(
    make_workshop: MakeWorkshop, qtbot: QtBot, hands: Hands
) -> None:
    shop = make_workshop("扫码枪", "打卡机")
    shop.choose("打卡机")
    hands.press("Ctrl+d")
    assert [line.settings.name for line in shop.page.list.table.rows] == ["扫码枪"]
    hands.press("Ctrl+r")
    assert [line.settings.name for line in shop.page.list.table.rows] == ["扫码枪", "打卡机"]
    shop.choose("打卡机")
    hands.press("Ctrl+d", "Ctrl+d", "Ctrl+s")
    qtbot.waitUntil(lambda: shop.file.exists(), timeout=15_000)
    qtbot.waitUntil(shop.needs.runner.idle)
    assert load_settings(shop.file, {}).devices == ()
    assert shop.window.band.devices.words == "未接设备"


def test_a_file_that_cannot_be_written_is_said_in_words(
    make_workshop: MakeWorkshop, qtbot: QtBot, hands: Hands
) -> None:
    shop = make_workshop("扫码枪")
    shop.file.mkdir()
    hands.press("Ctrl+d", "Ctrl+s")
    qtbot.waitUntil(lambda: "设置文件" in shop.page.notice.words, timeout=15_000)
    assert shop.page.save.isEnabled()


def test_changing_the_model_asks_what_that_model_needs(make_workshop: MakeWorkshop, hands: Hands) -> None:
    shop = make_workshop("1号窗口屏")
    before = shop.page.form
    assert before is not None
    assert "letter" in before.options
    before.model.setFocus()
    hands.press("Down", "Down")
    after = shop.page.form
    assert after is not None
    assert "register" in after.options
    assert hands.holds() == "型号"
    changed = shop.page.list.table.rows[0].settings
    assert (changed.model, changed.options) == ("modbus", {})


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_the_walk(
    make_workshop: MakeWorkshop,
    qtbot: QtBot,
    qapp: QApplication,
    look: Look,
    width: int,
    height: int,
    scale: float,
) -> None:
    shop = make_workshop(*SIMULATED, size=(width, height))
    shop.plugs["小票机"].unplug()
    qtbot.waitUntil(lambda: state(shop, "小票机") is DeviceState.NO_PORT, timeout=15_000)
    for theme in THEMES:
        dress_for(look, theme, scale)
        for name in SIMULATED:
            shop.choose(name)
            settle(qapp)
            assert faults(shop.window) == []
    dress_for(look, LIGHT, scale)
    with stretched(qapp):
        for name in SIMULATED:
            shop.choose(name)
            settle(qapp)
            assert faults(shop.window) + untranslated(shop.window) == []
    settle(qapp)
    shop.choose("1号窗口屏")
    shop.page.list.table.setFocus()
    assert tab_faults(shop.window, qapp) == []


def test_settings_as_read_are_settings_as_shown(make_workshop: MakeWorkshop) -> None:
    shop = make_workshop("1号窗口屏")
    form = shop.page.form
    assert form is not None
    assert form.settings == shop.needs.desk.settings[0]
    assert isinstance(form.settings, DeviceSettings)
