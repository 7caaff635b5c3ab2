"""Laid-out lines as operators of a PDF content stream."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from printing.typesetting.canvas import PaperCanvas
from printing.typesetting.harfbuzz import Glyph
from printing.typesetting.layout import Line, Run
from printing.typesetting.pdf_font import PdfFont, utf16_hex

_STROKE = 0.028
"""Line width of bold text, in em: the regular outline is filled and stroked."""
_SYLLABLE_ENDS = "\u0f0b\u0f0c\u0f0d\u0f0e \u0f11\u0f14"
_SMALLEST_SHIFT = 0.05
"""Shifts below so many 1/1000 em are carried on to the next glyph."""


def draw_line(canvas: PaperCanvas, line: Line, x: float, y: float) -> None:
    """Draw a line with its left end at `x` on the baseline `y`, in points from the bottom left."""
    operators = ["q BT"]
    bold = False
    for run in line.runs:
        if run.style.bold != bold:
            bold = run.style.bold
            operators.append(f"2 Tr {_number(run.style.size * _STROKE)} w" if bold else "0 Tr")
        font = canvas.pdf_font(run.face)
        operators.append(f"/{font.name} {_number(run.style.size)} Tf 1 0 0 1 {_number(x)} {_number(y)} Tm")
        operators.extend(_RunWriter(run, font).operators())
        x += run.width
    operators.append("ET Q")
    canvas.write("\n".join(operators))


class _Cluster:
    """The glyphs that together print one piece of text."""

    __slots__ = ("glyphs", "text")

    def __init__(self, glyphs: Sequence[Glyph], text: str) -> None:
        self.glyphs = glyphs
        self.text = text


class _RunWriter:
    """Writes one run: positions in 1/1000 em collect in `_shift` until the next glyph makes them good."""

    def __init__(self, run: Run, font: PdfFont) -> None:
        self._run = run
        self._font = font
        self._scale = 1000 / run.face.upem
        self._shift = 0.0
        self._rise = 0
        self._shown: list[str] = []
        self._done: list[str] = []

    def operators(self) -> list[str]:
        """Return the operators that show the run from the current text position."""
        for syllable in _syllables(self._run):
            marked = any(len(part.glyphs) > 1 or part.glyphs[0].dx or part.glyphs[0].dy for part in syllable)
            if marked:
                # Without it a viewer reads spaces into syllables whose vowels step back.
                self._flush()
                text = utf16_hex("".join(part.text for part in syllable))
                self._done.append(f"/Span<</ActualText<FEFF{text}>>>BDC")
            for part in syllable:
                self._show(part)
            if marked:
                self._flush()
                self._done.append("EMC")
        self._flush()
        if self._rise:
            self._done.append("0 Ts")
        return self._done

    def _show(self, part: _Cluster) -> None:
        text = part.text
        for glyph in part.glyphs:
            if glyph.dy != self._rise:
                self._flush()
                self._rise = glyph.dy
                self._done.append(f"{_number(glyph.dy * self._run.style.size / self._run.face.upem)} Ts")
            self._shift += glyph.dx * self._scale
            if abs(self._shift) > _SMALLEST_SHIFT:
                self._shown.append(_number(-self._shift))
                self._shift = 0.0
            self._shown.append(f"<{self._font.code(glyph.gid, text):04X}>")
            self._shift += (glyph.advance - glyph.dx) * self._scale - self._font.width(glyph.gid)
            text = ""

    def _flush(self) -> None:
        if self._shown:
            self._done.append(f"[{''.join(self._shown)}]TJ")
            self._shown = []


def _clusters(run: Run) -> Iterator[_Cluster]:
    groups = [(start, list(glyphs)) for start, glyphs in groupby(run.glyphs, lambda glyph: glyph.cluster)]
    ends = [start for start, _ in groups[1:]] + [len(run.text)]
    for (start, glyphs), end in zip(groups, ends, strict=True):
        yield _Cluster(glyphs, run.text[start:end])


def _syllables(run: Run) -> Iterator[list[_Cluster]]:
    """Group the clusters of Tibetan by syllable; in other scripts each stands alone."""
    syllable: list[_Cluster] = []
    for part in _clusters(run):
        syllable.append(part)
        if run.face.script != "Tibt" or part.text[-1:] in _SYLLABLE_ENDS:
            yield syllable
            syllable = []
    if syllable:
        yield syllable


def _number(value: float) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
