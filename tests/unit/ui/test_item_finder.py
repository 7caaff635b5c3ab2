"""Items by anything people call them: first by parts of their names, then by pinyin and Tibetan too."""

from app.domain.items import ServiceItem
from data.pinyin import DictionaryPinyin
from tests import factories as make
from ui.item_finder import ItemFinder, full_finder, quick_finder

FOOD = make.item(synonyms=("开饭馆", "营业执照办好以后"))
OTHER = make.item(key="101-01", name="居民身份证换领", department="101", synonyms=("换身份证",))
TIBETAN = {"营业执照": "ལས་གཉེར་ལག་ཁྱེར"}


def full() -> ItemFinder:
    return full_finder([FOOD, OTHER], [make.department()], DictionaryPinyin, TIBETAN)


def first(finder: ItemFinder, typed: str) -> ServiceItem | None:
    found = finder.find(typed)
    return found[0] if found else None


def test_at_once_by_parts_of_what_it_is_called() -> None:
    quick = quick_finder([FOOD, OTHER])
    assert first(quick, "饭馆") is FOOD
    assert first(quick, "101-01") is OTHER
    assert first(quick, "spjyxk") is None


def test_then_by_pinyin_words_and_codes() -> None:
    finder = full()
    assert first(finder, "spjyxk") is FOOD
    assert first(finder, "shenfenzheng") is OTHER
    assert first(finder, "我想开饭馆") is FOOD
    assert first(finder, OTHER.key) is OTHER


def test_by_a_reviewed_tibetan_word_for_its_own_name() -> None:
    assert first(full(), "ལས་གཉེར་ལག་ཁྱེར") is FOOD


def test_an_index_never_changes_the_items() -> None:
    assert full().find("开饭馆")[0].synonyms == FOOD.synonyms


def test_a_department_without_items_is_shown_all() -> None:
    finder = quick_finder([FOOD, OTHER])
    assert finder.of_department("101") == (OTHER,)
    assert finder.of_department("999") == (FOOD, OTHER)
