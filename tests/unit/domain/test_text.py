"""Names and other typed text: one stored form, nothing lost, nothing invisible, masks that hide."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uniseg.graphemecluster import grapheme_clusters

from app.domain import text
from app.errors import RuleError
from app.sentences import sentence

BYTES_HEAVY = "𠮷𰻝བཀྲ་ཤིས་བདེ་ལེགས"
NAMES = st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Cs", "Cn"]), min_size=1, max_size=text.NAME_LIMIT // 4
)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  才让  卓玛\t", "才让 卓玛"),
        ("才让\u3000卓玛", "才让 卓玛"),
        ("pasted\r\nname", "pasted name"),
        ("e\u0301", "\u00e9"),
        ("བཀྲ་ཤིས", "བཀྲ་ཤིས"),
        ("𠮷田", "𠮷田"),
        ("葛\U000e0100", "葛\U000e0100"),
        ("买买提·吐尔逊", "买买提·吐尔逊"),
    ],
)
def test_a_name_has_one_stored_form(typed: str, stored: str) -> None:
    assert text.clean_name(typed, "姓名") == stored


@given(NAMES)
def test_cleaning_twice_changes_nothing(typed: str) -> None:
    once = text.clean_line(typed, "姓名")
    assert text.clean_line(once, "姓名") == once
    assert unicodedata.is_normalized("NFC", once)
    assert once == once.strip()


def test_two_hundred_code_points_fit_and_one_more_does_not() -> None:
    longest = (BYTES_HEAVY * 20)[: text.NAME_LIMIT]
    assert text.clean_name(longest, "姓名") == longest
    with pytest.raises(RuleError) as caught:
        text.clean_name(longest + "𠮷", "姓名")
    assert caught.value.code == "text.too_long"
    assert "200" in sentence(caught.value)
    assert caught.value.facts == {"field": "姓名", "length": 201, "limit": 200}


@pytest.mark.parametrize(
    ("typed", "code", "facts"),
    [
        ("", "text.missing", {}),
        (" \u3000\t", "text.missing", {}),
        ("张\x00三", "text.control", {"position": 2, "codepoint": "U+0000"}),
        ("张\x1b三", "text.control", {"position": 2, "codepoint": "U+001B"}),
        ("\ufeff张三", "text.control", {"position": 1, "codepoint": "U+FEFF"}),
        ("张三\u202e", "text.control", {"position": 3, "codepoint": "U+202E"}),
        ("张\ufffe", "text.control", {"position": 2, "codepoint": "U+FFFE"}),
        ("张\ufdd0", "text.control", {"position": 2, "codepoint": "U+FDD0"}),
        ("张\U0002ffff", "text.control", {"position": 2, "codepoint": "U+2FFFF"}),
        ("张\ud842", "text.surrogate", {"position": 2}),
    ],
)
def test_what_cannot_be_read_is_refused(typed: str, code: str, facts: dict[str, object]) -> None:
    with pytest.raises(RuleError) as caught:
        text.clean_name(typed, "姓名")
    assert caught.value.code == code
    assert caught.value.facts == {"field": "姓名", **facts}
    assert "姓名" in sentence(caught.value)


def test_several_lines_keep_their_ends_and_lose_their_blanks() -> None:
    assert text.clean_text("\r\n 第一行 \r\n\r\n第二行\t\n", "理由") == "第一行\n\n第二行"
    assert text.clean_text("", "理由") == ""
    with pytest.raises(RuleError, match=r"text\.too_long"):
        text.clean_text("长" * 11, "理由", limit=10)


def test_full_width_becomes_half_width_and_nothing_else_changes() -> None:
    assert text.half_width("６３２６２１ＡＢｘ（藏）") == "632621ABx(藏)"
    assert text.compact(" ６３２６２１ 1990\u3000０３０７ 451ｘ") == "632621199003074 51x".replace(" ", "")
    assert text.half_width("བཀྲ་ཤིས") == "བཀྲ་ཤིས"


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张小三", "张*三"),
        ("才让卓玛", "才**玛"),
        ("李四", "李*"),
        ("李", "*"),
        ("", ""),
        ("བཀྲ་ཤིས་རྡོ་རྗེ", "བཀྲ***"),
        ("𠮷𠮷𠮷", "𠮷*𠮷"),
        ("葛\U000e0100小\ufe00明", "葛\U000e0100*明"),
    ],
)
def test_names_are_masked_by_character_and_syllable(name: str, masked: str) -> None:
    assert text.mask_name(name) == masked


@pytest.mark.parametrize(
    ("masked", "expected"),
    [
        (text.mask_id_number("632621199003074510"), "632621********4510"),
        (text.mask_phone("13812345678"), "138****5678"),
        (text.mask_id_number("E12345678"), "E12****78"),
        (text.mask_phone("09750000"), "09****00"),
        (text.mask_id_number(""), ""),
        (text.mask_phone("1"), "*"),
    ],
)
def test_numbers_show_head_and_tail(masked: str, expected: str) -> None:
    assert masked == expected


@given(st.text("0123456789X", min_size=1, max_size=30))
def test_a_mask_keeps_the_length_and_hides_a_third(number: str) -> None:
    for masked in (text.mask_id_number(number), text.mask_phone(number)):
        assert len(masked) == len(number)
        assert masked.count("*") * 3 >= len(number)


@given(st.text("张三བཀྲཤིསེ་𠮷e\u0301\u0327\ufe00\U000e0100\u0f71\u0f7f ·Aa"))
def test_graphemes_agree_with_unicode_on_names(name: str) -> None:
    assert text.graphemes(name) == list(grapheme_clusters(name))


def test_scripts_are_told_apart() -> None:
    assert text.is_tibetan("བ")
    assert not text.is_tibetan("张")
    assert all(text.is_han(char) for char in "张𠮷𰻝〇㐀")
    assert not any(text.is_han(char) for char in "Aབ，1")
