"""Records come back as they were written, each with its outbox row, or not at all."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.accounts import Account, Right
from app.domain.case_rows import CaseQuery
from app.domain.details import Accepted, StepKind
from app.domain.papers import PaperKind, Print, PrintEvent, PrintState
from app.domain.workdays import DayRow
from app.errors import RuleError
from app.ports.store import Draft, OutboxRow, Series, Store
from data import driver
from data.store import LocalStore
from tests import factories
from tests.integration.store.conftest import Heard
from tests.integration.store.filling import add_case, row, write_case


def outbox(store: LocalStore) -> list[OutboxRow]:
    with store.read() as unit:
        return list(unit.outbox.rows())


def stored(store: LocalStore) -> dict[tuple[str, object], OutboxRow]:
    with store.read() as unit:
        return {(record.kind, record.record_id): record for record in unit.outbox.records()}


def account(**changes: object) -> Account:
    base = Account(factories.new_id(), "zhuoma", "卓玛措", "hash", frozenset({Right.CLERK}), "117")
    return replace(base, **changes)  # type: ignore[arg-type]  # a test names fields of any type


def a_print(**changes: object) -> Print:
    base = Print(
        factories.new_id(),
        factories.new_id(),
        factories.new_id(),
        PaperKind.ACCEPTANCE,
        "玛市监受〔2026〕100001号",
        1,
        3,
        factories.NINE,
        factories.new_id(),
        "卓玛措",
    )
    return replace(base, **changes)  # type: ignore[arg-type]  # a test names fields of any type


def test_the_local_store_is_a_store(store: LocalStore) -> None:
    as_port: Store = store
    with as_port.read() as unit:
        assert unit.station.index == 1


def test_a_case_comes_back_as_written(store: LocalStore) -> None:
    header = add_case(store, factories.header(agent=factories.agent()))
    with store.read() as unit:
        assert unit.cases.header(header.id) == header
        assert unit.cases.by_number(header.number) == header
        assert unit.cases.row(header.id) == row(header)
        assert [step.case_id for step in unit.cases.steps(header.id)] == [header.id]
        assert list(unit.cases.ids()) == [header.id]


@pytest.mark.parametrize("kind", StepKind)
def test_a_step_of_every_kind_comes_back_as_written(store: LocalStore, kind: StepKind) -> None:
    written = factories.step(factories.detail(kind))
    with store.write() as unit:
        unit.cases.append(written)
        unit.commit()
    with store.read() as unit:
        assert unit.cases.steps(written.case_id) == (written,)


def test_steps_come_in_the_order_of_time_not_of_arrival(store: LocalStore) -> None:
    first = factories.step(factories.detail(StepKind.RECEIVED))
    second = replace(factories.step(Accepted(), first), at=first.at + timedelta(seconds=1))
    with store.write() as unit:
        unit.cases.append(second)
        unit.cases.append(first)
        unit.commit()
    with store.read() as unit:
        assert unit.cases.steps(first.case_id) == (first, second)


def test_reference_records_come_back_and_the_same_again_is_no_new_revision(store: LocalStore) -> None:
    for _ in range(2):
        with store.write() as unit:
            unit.catalogue.put_department(factories.department())
            unit.catalogue.put_item(factories.item())
            unit.hall.put_facts(factories.hall())
            unit.commit()
    with store.write() as unit:
        unit.catalogue.put_item(factories.item(name="食品经营许可（变更）"))
        unit.commit()
    with store.read() as unit:
        assert unit.catalogue.department("117") == factories.department()
        assert unit.catalogue.departments() == (factories.department(),)
        assert unit.catalogue.items() == (factories.item(name="食品经营许可（变更）"),)
        assert unit.hall.facts() == factories.hall()
        assert [(sent.kind, sent.revision) for sent in unit.outbox.rows()] == [
            ("department", 1),
            ("service_item", 1),
            ("hall_facts", 1),
            ("service_item", 2),
        ]


def test_day_rows_replace_those_of_the_same_area_and_day(store: LocalStore) -> None:
    day = DayRow("632600", factories.NINE.date(), False, "州政府公告")
    with store.write() as unit:
        unit.hall.put_day_rows([day, replace(day, area="632621")])
        assert len(unit.hall.day_rows()) == 2
        unit.hall.put_day_rows([replace(day, works=True)])
        assert unit.hall.day_rows() == (replace(day, works=True), replace(day, area="632621"))


def test_accounts_are_revised_one_after_the_other(store: LocalStore) -> None:
    first = account()
    with store.write() as unit:
        unit.accounts.put(first)
        unit.accounts.put(replace(first, name="卓玛", revision=2))
        unit.commit()
    with store.write() as unit:
        assert unit.accounts.by_login("zhuoma") == unit.accounts.get(first.id)
        assert [one.name for one in unit.accounts.all()] == ["卓玛"]
        with pytest.raises(RuleError, match=r"record\.changed_meanwhile"):
            unit.accounts.put(replace(first, name="措", revision=2))


def test_what_is_asked_for_twice_is_stored_once(store: LocalStore) -> None:
    header = add_case(store)
    with store.write() as unit:
        with pytest.raises(RuleError, match=r"record\.exists"):
            unit.cases.open(replace(header, number="6326211172026091599998"))
        with pytest.raises(driver.IntegrityError):
            unit.cases.open(replace(header, id=factories.new_id()))


def test_a_refused_revision_leaves_no_outbox_row_even_when_the_unit_goes_on(store: LocalStore) -> None:
    with store.write() as unit:
        unit.accounts.put(account())
        with pytest.raises(RuleError):
            unit.accounts.put(account(revision=5, login="another"))
        unit.commit()
    assert [sent.revision for sent in outbox(store)] == [1]


def test_prints_and_their_events(store: LocalStore) -> None:
    record = a_print()
    events = [
        PrintEvent(factories.new_id(), record.id, state, factories.NINE, "") for state in list(PrintState)[:4]
    ]
    with store.write() as unit:
        unit.prints.add(record)
        for event in events:
            unit.prints.add_event(event)
        unit.commit()
    with store.read() as unit:
        assert unit.prints.get(record.id) == record
        assert unit.prints.of_case(record.case_id) == (record,)
        assert unit.prints.events(record.id) == tuple(events)
        assert list(unit.prints.all()) == [record]


def test_drafts_stay_out_of_the_outbox(store: LocalStore, heard: Heard) -> None:
    draft = Draft("form/26/1", {"name": "才让"}, factories.NINE)
    later = Draft("form/26/2", {"materials": [1, 2]}, factories.NINE + timedelta(minutes=1))
    with store.write() as unit:
        unit.drafts.put(replace(draft, content={}))
        unit.drafts.put(draft)
        unit.drafts.put(later)
        unit.drafts.put(replace(draft, key="other"))
        unit.drafts.drop("other")
        unit.drafts.drop("never there")
        unit.commit()
    with store.read() as unit:
        assert unit.drafts.get("form/26/1") == draft
        assert unit.drafts.get("other") is None
        assert unit.drafts.all("form/") == (later, draft)
    assert not outbox(store)
    assert heard.last.kinds == {"draft"}


def test_what_is_not_there_is_refused_in_words(store: LocalStore) -> None:
    nobody = factories.new_id()
    with store.write() as unit:
        for act, code in (
            (lambda: unit.cases.header(nobody), "case.unknown"),
            (lambda: unit.cases.put_row(row(factories.header())), "case.unknown"),
            (lambda: unit.catalogue.department("999"), "department.unknown"),
            (lambda: unit.catalogue.item("999-01"), "item.unknown"),
            (lambda: unit.accounts.get(nobody), "account.unknown"),
            (lambda: unit.prints.get(nobody), "print.unknown"),
            (unit.hall.facts, "hall.not_set_up"),
        ):
            with pytest.raises(RuleError) as refused:
                act()
            assert refused.value.code == code
        assert unit.cases.by_number("1") is None
        assert unit.cases.row(nobody) is None
        assert unit.accounts.by_login("nobody") is None


def test_every_record_has_its_outbox_row_with_the_same_json(store: LocalStore) -> None:
    with store.write() as unit:
        header = write_case(unit)
        unit.prints.add(a_print())
        unit.accounts.put(account())
        unit.commit()
    with store.write() as unit:
        unit.cases.revise(replace(header, contact="卓玛", revision=2))
        unit.commit()
    rows = outbox(store)
    assert [sent.sequence for sent in rows] == list(range(1, len(rows) + 1))
    newest = {(sent.kind, sent.record_id): sent for sent in rows}
    records = stored(store)
    assert records.keys() == newest.keys()
    for place, sent in newest.items():
        assert (sent.revision, sent.payload) == (records[place].revision, records[place].payload)
    assert newest["case_header", header.id].revision == 2


def test_what_is_rolled_back_leaves_nothing_and_no_gap(store: LocalStore) -> None:
    kept = add_case(store)
    with store.write() as unit:
        write_case(unit)
    with pytest.raises(ZeroDivisionError):
        _fail_halfway(store)
    after = add_case(store)
    rows = outbox(store)
    assert [sent.sequence for sent in rows] == list(range(1, 7))
    assert {sent.record_id for sent in rows if sent.kind == "case_header"} == {kept.id, after.id}
    with store.read() as unit:
        assert list(unit.cases.ids()) == [kept.id, after.id]
        assert [issued.last for issued in unit.numbers.issued()] == [1001]


def _fail_halfway(store: LocalStore) -> None:
    with store.write() as unit:
        write_case(unit)
        raise ZeroDivisionError


def test_a_commit_tells_what_changed_and_a_rollback_tells_nothing(store: LocalStore, heard: Heard) -> None:
    header = add_case(store)
    assert heard.last.kinds == {"case_header", "case_step", "audit_entry", "case_row"}
    assert header.id in heard.last.ids
    with store.write() as unit:
        write_case(unit)
    with store.write() as unit:
        unit.commit()
    assert len(heard) == 1


def test_numbers_run_through_their_block_and_end(store: LocalStore) -> None:
    series = Series("document/玛市监受/2026", 100_001, 100_003)
    with store.write() as unit:
        assert [unit.numbers.take(series) for _ in range(3)] == [100_001, 100_002, 100_003]
        with pytest.raises(RuleError) as refused:
            unit.numbers.take(series)
        assert unit.numbers.take(replace(series, name="another")) == 100_001
        unit.commit()
    assert refused.value.code == "numbers.exhausted"
    fresh = replace(series, first=300_001, last=400_000)
    with store.write() as unit:
        assert unit.numbers.take(fresh) == 300_001
        assert [(one.series, one.first, one.last) for one in unit.numbers.issued()] == [
            ("another", 100_001, 100_001),
            (series.name, 100_001, 100_003),
            (series.name, 300_001, 300_001),
        ]


def test_what_another_station_recorded_is_taken_in_once_and_without_outbox_rows(store: LocalStore) -> None:
    header = factories.header()
    received = factories.step(factories.detail(StepKind.RECEIVED), case_id=header.id)
    accepted = factories.step(Accepted(), received)
    newer = replace(header, contact="旦正才让", revision=3)
    for taken, steps in ((header, [received]), (newer, [received, accepted]), (header, [accepted])):
        with store.write() as unit:
            unit.cases.take_in(taken, steps)
            unit.cases.put_row(row(header))
            unit.commit()
    assert not outbox(store)
    assert not stored(store)
    with store.read() as unit:
        assert unit.cases.header(header.id) == newer
        assert set(unit.cases.steps(header.id)) == {received, accepted}
        assert len(unit.cases.find(CaseQuery("才让多杰"))) == 1


def test_a_case_taken_in_and_revised_here_is_our_own_again(store: LocalStore) -> None:
    header = factories.header()
    with store.write() as unit:
        unit.cases.take_in(header, [])
        unit.cases.revise(replace(header, contact="卓玛措", revision=2))
        unit.commit()
    assert [sent.revision for sent in outbox(store)] == [2]
    assert stored(store).keys() == {("case_header", header.id)}


def test_a_unit_that_reads_does_not_write(store: LocalStore) -> None:
    with store.read() as unit, pytest.raises(RuntimeError, match="only reads"):
        unit.cases.open(factories.header())


def test_a_unit_ends_with_its_commit(store: LocalStore) -> None:
    with store.write() as unit:
        unit.commit()
        with pytest.raises(RuntimeError, match="ended"):
            list(unit.cases.ids())


def test_a_reader_sees_one_state_while_others_write(store: LocalStore) -> None:
    first = add_case(store)
    with store.read() as unit:
        add_case(store)
        assert list(unit.cases.ids()) == [first.id]
    with store.read() as unit:
        assert len(list(unit.cases.ids())) == 2
