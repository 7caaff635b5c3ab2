"""A slip as dots: the number largest, Tibetan beside Chinese where there is a word, the QR code."""

from collections.abc import Mapping, Sequence

from PIL import Image, ImageChops

from app.domain.dates import chinese_date, hall_time
from app.domain.device_records import Bitmap
from app.domain.images import TextAlign
from app.domain.scripts import ScriptRules
from app.ports.queue import Slip
from printing.qr import QUIET_ZONE, qr_code
from printing.tickets import words
from printing.typesetting.layout import Span, Style
from printing.typesetting.raster import FontRaster, RasterBlock

_LARGE, _BODY, _SMALL = 36, 28, 22
_NUMBER = 132
_TIBETAN = 0.82
"""Tibetan beside Chinese, in sizes of it: not larger (domain §6)."""
_GAP, _RULE = 10, 3
_QR_SHARE = 0.52
"""Width of the QR code with its white border, in widths of the paper."""
_MARK_ANGLE = 28
_MARK_SHARE = 0.2
"""Size of the mark of a demo hall, in widths of the paper."""


class SlipPicture:
    """Draws slips of one paper width.

    Args:
        dots: across the paper, 576 for 80 mm and 384 for 58 mm at 203 dpi.
    """

    def __init__(self, raster: FontRaster, dots: int, tibetan: Mapping[str, str]) -> None:
        self._raster = raster
        self._dots = dots
        self._tibetan = tibetan

    def draw(self, slip: Slip) -> Bitmap:
        """Return the whole slip; 1 is black.

        Raises:
            RuleError: `printing.missing_characters`.
        """
        head = [self._centred(slip.hall, _BODY, bold=True), self._rule()]
        head += [
            self._labelled(words.NUMBER, slip.scripts),
            self._centred(slip.number, _NUMBER, bold=True, leading=1.15),
        ]
        head.append(self._centred(slip.service, _LARGE, bold=True))
        if slip.priority is not None:
            head.append(self._centred(f"优先 · {slip.priority}", _BODY))
        facts = [self._rule(), *self._facts(slip), self._rule()]
        foot = [self._labelled(words.WAIT, slip.scripts), self._centred(slip.note, _SMALL)]
        if slip.nth > 1:
            foot.append(self._centred(words.reprinted(slip.nth), _SMALL, bold=True))
        foot.append(self._centred(chinese_date(hall_time(slip.issued_at)), _SMALL))
        code = self._code(slip.code)
        above = _stacked([*head, *facts, *foot], self._dots)
        whole = _stacked([above, code], self._dots)
        if slip.demo:
            self._mark(whole, above.height)
        return Bitmap(whole.width, whole.height, whole.convert("1").tobytes())

    def _facts(self, slip: Slip) -> list[Image.Image]:
        at = hall_time(slip.issued_at)
        rows = [self._row(words.TIME, f"{at.hour}:{at.minute:02}", slip.scripts)]
        if slip.area:
            rows.append(self._row(words.PLACE, slip.area, slip.scripts))
        rows.append(self._text(words.people_before(slip.waiting), _BODY, bold=True))
        if slip.wait_minutes is not None:
            rows.append(self._text(words.forecast(slip.wait_minutes), _BODY))
        return rows

    def _label(self, word: str, scripts: ScriptRules) -> list[Span]:
        bo, beside = self._tibetan.get(word), Style(_BODY * _TIBETAN)
        chinese = Span(word, Style(_BODY))
        if not bo:
            return [chinese]
        first, second = scripts.ordered(chinese, Span(bo, beside))
        return [first, Span(" ", beside), second]

    def _labelled(self, word: str, scripts: ScriptRules) -> Image.Image:
        return self._set(self._label(word, scripts), "center")

    def _row(self, word: str, said: str, scripts: ScriptRules) -> Image.Image:
        """Set a label at the left and what it says at the right; below each other where they do not fit."""
        left, right = self._natural(self._label(word, scripts)), self._natural([Span(said, Style(_BODY))])
        if left.width + right.width + 2 * _GAP > self._dots:
            return _stacked([left, self._set([Span(said, Style(_BODY))], "right")], self._dots)
        height = max(left.height, right.height)
        row = Image.new("1", (self._dots, height))
        row.paste(left, (0, (height - left.height) // 2))
        row.paste(right, (self._dots - right.width, (height - right.height) // 2))
        return row

    def _text(self, text: str, size: int, *, bold: bool = False) -> Image.Image:
        return self._set([Span(text, Style(size, bold))], "left")

    def _centred(self, text: str, size: int, *, bold: bool = False, leading: float = 1.4) -> Image.Image:
        return self._set([Span(text, Style(size, bold))], "center", leading)

    def _set(self, spans: Sequence[Span], align: TextAlign, leading: float = 1.4) -> Image.Image:
        return _dots(self._raster.blocks([RasterBlock(spans, align, leading)], self._dots))

    def _natural(self, spans: Sequence[Span]) -> Image.Image:
        return _dots(self._raster.blocks([RasterBlock(spans, "left", 1.4)]))

    def _rule(self) -> Image.Image:
        line = Image.new("1", (self._dots, _RULE + 2 * _GAP))
        line.paste(1, (0, _GAP, self._dots, _GAP + _RULE))
        return line

    def _code(self, text: str) -> Image.Image:
        code = qr_code(text)
        side = code.side + 2 * QUIET_ZONE
        scale = max(int(self._dots * _QR_SHARE) // side, 3)
        picture = Image.new("1", (self._dots, side * scale))
        left = (self._dots - side * scale) // 2
        for column, row, length in code.bars:
            x, y = left + (column + QUIET_ZONE) * scale, (row + QUIET_ZONE) * scale
            picture.paste(1, (x, y, x + length * scale, y + scale))
        return picture

    def _mark(self, whole: Image.Image, height: int) -> None:
        """Put the mark of a demo hall across everything above the code, dotted so that all stays legible."""
        size = int(self._dots * _MARK_SHARE)
        mark = self._natural([Span(words.DEMO, Style(size, bold=True))]).convert("L")
        turned = mark.rotate(_MARK_ANGLE, expand=True).point([255 * (grey > 127) for grey in range(256)], "1")
        scale = min(1.0, self._dots / turned.width)
        turned = turned.resize((int(turned.width * scale), int(turned.height * scale)))
        dotted = ImageChops.logical_and(turned, _dotted(turned.width, turned.height))
        times = max(height // turned.height, 1)
        left, room = (self._dots - turned.width) // 2, height / times
        for count in range(times):
            whole.paste(1, (left, int(count * room + (room - turned.height) / 2)), dotted)


def _dots(bitmap: Bitmap) -> Image.Image:
    return Image.frombytes("1", (bitmap.width, bitmap.height), bitmap.rows)


def _dotted(width: int, height: int) -> Image.Image:
    """Return every fourth dot of every third row, each row shifted against the one before."""
    stride = (width + 7) // 8
    rows = (bytes(stride) if y % 3 else bytes([0x88 >> y % 2 * 2]) * stride for y in range(height))
    return Image.frombytes("1", (width, height), b"".join(rows))


def _stacked(parts: Sequence[Image.Image], width: int) -> Image.Image:
    whole = Image.new("1", (width, sum(part.height for part in parts)))
    top = 0
    for part in parts:
        whole.paste(part, (0, top))
        top += part.height
    return whole
