"""What other stations recorded comes down once, late commits too, and every order of exchanges ends alike."""

import random
import threading
import uuid
from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.accounts import Right
from app.domain.case_rows import CaseQuery
from app.domain.details import Accepted, ForkResolved, Supplemented
from app.domain.sync import Cursor
from data.central.connecting import as_station
from data.central.server import PostgresCentre
from tests import factories as make
from tests.integration.central.conftest import Centre, Desk, OpenDesk
from tests.integration.central.test_push import FAST, agrees


def settle(*desks: Desk) -> None:
    """Exchange in turn until nobody has anything for the others."""
    while any(done.sent or done.taken for done in [desk.sync.run() for desk in desks]):
        pass


def headers(desk: Desk) -> dict[uuid.UUID, object]:
    with desk.store.read() as unit:
        return {one: unit.cases.header(one) for one in unit.cases.ids()}


def test_a_case_accepted_elsewhere_is_found_and_continued(centre: Centre, open_desk: OpenDesk) -> None:
    one, other = open_desk(centre.enrol("s1")), open_desk(centre.enrol("s2"), furnished=False)
    (header,) = one.open_cases(1)
    one.sync.run()
    other.sync.run()
    with other.store.read() as unit:
        assert unit.hall.facts() == make.hall()
        (found,) = unit.cases.find(CaseQuery(text=header.applicant.name))
        assert found.number == header.number
    other.follow(header, Accepted())
    settle(one, other)
    assert one.steps() == other.steps()
    assert len(one.steps()[header.id]) == 2
    agrees(centre, one)
    agrees(centre, other)
    assert one.sync.held_back() == other.sync.held_back() == ()
    assert _unsound(one) == _unsound(other) == []


def _unsound(desk: Desk) -> list[str]:
    from app.services.integrity import Integrity

    return [one.check for one in Integrity(desk.journal).verify().findings if one.check != "papers"]


def test_two_stations_that_continue_the_same_step_show_a_fork(centre: Centre, open_desk: OpenDesk) -> None:
    one, other = open_desk(centre.enrol("s1")), open_desk(centre.enrol("s2"), furnished=False)
    (header,) = one.open_cases(1)
    settle(one, other)
    one.follow(header, Accepted())
    other.follow(header, Supplemented(make.handed_in(2)))
    settle(one, other)
    for desk in (one, other):
        with desk.store.read() as unit:
            assert [row.case_id for row in unit.cases.find(CaseQuery(forked=True))] == [header.id]
    with other.store.write() as unit:
        tip = next(step for step in unit.cases.steps(header.id) if isinstance(step.detail, Supplemented))
        actor = make.actor(rights=frozenset({Right.REVIEWER}))
        other.journal.resolve(unit, actor, header.id, tip.id, "以补正为准")
        unit.commit()
    settle(one, other)
    for desk in (one, other):
        with desk.store.read() as unit:
            assert unit.cases.find(CaseQuery(forked=True)) == ()
            assert isinstance(unit.cases.steps(header.id)[-1].detail, ForkResolved)


def test_revisions_made_apart_end_as_one_and_the_loser_is_kept(centre: Centre, open_desk: OpenDesk) -> None:
    one, other = open_desk(centre.enrol("s1")), open_desk(centre.enrol("s2"), furnished=False)
    (header,) = one.open_cases(1)
    settle(one, other)
    for desk, phone in ((one, "13911111111"), (other, "13922222222")):
        with desk.store.write() as unit:
            unit.cases.revise(replace(header, contact_phone=phone, revision=2))
            unit.commit()
    settle(other, one)
    assert headers(one) == headers(other)
    (kept,) = centre.ask("SELECT contact_phone FROM record.case_header")
    assert kept == ("13922222222",)
    sent = centre.ask("SELECT count(*) FROM sync.change_log WHERE kind = 'case_header' AND revision = 2")
    assert sent == [(2,)]


