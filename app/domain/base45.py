"""Base45 (RFC 9285): bytes as the letters a QR code stores most densely."""

LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"

_VALUES = {letter: value for value, letter in enumerate(LETTERS)}
_PAIR = 0x10000


def encode(data: bytes) -> str:
    """Return the letters of some bytes: three for each two bytes, two for a last single one."""
    return "".join(
        _letters(int.from_bytes(data[at : at + 2], "big"), 3 if len(data) - at > 1 else 2)
        for at in range(0, len(data), 2)
    )


def decode(text: str) -> bytes:
    """Return the bytes; each text that is taken has bytes of its own.

    Raises:
        ValueError: the text is no Base45.
    """
    if len(text) % 3 == 1:
        raise ValueError("a letter is missing")
    return b"".join(_bytes(text[at : at + 3]) for at in range(0, len(text), 3))


def _letters(number: int, count: int) -> str:
    return "".join(LETTERS[number // 45**place % 45] for place in range(count))


def _bytes(letters: str) -> bytes:
    try:
        number: int = sum(_VALUES[letter] * 45**place for place, letter in enumerate(letters))
    except KeyError as error:
        raise ValueError(f"{error} is no letter of Base45") from None
    length = len(letters) - 1
    if number >= (_PAIR if length == 2 else 0x100):
        raise ValueError("no bytes have these letters")
    return number.to_bytes(length, "big")
