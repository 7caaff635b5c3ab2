"""Characters by their code point."""

import pytest

from app.domain.code_points import typed_character
from app.errors import RuleError


@pytest.mark.parametrize(
    ("typed", "char"),
    [
        ("20BB7", "𠮷"),
        ("U+2B372", "𫍲"),
        ("u+9fa5", "龥"),
        (" 3DC3 ", "㷃"),
        ("Ｕ＋２ＣＣ４２", "𬱂"),
        ("0F40", "ཀ"),
        ("323AF", "\U000323af"),
    ],
)
def test_a_code_point_is_its_character(typed: str, char: str) -> None:
    assert typed_character(typed) == char


@pytest.mark.parametrize("typed", ["", "U+", "吉", "20BB7 9FA5", "110000", "G123", "1234567"])
def test_what_is_no_code_point(typed: str) -> None:
    with pytest.raises(RuleError, match=r"code_point\.form"):
        typed_character(typed)


@pytest.mark.parametrize("typed", ["200B", "D842", "000A", "E000", "FFFF", "0020"])
def test_what_nobody_reads(typed: str) -> None:
    with pytest.raises(RuleError, match=r"code_point\.invisible"):
        typed_character(typed)
