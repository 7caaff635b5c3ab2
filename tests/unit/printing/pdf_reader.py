"""A small reader of our own PDF files: where every glyph stands, from which font, and what it says."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import uharfbuzz as hb
from fontTools.pens.recordingPen import RecordingPen

Matrix = tuple[float, float, float, float, float, float]
_TOKEN = re.compile(rb"<<|>>|\[|\]|/[^\s<>\[\]/()]+|<[0-9A-F]*>|[-+.\d]+|[A-Za-z*']+")


@dataclass(frozen=True)
class SeenGlyph:
    """One glyph on a page: its outline in the embedded file, and its origin in points."""

    font: str
    outline: str
    code: int
    x: float
    y: float
    size: float


class SeenFont:
    """An embedded composite font."""

    def __init__(self, file: "PdfFile", number: int) -> None:
        top = file.head(number)
        descendant = file.head(_reference(top, b"DescendantFonts"))
        descriptor = file.head(_reference(descendant, b"FontDescriptor"))
        self.name = _match(rb"/BaseFont\s*/(\S+)", top).decode()
        widths = _match(rb"/W\s*\[\s*0\s*\[([^\]]*)\]", descendant)
        self.widths = [float(width) for width in widths.split()]
        self.places = file.stream(_reference(descendant, b"CIDToGIDMap"))
        self.file = file.stream(_reference(descriptor, b"FontFile2"))
        self.texts = {
            int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
            for code, text in re.findall(
                rb"<([0-9A-F]{4})> <([0-9A-F]+)>", file.stream(_reference(top, b"ToUnicode"))
            )
        }
        self._font: Any = hb.Font(hb.Face(hb.Blob(self.file)))

    def outline(self, code: int) -> str:
        gid = int.from_bytes(self.places[2 * code : 2 * code + 2], "big")
        return outline(self._font, gid)


def outline(font: Any, gid: int) -> str:
    """Return what a glyph looks like, to compare it with another file's."""
    pen = RecordingPen()
    font.draw_glyph_with_pen(gid, pen)
    return repr(pen.value)


def _match(pattern: bytes, data: bytes) -> bytes:
    found = re.search(pattern, data)
    assert found, pattern
    return found.group(1)


def _reference(data: bytes, key: bytes) -> int:
    return int(_match(rb"/" + key + rb"\s*\[?\s*(\d+) 0 R", data))


class PdfFile:
    """The objects of a file, found by its cross-reference table."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        start = int(_match(rb"startxref\s+(\d+)", data))
        entries = re.findall(rb"(\d{10}) \d{5} ([nf])", data[start:])
        self.offsets = {number: int(at) for number, (at, kind) in enumerate(entries) if kind == b"n"}

    def head(self, number: int) -> bytes:
        """Return an object up to its stream or end."""
        start = self.offsets[number]
        ends = [at for word in (b"stream", b"endobj") if (at := self.data.find(word, start)) >= 0]
        return self.data[start : min(ends)]

    def stream(self, number: int) -> bytes:
        """Return an object's stream, decompressed."""
        head = self.head(number)
        length = int(_match(rb"/Length (\d+)", head))
        start = self.data.index(b"stream", self.offsets[number]) + len(b"stream")
        start += 2 if self.data[start : start + 2] == b"\r\n" else 1
        content = self.data[start : start + length]
        return zlib.decompress(content) if b"/FlateDecode" in head else content

    @cached_property
    def fonts(self) -> dict[str, SeenFont]:
        """Return the composite fonts by the name the pages use."""
        found = {}
        for number in self.offsets:
            head = self.head(number)
            for name, reference in re.findall(rb"/(T\d+) (\d+) 0 R", head):
                if b"/Type0" in self.head(int(reference)):
                    found[name.decode()] = SeenFont(self, int(reference))
        return found

    @cached_property
    def contents(self) -> list[bytes]:
        """Return the content stream of each page."""
        heads = (self.head(number) for number in sorted(self.offsets))
        pages = [head for head in heads if re.search(rb"/Type /Page\b(?!s)", head)]
        return [self.stream(_reference(page, b"Contents")) for page in pages]

    def glyphs(self) -> list[list[SeenGlyph]]:
        """Return the glyphs of each page in the order they are drawn."""
        return [list(_Interpreter(self.fonts).run(content)) for content in self.contents]


@dataclass
class _Interpreter:
    fonts: dict[str, SeenFont]
    ctm: Matrix = (1, 0, 0, 1, 0, 0)
    saved: list[Matrix] = field(default_factory=list)
    at: Matrix = (1, 0, 0, 1, 0, 0)
    font: str = ""
    size: float = 0.0
    rise: float = 0.0

    def run(self, content: bytes) -> Iterator[SeenGlyph]:
        operands: list[bytes] = []
        for match in _TOKEN.finditer(content):
            token = match.group()
            if token[:1].isalpha() or token == b"B*":
                yield from self._apply(token.decode(), operands)
                operands = []
            else:
                operands.append(token)

    def _apply(self, operator: str, operands: list[bytes]) -> Iterator[SeenGlyph]:
        if operator == "TJ":
            yield from self._show(operands)
        elif operator == "q":
            self.saved.append(self.ctm)
        elif operator == "Q":
            self.ctm = self.saved.pop()
        elif operator == "Tf":
            self.font, self.size = operands[0][1:].decode(), float(operands[1])
        elif operator == "Ts":
            self.rise = float(operands[0])
        elif operator in ("cm", "Tm"):
            values = tuple(map(float, operands[-6:]))
            assert len(values) == 6
            if operator == "cm":
                self.ctm = _times(values, self.ctm)
            else:
                self.at = values

    def _show(self, operands: list[bytes]) -> Iterator[SeenGlyph]:
        font = self.fonts[self.font]
        x = 0.0
        for token in operands:
            if token.startswith(b"<"):
                for start in range(1, len(token) - 1, 4):
                    code = int(token[start : start + 4], 16)
                    spot = _times((1, 0, 0, 1, x, self.rise), _times(self.at, self.ctm))
                    yield SeenGlyph(font.name, font.outline(code), code, spot[4], spot[5], self.size)
                    x += font.widths[code] * self.size / 1000
            elif token not in (b"[", b"]"):
                x -= float(token) * self.size / 1000
        self.at = _times((1, 0, 0, 1, x, 0), self.at)


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
