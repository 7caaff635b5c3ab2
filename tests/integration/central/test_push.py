"""What a station recorded reaches the centre once and word for word, whatever happens on the way."""

import json
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from app.domain.accounts import Right
from app.domain.details import Accepted, ReviewStarted
from app.domain.sync import Outgoing
from app.errors import SyncError
from data.central.enrolling import disable, enrol
from data.central.server import PostgresCentre
from data.store import open_store
from tests import factories as make
from tests.integration.central.conftest import Centre, Desk, OpenDesk, put_into_outbox
from tests.integration.store.processes import FORK, in_children
from tests.line import BadLine

FAST = [pytest.param(0), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, 20))]
LINE_FAULTS = ("sync.unreachable", "sync.busy", "sync.certificate", "sync.refused")
PER_CASE = 3
"""Outbox rows of a case: header, step, log entry."""


def agrees(centre: Centre, desk: Desk) -> None:
    """See that the centre has every record of the station as it stands there, in one unbroken sequence."""
    stored = desk.records()
    kept = {key: json.loads(text) for key, text in centre.contents().items()}
    assert {key: kept.get(key) for key in stored} == stored
    unbroken(centre)


def unbroken(centre: Centre) -> None:
    for station, epoch, count, last in centre.ask(
        "SELECT station, epoch, count(*), max(seq) FROM sync.change_log WHERE seq IS NOT NULL "
        "GROUP BY station, epoch"
    ):
        assert count == last, (station, epoch)


def until_done(desk: Desk, tries: int = 400) -> int:
    """Exchange until nothing fails; return how often it failed."""
    for failures in range(tries):
        try:
            desk.sync.run()
        except SyncError as error:
            if error.code not in LINE_FAULTS:
                raise
        else:
            return failures
    raise AssertionError("the exchange never came to its end")


@contextmanager
def by_bad_line(desk: Desk, line: BadLine) -> Iterator[None]:
    straight = desk.connect
    desk.connect = partial(PostgresCentre, port=line.port)
    yield
    desk.connect = straight


def test_every_record_reaches_the_centre_word_for_word_and_once(centre: Centre, open_desk: OpenDesk) -> None:
    desk = open_desk(centre.enrol("s1"))
    desk.open_cases(20)
    first = desk.sync.run()
    assert (first.sent, first.refused) == (desk.sync.standing().last, 0)
    agrees(centre, desk)
    assert desk.sync.run().sent == 0
    assert desk.sync.standing().waiting == 0
    (_, text), *_ = [one for one in centre.contents().items() if one[0][0] == "case_header"]
    with desk.store.read() as unit:
        assert text in {row.text for row in unit.sync.waiting(0, 1000)}


def test_the_same_batch_pushed_twice_counts_once(centre: Centre, open_desk: OpenDesk) -> None:
    desk = open_desk(enrolled := centre.enrol("s1"))
    desk.open_cases(3)
    desk.sync.run()
    before = centre.ask("SELECT count(*) FROM sync.change_log")
    with desk.store.read() as unit, PostgresCentre(enrolled) as server:
        rows = unit.sync.waiting(0, 1000)
        assert server.push(unit.station.epoch, 0, rows) == (len(rows), ())
    assert centre.ask("SELECT count(*) FROM sync.change_log") == before


def test_a_sequence_is_never_used_for_other_content(centre: Centre, open_desk: OpenDesk) -> None:
    desk = open_desk(enrolled := centre.enrol("s1"))
    desk.open_cases(1)
    desk.sync.run()
    kept = centre.contents()
    with desk.store.read() as unit, PostgresCentre(enrolled) as server:
        forged = [
            Outgoing(row.sequence, row.kind, row.record_id, row.revision + 1, '{"number":"forged"}')
            for row in unit.sync.waiting(0, 1000)
        ]
        server.push(unit.station.epoch, 0, forged)
    assert centre.contents() == kept


@pytest.mark.parametrize(
    "turned", [lambda rows: rows[::-1], lambda rows: rows[:2] + rows[3:], lambda rows: rows[:3] + rows[2:]]
)
def test_rows_that_do_not_follow_each_other_are_refused(
    centre: Centre, open_desk: OpenDesk, turned: Callable[[tuple[Outgoing, ...]], tuple[Outgoing, ...]]
) -> None:
    desk = open_desk(enrolled := centre.enrol("s1"))
    desk.sync.run()
    desk.open_cases(3)
    kept = centre.contents()
    with desk.store.read() as unit, PostgresCentre(enrolled) as server:
        rows = unit.sync.waiting(unit.sync.standing().acknowledged, 1000)
        with pytest.raises(SyncError, match=r"sync\.gap"):
            server.push(unit.station.epoch, 0, turned(rows))
    assert centre.contents() == kept
    desk.sync.run()
    agrees(centre, desk)


