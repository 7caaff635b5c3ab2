"""The 256-byte text block of the four card layouts (protocols §8.1), read and, for simulators, written."""

import contextlib
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime

from app.domain.device_records import CardType, IdCard
from app.errors import DeviceError
from devices.id_card.frame import TEXT_BYTES

FOREVER = "长期"
_TYPE_AT = 248

_TYPES = {
    " ": CardType.RESIDENT,
    "J": CardType.HK_MACAO_TAIWAN,
    "I": CardType.FOREIGNER_2017,
    "Y": CardType.FOREIGNER_2023,
}

_COMMON = {"name": (0, 30), "sex": (30, 2), "birth": (36, 16), "number": (122, 36)}
_VALIDITY = {"valid_from": (188, 16), "valid_to": (204, 16)}

LAYOUTS: Mapping[CardType, Mapping[str, tuple[int, int]]] = {
    CardType.RESIDENT: {
        **_COMMON,
        **_VALIDITY,
        "nation": (32, 4),
        "address": (52, 70),
        "issuer": (158, 30),
    },
    CardType.HK_MACAO_TAIWAN: {
        **_COMMON,
        **_VALIDITY,
        "address": (52, 70),
        "issuer": (158, 30),
        "travel_permit": (220, 18),
        "times_issued": (238, 4),
    },
    CardType.FOREIGNER_2017: {
        "foreign_name": (0, 120),
        "sex": (120, 2),
        "number": (122, 30),
        "nationality": (152, 6),
        "name": (158, 30),
        **_VALIDITY,
        "birth": (220, 16),
        "issuer": (240, 8),
    },
    CardType.FOREIGNER_2023: {
        **_COMMON,
        **_VALIDITY,
        "times_issued": (32, 4),
        "foreign_name": (52, 70),
        "foreign_name_rest": (220, 22),
        "nationality": (242, 6),
    },
}
"""Field → offset and length in bytes; fields no record has (versions, reserved) are left out."""


def parse_card(text: bytes, photo: bytes = b"") -> IdCard:
    """Return what a card says.

    Args:
        text: the text block.
        photo: opaque.

    Raises:
        DeviceError: `id_card.unreadable`; nothing of the card is in it.
    """
    with contextlib.suppress(ValueError, KeyError):  # the cause would quote the card
        fields = _fields(text)
        return IdCard(
            card_type=fields.card_type,
            name=fields.text("name"),
            sex=fields.text("sex"),
            birth=fields.day("birth"),
            number=fields.text("number"),
            valid_from=fields.day("valid_from"),
            valid_to=None if fields.text("valid_to") == FOREVER else fields.day("valid_to"),
            foreign_name=fields.text("foreign_name") + fields.text("foreign_name_rest"),
            nation=fields.text("nation"),
            nationality=fields.text("nationality"),
            address=fields.text("address"),
            issuer=fields.text("issuer"),
            travel_permit=fields.text("travel_permit"),
            times_issued=fields.text("times_issued"),
            photo=photo,
        )
    raise DeviceError("id_card.unreadable")


def build_text(card_type: CardType, fields: Mapping[str, str]) -> bytes:
    """Return the text block of a card, for simulators and tests; fields are as the layout names them.

    Raises:
        ValueError: a field is unknown or too long.
    """
    layout = LAYOUTS[card_type]
    block = bytearray(" ".encode("utf-16-le") * (TEXT_BYTES // 2))
    letter = next(letter for letter, found in _TYPES.items() if found is card_type)
    block[_TYPE_AT : _TYPE_AT + 2] = letter.encode("utf-16-le")
    for name, value in fields.items():
        if name not in layout:
            raise ValueError(f"a {card_type.value} card has no {name}")
        offset, size = layout[name]
        written = value.encode("utf-16-le")
        if len(written) > size:
            raise ValueError(f"{name} has more than {size // 2} characters")
        block[offset : offset + len(written)] = written
    return bytes(block)


def decode(data: bytes) -> str:
    """Return the text of a field, NFC, without the padding.

    Raises:
        UnicodeDecodeError: no text.
    """
    return unicodedata.normalize("NFC", data.decode("utf-16-le").replace("\0", " ").strip())


class _Fields:
    def __init__(self, card_type: CardType, text: bytes) -> None:
        self.card_type = card_type
        self._layout = LAYOUTS[card_type]
        self._text = text

    def text(self, name: str) -> str:
        offset, size = self._layout.get(name, (0, 0))
        return decode(self._text[offset : offset + size])

    def day(self, name: str) -> date:
        written = self.text(name)
        if len(written) != 8 or not written.isdecimal() or not written.isascii():
            raise ValueError(name)
        return datetime.strptime(written, "%Y%m%d").date()  # noqa: DTZ007 (a day has no zone)


def _fields(text: bytes) -> _Fields:
    if len(text) != TEXT_BYTES:
        raise ValueError("length")
    return _Fields(_TYPES[text[_TYPE_AT : _TYPE_AT + 2].decode("utf-16-le")], text)
