"""Views for other systems: they say what the program says, and their readers see their halls alone."""

from datetime import date, timedelta
from typing import Any

import psycopg
import pytest

from app.domain.details import (
    Accepted,
    Advice,
    Approval,
    CertificateBegun,
    Delivered,
    EntryCorrected,
    Examined,
    Extended,
    Granted,
    Noticed,
    Resumed,
    ReviewStarted,
    StepDetail,
    Supplemented,
    Suspended,
)
from app.domain.ids import new_id
from app.domain.items import Limit
from app.domain.lifecycle import FINISHED, branches
from app.domain.progress import Progress
from app.domain.timers import TimerKey, timers
from app.domain.workdays import TermUnit
from data.central.readers import admit_reader
from tests import factories as make
from tests.integration.central.conftest import Centre, Desk, OpenDesk

APPROVAL = Approval(new_id(), "才让", "材料复杂")
WAIT, DAYS = Limit(5, TermUnit.WORKDAYS), Limit(10, TermUnit.WORKDAYS)
LIVES: dict[str, list[StepDetail | int]] = {
    "received": [],
    "correcting": [1, Noticed((), date(2026, 10, 9))],
    "accepted": [2, Accepted()],
    "after a notice": [1, Noticed((), date(2026, 10, 9)), 4, Supplemented(()), 1, Accepted()],
    "reviewing": [1, Accepted(), 1, ReviewStarted(), 1, Examined("材料齐全", Advice.GRANT)],
    "suspended": [1, Accepted(), 1, ReviewStarted(), 2, Suspended("检验", WAIT)],
    "paused": [1, Accepted(), 2, Suspended("检验", WAIT), 9, Resumed("合格")],
    "extended": [1, Accepted(), 1, ReviewStarted(), 3, Extended(DAYS, APPROVAL)],
    "granted": [1, Accepted(), 3, Granted("准予", "才让"), 0, EntryCorrected("电话", "1", "2", "写错")],
    "making": [1, Accepted(), 3, Granted("准予", "才让"), 1, CertificateBegun()],
    "delivered": [1, Accepted(), 3, Granted("准予", "才让"), 1, Delivered("窗口", "丹增", "本人", True, "")],
}
TODAY = "create or replace function report.today() returns date language sql as $$ select date '{}' $$"
ATTACKS = {
    "write a view": "UPDATE report.\"case\" SET state = 'x'",
    "read records": "SELECT * FROM record.case_header",
    "read the log": "SELECT * FROM sync.change_log",
    "read who reads": "SELECT * FROM sync.reader",
    "read tickets": "SELECT * FROM queue.ticket",
    "read secrets": "SELECT * FROM queue.secret",
    "read behind a view": "SELECT * FROM report.branch",
    "widen its halls": "UPDATE sync.reader SET halls = '{}'",
    "call a station's function": "SELECT sync.hello(null, null, 1, true, '', 0)",
    "press": "SELECT queue.ring()",
    "make a table": "CREATE TABLE public.mine (n int)",
    "be the owner": "SET ROLE hall_owner",
}


@pytest.fixture
def desk(centre: Centre, open_desk: OpenDesk) -> Desk:
    """A station whose cases are in every state, all sent."""
    one = open_desk(centre.enrol("s1"))
    for life in LIVES.values():
        begun = one.clock.at
        (header,) = one.open_cases(1)
        for part in life:
            if isinstance(part, int):
                one.clock.pass_days(part)
            else:
                one.follow(header, part)
        one.clock.at = begun
    one.sync.run()
    return one


