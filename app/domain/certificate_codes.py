"""The signed code of a certificate: what it says, byte for byte, and how it is read back strictly.

Version 1, Base45 between the mark `ZZ1:` and a closing colon, so that a reader which trims spaces cuts
nothing off: for hall, number, kind, holder and key id one byte of length and
the UTF-8 text, between holder and key id the date as three bytes (days since 0001-01-01), at the end the
64 bytes of an Ed25519 signature over `CONTEXT` and everything before it. It never holds an ID number.
"""

from dataclasses import dataclass
from datetime import date

from app.domain import base45
from app.errors import RuleError

MARK = "ZZ1:"
END = ":"
SIGNATURE_BYTES = 64

CONTEXT = b"hallcounter certificate 1\0"
"""What is signed begins so, lest a signature for something else be taken for one of a certificate."""

_DATE_BYTES = 3
_LONGEST = 255


@dataclass(frozen=True)
class CodeContent:
    """What a code says.

    Attributes:
        hall: the mark of the hall whose key signed it.
        kind: key of the certificate's template.
        holder: the holder's name, masked.
        key_id: names the key that signed it.
    """

    hall: str
    number: str
    kind: str
    holder: str
    issued_on: date
    key_id: str


def body_of(content: CodeContent) -> bytes:
    """Return the bytes that stand in the code before the signature.

    Raises:
        ValueError: a text is longer than 255 bytes, which is a bug.
    """
    texts = (content.hall, content.number, content.kind, content.holder)
    day = content.issued_on.toordinal().to_bytes(_DATE_BYTES, "big")
    return b"".join(map(_with_length, texts)) + day + _with_length(content.key_id)


def written(body: bytes, signature: bytes) -> str:
    """Return the text that the QR code holds."""
    return MARK + base45.encode(body + signature) + END


@dataclass(frozen=True)
class ReadCode:
    """A code taken apart; nothing of it is to be believed before its signature is verified."""

    content: CodeContent
    body: bytes
    signature: bytes


def read_code(text: str) -> ReadCode:
    """Take a code apart; exactly what `written` made is taken, nothing is repaired.

    Raises:
        RuleError: `certificate.code_form`.
    """
    try:
        if not (text.startswith(MARK) and text.endswith(END)):
            raise ValueError("a mark is missing")
        data = base45.decode(text[len(MARK) : -len(END)])
        body, signature = data[:-SIGNATURE_BYTES], data[-SIGNATURE_BYTES:]
        content = _content(body)
        if len(signature) != SIGNATURE_BYTES or body_of(content) != body:
            raise ValueError("something stands behind the end")
    except (ValueError, IndexError) as error:
        raise RuleError("certificate.code_form") from error
    return ReadCode(content, body, signature)


def _with_length(text: str) -> bytes:
    data = text.encode()
    if len(data) > _LONGEST:
        raise ValueError(f"{len(data)} bytes are too many for a code")
    return bytes([len(data)]) + data


def _content(body: bytes) -> CodeContent:
    texts = []
    at = 0
    for _ in range(4):
        text, at = _text_at(body, at)
        texts.append(text)
    day = date.fromordinal(int.from_bytes(body[at : at + _DATE_BYTES], "big"))
    key_id, _ = _text_at(body, at + _DATE_BYTES)
    hall, number, kind, holder = texts
    return CodeContent(hall, number, kind, holder, day, key_id)


def _text_at(body: bytes, at: int) -> tuple[str, int]:
    end = at + 1 + body[at]
    return body[at + 1 : end].decode(), end
