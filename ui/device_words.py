"""How the health of devices is said: state, trouble in plain words, since when a port is lost."""

from collections.abc import Sequence
from datetime import datetime

from app.domain.device_records import CardType, DeviceHealth, DeviceKind, DeviceState, FingerPrompt
from app.errors import DeviceError
from ui.error_texts import explain
from ui.i18n import Words, tr
from ui.theme import Sign
from ui.wording import moment

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_WELL = (DeviceState.READY, DeviceState.UNKNOWN)


def sign(state: DeviceState) -> Sign:
    """Return the shape of a state."""
    return {
        DeviceState.READY: Sign.DONE,
        DeviceState.WARNING: Sign.SOON,
        DeviceState.UNKNOWN: Sign.WAITING,
    }.get(state, Sign.OVERDUE)


def state_words(state: DeviceState) -> Words:
    """Return the word of a state."""
    return {
        DeviceState.READY: tr("正常"),
        DeviceState.WARNING: tr("需处理"),
        DeviceState.NO_PORT: tr("端口断开"),
        DeviceState.NO_ANSWER: tr("没有应答"),
        DeviceState.FAULT: tr("故障"),
        DeviceState.NOT_INSTALLED: tr("缺少组件"),
        DeviceState.UNKNOWN: tr("未知"),
    }[state]


def kind_words(kind: DeviceKind) -> Words:
    """Return what a kind of device is called."""
    return {
        DeviceKind.FINGERPRINT: tr("指纹仪"),
        DeviceKind.QUEUE_DISPLAY: tr("叫号屏"),
        DeviceKind.ID_CARD_READER: tr("身份证阅读器"),
        DeviceKind.TICKET_PRINTER: tr("号票打印机"),
        DeviceKind.SCANNER: tr("扫码枪"),
    }[kind]


def card_words(card: CardType) -> Words:
    """Return what a card is called."""
    return {
        CardType.RESIDENT: tr("居民身份证"),
        CardType.HK_MACAO_TAIWAN: tr("港澳台居民居住证"),
        CardType.FOREIGNER_2017: tr("外国人永久居留身份证（2017版）"),
        CardType.FOREIGNER_2023: tr("外国人永久居留身份证（2023版）"),
    }[card]


def prompt_words(prompt: FingerPrompt) -> Words:
    """Return what the person at the sensor is asked to do."""
    return {
        FingerPrompt.PLACE: tr("请把手指平放在指纹仪上"),
        FingerPrompt.LIFT: tr("请抬起手指"),
        FingerPrompt.PLACE_AGAIN: tr("请把同一个手指再放一次"),
        FingerPrompt.POOR_IMAGE: tr("没有看清。请擦干手指，压平再放"),
    }[prompt]


def trouble(health: DeviceHealth) -> Words:
    """Return in one sentence how a device is, and what to do when it is not well."""
    if health.error_code:
        return explain(DeviceError(health.error_code, **health.error_facts))
    if health.state is DeviceState.READY:
        return tr("设备有应答，工作正常。")
    return tr("还没有问过这台设备，正在查看。")


def details(health: DeviceHealth) -> str:
    """Return what a device says about itself, as far as it matters to a technician."""
    if {"capacity", "stored"} <= health.details.keys():
        return tr(
            "容量 {capacity} 个手指，已存 {stored} 个",
            capacity=health.details["capacity"],
            stored=health.details["stored"],
        )
    if "module" in health.details:
        return tr("安全模块号 {number}", number=health.details["module"])
    return ""


def lost_for(since: datetime, now: datetime) -> Words:
    """Return how long a port has been lost, and since when."""
    seconds = max(0, int((now - since).total_seconds()))
    if seconds < _MINUTE:
        long = tr("{n} 秒", n=seconds)
    elif seconds < _HOUR:
        long = tr("{n} 分钟", n=seconds // _MINUTE)
    elif seconds < _DAY:
        long = tr("{hours} 小时 {minutes} 分", hours=seconds // _HOUR, minutes=seconds % _HOUR // _MINUTE)
    else:
        long = tr("{n} 天", n=seconds // _DAY)
    return tr("端口已断开 {long}，从 {at} 起", long=long, at=moment(since))


def needs_look(health: DeviceHealth) -> bool:
    """Return whether somebody should look at a device."""
    return health.state not in _WELL


def summary(healths: Sequence[DeviceHealth]) -> tuple[bool, Words]:
    """Return whether all devices are well, and so in a few words."""
    bad = [one for one in healths if needs_look(one)]
    if len(bad) == 1:
        return False, tr("{name}：{state}", name=bad[0].name, state=state_words(bad[0].state))
    if bad:
        return False, tr("{n} 台设备需处理", n=len(bad))
    if not healths:
        return True, tr("未接设备")
    return True, tr("设备正常")