@pytest.mark.parametrize("seed", FAST)
def test_a_lost_reply_changes_nothing(centre: Centre, open_desk: OpenDesk, seed: int) -> None:
    desk = open_desk(centre.enrol("s1"))
    desk.sync.run()
    with BadLine(centre.cluster.port) as line, by_bad_line(desk, line):
        for _ in range(5):
            desk.open_cases(2)
            line.lost_replies = 6 + seed  # within the exchange: past signing in
            until_done(desk)
    agrees(centre, desk)


@pytest.mark.parametrize("seed", FAST)
def test_connections_cut_at_random(centre: Centre, open_desk: OpenDesk, seed: int) -> None:
    desk = open_desk(centre.enrol("s1"))
    failures = 0
    with BadLine(centre.cluster.port, cut_share=0.08, seed=seed) as line, by_bad_line(desk, line):
        for _ in range(12):
            desk.open_cases(10)
            failures += until_done(desk)
    assert failures > 0
    agrees(centre, desk)


def _push_for_ever(folder: Path) -> None:
    with open_store(folder, changed=lambda changes: None) as store:
        desk = Desk(store)
        while True:
            desk.open_cases(1)
            desk.sync.run()


@pytest.mark.parametrize("seed", FAST)
def test_a_killed_pusher(centre: Centre, open_desk: OpenDesk, seed: int) -> None:
    desk = open_desk(centre.enrol("s1"))
    for _ in range(3):
        child = FORK.Process(target=_push_for_ever, args=(desk.store.folder,))
        before = centre.ask("SELECT count(*) FROM sync.change_log")[0][0]
        child.start()
        while centre.ask("SELECT count(*) FROM sync.change_log")[0][0] < before + 5 + seed:
            assert child.is_alive()
        os.kill(int(child.pid or 0), signal.SIGKILL)
        child.join()
        child.close()
    until_done(desk)
    agrees(centre, desk)


def _push(folder: Path) -> int:
    with open_store(folder, changed=lambda changes: None) as store:
        desk = Desk(store)
        for _ in range(5):
            desk.open_cases(4)
            try:
                desk.sync.run()
            except SyncError as error:
                if error.code not in ("sync.busy", "sync.gap"):
                    raise
        return os.getpid()


@pytest.mark.parametrize("seed", FAST)
def test_two_programs_of_one_store_push_at_once(centre: Centre, open_desk: OpenDesk, seed: int) -> None:
    desk = open_desk(centre.enrol("s1"))
    folder = desk.store.folder
    programs = 2 + (seed + 1) % 3
    assert len(set(in_children([lambda: _push(folder)] * programs))) == programs
    until_done(desk)
    agrees(centre, desk)


@pytest.mark.parametrize("seed", FAST)
def test_a_server_that_is_killed_and_comes_back(centre: Centre, open_desk: OpenDesk, seed: int) -> None:
    desk = open_desk(centre.enrol("s1"))
    desk.open_cases(5 + seed)
    desk.sync.run()
    desk.open_cases(40)
    centre.cluster.kill()
    with pytest.raises(SyncError, match="unreachable"):
        desk.sync.run()
    assert desk.sync.standing().waiting == 40 * PER_CASE
    assert desk.sync.standing().fault == "sync.unreachable"
    centre.cluster.start()
    until_done(desk)
    agrees(centre, desk)
    assert desk.sync.standing().fault is None


POISON = {
    "nul": '{"id":"%s","note":"a\\u0000b","case_id":"%s"}',
    "not_json": '{"id":"%s","case_id":"%s"',
    "wrong_type": '{"id":"%s","case_id":"%s","at":"no day"}',
    "overflow": '{"id":"%s","case_id":"%s","station":99999999999999999999999}',
    "no_object": "[1,2,3]",
    "deep": "[" * 20000 + "]" * 20000,
}


