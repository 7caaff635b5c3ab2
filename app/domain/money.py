"""Money: whole 分 inside, yuan on screens, capital numerals on papers."""

import re

from app.domain.text import compact
from app.errors import RuleError

MONEY_LIMIT = 10**14  # one trillion yuan in fen: the numerals below need no larger unit

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("仟", "佰", "拾", "")
_AMOUNT = re.compile(r"[¥￥]?([0-9]{1,12})(?:\.([0-9]{1,2}))?元?")


def yuan(fen: int) -> str:
    """Return an amount in 分 as people read it, `12.50元`.

    Raises:
        ValueError: the amount is negative.
    """
    _refuse_impossible(fen)
    return f"{fen // 100}.{fen % 100:02}元"


def parse_yuan(text: str, field: str) -> int:
    """Read a typed amount in yuan (`12`, `12.5`, `¥12.50`, `12.50元`, thousands commas) as 分.

    Args:
        field: what the clerk calls the field; a fact of the error.

    Raises:
        RuleError: `money.form`.
    """
    typed = re.sub(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", "", compact(text))
    found = _AMOUNT.fullmatch(typed)
    if not found:
        raise RuleError("money.form", field=field)
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def capital(fen: int) -> str:
    """Return an amount in 分 in capital numerals, `壹仟陆佰捌拾元零叁角贰分`.

    Zeros as in 《支付结算办法》 Annex 1 (the first form of each example); 整 stands after 元 and 角, not 分.

    Raises:
        ValueError: the amount is negative or a trillion yuan and more.
    """
    _refuse_impossible(fen)
    whole, jiao, cent = fen // 100, fen // 10 % 10, fen % 10
    text = f"{_whole(whole)}元" if whole else ""
    if not jiao and not cent:
        return (text or "零元") + "整"
    if whole and (not jiao or whole % 10 == 0):
        text += "零"
    if jiao:
        text += _DIGITS[jiao] + "角"
    return text + (_DIGITS[cent] + "分" if cent else "整")


def _whole(number: int) -> str:
    text, skipped = "", False
    for group, unit in ((number // 10**8, "亿"), (number // 10**4 % 10**4, "万"), (number % 10**4, "")):
        if group:
            text += "零" if text and (skipped or group < 1000) else ""
            text += _four(group) + unit
        skipped = not group
    return text


def _four(group: int) -> str:
    text = ""
    for place, digit in zip(_PLACES, f"{group:04}", strict=True):
        if digit != "0":
            text += _DIGITS[int(digit)] + place
        elif text and not text.endswith("零"):
            text += "零"
    return text.rstrip("零")


def _refuse_impossible(fen: int) -> None:
    if not 0 <= fen < MONEY_LIMIT:
        raise ValueError(f"no amount of money: {fen}")
