"""Records of certificates in a real store: as written, append-only, blanks held as their prints stand."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.domain.certificates import BlankReceipt, BlankSpoiled, SigningKey
from app.domain.papers import PrintEvent, PrintState
from app.domain.printer_fit import PrinterFit
from app.errors import RuleError
from data.engine import open_engine
from data.places import STORE_FILE
from data.store import LocalStore, create_store
from printing.certificates.vendored import vendored_templates
from tests import factories as make
from tests.unit.domain.test_certificates import certificate, printed, voided

APPEND_ONLY = ("certificate", "certificate_print", "certificate_void", "blank_receipt", "blank_spoiled")
PERSON = make.new_id()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LocalStore]:
    with create_store(tmp_path / "store", 1, changed=lambda _: None) as made:
        yield made


def receipt() -> BlankReceipt:
    return BlankReceipt(
        make.new_id(), "残疾人证", "青", 6, 99, 101, 1, make.NINE, PERSON, "卓玛措", "残联领取"
    )


def spoiled() -> BlankSpoiled:
    return BlankSpoiled(make.new_id(), "残疾人证", "青000100", "受潮", None, 1, make.NINE, PERSON, "卓玛措")


def test_they_come_back_as_written(store: LocalStore) -> None:
    one = certificate()
    print_, void, batch, lost = printed(one), voided(one), receipt(), spoiled()
    with store.write() as unit:
        unit.certificates.add(one)
        unit.certificates.add_print(print_)
        unit.certificates.add_void(void)
        unit.certificates.receive(batch)
        unit.certificates.add_spoiled(lost)
        unit.commit()
    with store.read() as unit:
        kept = unit.certificates
        assert kept.get(one.id) == one
        assert kept.by_number(one.number) == kept.of_case(one.case_id) == tuple(kept.all()) == (one,)
        assert kept.prints(one.id) == tuple(kept.all_prints()) == (kept.print(print_.id),)
        assert kept.print(print_.id).print == print_
        assert (kept.void_of(one.id), tuple(kept.voids())) == (void, (void,))
        assert (kept.receipts("残疾人证", 1), kept.receipts("残疾人证", 2)) == ((batch,), ())
        assert kept.spoiled("残疾人证") == (lost,)
    assert [batch.serial(number) for number in (99, 101)] == ["青000099", "青000101"]


def test_what_is_not_there_is_said(store: LocalStore) -> None:
    with store.read() as unit:
        with pytest.raises(RuleError, match=r"certificate\.unknown"):
            unit.certificates.get(make.new_id())
        with pytest.raises(RuleError, match=r"print\.unknown"):
            unit.certificates.print(make.new_id())
        assert unit.certificates.void_of(make.new_id()) is None


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_nothing_is_changed_or_taken_away(store: LocalStore, table: str) -> None:
    one = certificate()
    with store.write() as unit:
        unit.certificates.add(one)
        unit.certificates.add_print(printed(one))
        unit.certificates.add_void(voided(one))
        unit.certificates.receive(receipt())
        unit.certificates.add_spoiled(spoiled())
        unit.commit()
    engine = open_engine(store.folder / STORE_FILE)
    for act in (f'DELETE FROM "{table}"', f"UPDATE \"{table}\" SET payload = '{{}}'"):
        with engine.connect() as connection, pytest.raises(IntegrityError, match="append-only"):
            connection.execute(text(act))
    engine.dispose()


@pytest.mark.parametrize(
    "states",
    [
        (),
        (PrintState.QUEUED,),
        (PrintState.QUEUED, PrintState.CANCELLED),
        (PrintState.SENT, PrintState.CANCELLED),
        (PrintState.COMPOSING, PrintState.FAILED, PrintState.CANCELLED),
        (PrintState.PRINTED, PrintState.VOIDED),
    ],
)
def test_the_store_and_the_record_agree_on_which_blank_is_held(
    store: LocalStore, states: tuple[PrintState, ...]
) -> None:
    one = certificate()
    print_ = printed(one, serial="A007")
    with store.write() as unit:
        unit.certificates.add_print(print_)
        for state in states:
            unit.prints.add_event(PrintEvent(make.new_id(), print_.id, state, make.NINE, ""))
        unit.commit()
    with store.read() as unit:
        held = unit.certificates.print(print_.id).holds_blank
        assert unit.certificates.used_serials(print_.blank) == (frozenset({"A007"}) if held else frozenset())


def test_the_last_event_to_arrive_counts_even_if_the_clock_was_set_back(store: LocalStore) -> None:
    print_ = printed(certificate())
    earlier = make.NINE.replace(year=2025)
    with store.write() as unit:
        unit.certificates.add_print(print_)
        unit.prints.add_event(PrintEvent(make.new_id(), print_.id, PrintState.SENT, make.NINE, ""))
        unit.prints.add_event(PrintEvent(make.new_id(), print_.id, PrintState.PRINTED, earlier, ""))
        unit.commit()
    with store.read() as unit:
        assert unit.certificates.print(print_.id).state is PrintState.PRINTED


def test_templates_keys_and_fits_have_one_state(store: LocalStore) -> None:
    template = vendored_templates()[0]
    key = SigningKey("K7QZ2M4X", "632621", 1, "00" * 32, make.NINE)
    withdrawn = replace(key, withdrawn_at=make.NINE, withdrawn_reason="失窃")
    with store.write() as unit:
        for one in (template, replace(template, calibrated=True)):
            unit.certificates.put_template(one)
        for known in (key, withdrawn):
            unit.certificates.put_key(known)
        for fit in (PrinterFit("A4", 1), PrinterFit("A4", 7, -3, 10_010, 9_990)):
            unit.certificates.put_fit(fit)
        unit.commit()
    with store.read() as unit:
        assert unit.certificates.templates() == (replace(template, calibrated=True),)
        assert unit.certificates.signing_keys() == (withdrawn,)
        assert unit.certificates.fit("A4") == PrinterFit("A4", 7, -3, 10_010, 9_990)
        assert unit.certificates.fit("other") == PrinterFit("other")
