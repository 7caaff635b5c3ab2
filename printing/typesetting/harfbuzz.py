"""The one module that speaks to HarfBuzz: faces opened, text shaped, subsets made, glyphs drawn in grey."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

import uharfbuzz as hb

from app.errors import RuleError

Script = Literal["Tibt", "Hani"]
_LANGUAGES: Final[dict[Script, str]] = {"Tibt": "bo", "Hani": "zh-Hans"}
_DROPPED_TABLES: Final = frozenset(
    "GSUB GPOS GDEF name OS/2 post cmap vmtx vhea VORG BASE DSIG STAT meta gasp kern LTSH VDMX hdmx".split()  # noqa: SIM905
)
"""Tables a PDF viewer does not read; short names are padded to four letters."""


class Glyph(NamedTuple):
    """One shaped glyph; lengths in font units.

    Attributes:
        gid: glyph number in the face.
        cluster: index of the first character it stands for, counted from the start of the shaped text.
    """

    gid: int
    cluster: int
    advance: int
    dx: int
    dy: int


class Subset(NamedTuple):
    """A font file with some glyphs only, and where each of them went."""

    data: bytes
    new_gid: dict[int, int]


class Face:
    """One font file, opened for shaping, embedding and drawing.

    Args:
        path: a TrueType file.
        script: the script this face is used for.

    Raises:
        RuleError: the file cannot be read, or has no TrueType outlines to embed.
    """

    def __init__(self, path: Path, script: Script) -> None:
        self.path = path
        self.script: Final[Script] = script
        self._face = _open(path)
        self._font: Any = hb.Font(self._face)
        self.upem: Final[int] = self._face.upem
        extents = self._font.get_font_extents("ltr")
        self.ascender: Final[int] = extents.ascender
        self.descender: Final[int] = extents.descender
        postscript = self._face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or path.stem
        self.name: Final[str] = "".join(char for char in str(postscript) if char.isascii() and char.isalnum())
        self._ink: dict[int, tuple[int, int]] = {}
        self._advances: dict[int, int] = {}

    def has(self, char: str) -> bool:
        """Say whether the face has a glyph for a character."""
        return self._font.get_nominal_glyph(ord(char)) is not None

    def advance(self, gid: int) -> int:
        """Return the width of a glyph as its font file gives it."""
        known = self._advances.get(gid)
        if known is None:
            known = self._advances[gid] = int(self._font.get_glyph_h_advance(gid))
        return known

    def ink(self, gid: int) -> tuple[int, int]:
        """Return how far a glyph's ink reaches above and (negative) below the baseline."""
        known = self._ink.get(gid)
        if known is None:
            extents = self._font.get_glyph_extents(gid)
            top = extents.y_bearing if extents else 0
            known = self._ink[gid] = (top, top + extents.height if extents else 0)
        return known

    def shape(self, text: str) -> tuple[Glyph, ...]:
        """Turn text into positioned glyphs, left to right."""
        buffer: Any = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(text)
        buffer.direction = "ltr"
        buffer.script = self.script
        buffer.language = _LANGUAGES[self.script]
        hb.shape(self._font, buffer)
        return tuple(
            Glyph(info.codepoint, info.cluster, place.x_advance, place.x_offset, place.y_offset)
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        )

    def subset(self, gids: Iterable[int]) -> Subset:
        """Make a font file for embedding that holds only these glyphs, without hints or layout tables."""
        wanted: Any = hb.SubsetInput()
        wanted.glyph_set.update(set(gids))
        wanted.flags = (
            hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
        )
        for table in _DROPPED_TABLES:
            wanted.drop_table_tag_set.add(int.from_bytes(table.ljust(4).encode("ascii"), "big"))
        plan: Any = hb.SubsetPlan(self._face, wanted)
        return Subset(bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping))

    def bold_font(self, strength: float) -> Any:
        """Return a font of this face whose drawn outlines are fatter by a share of the em."""
        font: Any = hb.Font(self._face)
        font.synthetic_bold = (strength, strength, True)
        return font


@dataclass(frozen=True, slots=True)
class PlacedGlyph:
    """A glyph to draw: pixels from the bottom left, pixels a font unit, fatness as a share of the em."""

    face: Face
    gid: int
    scale: float
    x: float
    y: float
    bold: float


def draw_grey(glyphs: Iterable[PlacedGlyph], width: int, height: int) -> bytes:
    """Draw glyphs and return rows from the top, one byte a pixel, 255 where ink covers all of it."""
    pen: Any = hb.RasterDraw()
    pen.extents = hb.RasterExtents(x_origin=0, y_origin=0, width=width, height=height, stride=width)
    fonts: dict[tuple[int, float], Any] = {}
    for glyph in glyphs:
        key = (id(glyph.face), glyph.bold)
        font = fonts.get(key)
        if font is None:
            font = fonts[key] = glyph.face.bold_font(glyph.bold)
        pen.transform = (glyph.scale, 0, 0, glyph.scale, glyph.x, glyph.y)
        pen.draw_glyph(font, glyph.gid)
    image: Any = pen.render()
    return b"".join(_rows_from_top(bytes(image.buffer), image.extents.stride, width, height))


def _rows_from_top(pixels: bytes, stride: int, width: int, height: int) -> Iterator[bytes]:
    for row in reversed(range(height)):
        yield pixels[row * stride : row * stride + width]


def _open(path: Path) -> Any:
    try:
        face: Any = hb.Face(hb.Blob.from_file_path(str(path)))
    except (OSError, hb.HarfBuzzError) as problem:
        raise RuleError("printing.font_unreadable", path=str(path)) from problem
    tables: Sequence[str] = face.table_tags
    if "glyf" not in tables:
        raise RuleError("printing.font_not_truetype", path=str(path))
    return face