@pytest.mark.parametrize("poison", sorted(POISON))
def test_a_poison_row_is_put_aside_and_blocks_nobody(
    centre: Centre, open_desk: OpenDesk, poison: str
) -> None:
    desk = open_desk(centre.enrol("s1"))
    desk.open_cases(3)
    spoiled = make.new_id()
    text = POISON[poison]
    text = text % (spoiled, spoiled) if "%s" in text else text
    with desk.store.write() as unit:
        put_into_outbox(unit, spoiled, text)
        unit.commit()
    desk.open_cases(3)
    done = desk.sync.run()
    assert done.refused == 1
    assert desk.sync.standing().waiting == 0
    (parked,) = desk.sync.parked()
    assert (parked.kind, parked.record_id) == ("case_step", spoiled)
    assert parked.code[:2] in ("22", "23", "54"), parked
    assert parked.reason
    unbroken(centre)
    kept = centre.contents()
    assert all(key in kept for key in desk.records())


def test_a_parked_record_is_mended_and_taken(centre: Centre, open_desk: OpenDesk) -> None:
    desk = open_desk(centre.enrol("s1"))
    (header,) = desk.open_cases(1)
    spoiled = make.new_id()
    good = {"id": str(spoiled), "case_id": str(header.id), "at": "2026-09-15T01:00:00+00:00"}
    with desk.store.write() as unit:
        put_into_outbox(unit, spoiled, json.dumps(good | {"at": "no day"}))
        unit.commit()
    desk.sync.run()
    (parked,) = desk.sync.parked()
    actor = make.actor(rights=frozenset({Right.ADMINISTRATOR}))
    desk.sync.mend(actor, parked.sequence, parked.text)
    desk.sync.run()
    (still,) = desk.sync.parked()
    assert (still.mended, still.code) == (None, parked.code)
    desk.sync.mend(actor, parked.sequence, json.dumps(good))
    assert desk.sync.run().refused == 0
    assert desk.sync.parked() == ()
    assert centre.ask("SELECT count(*) FROM sync.quarantine WHERE resolved_at IS NULL") == [(0,)]
    assert json.loads(centre.contents()["case_step", spoiled]) == good


@pytest.mark.parametrize("seed", FAST)
def test_a_restored_store_goes_on_in_a_new_epoch_with_fresh_numbers(
    centre: Centre, open_desk: OpenDesk, tmp_path: Path, seed: int
) -> None:
    desk = open_desk(centre.enrol("s1"))
    desk.open_cases(5)
    desk.sync.run()
    desk.store.close()
    copy = shutil.copytree(desk.store.folder, tmp_path / "copy")
    with open_store(desk.store.folder, changed=lambda changes: None) as store:
        lost = Desk(store)
        lost_cases = lost.open_cases(7)
        lost.sync.run()
    with open_store(copy, changed=lambda changes: None) as store:
        restored = Desk(store)
        before = restored.store.read()
        with before:
            epoch, blocks = before.station.epoch, (before.station.case_index, before.station.document_index)
        made = restored.open_cases(20 - seed)  # more and fewer than were lost: counting would not find out
        until_done(restored)
        after = restored.store.read()
        with after:
            assert after.station.epoch != epoch
            assert all(new != old for new, old in zip(
                (after.station.case_index, after.station.document_index), blocks, strict=True))  # fmt: skip
        fresh = restored.open_cases(1)
        until_done(restored)
        agrees(centre, restored)
        cases = restored.steps()
        taken = {one.number for one in lost_cases}
        assert fresh[0].number not in taken
        held = {one.record_id for one in restored.sync.held_back()}
        # A lost case whose number was given out again meanwhile is held back, the others are here again.
        assert {one.id for one in lost_cases} <= set(cases) | held
        assert {one.id for one in made} <= set(cases)
    stored = {record for kind, record in centre.contents() if kind == "case_header"}
    assert {one.id for one in (*lost_cases, *made)} <= stored


@pytest.mark.parametrize("seed", FAST)
def test_a_restored_centre_gets_again_what_it_lost(centre: Centre, open_desk: OpenDesk, seed: int) -> None:
    desk = open_desk(centre.enrol("s1"))
    desk.open_cases(5 + seed)
    desk.sync.run()
    backup = f"{centre.database}_old"
    centre.cluster.make_database(backup, centre.database)
    desk.open_cases(8)
    desk.sync.run()
    centre.cluster.drop_database(centre.database)
    centre.cluster.make_database(centre.database, backup)
    centre.cluster.drop_database(backup)
    assert len([one for one in centre.contents() if one[0] == "case_header"]) == 5 + seed
    assert desk.sync.run().sent >= 8 * PER_CASE
    agrees(centre, desk)


