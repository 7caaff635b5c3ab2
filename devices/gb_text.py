"""Text for displays that draw it with fonts of their own: strictly what GB2312 or GBK has."""

from app.errors import DeviceError

_IDEOGRAPHIC_SPACE = "\u3000"


def encode(text: str, charset: str = "gb2312") -> bytes:
    """Return `text` in the display's charset.

    Args:
        text: what is to be seen.
        charset: `gb2312` or `gbk`.

    Raises:
        DeviceError: `display.unshowable` with the first character that the charset does not have, that is no
            printing character, or that is a backslash: on Onbon cards it starts a command inside the text,
            and nobody knows how to show one (protocols §1.3).
    """
    for character in text:
        if character == "\\" or not _showable(character, charset):
            raise DeviceError("display.unshowable", character=character, codepoint=f"U+{ord(character):04X}")
    return text.encode(charset)


def _showable(character: str, charset: str) -> bool:
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return False
    return character.isprintable() or character == _IDEOGRAPHIC_SPACE
