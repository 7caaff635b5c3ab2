"""How typed words are read and how names become tokens, with vectors written by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.search import Wanted, index_words, plain_form, read_query, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("王伟", ["王伟", "伟"]),
        ("王", ["王"]),
        ("扎西多吉", ["扎西", "西多", "多吉", "吉"]),
        ("扎西·多吉", ["扎西", "西多", "多吉", "吉"]),
        ("王 伟", ["王伟", "伟"]),
        ("𠮷田", ["𠮷田", "田"]),
        ("𬭁𰻞", ["𬭁𰻞", "𰻞"]),
        ("〇七", ["〇七", "七"]),
        ("བཀྲ་ཤིས", ["བཀྲ", "ཤིས"]),
        ("བཀྲ་ཤིས་ལྷ་མོ།", ["བཀྲ", "ཤིས", "ལྷ", "མོ"]),
        ("རྒྱལ་མཚན", ["རྒྱལ", "མཚན"]),
        ("Tashi Dorje", ["tashi", "dorje"]),
        ("Ｔａｓｈｉ", ["tashi"]),
        ("扎西བཀྲA1", ["扎西", "西", "བཀྲ", "a1"]),
        ("食品经营许可（新办）", ["食品", "品经", "经营", "营许", "许可", "可", "新办", "办"]),
        ("葛\U000e0100飾", ["葛飾", "飾"]),
        ("", []),
        ("……", []),
    ],
)
def test_tokens_of_names(text: str, expected: list[str]) -> None:
    assert tokens(text) == tuple(expected)


def test_the_index_holds_each_token_once() -> None:
    assert index_words(("王伟", "王伟业", "")) == "王伟 伟 伟业 业"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", Wanted()),
        ("王", Wanted(match='"王"*')),
        ("王伟", Wanted(match='"王伟"')),
        ("扎西多", Wanted(match='"扎西" AND "西多"', fragments=("扎西多",))),
        ("王 伟", Wanted(match='"王"* AND "伟"*')),
        ("བཀྲ་ཤི", Wanted(match='"བཀྲ" AND "ཤི"*', fragments=("བཀྲ་ཤི",))),
        ("བཀྲ་ཤིས་", Wanted(match='"བཀྲ" AND "ཤིས"', fragments=("བཀྲ་ཤིས་",))),
        ("Tash", Wanted(match='"tash"*')),
        ("4510", Wanted(endings=("4510",))),
        ("451x", Wanted(endings=("451X",))),
        ("４５１０", Wanted(endings=("4510",))),
        ("138 0000 0000", Wanted(prefixes=("13800000000",))),
        ("138-0000", Wanted(prefixes=("1380000",))),
        ("632621199003074510", Wanted(prefixes=("632621199003074510",))),
        ("91632621ma75xxxx1k", Wanted(prefixes=("91632621MA75XXXX1K",))),
        ("才让 4510", Wanted(match='"才让"', endings=("4510",))),
        ("食品 12345", Wanted(match='"食品"', prefixes=("12345",))),
        ("18", Wanted(match='"18"*')),
        ("18号", Wanted(match='"18" AND "号"*', fragments=("18号",))),
        ('a"b*', Wanted(match='"a" AND "b"', fragments=('a"b*',))),
        ("。", Wanted()),
    ],
)
def test_what_typed_words_ask_for(text: str, wanted: Wanted) -> None:
    assert read_query(text) == wanted


def test_a_text_of_signs_alone_asks_for_nothing() -> None:
    assert read_query("——").nothing
    assert not read_query("王").nothing


@pytest.mark.parametrize(
    ("text", "name", "fits"),
    [
        ("扎西多吉", "扎西·多吉", True),
        ("扎西多吉", "扎西 多西多吉", False),
        ("བཀྲ་ཤིས་", "བཀྲ་ཤིས", True),
        ("བཀྲ་ཤི་", "བཀྲ་ཤིས", False),
        ("DORJE", "Tashi dorje", True),
    ],
)
def test_the_order_within_a_name_counts(text: str, name: str, fits: bool) -> None:
    assert read_query(text).fits(("别人", name)) is fits


NAMES = st.text(
    st.one_of(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
        st.characters(min_codepoint=0x20000, max_codepoint=0x2A6DF),
        st.sampled_from("བཀྲཤིསལྷམོརྒྱ་།"),
        st.sampled_from("abcXYZ ·-19"),
    ),
    max_size=12,
)


@given(NAMES)
def test_the_plain_form_is_its_own(text: str) -> None:
    assert plain_form(plain_form(text)) == plain_form(text)


@given(NAMES.filter(lambda name: any(char.isalpha() for char in name)))
def test_tokens_hold_no_sign_that_fts5_would_part_or_read(text: str) -> None:
    for token in tokens(text):
        assert token
        assert not any(char.isascii() and not char.isalnum() for char in token)
