"""Certificates: what adds up, what a code says, who may read a holder's name, where a printer lands."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import base45
from app.domain.certificate_accounts import Fault, Unaccounted, account_for
from app.domain.certificate_codes import CodeContent, body_of, read_code, written
from app.domain.certificates import (
    Certificate,
    CertificatePrint,
    CertificateVoid,
    PrintStanding,
    PrintWay,
    holder_mark,
    organ_in_full,
    standing,
)
from app.domain.papers import PrintEvent, PrintState
from app.domain.printer_fit import PrinterFit, check_fit, measured, ruler_marks
from app.errors import RuleError
from tests import factories as make

TEXTS = st.text(max_size=60)
CONTENTS = st.builds(
    CodeContent, TEXTS, TEXTS, TEXTS, TEXTS, st.dates(min_value=date(2000, 1, 1)), st.text(max_size=8)
)


def certificate(number: str = "玛市监食证〔2026〕1号", copies: int = 1) -> Certificate:
    return Certificate(
        id=make.new_id(),
        case_id=make.new_id(),
        kind="food",
        title="食品经营许可证",
        number=number,
        holder="才让多杰",
        values={"holder": "才让多杰"},
        organ="玛沁县市场监督管理局",
        issued_on=date(2026, 9, 15),
        copies=copies,
        way=PrintWay.OVER_PRINT,
        code="",
        station=0,
        at=make.NINE,
        actor_id=make.new_id(),
        actor_name="卓玛措",
    )


def printed(of: Certificate, copy: int = 1, serial: str = "A001") -> CertificatePrint:
    person = make.new_id()
    return CertificatePrint(
        make.new_id(), of.id, copy, 1, "食品经营许可证", serial, 0, make.NINE, person, "卓玛措"
    )


def seen(of: Certificate, *states: PrintState, copy: int = 1, serial: str = "A001") -> PrintStanding:
    one = printed(of, copy, serial)
    return standing(one, [PrintEvent(make.new_id(), one.id, state, make.NINE, "") for state in states])


def voided(of: Certificate, reason: str = "写错") -> CertificateVoid:
    return CertificateVoid(make.new_id(), of.id, reason, make.NINE, make.new_id(), "旦正")


def faults(*found: Unaccounted) -> list[Fault]:
    return [one.fault for one in found]


@pytest.mark.parametrize(
    ("states", "valid", "holds"),
    [
        ((PrintState.QUEUED,), True, True),
        ((PrintState.QUEUED, PrintState.SENT, PrintState.PRINTED), True, True),
        ((PrintState.SENT, PrintState.UNKNOWN), True, True),
        ((PrintState.QUEUED, PrintState.FAILED), False, True),
        ((PrintState.QUEUED, PrintState.CANCELLED), False, False),
        ((PrintState.SENT, PrintState.CANCELLED), False, True),
        ((PrintState.PRINTED, PrintState.VOIDED), False, True),
        ((PrintState.VOIDED, PrintState.PRINTED), False, True),
    ],
)
def test_a_print_counts_until_it_ended_and_a_blank_comes_back_only_untouched(
    states: tuple[PrintState, ...], valid: bool, holds: bool
) -> None:
    one = seen(certificate(), *states)
    assert (one.valid, one.holds_blank) == (valid, holds)


def test_one_valid_print_of_each_copy_adds_up() -> None:
    one = certificate(copies=2)
    spoiled = seen(one, PrintState.PRINTED, PrintState.VOIDED, serial="A001")
    prints = [spoiled, seen(one, PrintState.PRINTED, serial="A002")]
    assert faults(*account_for([one], prints, [])) == [Fault.UNPRINTED]
    prints.append(seen(one, PrintState.PRINTED, copy=2, serial="A003"))
    assert account_for([one], prints, []) == ()
    prints.append(seen(one, PrintState.UNKNOWN, copy=2, serial="A004"))
    assert faults(*account_for([one], prints, [])) == [Fault.PRINTED_TWICE]


def test_a_void_needs_a_reason_and_then_no_print() -> None:
    one = certificate()
    assert account_for([one], [], [voided(one)]) == ()
    assert faults(*account_for([one], [], [voided(one, " ")])) == [Fault.WITHOUT_REASON]


def test_numbers_blanks_and_strangers_are_noticed() -> None:
    one, other, absent = certificate(), certificate(), certificate()
    prints = [seen(one, PrintState.PRINTED), seen(other, PrintState.PRINTED)]
    assert set(faults(*account_for([one, other], prints, [voided(absent)]))) == {
        Fault.NUMBER_TWICE,
        Fault.BLANK_TWICE,
        Fault.NO_CERTIFICATE,
    }


@given(st.binary(max_size=200))
def test_base45_comes_back_and_each_text_has_bytes_of_its_own(data: bytes) -> None:
    text = base45.encode(data)
    assert base45.decode(text) == data
    assert set(text) <= set(base45.LETTERS)


@given(st.text(alphabet=base45.LETTERS, max_size=30))
def test_a_text_that_is_taken_is_the_one_that_is_written(text: str) -> None:
    try:
        data = base45.decode(text)
    except ValueError:
        return
    assert base45.encode(data) == text


def test_base45_is_that_of_rfc_9285() -> None:
    assert base45.encode(b"AB") == "BB8"
    assert base45.encode(b"Hello!!") == "%69 VD92EX0"
    assert base45.decode("QED8WEX0") == b"ietf!"
    for bad in ("GGW", "ab", ":::", "A"):
        with pytest.raises(ValueError):
            base45.decode(bad)


@given(CONTENTS)
def test_a_code_says_what_was_written(content: CodeContent) -> None:
    read = read_code(written(body_of(content), bytes(range(64))))
    assert (read.content, read.signature) == (content, bytes(range(64)))


@given(st.text(max_size=40))
def test_whatever_is_no_code_is_refused_in_words(text: str) -> None:
    for tried in (text, f"ZZ1:{text}:"):
        with pytest.raises(RuleError, match=r"certificate\.code_form"):
            read_code(tried)


@given(CONTENTS, st.data())
def test_a_code_cut_short_or_drawn_out_is_refused(content: CodeContent, data: st.DataObject) -> None:
    body = body_of(content)
    for changed in (body[:-1], body + b"\0"):
        with pytest.raises(RuleError, match=r"certificate\.code_form"):
            read_code(written(changed, bytes(64)))


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("李四", "李*"),
        ("才让多杰", "才**杰"),
        ("玛沁县雪山藏餐吧（个体工商户）", "玛***）"),
        ("ཚེ་རིང་སྒྲོལ་མ།", "ཚེ***"),
    ],
)
def test_strangers_read_a_masked_name(name: str, mark: str) -> None:
    assert holder_mark(name) == mark


@given(st.text(min_size=1, max_size=200))
def test_a_masked_name_stays_short(name: str) -> None:
    assert len(holder_mark(name).encode()) <= 255


def test_an_organ_has_its_place_before_it() -> None:
    hall = "玛沁县政务服务中心"
    assert organ_in_full(hall, "县市场监督管理局") == "玛沁县市场监督管理局"
    assert organ_in_full(hall, "国家税务总局玛沁县税务局") == "国家税务总局玛沁县税务局"


PLACES = st.integers(-200, 200)


@given(PLACES, PLACES, st.integers(9_700, 10_300), st.integers(9_700, 10_300))
def test_the_two_crosses_measured_undo_what_the_printer_does(
    moves_x: int, moves_y: int, stretch_x: int, stretch_y: int
) -> None:
    def lands(x: float, y: float) -> tuple[float, float]:
        return x * stretch_x / 10_000 + moves_x / 10, y * stretch_y / 10_000 + moves_y / 10

    first, second = ruler_marks(297, 210)
    former = PrinterFit("窗口打印机", 5, -3, 10_020, 9_990)
    seen_first, seen_second = lands(*former.lands(*first)), lands(*former.lands(*second))
    fit = measured(former, 297, 210, seen_first, seen_second)
    for place in (first, second, (150.0, 105.0)):
        assert lands(*fit.lands(*place)) == pytest.approx(place, abs=0.1)


def test_a_fit_nobody_can_need_is_refused() -> None:
    fit = PrinterFit("窗口打印机")
    check_fit(fit)
    for wrong in (replace(fit, dx=301), replace(fit, scale_y=9_499)):
        with pytest.raises(RuleError, match="too_far"):
            check_fit(wrong)
    with pytest.raises(RuleError, match="too_far"):
        measured(fit, 297, 210, (50, 20), (40, 190))
