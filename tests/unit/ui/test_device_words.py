"""How the health of devices is said in the band and on the device page."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.device_records import CardType, DeviceHealth, DeviceKind, DeviceState, FingerPrompt
from ui.device_words import (
    card_words,
    kind_words,
    lost_for,
    needs_look,
    prompt_words,
    sign,
    state_words,
    summary,
    trouble,
)

NOON = datetime(2026, 9, 15, 4, 0, tzinfo=UTC)


def health(state: DeviceState, name: str = "一号屏", code: str = "") -> DeviceHealth:
    facts = {"port": "COM3"} if code else {}
    return DeviceHealth(name, DeviceKind.QUEUE_DISPLAY, state, code, facts)


@pytest.mark.parametrize(
    ("lost", "words"),
    [
        (timedelta(seconds=5), "端口已断开 5 秒，从 9月15日 12:00 起"),
        (timedelta(minutes=59, seconds=59), "端口已断开 59 分钟，从 9月15日 12:00 起"),
        (timedelta(hours=3, minutes=7), "端口已断开 3 小时 7 分，从 9月15日 12:00 起"),
        (timedelta(days=2, hours=5), "端口已断开 2 天，从 9月15日 12:00 起"),
        (timedelta(seconds=-5), "端口已断开 0 秒，从 9月15日 12:00 起"),
    ],
)
def test_how_long_a_port_is_lost(lost: timedelta, words: str) -> None:
    assert lost_for(NOON, NOON + lost) == words


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ([], (True, "未接设备")),
        ([DeviceState.READY, DeviceState.UNKNOWN], (True, "设备正常")),
        ([DeviceState.READY, DeviceState.NO_ANSWER], (False, "一号屏：没有应答")),
        ([DeviceState.WARNING], (False, "一号屏：需处理")),
        ([DeviceState.NO_PORT, DeviceState.FAULT, DeviceState.READY], (False, "2 台设备需处理")),
    ],
)
def test_the_band_says_it_in_a_few_words(states: list[DeviceState], said: tuple[bool, str]) -> None:
    assert summary([health(state) for state in states]) == said


def test_every_state_kind_card_and_prompt_has_a_word() -> None:
    assert len({state_words(state) for state in DeviceState}) == len(DeviceState)
    assert len({kind_words(kind) for kind in DeviceKind}) == len(DeviceKind)
    assert len({card_words(card) for card in CardType}) == len(CardType)
    assert len({prompt_words(prompt) for prompt in FingerPrompt}) == len(FingerPrompt)


@pytest.mark.parametrize("state", DeviceState)
def test_a_device_that_is_not_well_looks_so(state: DeviceState) -> None:
    assert needs_look(health(state)) == (sign(state).value not in ("done", "waiting"))


def test_trouble_is_said_with_what_to_do() -> None:
    assert "COM3" in trouble(health(DeviceState.NO_PORT, code="device.port_missing"))
    assert trouble(health(DeviceState.READY)) == "设备有应答，工作正常。"
    assert trouble(health(DeviceState.UNKNOWN)) == "还没有问过这台设备，正在查看。"
