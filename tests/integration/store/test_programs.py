"""Several programs on one store: numbers, waiting for the write lock, counters, and death at any moment."""

import os
import random
import select
import signal
import threading
import time
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from uuid import UUID

import pytest

from app.changes import Changes
from app.domain.audit_chain import first_break
from app.domain.case_rows import CaseQuery
from app.errors import StorageError
from data.engine import open_engine, patiently
from data.locks import take_counter
from data.places import STORE_FILE
from data.store import LocalStore, create_store, open_store
from tests.integration.store.filling import CASES, add_case, row
from tests.integration.store.processes import FORK, in_child, in_children

Quiet = Callable[[Changes], None]
PROGRAMS = 12


def _write_five(folder: Path) -> int:
    with open_store(folder, changed=lambda changes: None) as store:
        for _ in range(5):
            add_case(store)
    return os.getpid()


def check_whole(store: LocalStore) -> set[UUID]:
    """See that every case is there with all that belongs to it, and return their ids."""
    assert store.faults() == ()
    with store.read() as unit:
        ids = list(unit.cases.ids())
        headers = [unit.cases.header(case_id) for case_id in ids]
        assert [unit.cases.row(header.id) for header in headers] == [row(header) for header in headers]
        assert all(len(unit.cases.steps(case_id)) == 1 for case_id in ids)
        numbers = [int(header.number[17:21]) for header in headers]
        assert numbers == list(range(CASES.first, CASES.first + len(ids)))
        entries = list(unit.audit.entries())
        assert [entry.fields["subject"] for entry in entries] == [header.number for header in headers]
        assert first_break(entries) is None
        sent = list(unit.outbox.rows())
        assert [one.sequence for one in sent] == list(range(1, 3 * len(ids) + 1))
        records = {(one.kind, one.record_id): one.payload for one in unit.outbox.records()}
        assert records == {(one.kind, one.record_id): one.payload for one in sent}
        found = unit.cases.find(CaseQuery("才让多杰", limit=1000))
        assert {one.case_id for one in found} == set(ids)
    return set(ids)


def test_twelve_programs_write_at_once_and_share_no_number(folder: Path, quiet: Quiet) -> None:
    create_store(folder, 1, changed=quiet).close()
    assert len(set(in_children([partial(_write_five, folder)] * PROGRAMS))) == PROGRAMS
    with open_store(folder, changed=quiet) as store:
        assert len(check_whole(store)) == 5 * PROGRAMS


def test_threads_of_one_program_write_at_once(store: LocalStore) -> None:
    def write() -> None:
        for _ in range(5):
            add_case(store)

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(check_whole(store)) == 30


def test_a_writer_waits_for_the_other_and_then_gives_up_in_words(store: LocalStore) -> None:
    engine = open_engine(store.folder / STORE_FILE)
    with store.write() as unit, engine.connect() as connection:
        begin = partial(connection.exec_driver_sql, "BEGIN IMMEDIATE")
        with pytest.raises(StorageError) as told:
            patiently(begin, seconds=0.02)
        assert told.value.code == "storage.busy"
        ended = threading.Thread(target=patiently, args=(begin,))
        ended.start()
        unit.commit()
        ended.join()
        connection.exec_driver_sql("ROLLBACK")
    engine.dispose()


def test_what_is_not_busy_is_told_at_once() -> None:
    calls = []

    def fail() -> None:
        calls.append(1)
        raise StorageError("storage.damaged", folder="")

    with pytest.raises(StorageError):
        patiently(fail)
    assert len(calls) == 1


def test_a_counter_is_served_by_one_program(folder: Path, quiet: Quiet) -> None:
    create_store(folder, 1, changed=quiet).close()

    def take_both() -> list[str]:
        taken = []
        for counter in ("26", "A/1"):
            try:
                take_counter(folder, counter)
            except StorageError as error:
                taken.append(f"{error.code} {error.facts['counter']}")
        return taken

    with take_counter(folder, "26"):
        assert in_child(take_both) == ["storage.counter_taken 26"]
    assert in_child(take_both) == []


def test_a_killed_program_leaves_its_counter_free(folder: Path, quiet: Quiet) -> None:
    create_store(folder, 1, changed=quiet).close()
    begin, end = FORK.Pipe(duplex=False)

    def hold() -> None:
        take_counter(folder, "26")
        end.send("held")
        signal.pause()

    holder = FORK.Process(target=hold)
    holder.start()
    assert begin.recv() == "held"
    with pytest.raises(StorageError, match="counter_taken"):
        take_counter(folder, "26")
    holder.kill()
    holder.join()
    take_counter(folder, "26").release()
    begin.close()
    end.close()


def _write_until_killed(folder: Path, end: Connection) -> None:
    with open_store(folder, changed=lambda changes: None) as store:
        while True:
            end.send(None)
            end.send(add_case(store).id)


def _kill_one(folder: Path, moment: random.Random, confirmed: set[UUID]) -> bool:
    """Kill a writer at a drawn moment of a write; tell whether it had begun one it had not confirmed."""
    begin, end = FORK.Pipe(duplex=False)
    writer = FORK.Process(target=_write_until_killed, args=(folder, end))
    writer.start()
    end.close()
    said: list[UUID | None] = []
    started = time.monotonic()
    for _ in range(moment.randrange(2, 8)):
        said.append(begin.recv())
    length = (time.monotonic() - started) / len(said)
    select.select([], [], [], moment.uniform(0, 2 * length))
    writer.kill()
    writer.join()
    while begin.poll():
        try:
            said.append(begin.recv())
        except EOFError:
            break
    begin.close()
    confirmed.update(one for one in said if one)
    return said[-1] is None


def _kill_many(folder: Path, seed: int, wanted: int) -> None:
    create_store(folder, 1, changed=lambda changes: None).close()
    moment, confirmed = random.Random(seed), set[UUID]()
    inside = killed = 0
    while inside < wanted:
        inside += _kill_one(folder, moment, confirmed)
        killed += 1
        with open_store(folder, changed=lambda changes: None) as store:
            ids = check_whole(store)
        assert confirmed <= ids
        assert len(ids - confirmed) <= killed, "more than the one in doubt of each kill"


def test_whatever_was_confirmed_is_there_after_a_kill(folder: Path) -> None:
    _kill_many(folder, seed=1, wanted=4)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(5))
def test_whatever_was_confirmed_is_there_after_many_kills(folder: Path, seed: int) -> None:
    _kill_many(folder, seed, wanted=40)
