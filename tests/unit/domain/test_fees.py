"""Fees: rate × count less relief, only where the item is charged, settled once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.fees import FeeEvent, FeeRecord, FeeState, Relief, fee_of, fee_state, settle
from app.domain.items import Fee, ServiceItem
from app.errors import RuleError
from app.sentences import sentence
from tests import factories as make

CHARGED = make.item(fee=Fee(True, "10元/证", 1000, "发改价格〔2012〕1186号"))
CASE = make.new_id()


def event(fee: FeeRecord, state: FeeState, **facts: str) -> FeeEvent:
    return FeeEvent(make.new_id(), fee.id, state, make.NINE, "卓玛措", **facts)


@given(rate=st.integers(0, 10**9), count=st.integers(1, 10**4), share=st.integers(1, 100))
def test_the_amount_is_rate_times_count_less_relief(rate: int, count: int, share: int) -> None:
    full = fee_of(CHARGED, CASE, count, rate)
    assert (full.full_fen, full.amount_fen) == (rate * count, rate * count)
    taken = rate * count * share // 100
    if taken:
        fee = fee_of(CHARGED, CASE, count, rate, Relief(taken, "规定"))
        assert 0 <= fee.amount_fen == fee.full_fen - taken


def test_a_fee_says_its_rate_and_basis_from_the_item() -> None:
    fee = fee_of(CHARGED, CASE, 3)
    assert (fee.standard, fee.basis, fee.unit_fen, fee.amount_fen) == (
        "10元/证",
        "发改价格〔2012〕1186号",
        1000,
        3000,
    )
    assert (fee.name, fee.code, fee.case_id) == (CHARGED.name, CHARGED.implementation_code, CASE)


def test_a_free_item_is_never_charged() -> None:
    with pytest.raises(RuleError, match=r"fee\.none") as caught:
        fee_of(make.item(), CASE, 1)
    assert "不收费" in sentence(caught.value)


@pytest.mark.parametrize(
    ("item", "count", "rate", "relief", "code"),
    [
        (make.item(fee=Fee(True, "按省标准", None, "")), 1, None, None, "fee.rate_missing"),
        (CHARGED, 1, -1, None, "fee.rate_missing"),
        (CHARGED, 0, None, None, "fee.count"),
        (CHARGED, 1, None, Relief(100, " "), "fee.relief_basis"),
        (CHARGED, 1, None, Relief(1001, "规定"), "fee.relief_amount"),
        (CHARGED, 1, None, Relief(0, "规定"), "fee.relief_amount"),
    ],
)
def test_what_is_no_fee_is_refused(
    item: ServiceItem, count: int, rate: int | None, relief: Relief | None, code: str
) -> None:
    with pytest.raises(RuleError) as caught:
        fee_of(item, CASE, count, rate, relief)
    assert caught.value.code == code
    assert sentence(caught.value)


def test_a_fee_is_due_until_it_is_settled_once() -> None:
    fee = fee_of(CHARGED, CASE, 1)
    assert fee_state(()) is FeeState.DUE
    paid = settle(fee, (), event(fee, FeeState.PAID, bill="6326000012345678"))
    assert fee_state(paid) is FeeState.PAID
    with pytest.raises(RuleError, match=r"fee\.settled") as caught:
        settle(fee, paid, event(fee, FeeState.CANCELLED, reason="误收"))
    assert "已缴" in sentence(caught.value)


def test_paying_needs_the_receipts_number_and_waiving_a_reason() -> None:
    fee = fee_of(CHARGED, CASE, 1)
    with pytest.raises(RuleError, match="bill_missing"):
        settle(fee, (), event(fee, FeeState.PAID))
    with pytest.raises(RuleError, match="reason_missing"):
        settle(fee, (), event(fee, FeeState.WAIVED))
    assert fee_state(settle(fee, (), event(fee, FeeState.WAIVED, reason="低保户"))) is FeeState.WAIVED


def test_an_event_of_another_fee_is_a_bug() -> None:
    fee, other = fee_of(CHARGED, CASE, 1), fee_of(CHARGED, CASE, 1)
    with pytest.raises(ValueError, match="no event"):
        settle(fee, (), event(other, FeeState.CANCELLED, reason="误收"))
    with pytest.raises(ValueError, match="no event"):
        settle(fee, (), event(fee, FeeState.DUE))