def test_an_account_that_clashes_is_held_back_and_blocks_nobody(centre: Centre, open_desk: OpenDesk) -> None:
    one, other = open_desk(centre.enrol("s1")), open_desk(centre.enrol("s2"))
    one.open_cases(1)
    settle(one, other)
    assert {held.kind for held in other.sync.held_back()} == {"account"}
    assert headers(other) == headers(one) != {}


def test_what_was_held_back_comes_in_once_it_fits(centre: Centre, open_desk: OpenDesk) -> None:
    one, other = open_desk(centre.enrol("s1")), open_desk(centre.enrol("s2"))
    settle(one, other)
    held = {back.record_id for back in other.sync.held_back()}
    with other.store.write() as unit:
        for account in unit.accounts.all():
            unit.accounts.put(replace(account, login=f"{account.login}-2", revision=2))
        unit.commit()
    settle(other, one)
    assert other.sync.held_back() == ()
    with other.store.read() as unit:
        assert held <= {account.id for account in unit.accounts.all()}


def test_a_row_committed_late_is_not_skipped(centre: Centre, open_desk: OpenDesk) -> None:
    writer, reader = centre.enrol("s1"), centre.enrol("s2")
    epoch = uuid.uuid4()
    statement = (
        "INSERT INTO sync.change_log (hall, station, epoch, seq, kind, record_id, revision, payload) "
        "VALUES ('h1', 's1', %s, %s, 'note', %s, 1, '{}')"
    )
    with (
        psycopg.connect(centre.url) as slow,
        psycopg.connect(centre.url) as quick,
        PostgresCentre(reader) as feed,
    ):
        slow.execute(statement, (epoch, 1, uuid.uuid4()))
        quick.execute(statement, (epoch, 2, uuid.uuid4()))
        quick.commit()
        assert feed.pull(Cursor(), 100, own=False) == ()
        slow.commit()
        assert [row.place for row in feed.pull(Cursor(), 100, own=False)] == [1, 2]
    assert writer.station == "s1"


@pytest.mark.parametrize("seed", FAST)
def test_a_feed_read_beside_many_writers_has_every_row_once(centre: Centre, seed: int) -> None:
    reader = centre.enrol("reader")
    names = [centre.enrol(f"w{n}", departments=(f"{n}",)).station for n in range(6)]
    over = threading.Event()

    def write(station: str) -> None:
        chance = random.Random(f"{seed} {station}")
        with psycopg.connect(centre.url) as connection:
            for start in range(40):
                for row in range(chance.randint(1, 4)):
                    connection.execute(
                        "INSERT INTO sync.change_log (hall, station, epoch, seq, kind, record_id, revision, "
                        "payload) VALUES ('h1', %s, %s, %s, 'note', %s, 1, '{}')",
                        (station, uuid.UUID(int=start), row, uuid.uuid4()),
                    )
                connection.execute("SELECT pg_sleep(%s)", (chance.random() * 0.01,))
                connection.rollback() if chance.random() < 0.2 else connection.commit()

    writers = [threading.Thread(target=write, args=(name,)) for name in names]
    for writer in writers:
        writer.start()
    seen: list[int] = []
    cursor = Cursor()
    with PostgresCentre(reader) as feed:
        while not over.is_set():
            if not any(writer.is_alive() for writer in writers):
                over.set()  # one more look after the last commit
            while page := feed.pull(cursor, 7, own=False):
                seen += [row.place for row in page]
                cursor = Cursor("", page[-1].xid, page[-1].place)
    for writer in writers:
        writer.join()
    assert len(seen) == len(set(seen))
    assert set(seen) == {place for (place,) in centre.ask("SELECT id FROM sync.change_log")}


def test_an_idle_client_holds_nobody_up(centre: Centre) -> None:
    enrolled = centre.enrol("s1")
    with as_station(enrolled) as connection:
        found = {name: connection.execute(f"SHOW {name}").fetchone() for name in _LIMITS}
    assert found == {name: (value,) for name, value in _LIMITS.items()}


_LIMITS = {
    "statement_timeout": "30s",
    "idle_in_transaction_session_timeout": "10s",
    "lock_timeout": "5s",
}