def read(url: str, statement: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(statement).fetchall()


def test_the_views_say_what_the_program_says(desk: Desk, centre: Centre) -> None:
    item = make.item()
    reader = admit_reader(centre.url, "gov", ("h1",))
    for passed in (0, 12, 30, 75):
        today = desk.clock.at.date() + timedelta(days=passed)
        centre.do(TODAY.format(today))
        states, overdue = {}, {}
        with desk.store.read() as unit:
            calendar = desk.journal.calendar(unit)
            for case_id in unit.cases.ids():
                header = unit.cases.header(case_id)
                (branch,) = branches(unit.cases.steps(case_id))
                progress = Progress(branch)
                states[case_id] = (str(branch.state), progress.accepted_on, progress.decided_on)
                running = {
                    one.key: one.due
                    for one in timers(progress, item, header.joint, calendar, today)
                    if one.stopped_on is None and branch.state not in FINISHED
                }
                due = running.get(TimerKey.PROMISE)
                if progress.accepted_on is not None and due is not None and due < today:
                    overdue[case_id] = (due, running.get(TimerKey.STATUTORY), (today - due).days)
        told = read(reader, 'SELECT case_id, state, accepted_on, decided_on FROM report."case"')
        assert {one: tuple(rest) for one, *rest in told} == states
        late = read(reader, "SELECT case_id, promise_due, statutory_due, days_over FROM report.overdue")
        assert {one: tuple(rest) for one, *rest in late} == overdue
    assert overdue, "in the end cases are late"
    by_state = read(reader, "SELECT state, cases FROM report.cases_by_state")
    assert sum(cases for _, cases in by_state) == len(LIVES)
    days = read(reader, "SELECT sum(steps) FROM report.day WHERE step = 'received'")
    assert days == [(len(LIVES),)]


def test_a_reader_reads_its_halls_and_names_are_masked(
    desk: Desk, centre: Centre, open_desk: OpenDesk
) -> None:
    other = open_desk(centre.enrol("s1", "h2"))
    other.open_cases(1)
    other.sync.run()
    own = admit_reader(centre.url, "one", ("h1",))
    everything = admit_reader(centre.url, "all")
    halls = 'SELECT DISTINCT hall FROM report."case" ORDER BY hall'
    assert read(own, halls) == [("h1",)]
    assert read(everything, halls) == [("h1",), ("h2",)]
    assert read(admit_reader(centre.url, "one", ("h2",)), halls) == [("h2",)], "the new halls hold"
    whole = str(read(everything, 'SELECT * FROM report."case"'))
    applicant = make.header().applicant
    assert applicant.code not in whole
    assert applicant.phone not in whole
    assert applicant.name not in whole


@pytest.mark.parametrize("attack", sorted(ATTACKS))
def test_a_reader_does_nothing_but_read_its_views(centre: Centre, attack: str) -> None:
    centre.enrol("s1")
    with psycopg.connect(admit_reader(centre.url, "gov", ("h1",)), autocommit=True) as connection:
        connection.execute("SET default_transaction_read_only = off")  # a setting is no wall
        with pytest.raises(
            (psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectNotInPrerequisiteState)
        ):
            connection.execute(ATTACKS[attack])


def test_a_reader_sees_no_other_hall_even_where_grants_are_too_wide(desk: Desk, centre: Centre) -> None:
    centre.enrol("s9", "h2")
    centre.do("GRANT USAGE ON SCHEMA record, sync TO hall_reader")
    centre.do("GRANT ALL ON ALL TABLES IN SCHEMA record, sync TO hall_reader")
    with psycopg.connect(admit_reader(centre.url, "two", ("h2",)), autocommit=True) as connection:
        connection.execute("SET default_transaction_read_only = off")
        for table in ("record.case_header", "record.case_step", "sync.change_log"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
        assert connection.execute("UPDATE record.case_header SET contact = 'x'").rowcount == 0


def test_every_view_and_column_tells_what_it_means(centre: Centre) -> None:
    bare = centre.ask(
        "SELECT c.relname, a.attname FROM pg_class c "
        "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 "
        "WHERE c.relnamespace = 'report'::regnamespace AND c.relkind = 'v' AND c.relname <> 'branch' "
        "AND (obj_description(c.oid) IS NULL OR col_description(c.oid, a.attnum) IS NULL)"
    )
    assert bare == []
