"""What a seven-segment digit can draw (protocols §3)."""

from app.errors import DeviceError

DIGITS = dict(zip("0123456789", (0x3F, 0x06, 0x5B, 0x4F, 0x66, 0x6D, 0x7D, 0x07, 0x7F, 0x6F), strict=True))
"""Segments of the digits as the maker draws them; bit 0 is a (top), bit 6 is g (middle)."""

_UPPER = {"A": 0x77, "C": 0x39, "E": 0x79, "F": 0x71, "H": 0x76, "J": 0x1E, "L": 0x38, "P": 0x73, "U": 0x3E}
_LOWER = {"b": 0x7C, "c": 0x58, "d": 0x5E, "h": 0x74, "i": 0x04, "n": 0x54, "o": 0x5C, "r": 0x50, "t": 0x78}
SEGMENTS = (
    DIGITS | _UPPER | _LOWER | {"u": 0x1C, "y": 0x6E, "S": 0x6D, "G": 0x3D, "-": 0x40, "_": 0x08, " ": 0}
)
POINT = 0x80


def drawable(text: str) -> str:
    """Return `text` as the digits draw it: a letter that exists in the other case only changes its case.

    Raises:
        DeviceError: `display.unshowable`, with the first character that has no seven-segment form.
    """
    drawn = ""
    for character in text:
        forms = [form for form in (character, character.upper(), character.lower()) if form in SEGMENTS]
        if not forms and character != ".":
            raise DeviceError("display.unshowable", character=character, codepoint=f"U+{ord(character):04X}")
        drawn += forms[0] if forms else character
    return drawn


def right_justified(text: str, digits: int) -> bytes:
    """Return the ASCII text for the string registers, right-justified with spaces, an even number of bytes.

    Raises:
        DeviceError: `display.unshowable`; `display.too_long`, more characters than digits.
    """
    drawn = drawable(text)
    if len(drawn) > digits:
        raise DeviceError("display.too_long", bytes=len(drawn))
    return drawn.rjust(digits + digits % 2).encode("ascii")
