"""The vendored faces are the ones we name, cover what we promise, and missing characters are told."""

import hashlib
import re
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from app.errors import RuleError
from app.sentences import sentence
from printing.fonts.make_ui_face import SOURCE, TARGET, make_ui_face
from printing.typesetting.flowables import TextBlock
from printing.typesetting.fonts import Fonts, vendored
from printing.typesetting.harfbuzz import Face
from printing.typesetting.layout import Span, Style
from printing.typesetting.raster import FontRaster
from tests.unit.printing.samples import native_stacks

FOLDER = vendored("README.md").parent


def test_the_files_are_those_named_in_the_readme() -> None:
    listed = dict(
        re.findall(r"^([0-9a-f]{64})  (\S+\.ttf)$", (FOLDER / "README.md").read_text("utf-8"), re.M)
    )
    present = {hashlib.sha256(path.read_bytes()).hexdigest(): path.name for path in FOLDER.glob("*.ttf")}
    assert present == listed


def test_the_screens_tibetan_face_is_what_its_script_makes(tmp_path: Path) -> None:
    again = tmp_path / "again.ttf"
    make_ui_face(SOURCE, again)
    made, committed, source = TTFont(again), TTFont(TARGET), TTFont(SOURCE)
    assert committed["glyf"] == made["glyf"] == source["glyf"]
    text = "་".join(native_stacks())
    assert (
        Face(TARGET, "Tibt").shape(text)
        == Face(again, "Tibt").shape(text)
        == Face(SOURCE, "Tibt").shape(text)
    )
    assert made["hhea"].ascent == committed["hhea"].ascent == 1160
    assert made["hhea"].descent == committed["hhea"].descent == -800
    assert committed["OS/2"].usWinDescent == 800
    assert committed["name"].getDebugName(1) == "Noto Serif Tibetan UI"


def test_the_tibetan_block_is_covered(fonts: Fonts) -> None:
    block = [chr(code) for code in range(0x0F00, 0x1000) if unicodedata.name(chr(code), "")]
    assert len(block) == 211
    assert not fonts.family("text").missing("".join(block))


def test_signs_of_our_forms_are_covered(fonts: Fonts) -> None:
    fonts.check(["□■√✓×〔〕《》“”‘’—…·、。￥№①②③④⑤⑥⑦⑧⑨⑩〇㎡℃≤≥★☆▲▼●○←→"])


def test_missing_characters_are_named_with_their_code_points(fonts: Fonts) -> None:
    with pytest.raises(RuleError) as caught:
        fonts.check(["张三", "李\U00030000", "王\ue000\t"])
    assert caught.value.code == "printing.missing_characters"
    told = sentence(caught.value)
    assert "\U00030000（U+30000）" in told
    assert "（U+E000）" in told
    assert "（U+0009）" in told
    assert "张" not in told


def test_many_missing_characters_are_counted(fonts: Fonts) -> None:
    with pytest.raises(RuleError, match="等25个"):
        fonts.check(["".join(chr(0x1F600 + step) for step in range(25))])


@pytest.mark.parametrize("text", ["李\U00030000", "甲\udc00", "\x07"])
def test_laying_out_a_missing_character_is_refused(text: str, fonts: Fonts) -> None:
    with pytest.raises(RuleError, match="missing_characters"):
        TextBlock([Span(text, Style(10))], fonts).wrap(100, 100)
    with pytest.raises(RuleError, match="missing_characters"):
        FontRaster(fonts).bitmap(text, 24, 100)


def test_what_leaves_no_mark_is_not_missing(fonts: Fonts) -> None:
    fonts.check(["甲\u200b乙\u2060丙\n𠮷\U000e0100\ufe0f\u00ad"])


def test_a_halls_own_face_comes_first(fonts: Fonts) -> None:
    own = Fonts(text=[vendored("NotoSansSC_700Bold.ttf")], title=[vendored("HanaMinB.ttf")])
    (run,) = own.family("text").runs("县")
    assert run.face.name == "NotoSansSCBold"
    names = [run.face.name for run in own.family("title").runs("县𠮷")]
    assert names == ["NotoSansSCBold", "HanaMinB"]
    assert [run.face.name for run in fonts.family("title").runs("县")] == ["NotoSerifSCRegular"]
    assert [run.face.name for run in own.family("plain").runs("县")] == ["NotoSansSCRegular"]


@pytest.mark.parametrize(("content", "code"), [(None, "font_unreadable"), (b"text", "font_not_truetype")])
def test_a_font_file_we_cannot_use_is_refused_in_words(
    content: bytes | None, code: str, tmp_path: Path
) -> None:
    path = tmp_path / "小标宋.ttf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(RuleError) as caught:
        Fonts(title=[path])
    assert caught.value.code == f"printing.{code}"
    assert "小标宋.ttf" in sentence(caught.value)


def test_spaces_and_marks_stay_with_what_they_follow(fonts: Fonts) -> None:
    runs = fonts.family("text").runs("བོད་ 县")
    assert [(run.start, run.end) for run in runs] == [(0, 5), (5, 6)]


def test_a_face_is_opened_without_reading_it_whole() -> None:
    assert Face(vendored("HanaMinB.ttf"), "Hani").name == "HanaMinB"
