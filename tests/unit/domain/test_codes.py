"""Codes of people and organisations: every vector of the reference, and python-stdnum as an oracle."""

import csv
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from app.domain import codes
from app.errors import RuleError
from app.sentences import SENTENCES, sentence

TODAY = date(2026, 9, 15)


def vectors(name: str) -> list[dict[str, str]]:
    text = (files("tests") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def accepts_or_names(row: dict[str, str], error: RuleError | None) -> None:
    assert (error.code if error else "") == row["code"], row["remark"]
    if error:
        assert error.facts.get("expected", "") == (row["expected"] or error.facts.get("expected", ""))
        assert sentence(error)
        assert row["number"] not in str(error) or not row["number"]


@pytest.mark.parametrize("row", vectors("id_numbers.csv"), ids=lambda row: row["number"])
def test_id_number_vectors(row: dict[str, str]) -> None:
    try:
        number = codes.check_id_number(row["number"], TODAY)
    except RuleError as error:
        accepts_or_names(row, error)
    else:
        accepts_or_names(row, None)
        assert len(number.value) == 18
        assert number.warnings == ()


@pytest.mark.parametrize("row", vectors("credit_codes.csv"), ids=lambda row: row["number"])
def test_credit_code_vectors(row: dict[str, str]) -> None:
    try:
        code = codes.check_credit_code(row["number"])
    except RuleError as error:
        accepts_or_names(row, error)
    else:
        accepts_or_names(row, None)
        assert code.warnings == ()


def test_what_an_id_number_says() -> None:
    number = codes.check_id_number("632626198511200023", TODAY)
    assert (number.area, number.birth_date, number.sex) == ("632626", date(1985, 11, 20), codes.Sex.FEMALE)
    assert codes.check_id_number("632621199003074510", TODAY).sex == "男"


def test_an_id_number_does_not_show_itself() -> None:
    number = codes.check_id_number("632621199003074510", TODAY)
    card = codes.check_disability_card("63262119900307451043", TODAY)
    assert "1990" not in f"{number} {card!r}"


def with_check(first: str) -> str:
    return first + codes.id_check_digit(first)


@pytest.mark.parametrize(
    ("first", "warnings"),
    [
        ("63210019900307451", ()),
        ("63272119900307451", ()),
        ("81000019900307451", ()),
        ("82000019900307451", ()),
        ("83000019900307451", ()),
        ("93215619900307451", ()),
        ("63269919900307451", ("id_number.area_unknown",)),
        ("99000119900307451", ()),
        ("00000019900307451", ("id_number.area_unknown",)),
        ("63262118900307451", ("id_number.very_old",)),
    ],
)
def test_odd_areas_and_ages_only_warn(first: str, warnings: tuple[str, ...]) -> None:
    number = codes.check_id_number(with_check(first), TODAY)
    assert number.warnings == warnings
    assert all(SENTENCES[warning] for warning in warnings)


def test_a_child_of_today_is_registered_and_one_of_tomorrow_is_not() -> None:
    newborn = with_check("63262120260915001")
    assert codes.check_id_number(newborn, TODAY).birth_date == TODAY
    with pytest.raises(RuleError) as caught:
        codes.check_id_number(newborn, date(2026, 9, 14))
    assert (caught.value.code, caught.value.facts) == ("id_number.future", {"date": TODAY})


PEOPLE = st.builds(
    lambda area, born, order: with_check(f"{area}{born:%Y%m%d}{order:03}"),
    st.sampled_from(["110105", "632621", "632721", "431022", "810000", "990101"]),
    st.dates(min_value=date(1930, 1, 1), max_value=TODAY),
    st.integers(1, 999),
)


@given(PEOPLE)
def test_the_oracle_agrees_on_check_digits_and_births(number: str) -> None:
    assert ric.calc_check_digit(number) == number[-1]
    assert codes.check_id_number(number, TODAY).birth_date == ric.get_birth_date(number)


@given(PEOPLE.filter(lambda number: number.startswith("632621")))
def test_what_the_oracle_takes_we_take(number: str) -> None:
    assert codes.check_id_number(number, TODAY).value == ric.validate(number)


@given(PEOPLE, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_wrong_character_never_passes(number: str, place: int, char: str) -> None:
    wrong = number[:place] + char + number[place + 1 :]
    if wrong != number:
        with pytest.raises(RuleError):
            codes.check_id_number(wrong, TODAY)


ORGANISATIONS = st.builds(
    lambda kind, area, own: kind + area + own + codes.organisation_check_digit(own),
    st.sampled_from(list(codes.CREDIT_KINDS)),
    st.sampled_from(["632621", "110105", "100000"]),
    st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=8, max_size=8),
).map(lambda first: first + codes.credit_check_digit(first))


@given(ORGANISATIONS)
def test_credit_codes_agree_with_the_oracle(number: str) -> None:
    assert uscc.calc_check_digit(number[:17]) == number[17]
    code = codes.check_credit_code(number)
    assert (code.value, code.warnings, code.area) == (number, (), number[2:8])
    assert codes.check_organisation_code(code.organisation_code).replace("-", "") == code.organisation_code


@given(ORGANISATIONS, st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXYIOSVZ"))
def test_one_wrong_character_in_a_credit_code_never_passes(number: str, place: int, char: str) -> None:
    wrong = number[:place] + char + number[place + 1 :]
    if wrong != number:
        with pytest.raises(RuleError):
            codes.check_credit_code(wrong)


def test_parts_of_credit_codes() -> None:
    code = codes.check_credit_code("91350100M000100Y43")
    assert (code.kind, code.area, code.organisation_code) == ("企业", "350100", "M000100Y4")
    assert codes.check_credit_code("92632621MA75K00X30").kind == "个体工商户"


@pytest.mark.parametrize(
    ("first", "warning"),
    [
        ("A9632621MA75K00X3", "credit_code.kind_unknown"),
        ("92990099MA75K00X3", "credit_code.area_unknown"),
        ("92632621MA75K00X4", "credit_code.organisation"),
    ],
)
def test_odd_credit_codes_only_warn(first: str, warning: str) -> None:
    code = codes.check_credit_code(first + codes.credit_check_digit(first))
    assert code.warnings == (warning,)
    assert SENTENCES[warning]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("70846113-6", ""),
        ("708461136", ""),
        ("m000100y-4", ""),
        ("708461135", "organisation_code.check_digit"),
        ("7084611-36", ""),
        ("70846113", "organisation_code.length"),
        ("7084611中6", "organisation_code.characters"),
    ],
)
def test_organisation_codes(typed: str, code: str) -> None:
    if not code:
        assert codes.check_organisation_code(typed) in ("70846113-6", "M000100Y-4")
        return
    with pytest.raises(RuleError) as caught:
        codes.check_organisation_code(typed)
    assert caught.value.code == code
    assert sentence(caught.value)


