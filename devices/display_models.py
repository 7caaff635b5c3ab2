"""Queue displays and ticket printers a technician can choose, with what their drivers ask; see `registry`."""

from enum import Enum

from app.domain.device_records import DeviceKind, DeviceModel, DeviceOption
from devices.custom_display.frames import AddressForm, ChecksumKind
from devices.onbon.bitmap import Card
from devices.onbon.pixels import Colour, WordOrder
from devices.onbon.text_areas import Units

_SPEEDS = ("1200", "2400", "4800", "9600", "19200", "38400", "57600", "115200")
_YES_NO = ("no", "yes")


def _speed(default: str) -> DeviceOption:
    return DeviceOption("speed", "通讯速率（波特）", default, _SPEEDS)


_COUNTER = DeviceOption("counter", "所在窗口号（空为本机窗口）", "")


def _values(kind: type[Enum]) -> tuple[str, ...]:
    return tuple(str(member.value) for member in kind)


def _area(width: str, height: str) -> tuple[DeviceOption, ...]:
    return (
        DeviceOption("x", "区域左边（点）", "0"),
        DeviceOption("y", "区域上边（点）", "0"),
        DeviceOption("width", "区域宽度（点）", width),
        DeviceOption("height", "区域高度（点）", height),
    )


_ONBON_K = DeviceModel(
    DeviceKind.QUEUE_DISPLAY,
    "onbon-k",
    "仰邦字库卡（BX-5K、5MK、6K）",
    (
        _speed("57600"),
        _COUNTER,
        DeviceOption("screen", "屏号", "1"),
        *_area("128", "16"),
        DeviceOption("letter", "字库字高（点）", "16"),
        DeviceOption("gbk", "控制卡装有 GBK 字库", "no", _YES_NO),
        DeviceOption("units", "横坐标单位（6K 卡视固件而定）", "8px", _values(Units)),
        DeviceOption("prefix", "文字前的控制码（如 \\C1 红色）", ""),
        DeviceOption("text_speed", "移动速度（0 最快，24 最慢）", "4"),
        DeviceOption("stay", "停留时间（半秒）", "10"),
        DeviceOption("device", "卡型代码（0xFE 为任意）", "0xFE"),
    ),
)
_ONBON_E = DeviceModel(
    DeviceKind.QUEUE_DISPLAY,
    "onbon-e",
    "仰邦图文卡（BX-5E；6E 需现场核对）",
    (
        _speed("57600"),
        _COUNTER,
        DeviceOption("screen", "屏号", "1"),
        DeviceOption("card", "卡型", Card.BX_5E1.name, tuple(card.name for card in Card if card.supported)),
        *_area("128", "32"),
        DeviceOption("colour", "颜色", Colour.SINGLE.value, _values(Colour)),
        DeviceOption("word_order", "6E 卡字节顺序", WordOrder.BIG.value, _values(WordOrder)),
    ),
)
_MODBUS = DeviceModel(
    DeviceKind.QUEUE_DISPLAY,
    "modbus",
    "Modbus 数码管显示屏",
    (
        _speed("9600"),
        _COUNTER,
        DeviceOption("address", "从机地址", "1"),
        DeviceOption("digits", "位数", "6"),
        DeviceOption("register", "字符寄存器", "0x70"),
    ),
)
_CUSTOM = DeviceModel(
    DeviceKind.QUEUE_DISPLAY,
    "custom",
    "其他显示屏（自定义协议）",
    (
        _speed("9600"),
        _COUNTER,
        DeviceOption("address", "地址", "1"),
        DeviceOption("prefix", "帧头（十六进制）", "02"),
        DeviceOption("address_form", "地址写法", AddressForm.BYTE.value, _values(AddressForm)),
        DeviceOption("separator", "地址与文字之间（十六进制）", ""),
        DeviceOption("checksum", "校验方式", ChecksumKind.SUM8.value, _values(ChecksumKind)),
        DeviceOption("checksum_covers_prefix", "校验包含帧头", "yes", _YES_NO),
        DeviceOption("suffix", "帧尾（十六进制）", "03"),
        DeviceOption("reply", "应答（十六进制，不应答留空）", ""),
        DeviceOption("blank", "清屏文字", " "),
        DeviceOption("number_only", "只显示号码", "no", _YES_NO),
    ),
)
_ESCPOS = DeviceModel(
    DeviceKind.TICKET_PRINTER,
    "escpos",
    "小票打印机（ESC/POS）",
    (
        _speed("9600"),
        DeviceOption("paper", "纸宽（毫米）", "80", ("80", "58")),
        DeviceOption("cutter", "有切刀", "yes", _YES_NO),
        DeviceOption("answers", "能应答状态（不能的打印前不询问）", "yes", _YES_NO),
    ),
)

ROWS = (
    (_ONBON_K, "devices.onbon.text_display", "OnbonTextDisplay"),
    (_ONBON_E, "devices.onbon.bitmap_display", "OnbonBitmapDisplay"),
    (_MODBUS, "devices.modbus_display.display", "ModbusDisplay"),
    (_CUSTOM, "devices.custom_display.display", "CustomDisplay"),
    (_ESCPOS, "devices.escpos.printer", "EscposPrinter"),
)
"""Model, module of its driver, class in it."""
