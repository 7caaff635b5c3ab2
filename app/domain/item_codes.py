"""Codes of service items: 基本编码 12, 实施编码 31, 业务办理项编码 33 (GB/T 39554.1-2020, domain §4.5)."""

import re
from dataclasses import dataclass
from enum import IntEnum

from app.domain.areas import PROVINCES
from app.domain.codes import check_credit_code
from app.domain.text import compact
from app.errors import RuleError

ITEM_TYPES = {
    "01": "行政许可",
    "02": "行政处罚",
    "03": "行政强制",
    "04": "行政征收",
    "05": "行政给付",
    "06": "行政检查",
    "07": "行政确认",
    "08": "行政奖励",
    "09": "行政裁决",
    "10": "其他行政权力",
    "20": "公共服务",
}

EXERCISE_LEVELS = {1: "国家级", 2: "省级", 3: "市（州）级", 4: "县级", 5: "乡镇级", 6: "村级"}

_NATION = "00"
_OLD_CODE = re.compile(r"[0-9A-Z][0-9A-Z-]{3,63}")


class ItemCodeKind(IntEnum):
    """Kinds of item codes by their length."""

    OLD = 0
    BASIC = 12
    IMPLEMENTATION = 31
    HANDLING = 33


@dataclass(frozen=True)
class ItemCode:
    """A checked code of a service item; its parts are empty where its kind does not have them."""

    value: str
    kind: ItemCodeKind
    warnings: tuple[str, ...] = ()

    @property
    def credit_code(self) -> str:
        """The credit code of the organ that carries the item out."""
        return self.value[:18] if self.kind >= ItemCodeKind.IMPLEMENTATION else ""

    @property
    def level(self) -> int:
        """The level it is carried out at, see `EXERCISE_LEVELS`; 0 if the kind does not say."""
        return int(self.value[18]) if self.kind >= ItemCodeKind.IMPLEMENTATION else 0

    @property
    def basic(self) -> str:
        """The 12 digits of the basic code."""
        if self.kind is ItemCodeKind.BASIC:
            return self.value
        return self.value[19:31] if self.kind >= ItemCodeKind.IMPLEMENTATION else ""

    @property
    def item_type(self) -> str:
        """The two digits of the type, see `ITEM_TYPES`."""
        return self.basic[2:4]

    @property
    def implementation(self) -> str:
        """The 31 characters of the implementation code."""
        return self.value[:31] if self.kind >= ItemCodeKind.IMPLEMENTATION else ""


def check_item_code(text: str) -> ItemCode:
    """Check a code of a service item as typed or imported; full-width, lower case and blanks are taken.

    Codes of another length are taken as old ones with a warning; an unknown type, province or level warns.

    Raises:
        RuleError: `item_code.form` (too short, too long or other characters), `item_code.digits` (the place
            of a character that must be a digit), and those of `check_credit_code`.
    """
    value = compact(text).upper()
    if len(value) == ItemCodeKind.BASIC:
        return ItemCode(value, ItemCodeKind.BASIC, _basic_warnings(value, 0))
    if len(value) in (ItemCodeKind.IMPLEMENTATION, ItemCodeKind.HANDLING):
        organ = check_credit_code(value[:18])
        _refuse_letters(value[18:], 18)
        level = () if int(value[18]) in EXERCISE_LEVELS else ("item_code.level_unknown",)
        warnings = (*organ.warnings, *level, *_basic_warnings(value[19:31], 19))
        return ItemCode(value, ItemCodeKind(len(value)), warnings)
    if not _OLD_CODE.fullmatch(value):
        raise RuleError("item_code.form", length=len(value))
    return ItemCode(value, ItemCodeKind.OLD, ("item_code.old",))


def _basic_warnings(basic: str, offset: int) -> tuple[str, ...]:
    _refuse_letters(basic, offset)
    warnings = []
    if basic[:2] != _NATION and basic[:2] not in PROVINCES:
        warnings.append("item_code.province_unknown")
    if basic[2:4] not in ITEM_TYPES:
        warnings.append("item_code.type_unknown")
    return tuple(warnings)


def _refuse_letters(text: str, offset: int) -> None:
    for position, char in enumerate(text, offset + 1):
        if char not in "0123456789":
            raise RuleError("item_code.digits", position=position, char=char)