def test_disability_cards() -> None:
    card = codes.check_disability_card("632621199003074510４3", TODAY)
    assert (card.kind, card.degree, card.id_number.value) == (4, 3, "632621199003074510")
    assert codes.DISABILITY_KINDS[card.kind] == "肢体"
    for typed, code in (
        ("632621199003074510", "disability_card.length"),
        ("63262119900307451083", "disability_card.kind"),
        ("63262119900307451045", "disability_card.kind"),
        ("63262119900307451143", "id_number.check_digit"),
    ):
        with pytest.raises(RuleError) as caught:
            codes.check_disability_card(typed, TODAY)
        assert caught.value.code == code
        assert sentence(caught.value)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("13812345678", "13812345678"),
        ("138 1234 5678", "13812345678"),
        ("138-1234-5678", "13812345678"),
        ("+86 13812345678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("0975-8382000", "0975-8382000"),
        ("(0975)8382000", "0975-8382000"),
        ("09758382000", "0975-8382000"),
        ("010-66668888-12", "010-66668888-12"),
        ("0975—8382000转3", "0975-8382000-3"),
        ("8382000", "8382000"),
    ],
)
def test_phone_numbers(typed: str, stored: str) -> None:
    assert codes.check_phone(typed) == stored
    assert codes.check_phone(stored) == stored


@pytest.mark.parametrize(
    "typed", ["", "12812345678", "1381234567", "138123456789", "0975", "九七五", "1381234567a"]
)
def test_other_phone_numbers_are_refused(typed: str) -> None:
    with pytest.raises(RuleError) as caught:
        codes.check_phone(typed)
    assert caught.value.code == "phone.form"
    assert sentence(caught.value)


def test_ethnic_groups_of_the_standard() -> None:
    groups = codes.ETHNIC_GROUPS
    assert len(groups) == 58
    some = {
        1: "汉",
        4: "藏",
        11: "满",
        30: "土",
        35: "撒拉",
        41: "塔吉克",
        44: "俄罗斯",
        54: "门巴",
        56: "基诺",
    }
    assert {code: groups[code] for code in some} == some