ACTS = st.lists(
    st.tuples(
        st.sampled_from(("open", "accept", "revise", "sync", "day")), st.integers(0, 1), st.integers(0, 5)
    ),
    min_size=4,
    max_size=25,
)


@given(acts=ACTS, last=st.permutations((0, 1)))
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_order_of_work_and_exchange_ends_alike(
    centre: Centre, open_desk: OpenDesk, acts: list[tuple[str, int, int]], last: list[int]
) -> None:
    hall = f"h{uuid.uuid4().hex[:10]}"
    one = open_desk(centre.enrol("s1", hall))
    other = open_desk(centre.enrol("s2", hall), furnished=False)
    settle(one, other)
    desks = (one, other)
    for act, who, which in acts:
        _act(desks[who], act, which)
    settle(*(desks[who] for who in last))
    _same_everywhere(centre, one, other, hall)


def _act(desk: Desk, act: str, which: int) -> None:
    if act == "open":
        desk.open_cases(1)
    elif act == "sync":
        desk.sync.run()
    elif act == "day":
        desk.clock.at += timedelta(days=7)
    elif known := sorted(headers(desk)):
        with desk.store.read() as unit:
            header = unit.cases.header(known[which % len(known)])
        if act == "accept":
            desk.follow(header, Supplemented(make.handed_in(1 + which % 3)))
        else:
            with desk.store.write() as unit:
                phone = f"139{desk.store.station.id.int % 10**8:08}"
                unit.cases.revise(replace(header, contact_phone=phone, revision=header.revision + 1))
                unit.commit()


def _same_everywhere(centre: Centre, one: Desk, other: Desk, hall: str) -> None:
    assert one.steps() == other.steps()
    assert headers(one) == headers(other)
    kept = centre.ask("SELECT record_id FROM record.case_step WHERE hall_code = %s", hall)
    assert {step for (step,) in kept} == {step for steps in one.steps().values() for step in steps}
    with one.store.read() as here, other.store.read() as there:
        everything = CaseQuery(forked=True, limit=10_000)
        forks = {row.case_id for row in here.cases.find(everything)}
        assert forks == {row.case_id for row in there.cases.find(everything)}
        for case_id in here.cases.ids():
            follows = [step.follows for step in here.cases.steps(case_id)]
            assert (len(follows) != len(set(follows))) == (case_id in forks)


RETURNS = ("other, one", "one, other", "one, one, other", "other, one, other")
"""In which order the two come back to the line; then they exchange until nobody has anything new."""


@pytest.mark.parametrize(
    ("cases", "order"),
    [
        (60, RETURNS[0]),
        *(pytest.param(300, order, marks=pytest.mark.long) for order in RETURNS),
        pytest.param(3000, RETURNS[0], marks=[pytest.mark.long, pytest.mark.timeout(600)]),
        pytest.param(3000, RETURNS[1], marks=[pytest.mark.long, pytest.mark.timeout(600)]),
    ],
)
def test_two_stations_a_week_apart(cases: int, order: str, centre: Centre, open_desk: OpenDesk) -> None:
    one, other = open_desk(centre.enrol("s1")), open_desk(centre.enrol("s2"), furnished=False)
    both, a_day = cases // 10, cases * 9 // 60
    shared = one.open_cases(both)
    settle(one, other)
    for desk in (one, other):
        for _ in range(6):
            desk.open_cases(a_day)
            desk.clock.at += timedelta(days=1)
        for header in shared[::3]:
            desk.follow(header, Accepted())
        for header in shared[1::3] if desk is one else shared[2::3]:
            desk.follow(header, Supplemented(make.handed_in(1)))
    names = {"one": one, "other": other}
    for name in order.split(", "):
        names[name].sync.run()
    settle(one, other)
    _same_everywhere(centre, one, other, "h1")
    assert len(one.steps()) == both + 2 * 6 * a_day
    with one.store.read() as unit:
        assert len(unit.cases.find(CaseQuery(forked=True, limit=1000))) == both // 3
