"""The queue's records leave when their time is over: whole days, named in the log, and nothing with them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.domain.accounts import Right
from app.domain.dates import hall_date
from app.domain.ids import new_id
from app.domain.queue_services import QueueRules
from app.domain.retention import QUEUE_KINDS, QueueDay, RetentionRules
from app.domain.sync import Blocks, Connection
from app.domain.tickets import Priority, TicketAct, Turn
from app.errors import RuleError
from app.ports.queue import DeskEvent, DeskState
from app.services.integrity import Integrity
from app.services.journal import Journal
from app.services.queue_settings import check_turns
from app.services.retention import Retention
from data.store import LocalStore, create_store
from data.working_days import CalendarTables
from tests import factories as make
from tests.fakes import StillClock
from tests.integration.queue.conftest import SmallQueue

ADMIN = make.actor(Right.ADMINISTRATOR)
OLD = (date(2025, 9, 11), date(2025, 9, 12), date(2025, 9, 14))
KEPT = (date(2025, 9, 15), date(2026, 9, 14))
MARK = "5e0f00000000000000000000000000aa"


class PastHall(SmallQueue):
    """A hall that has been giving tickets for more than a year; now it is 2026-09-15."""

    def __init__(self, store: LocalStore, clock: StillClock) -> None:
        super().__init__(store, clock)
        self.furnish(QueueRules(one_ticket_a_person=True))
        self.journal = Journal(store, CalendarTables(), clock)
        self.retention = Retention(self.journal)
        self.last: dict[date, Turn] = {}
        now = clock.at
        for day in (*OLD, *KEPT):
            clock.at = now - (now.date() - day)
            self.work()
        clock.at = now

    def work(self) -> None:
        """One visitor served, one passed, one left waiting at the end of the day."""
        self.open("3")
        self.give(person=MARK, priority=Priority.DISABLED)
        self.give()
        self.last[self.clock.at.date()] = self.give("TRADE")
        self.later(minutes=10)
        self.serve()
        passed = self.called()
        self.later(minutes=5)
        self.do(TicketAct.MISSED, passed)

    def clear(self) -> list[QueueDay]:
        self.retention.clear(ADMIN)
        return list(iter(lambda: self.retention.clear_day(ADMIN), None))

    def days(self) -> list[date]:
        return sorted({turn.ticket.day for turn in self.queue.turns(date.min, date.max)})

    def sent(self) -> list[str]:
        with self.store.read() as unit:
            return [str(row.payload) for row in unit.outbox.rows() if row.kind in QUEUE_KINDS]

    def check(self) -> None:
        assert Integrity(self.journal).verify().findings == ()
        assert list(check_turns(self.queue, date.min, date.max)) == []

    def run(self, statement: str) -> None:
        with self.store.write() as unit:
            unit._tx.write(text(statement))  # the way of a program that does what it should not
            unit.commit()


@pytest.fixture
def past(tmp_path: Path) -> Iterator[PastHall]:
    with create_store(tmp_path / "station", 1, changed=lambda changes: None) as store:
        with store.write() as unit:
            unit.hall.put_facts(make.hall())
            unit.commit()
        yield PastHall(store, StillClock())


def test_days_older_than_a_year_go_whole_and_what_they_came_to_stays_in_the_log(past: PastHall) -> None:
    rows = len(past.sent())
    told = past.retention.preview(ADMIN)[2]
    assert (told.kind, told.count, told.oldest and hall_date(told.oldest)) == ("ticket", 9, OLD[0])
    gone = past.clear()
    assert [one.day for one in gone] == list(OLD)
    assert {one.figures.tickets for one in gone} == {3}
    assert past.days() == list(KEPT)
    assert past.retention.preview(ADMIN)[2].count == 0
    left = [one for one in past.sent() if one != "{}"]
    assert len(past.sent()) == rows, "every row keeps its place"
    assert sum(MARK in one for one in left) == len(KEPT)
    assert not any(str(OLD[0]) in one for one in left)
    with past.store.read() as unit:
        logged = [one.fields for one in unit.audit.entries() if one.fields["action"] == "queue.clear"]
    assert [(one["subject"], one["actor"]) for one in logged] == [(str(day), ADMIN.name) for day in OLD]
    assert logged[0]["facts"] == {
        "records": str(gone[0].records),
        "tickets": "3",
        "calls": "2",
        "no_show": "1",
        "mean_wait_s": "750.0",
        "mean_service_s": "300.0",
    }
    past.check()


def test_the_queue_goes_on_as_if_nothing_had_left(past: PastHall) -> None:
    sequence = past.queue.last_sequence()
    past.clear()
    assert past.queue.last_sequence() == sequence
    past.open("3")
    turn = past.give()
    assert turn.ticket.number == "C001"
    assert past.called().ticket == turn.ticket
    assert [call.number for call in past.queue.calls_after(sequence)] == ["C001"]
    past.check()
    assert past.clear() == [], "the year is not over for those that are left"
    past.later(days=1)
    assert [one.day for one in past.clear()] == [KEPT[0]]
    past.later(days=366)
    past.give()
    assert [one.day for one in past.clear()] == [KEPT[1], date(2026, 9, 15)]
    past.check()


def test_the_newest_day_stays_and_so_does_the_hall_s_own_setting(past: PastHall) -> None:
    with past.store.write() as unit:
        unit.rules.put(RetentionRules(queue_months=1))
        unit.commit()
    assert [one.day for one in past.clear()] == [*OLD, KEPT[0]]
    past.later(days=2000)
    assert past.retention.preview(ADMIN)[2].count == 0
    assert past.clear() == []
    assert past.days() == [KEPT[1]]
    past.check()


def test_what_the_centre_does_not_have_yet_stays(past: PastHall) -> None:
    with past.store.write() as unit:
        unit.sync.join(Connection("h1", "s1", "postgresql://s1@127.0.0.1/centre", "", 0, Blocks(0, 0)))
        second = [row for row in unit.outbox.rows() if row.kind == "ticket"][3]
        unit.sync.acknowledge(second.sequence)
        unit.commit()
    assert past.retention.preview(ADMIN)[2].count == 3
    assert [one.day for one in past.clear()] == [OLD[0]]
    past.check()


def test_a_day_of_a_wrong_clock_goes_with_its_neighbours(past: PastHall) -> None:
    now = past.clock.at
    past.clock.at = now + timedelta(days=9000)
    past.work()
    past.clock.at = now
    past.work()
    past.later(days=400)
    past.give()
    assert [one.day.year for one in past.clear()] == [2025] * 4 + [2026, 2051, 2026]
    past.check()


def test_a_clearing_that_is_broken_off_leaves_whole_days(past: PastHall) -> None:
    first = past.retention.clear_day(ADMIN)
    assert first is not None
    assert first.day == OLD[0]
    past.check()
    assert past.days() == [*OLD[1:], *KEPT]
    assert [one.day for one in past.clear()] == list(OLD[1:])


def test_presses_without_the_line_go_once_they_were_brought(past: PastHall) -> None:
    turn = past.last[OLD[0]]
    with past.store.write() as unit:
        for day, brought in ((OLD[0], True), (OLD[1], False), (KEPT[0], True)):
            ticket = replace(turn.ticket, id=new_id(), day=day, series=2)
            unit.parted.add(ticket, day)
            if brought:
                unit.parted.brought(unit.parted.of_day(day)[0].n, past.clock.at)
        unit.parted.add(DeskEvent(new_id(), "3", DeskState.OPEN, past.clock.at), KEPT[0])
        unit.commit()
    assert past.retention.preview(ADMIN)[2].count == 10
    past.clear()
    with past.store.read() as unit:
        assert [len(unit.parted.of_day(day)) for day in (OLD[0], OLD[1], KEPT[0])] == [0, 1, 2]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM ticket_event",
        "DELETE FROM desk_event",
        "DELETE FROM turn; DELETE FROM ticket",
        "DELETE FROM ticket WHERE id IN (SELECT id FROM ticket ORDER BY n DESC LIMIT 1)",
        "UPDATE outbox SET payload = '{}' WHERE kind = 'ticket'",
        "UPDATE ticket SET payload = '{}'",
        "DELETE FROM outbox WHERE kind = 'ticket'",
    ],
)
def test_no_program_does_it_in_another_way(past: PastHall, statement: str) -> None:
    *before, last = statement.split("; ")
    for one in before:
        past.run(one)
    with pytest.raises(IntegrityError, match="append-only"):
        past.run(last)


def test_only_an_administrator_lets_it_go(past: PastHall) -> None:
    for right in set(Right) - {Right.ADMINISTRATOR}:
        with pytest.raises(RuleError, match="right_missing"):
            past.retention.clear_day(make.actor(right))
    assert past.days() == [*OLD, *KEPT]
