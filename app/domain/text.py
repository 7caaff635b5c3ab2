"""Text people type: cleaned once when it comes in, measured in code points, never cut by bytes."""

import re
import unicodedata

from app.errors import RuleError

NAME_LIMIT = 200
TEXT_LIMIT = 2000

_JOINERS = "\u200c\u200d"
_FULL_WIDTH = {**{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}, 0x3000: 0x20}
_TIBETAN_BREAK = re.compile("[\u0f0b-\u0f14\\s]+")


def clean_name(text: str, field: str) -> str:
    """Return a name in its stored form: NFC, trimmed, inner whitespace one space, 1 to 200 code points.

    Args:
        field: what the clerk calls the field, for example `姓名`; a fact of the error.

    Raises:
        RuleError: `text.missing`, `text.too_long`, `text.control`, `text.surrogate`.
    """
    name = clean_line(text, field, NAME_LIMIT)
    if not name:
        raise RuleError("text.missing", field=field)
    return name


def clean_line(text: str, field: str, limit: int = NAME_LIMIT) -> str:
    """Return one line of text in its stored form, perhaps empty.

    Raises:
        RuleError: `text.too_long`, `text.control`, `text.surrogate`.
    """
    _refuse_invisible(text, field)
    return _within(" ".join(unicodedata.normalize("NFC", text).split()), field, limit)


def clean_text(text: str, field: str, limit: int = TEXT_LIMIT) -> str:
    """Return text of several lines in its stored form, perhaps empty; line ends become a single `\\n`.

    Raises:
        RuleError: `text.too_long`, `text.control`, `text.surrogate`.
    """
    _refuse_invisible(text, field)
    lines = (" ".join(line.split()) for line in unicodedata.normalize("NFC", text).splitlines())
    return _within("\n".join(lines).strip("\n"), field, limit)


def half_width(text: str) -> str:
    """Return the text with full-width digits, letters, signs and spaces as their half-width forms."""
    return text.translate(_FULL_WIDTH)


def compact(text: str) -> str:
    """Return a typed number in half-width form without any whitespace."""
    return "".join(half_width(text).split())


def _refuse_invisible(text: str, field: str) -> None:
    for position, char in enumerate(text, 1):
        kind = unicodedata.category(char)
        if kind == "Cs":
            raise RuleError("text.surrogate", field=field, position=position)
        # Line ends and tabs come with pasted text and are only whitespace; joiners shape some scripts.
        invisible = (kind == "Cc" and char not in "\t\n\r") or (kind == "Cf" and char not in _JOINERS)
        if invisible or ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF:
            raise RuleError("text.control", field=field, position=position, codepoint=f"U+{ord(char):04X}")


def _within(text: str, field: str, limit: int) -> str:
    if len(text) > limit:
        raise RuleError("text.too_long", field=field, length=len(text), limit=limit)
    return text


def graphemes(text: str) -> list[str]:
    """Split text into what a reader calls characters: a base with its marks and joined parts.

    Enough of UAX #29 for names: combining marks, variation selectors and joiners stay with their base.
    """
    parts: list[str] = []
    for char in text:
        joined = bool(parts) and (unicodedata.category(char).startswith("M") or char in _JOINERS)
        if joined or (parts and parts[-1].endswith("\u200d")):
            parts[-1] += char
        else:
            parts.append(char)
    return parts


def mask_name(name: str) -> str:
    """Return a name fit for public eyes: `张*三`, `李*`; Tibetan script: first syllable and `***`.

    Source: domain §9. A name of one character shows nothing.
    """
    if name and is_tibetan(name[0]):
        return _TIBETAN_BREAK.split(name, maxsplit=1)[0] + "***"
    parts = graphemes(name)
    if len(parts) < 3:
        return "".join(parts[: len(parts) - 1]) + "*" * bool(parts)
    return parts[0] + "*" * (len(parts) - 2) + parts[-1]


def mask_id_number(number: str) -> str:
    """Return `632621********4510`; shorter numbers show proportionally less, never everything."""
    return _mask(number, head=6, tail=4, whole=18)


def mask_phone(number: str) -> str:
    """Return `138****5678`; shorter numbers show proportionally less, never everything."""
    return _mask(number, head=3, tail=4, whole=11)


def _mask(number: str, head: int, tail: int, whole: int) -> str:
    length = len(number)
    shown_head, shown_tail = min(head, length * head // whole), min(tail, length * tail // whole)
    return number[:shown_head] + "*" * (length - shown_head - shown_tail) + number[length - shown_tail :]


def is_tibetan(char: str) -> bool:
    """Tell whether a character belongs to the Tibetan block."""
    return "\u0f00" <= char <= "\u0fff"


def is_han(char: str) -> bool:
    """Tell whether a character is a Han ideograph, those beyond the BMP included."""
    code = ord(char)
    return (
        0x3400 <= code <= 0x4DBF
        or 0x4E00 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x3FFFF
        or char == "〇"
    )
