"""Codes of service items: real shapes, every fault, and warnings that refuse nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.codes import credit_check_digit
from app.domain.item_codes import EXERCISE_LEVELS, ITEM_TYPES, ItemCodeKind, check_item_code
from app.errors import RuleError
from app.sentences import SENTENCES, sentence

REAL = "11370883MB2857374H4370173016000"


def test_an_implementation_code_of_the_reference() -> None:
    code = check_item_code(REAL)
    assert len(REAL) == 31
    assert (code.kind, code.warnings) == (ItemCodeKind.IMPLEMENTATION, ())
    assert (code.credit_code, code.level, code.basic) == ("11370883MB2857374H", 4, "370173016000")
    assert (ITEM_TYPES[code.item_type], EXERCISE_LEVELS[code.level]) == ("行政许可", "县级")


def test_a_handling_code_of_the_reference() -> None:
    code = check_item_code("11370883mb2857374h 4 373098009001 ０１")
    assert (code.value, code.kind) == ("11370883MB2857374H437309800900101", ItemCodeKind.HANDLING)
    assert code.implementation == code.value[:31]
    assert code.warnings == ("item_code.type_unknown",)


def test_a_basic_code_has_no_organ() -> None:
    code = check_item_code("000117001000")
    assert (code.kind, code.basic, code.credit_code, code.level) == (ItemCodeKind.BASIC, code.value, "", 0)
    assert code.warnings == ()


@pytest.mark.parametrize(
    ("typed", "warnings"),
    [
        ("11370883MB2857374H9370173016000", ("item_code.level_unknown",)),
        ("11370883MB2857374H4993073016000", ("item_code.province_unknown", "item_code.type_unknown")),
        ("1137088300427-XK-0012", ("item_code.old",)),
        ("63262101", ("item_code.old",)),
    ],
)
def test_odd_codes_only_warn(typed: str, warnings: tuple[str, ...]) -> None:
    code = check_item_code(typed)
    assert code.warnings == warnings
    assert all(SENTENCES[warning] for warning in warnings)


def test_an_old_code_has_no_parts() -> None:
    code = check_item_code("63262101")
    assert (code.kind, code.basic, code.item_type, code.credit_code, code.implementation, code.level) == (
        ItemCodeKind.OLD,
        "",
        "",
        "",
        "",
        0,
    )


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", "item_code.form"),
        ("123", "item_code.form"),
        ("1" * 65, "item_code.form"),
        ("6326_2101", "item_code.form"),
        ("37017301600A", "item_code.digits"),
        ("11370883MB2857374HX370173016000", "item_code.digits"),
        ("11370883MB2857374H437017301600X", "item_code.digits"),
        ("11370883MB28573744437017301600001"[:33], "credit_code.check_digit"),
    ],
)
def test_faults_are_named(typed: str, error: str) -> None:
    with pytest.raises(RuleError) as caught:
        check_item_code(typed)
    assert caught.value.code == error
    assert sentence(caught.value)


def test_the_place_of_a_letter_is_counted_in_the_whole_code() -> None:
    with pytest.raises(RuleError) as caught:
        check_item_code("11370883MB2857374H437017301600X")
    assert caught.value.facts == {"position": 31, "char": "X"}


ORGAN = "11632621015000011"
REST = st.sampled_from([8, 10]).flatmap(lambda size: st.text("0123456789", min_size=size, max_size=size))


@given(st.sampled_from("123456"), st.sampled_from(list(ITEM_TYPES)), REST)
def test_what_is_put_together_is_taken_apart(level: str, item_type: str, rest: str) -> None:
    organ = ORGAN + credit_check_digit(ORGAN)
    basic = "63" + item_type + rest[:8]
    order = rest[8:] if len(rest) == 10 else ""
    code = check_item_code(organ + level + basic + order)
    assert (code.credit_code, str(code.level), code.basic, code.item_type) == (organ, level, basic, item_type)
    assert code.kind == 31 + len(order)
    assert code.warnings == ()
