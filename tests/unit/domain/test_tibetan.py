"""Tibetan syllables: the order of the dictionary, searching, digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.tibetan import holds_syllables, sorting_key, syllables, with_tibetan_digits

# Rows of common/collation/bo.xml (CLDR 40), each in ascending order, a suffix added where a row ends bare.
CLDR = (
    "ཀ དཀ བཀ རྐ ལྐ སྐ བརྐ བསྐ ཁ",
    "ཁ མཁ འཁ ག",
    "ག དགག དགང དགད དགན དགབ དགའ དགར དགལ དགས དགི དགུ དགེ དགོ དགྭ དགྱ དགྲ བགག བགང བགད བགབ བགའ བགར",
    "བགར བགལ བགི བགུ བགེ བགོ བགྱ བགྲ བགླ མགག མགང མགད མགབ མགའ མགར མགལ མགི མགུ མགེ མགོ མགྱ མགྲ འགག",
    "འགག འགང འགད འགན འགབ འགམ འགའ འགར འགལ འགས འགི འགུ འགེ འགོ འགྱ འགྲ རྒ ལྒ སྒ བརྒ བསྒ ང",
    "ང དངག དངང དངད དངན དངའ དངར དངལ དངུ མངག མངང མངད མངན མངའ མངར མངལ མངུ རྔ ལྔ སྔ བརྔ བསྔ ཅ",
    "ཅ གཅ བཅ ལྕ བལྕ ཆ མཆ འཆ ཇ མཇ འཇ རྗ ལྗ བརྗ ཉ གཉ མཉ རྙ སྙ བརྙ བསྙ ཏ གཏ བཏ རྟ ལྟ སྟ བརྟ བལྟ བསྟ ཐ",
    "ཐ མཐ འཐ ད གདག གདང གདན གདབ གདམ གདའ གདར གདལ གདས གདི གདུ གདེ གདོ བདག བདའ བདར བདལ བདས བདུ བདེ",
    "འདྲ རྡ ལྡ སྡ བརྡ བལྡ བསྡ ན གནག གནང གནད གནན གནམ གནའ གནས གནུ གནོ མནག མནང མནན རྣ སྣ བརྣ བསྣ པ",
    "པ དཔག དཔང དཔད དཔའ དཔར དཔལ དཔས དཔུ དཔེ དཔོག དཔོང དཔོད དཔོན དཔོར དཔྱ དཔྲ ལྤ སྤ ཕ འཕ བ",
    "བ དབག དབང དབད དབབ དབའ དབར དབལ དབས དབུ དབེ དབོ དབྱ དབྲ འབག འབང འབད འབབ འབྲ རྦ ལྦ སྦ མ",
    "མ དམག དམང དམན དམའ དམར དམས དམི དམུ དམེ དམྱ རྨ སྨ ཙ གཙ བཙ རྩ སྩ བརྩ བསྩ ཚ མཚ འཚ ཛ མཛ འཛ རྫ བརྫ",
    "ཞ གཞ བཞ ཟ གཟ བཟ འ ཡ གཡ ར བརླ ལ ཤ གཤ བཤ ས གསག གསང གསད གསའ གསས གསི གསོ བསག བསོ བསྲ བསླ ཧ ལྷ ཨ",
    "ཀ ཀི ཀུ ཀེ ཀོ ཀྱ ཀྲ ཀླ དཀའ",
)


@pytest.mark.parametrize("row", CLDR)
def test_the_order_is_that_of_cldr(row: str) -> None:
    expected = [
        f"{one}འ" if len(one) == 2 and one[0] in "གདབམའ" and one[1] > "\u0f3f" else one for one in row.split()
    ]
    assert sorted(expected, key=sorting_key) == expected


def test_words_are_sorted_syllable_by_syllable() -> None:
    words = ["汉", "ཨ་མ", "ལྷ་ས", "དབུས", "བོད་རིགས", "བོད་ཡིག", "བོད", "12"]
    assert sorted(words, key=sorting_key) == ["12", "བོད", "བོད་ཡིག", "བོད་རིགས", "དབུས", "ལྷ་ས", "ཨ་མ", "汉"]


@pytest.mark.parametrize(
    ("word", "like"),
    [
        ("མངས", "མ"),
        ("དངས", "ད"),
        ("བགས", "བ"),
        ("དགས", "ག"),
        ("གནས", "ན"),
        ("བལས", "བ"),
        ("བསྒྲུབས", "ག"),
        ("པའི", "པ"),
    ],
)
def test_the_root_is_the_one_the_dictionary_reads(word: str, like: str) -> None:
    assert sorting_key(word)[0][0] == sorting_key(like)[0][0]


def test_marks_and_borrowed_letters_count_as_what_they_stand_for() -> None:
    assert sorting_key("ཥཱཀྱ") == sorting_key("ཤཀྱ")
    assert sorting_key("བཀྲ་ཤིས།") == sorting_key("བཀྲ་ཤིས་")
    assert sorting_key("༡༢") == sorting_key("12")


def test_syllables_of_mixed_text() -> None:
    assert syllables("༄༅། །བོད་ཡིག 2026ལོའི་ 身份证") == ["བོད", "ཡིག", "2026", "ལོའི", "身", "份", "证"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ཡིག", True),
        ("ཡི", True),
        ("དཔང་ཡིག", True),
        ("དཔང་ཡིག་", True),
        ("པང", False),
        ("དཔང་ག", False),
        ("", True),
    ],
)
def test_searching_goes_by_syllables(typed: str, found: bool) -> None:
    assert holds_syllables("ཐོབ་ཐང་དཔང་ཡིག", typed) is found


def test_digits() -> None:
    assert with_tibetan_digits("A012 2026") == "A༠༡༢ ༢༠༢༦"


@given(st.text(alphabet=[chr(code) for code in range(0x0F00, 0x0FDB)] + list("a1汉 𬭎")))
def test_any_text_has_a_key(text: str) -> None:
    assert sorting_key(text) == sorting_key(text)
    assert all(holds_syllables(text, one) for one in syllables(text))
