"""Make the screen's copy of the Tibetan face: rows of ordinary height, and a name of its own.

The face as published asks for 2.8 em a row, which tears Qt's rows apart. Its ink stays within 1160/-800
for nearly every stack. Needs fontTools (the `test` extra): `python -m printing.fonts.make_ui_face`.
"""

from pathlib import Path

from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
SOURCE = HERE / "NotoSerifTibetan_400Regular.ttf"
TARGET = HERE / "NotoSerifTibetanUI_400Regular.ttf"
ASCENT = 1160
DESCENT = 800
NAMES = {
    1: "Noto Serif Tibetan UI",
    3: "2.103;NotoSerifTibetanUI-Regular",
    4: "Noto Serif Tibetan UI Regular",
    6: "NotoSerifTibetanUI-Regular",
    25: "NotoSerifTibetanUI",
}


def make_ui_face(source: Path, target: Path) -> None:
    """Write a copy of `source` with low vertical metrics (units of 1/1000 em) and the UI names."""
    font = TTFont(source, recalcTimestamp=False, recalcBBoxes=False)
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = ASCENT, -DESCENT, 0
    metrics = font["OS/2"]
    metrics.sTypoAscender, metrics.sTypoDescender, metrics.sTypoLineGap = ASCENT, -DESCENT, 0
    metrics.usWinAscent, metrics.usWinDescent = ASCENT, DESCENT
    for record in font["name"].names:
        if record.nameID in NAMES:
            record.string = NAMES[record.nameID]
    font.save(target)


if __name__ == "__main__":
    make_ui_face(SOURCE, TARGET)