def test_a_cut_log_is_noticed_and_told_to_the_centre(
    centre: Centre, open_desk: OpenDesk, tmp_path: Path
) -> None:
    desk = open_desk(centre.enrol("s1"))
    desk.open_cases(3)
    desk.sync.run()
    with desk.store.write() as unit:
        tx = unit._tx
        tx.run_many("DROP TRIGGER audit_entry_no_delete", [()])
        tx.run_many("DELETE FROM audit_entry WHERE n = (SELECT max(n) FROM audit_entry)", [()])
        unit.commit()
    desk.sync.run()
    told = [json.loads(text) for (kind, _), text in centre.contents().items() if kind == "audit_entry"]
    assert [one["fields"]["action"] for one in told].count("sync.epoch") == 1


def test_who_is_not_known_is_told_so(centre: Centre, open_desk: OpenDesk) -> None:
    enrolled = centre.enrol("s1")
    desk = open_desk(enrolled)
    desk.sync.run()
    disable(centre.url, "h1", "s1")
    with pytest.raises(SyncError, match=r"sync\.refused"):
        desk.sync.run()
    with pytest.raises(SyncError, match=r"central\.enrolled_already"):
        centre.enrol("s1")
    renewed = enrol(centre.url, "h1", "s1", renew=True)
    assert renewed.password != enrolled.password
    desk.sync.join(renewed)
    until_done(desk)
    agrees(centre, desk)


def test_another_store_cannot_take_a_station_s_place(centre: Centre, open_desk: OpenDesk) -> None:
    enrolled = centre.enrol("s1")
    open_desk(enrolled).sync.run()
    with pytest.raises(SyncError, match=r"sync\.other_store"):
        open_desk(enrolled).sync.run()


def test_demo_data_are_refused_by_the_centre_of_a_real_hall(centre: Centre, open_desk: OpenDesk) -> None:
    desk = open_desk(centre.enrol("s1", demo=False))
    with pytest.raises(SyncError, match=r"sync\.demo"):
        desk.sync.run()
    with pytest.raises(SyncError, match=r"central\.demo"):
        centre.enrol("s2", demo=True)


def test_a_program_of_another_form_is_refused_in_words(
    centre: Centre, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(centre.enrol("s1"))
    for form, code in ((0, "sync.upgrade"), (9, "sync.server_older")):
        monkeypatch.setattr("data.central.server.FORM", form)
        with pytest.raises(SyncError, match=code):
            desk.sync.run()
    assert desk.sync.standing().fault == "sync.server_older"


def test_case_blocks_differ_among_stations_that_share_departments(centre: Centre) -> None:
    def block(station: str, *departments: str) -> int:
        return centre.enrol(station, departments=departments).blocks.case_index

    assert [block("a", "117"), block("b", "117", "118"), block("c", "118"), block("d")] == [0, 1, 0, 2]
    assert [centre.enrol(f"e{n}").blocks.case_index for n in range(7)] == [3, 4, 5, 6, 7, 8, 9]
    with pytest.raises(SyncError, match=r"sync\.no_block"):
        centre.enrol("f")
    with pytest.raises(SyncError, match=r"sync\.no_block"):
        centre.enrol("g", departments=("117",))
    assert block("h", "300") == 0


def test_a_review_reaches_the_centre_as_relational_rows(centre: Centre, open_desk: OpenDesk) -> None:
    desk = open_desk(centre.enrol("s1"))
    (header,) = desk.open_cases(1)
    desk.follow(header, Accepted())
    desk.follow(header, ReviewStarted())
    desk.sync.run()
    rows = centre.ask(
        "SELECT detail ->> 'kind', station, \"on\" FROM record.case_step ORDER BY at, record_id"
    )
    assert [row[0] for row in rows] == ["received", "accepted", "review_started"]
    assert centre.ask("SELECT number, department FROM record.case_header") == [(header.number, "117")]


ROWS_READ = """
SELECT sum(seq_tup_read + idx_tup_fetch)::bigint FROM pg_stat_user_tables
WHERE relname IN ('audit_entry', 'change_log')"""


def test_a_long_log_is_taken_by_a_server_that_has_not_counted_its_tables(
    centre: Centre, open_desk: OpenDesk
) -> None:
    desk = open_desk(centre.enrol("s1"))
    with desk.store.write() as unit:
        for place in range(10_000):
            unit.audit.append(desk.clock.now(), "卓玛措", "account.sign_in", str(place), "ok", {})
        unit.commit()
    assert desk.sync.run().refused == 0
    (last,) = centre.ask("SELECT audit_sequence FROM sync.station WHERE station = 's1'")
    assert last == centre.ask("SELECT max(sequence) FROM record.audit_entry")[0]
    ((read,),) = centre.ask(ROWS_READ)
    assert read < 4 * 10_000
    agrees(centre, desk)
