"""Finding service items: by a visitor's words, name, pinyin, code; measured on the demo hall's questions."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.item_search import ItemSearch
from app.domain.item_spellings import Spelling, letters_of, spellable
from app.domain.item_words import tokens
from data.demo_hall import demo_catalogue
from data.pinyin import DictionaryPinyin
from tests import factories as make

FOLDER = Path(__file__).parents[2] / "data"
SHARE = 0.95


@pytest.fixture(scope="module")
def demo() -> ItemSearch:
    records, pinyin = demo_catalogue(), DictionaryPinyin()
    spellings = {
        text: Spelling(pinyin.initials(text), pinyin.syllables(text)) for text in spellable(records.items)
    }
    return ItemSearch(records.items, records.departments, spellings)


def keys(search: ItemSearch, query: str, limit: int = 10) -> list[str]:
    return [hit.item.key for hit in search.find(query, limit)]


def questions(name: str = "queries.csv") -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def test_the_right_item_stands_among_the_first_three(demo: ItemSearch) -> None:
    """Measured 2026-11-22, the right item alone counted: 111 of 120 first, 118 of 120 among three.

    Synonyms are those of the catalogue, and no word list was made for the questions.
    """
    first = three = total = 0
    for row in questions():
        found = keys(demo, row["query"], 3)
        first += found[:1] == [row["item_key"]]
        three += row["item_key"] in found
        total += 1
    assert total == 120
    assert first >= 111
    assert three >= 118


def test_questions_written_afterwards_are_answered_as_well(demo: ItemSearch) -> None:
    """Measured 2026-11-22: 63 of 70 first, 68 among three; docs/search.md says how they were written."""
    asked = list(questions("held_out_queries.csv"))
    three = sum(row["item_key"] in keys(demo, row["query"], 3) for row in asked)
    assert len(asked) == 70
    assert three >= SHARE * len(asked)


def test_every_name_finds_its_item_first(demo: ItemSearch) -> None:
    items = demo_catalogue().items
    assert [keys(demo, item.name, 1) for item in items] == [[item.key] for item in items]


def test_nearly_every_synonym_finds_its_item_among_three(demo: ItemSearch) -> None:
    pairs = [(item.key, word) for item in demo_catalogue().items for word in item.synonyms]
    missed = [(key, word) for key, word in pairs if key not in keys(demo, word, 3)]
    assert len(missed) <= len(pairs) // 100, missed


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("sfz", "103-05"),
        ("shenfenzheng", "103-05"),
        ("Shen Fen Zheng", "103-05"),
        ("ｓｆｚ", "103-05"),
        ("chushengdengji", "103-01"),
        ("103-01", "103-01"),
        ("10301", "103-01"),
        ("000104002000", "101-02"),
        ("11632621015138379E4000104002000", "101-02"),
        ("11632621015138379e 4000104002000 01", "101-02"),
        ("身份 证", "103-05"),
        ("营业执照换法人", "117-04"),
    ],
)
def test_what_may_be_typed(demo: ItemSearch, query: str, key: str) -> None:
    assert key in keys(demo, query, 2)


def test_the_beginning_of_a_code_finds_all_that_have_it(demo: ItemSearch) -> None:
    assert keys(demo, "103-", 99) == [f"103-{n:02}" for n in range(1, 13)]
    assert len(keys(demo, "11632621015138379E", 99)) == 4


@pytest.mark.parametrize("query", ["", "   ", "？！", "zzzz", "999-99", "𠮷", "ཀ"])
def test_what_means_nothing_finds_nothing(demo: ItemSearch, query: str) -> None:
    assert keys(demo, query) == []


def test_the_limit_and_the_order(demo: ItemSearch) -> None:
    hits = demo.find("登记", 5)
    assert len(hits) == 5
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert keys(demo, "登记", 9)[:5] == [hit.item.key for hit in hits]


def test_equal_items_stand_in_the_order_of_their_keys() -> None:
    items = [make.item(key=f"117-{n:02}") for n in (3, 1, 2)]
    search = ItemSearch(items, [make.department()], {})
    assert keys(search, "食品经营") == ["117-01", "117-02", "117-03"]


def test_a_tibetan_synonym_is_found_by_its_syllables() -> None:
    items = [make.item(key="117-01", synonyms=("ཁྱིམ་ཐོ",)), make.item(key="117-02", synonyms=("དཔང་ཡིག",))]
    search = ItemSearch(items, [], {})
    assert keys(search, "དཔང་ཡིག་", 1) == ["117-02"]
    assert keys(search, "ཁྱིམ་ཐོ།", 1) == ["117-01"]


def test_the_business_of_the_counter_finds_its_items() -> None:
    department = make.department(counters=(25, 26), counter_business=("经营主体", "特种设备"))
    items = [make.item(key="117-01", counter=25), make.item(key="117-02", counter=26)]
    assert keys(ItemSearch(items, [department], {}), "特种设备") == ["117-02"]


def test_pinyin_begins_at_a_syllable() -> None:
    item = make.item(name="丹增", synonyms=())
    search = ItemSearch([item], [], {"丹增": Spelling("dz", "dan zeng")})
    assert [bool(keys(search, typed)) for typed in ("dan", "danz", "zeng", "dz", "an", "eng", "d", "z")] == [
        True, True, True, True, False, False, True, False,
    ]  # fmt: skip


def test_tokens_are_characters_syllables_and_words() -> None:
    assert tokens("办Ａ4纸 བོད་ཡིག། 𬀩!") == ["办", "a4", "纸", "བོད", "ཡིག", "𬀩"]
    assert letters_of("补 Shen'fen zheng 办") == "shenfenzheng"
