"""IPP messages as bytes and back (RFC 8010): the few kinds of values we send, whatever comes in answers."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, TypeAlias

from app.errors import DeviceError

Value: TypeAlias = int | bool | str | bytes | None
"""A value of an attribute; None stands for one that is out of band, as `no-value`."""


class Operation(IntEnum):
    """What is asked (RFC 8011 §5.4.15; CUPS' own from 0x4000 on)."""

    PRINT_JOB = 0x0002
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_JOBS = 0x000A
    GET_PRINTER_ATTRIBUTES = 0x000B
    CUPS_GET_DEFAULT = 0x4001
    CUPS_GET_PRINTERS = 0x4002


class Tag(IntEnum):
    """Delimiters of groups and the syntaxes of values that we name (RFC 8010 §3.5)."""

    OPERATION = 0x01
    JOB = 0x02
    END = 0x03
    PRINTER = 0x04
    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME_TYPE = 0x49


@dataclass(frozen=True)
class Attribute:
    """An attribute of a request: one syntax, one or more values."""

    tag: Tag
    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Group:
    """Attributes of one object in an answer."""

    tag: int
    attributes: Mapping[str, tuple[Value, ...]]

    def number(self, name: str) -> int | None:
        """Return the first value of an attribute if it is a number."""
        for value in self.attributes.get(name, ()):
            return value if isinstance(value, int) else None
        return None

    def text(self, name: str) -> str:
        """Return the first value of an attribute if it is a text, else an empty one."""
        return next(iter(self.texts(name)), "")

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the values of an attribute that are texts."""
        return tuple(value for value in self.attributes.get(name, ()) if isinstance(value, str))


@dataclass(frozen=True)
class Answer:
    """An answer: its status and groups; a status from 0x0400 on says that nothing was done."""

    status: int
    groups: tuple[Group, ...]

    @property
    def refused(self) -> bool:
        """Tell whether the operation was refused."""
        return self.status >= _FIRST_REFUSAL

    def of(self, tag: Tag) -> tuple[Group, ...]:
        """Return the groups of one kind."""
        return tuple(group for group in self.groups if group.tag == tag)


_VERSION: Final = b"\x02\x00"
_REQUEST_ID: Final = 1
_FIRST_REFUSAL: Final = 0x0400
_LAST_DELIMITER: Final = 0x0F
_LAST_OUT_OF_BAND: Final = 0x1F
_TEXTS: Final = range(0x41, 0x4A)
_HEADER: Final = 8


def request(operation: Operation, groups: Sequence[tuple[Tag, Sequence[Attribute]]]) -> bytes:
    """Return the bytes of a request, without the document that may follow."""
    out = bytearray(_VERSION + struct.pack(">HI", operation, _REQUEST_ID))
    for tag, attributes in groups:
        out.append(tag)
        for attribute in attributes:
            name = attribute.name.encode()
            for value in attribute.values:
                out += struct.pack(">BH", attribute.tag, len(name)) + name
                data = _encoded(value)
                out += struct.pack(">H", len(data)) + data
                name = b""  # further values of the same attribute have no name
    out.append(Tag.END)
    return bytes(out)


def _encoded(value: Value) -> bytes:
    if isinstance(value, bool):
        return b"\x01" if value else b"\x00"
    if isinstance(value, int):
        return struct.pack(">i", value)
    if isinstance(value, str):
        return value.encode()
    return value or b""


def answer(data: bytes) -> Answer:
    """Read an answer.

    Raises:
        DeviceError: `device.garbled`, it is not a whole IPP message.
    """
    try:
        return Answer(struct.unpack_from(">H", data, 2)[0], tuple(_groups(data)))
    except (struct.error, IndexError, UnicodeDecodeError):
        raise DeviceError("device.garbled") from None


def _groups(data: bytes) -> list[Group]:
    groups: list[Group] = []
    current: dict[str, tuple[Value, ...]] = {}
    name, at = "", _HEADER
    while (tag := data[at]) != Tag.END:
        at += 1
        if tag <= _LAST_DELIMITER:
            current = {}
            groups.append(Group(tag, current))
            continue
        given, at = _piece(data, at)
        content, at = _piece(data, at)
        name = given.decode() or name
        current[name] = (*current.get(name, ()), _decoded(tag, content))
    return groups


def _piece(data: bytes, at: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from(">H", data, at)
    end = at + 2 + length
    if end > len(data):
        raise IndexError(end)
    return data[at + 2 : end], end


def _decoded(tag: int, content: bytes) -> Value:
    if tag <= _LAST_OUT_OF_BAND:
        return None
    if tag in (Tag.INTEGER, Tag.ENUM):
        number: int = struct.unpack(">i", content)[0]
        return number
    if tag == Tag.BOOLEAN:
        return content != b"\x00"
    return content.decode() if tag in _TEXTS else content
