"""The spool in the store: order, documents, the latest state by arrival, nothing of it in the outbox."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.domain.papers import PaperKind, Print, PrintEvent, PrintState
from app.domain.print_jobs import A4, Place, PrintJob
from app.errors import RuleError
from data.store import LocalStore, create_store
from tests import factories as make


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LocalStore]:
    with create_store(tmp_path / "station", 1, changed=lambda changes: None) as made:
        yield made


def queue(store: LocalStore, number: str, pdf: bytes) -> PrintJob:
    """Record a print as queued and put it into the spool."""
    record = Print(
        make.new_id(),
        make.new_id(),
        make.new_id(),
        PaperKind.NOTICE,
        number,
        1,
        2,
        make.NINE,
        make.new_id(),
        "卓玛措",
    )
    job = PrintJob(
        record.id, record.kind, number, 1, 2, A4, Place("laser", "Tray2"), make.NINE, record.actor_name
    )
    with store.write() as unit:
        unit.prints.add(record)
        unit.prints.add_event(PrintEvent(make.new_id(), record.id, PrintState.QUEUED, make.NINE, ""))
        unit.print_jobs.add(job, pdf)
        unit.commit()
    return job


def happen(store: LocalStore, print_id: UUID, state: PrintState, seconds: int = 0) -> None:
    with store.write() as unit:
        at = make.NINE + timedelta(seconds=seconds)
        unit.prints.add_event(PrintEvent(make.new_id(), print_id, state, at, ""))
        unit.commit()


def test_jobs_come_back_in_their_order_with_their_documents(store: LocalStore) -> None:
    first, second = queue(store, "一号", b"%PDF one"), queue(store, "二号", b"%PDF two")
    with store.read() as unit:
        found = unit.print_jobs.open()
        assert [one.job for one in found] == [first, second]
        assert [unit.print_jobs.pdf(one.job.print_id) for one in found] == [b"%PDF one", b"%PDF two"]
        assert (found[0].state, found[0].spooled, found[0].touched) == (PrintState.QUEUED, "", False)


def test_the_latest_state_is_the_last_recorded_even_when_the_clock_was_set_back(store: LocalStore) -> None:
    job = queue(store, "一号", b"%PDF")
    happen(store, job.print_id, PrintState.COMPOSING, seconds=60)
    happen(store, job.print_id, PrintState.SENT, seconds=-3600)
    with store.read() as unit:
        assert unit.print_jobs.get(job.print_id).state is PrintState.SENT


def test_marks_and_places_are_kept_and_a_dropped_job_is_gone(store: LocalStore) -> None:
    job, other = queue(store, "一号", b"%PDF"), queue(store, "二号", b"%PDF")
    with store.write() as unit:
        unit.print_jobs.mark(job.print_id, "17", touched=True)
        unit.print_jobs.put_place(job.print_id, Place("needle", turned=True))
        unit.commit()
    with store.read() as unit:
        standing = unit.print_jobs.get(job.print_id)
        assert (standing.spooled, standing.touched) == ("17", True)
        assert standing.job.place == Place("needle", "", turned=True)
    with store.write() as unit:
        unit.print_jobs.drop(job.print_id)
        unit.commit()
    with store.read() as unit:
        assert [one.job for one in unit.print_jobs.open()] == [other]
        for ask in (unit.print_jobs.get, unit.print_jobs.pdf):
            with pytest.raises(RuleError, match="job_unknown"):
                ask(job.print_id)


def test_nothing_of_the_spool_leaves_the_station(store: LocalStore) -> None:
    queue(store, "一号", b"%PDF")
    with store.read() as unit:
        assert {row.kind for row in unit.outbox.rows()} == {"print", "print_event"}
