"""The hall at a glance: who may look, what is counted, and how a fork ends."""

from datetime import timedelta

import pytest

from app.domain.accounts import Actor, Right
from app.domain.details import StepKind
from app.domain.fingers import ClockQuality, Punch
from app.domain.ids import new_id
from app.domain.papers import PrintState
from app.domain.posts import CounterDuty, PostPair
from app.domain.queue_services import QueueCounter, QueueService
from app.domain.sync import Refusal
from app.domain.timers import Signal
from app.errors import RuleError
from app.ports.queue import DeskEvent, DeskState, Wish
from app.services.hall_overview import CounterStanding, HallOverview
from app.services.journal import Journal
from app.services.posts import Posts
from app.services.queue import Queue
from data.local_queue import LocalQueue
from data.working_days import CalendarTables
from tests import factories as make
from tests.unit.services.conftest import SmallHall

OTHERS = [right for right in Right if right is not Right.SUPERVISOR]


@pytest.fixture
def queue(hall: SmallHall) -> LocalQueue:
    made = LocalQueue(hall.store, hall.clock)
    made.put_service(QueueService("117-26", "食品药品", "R", "117"))
    made.put_service(QueueService("117-25", "登记", "S", "117"))
    made.put_counter(QueueCounter("25", ("117-25",)))
    made.put_counter(QueueCounter("26", ("117-26",)))
    return made


@pytest.fixture
def overview(hall: SmallHall, queue: LocalQueue) -> HallOverview:
    return HallOverview(Journal(hall.store, CalendarTables(), hall.clock), queue)


@pytest.fixture
def supervisor() -> Actor:
    return make.actor(Right.SUPERVISOR, department="", counter="")


@pytest.mark.parametrize("right", OTHERS, ids=str)
def test_only_a_supervisor_looks_and_chooses(overview: HallOverview, right: Right) -> None:
    stranger = make.actor(right)
    with pytest.raises(RuleError, match="right_missing"):
        overview.now(stranger)
    with pytest.raises(RuleError, match="right_missing"):
        overview.case_at(stranger, make.new_id())
    with pytest.raises(RuleError, match="right_missing"):
        overview.resolve_fork(stranger, make.new_id(), make.new_id(), "选定")


def test_a_counter_without_anybody_on_duty_says_so(
    hall: SmallHall, overview: HallOverview, supervisor: Actor
) -> None:
    posts = Posts(Journal(hall.store, CalendarTables(), hall.clock))
    with hall.store.read() as unit:
        holder, deputy = (unit.accounts.by_login(login) for login in ("zhuoma", "danzeng"))
    assert holder is not None
    assert deputy is not None
    posts.put(supervisor, PostPair("26", "食品", holder.id, holder.name, deputy.id, deputy.name))
    duties = [(one.number, one.duty) for one in overview.now(supervisor).counters]
    assert duties == [("25", None), ("26", CounterDuty.NOBODY)]
    with hall.store.write() as unit:
        unit.fingers.punch(
            Punch(
                new_id(), deputy.id, deputy.name, new_id(), hall.clock.at, 0, "打卡机", ClockQuality.STEADY, 0
            )
        )
        unit.commit()
    assert overview.now(supervisor).counters[1].duty is CounterDuty.DEPUTY


def test_counters_say_who_is_there_what_waits_and_what_nobody_calls(
    hall: SmallHall, queue: LocalQueue, overview: HallOverview, supervisor: Actor
) -> None:
    queue.staff(DeskEvent(new_id(), "26", DeskState.OPEN, hall.clock.at, make.new_id(), "卓玛措"))
    for service in ("117-26", "117-26", "117-26", "117-25", "117-25"):
        queue.issue(Wish(new_id(), service, "取号机"))
    keys = Queue(queue, hall.clock)
    first = keys.call_next(hall.clerk, new_id())
    assert first is not None
    keys.start(hall.clerk, first.ticket.id)
    hall.clock.at += timedelta(minutes=5)
    keys.finish(hall.clerk, first.ticket.id)
    second = keys.call_next(hall.clerk, new_id())
    assert second is not None
    now = overview.now(supervisor)
    closed, open_ = now.counters
    assert open_ == CounterStanding(
        number="26",
        office="市监局",
        state=DeskState.OPEN,
        since=make.NINE,
        staff="卓玛措",
        ticket="R002",
        waiting=1,
        stranded=0,
        finished=1,
        ticket_id=second.ticket.id,
    )
    assert (closed.state, closed.staff, closed.waiting, closed.stranded) == (DeskState.CLOSED, "", 2, 2)
    assert (now.open_counters, now.waiting, now.today.tickets, now.taken_yesterday) == (1, 3, 5, 0)
    assert [(hour.taken, hour.finished) for hour in now.hours] == [(5, 1)]
    hall.clock.pass_days(1)
    tomorrow = overview.now(supervisor)
    assert (tomorrow.today.tickets, tomorrow.taken_yesterday) == (0, 5)
    assert tomorrow.yesterday == now.hours


def test_limits_are_derived_as_of_today_whatever_day_the_row_was_written(
    hall: SmallHall, overview: HallOverview, supervisor: Actor
) -> None:
    case = hall.use.intake.accept_new(hall.clerk, hall.application()).case
    assert overview.now(supervisor).cases == ()
    hall.clock.pass_days(13)
    (pressing,) = overview.now(supervisor).cases
    assert (pressing.row.case_id, pressing.signal) == (case.id, Signal.YELLOW)
    hall.clock.pass_days(60)
    assert [one.signal for one in overview.now(supervisor).cases] == [Signal.RED]
    hall.use.review.withdraw(hall.clerk, case.id, "申请人撤回")
    assert overview.now(supervisor).cases == ()


def test_a_ticket_leads_to_the_case_that_was_opened_for_it(
    hall: SmallHall, queue: LocalQueue, overview: HallOverview, supervisor: Actor
) -> None:
    queue.staff(DeskEvent(new_id(), "26", DeskState.OPEN, hall.clock.at, make.new_id(), "卓玛措"))
    queue.issue(Wish(new_id(), "117-26", "取号机"))
    keys = Queue(queue, hall.clock)
    turn = keys.call_next(hall.clerk, new_id())
    assert turn is not None
    assert overview.case_at(supervisor, turn.ticket.id) is None
    case_id = hall.use.intake.accept_new(hall.clerk, hall.application()).case.id
    keys.start(hall.clerk, turn.ticket.id)
    keys.link(hall.clerk, turn.ticket.id, case_id)
    assert overview.case_at(supervisor, turn.ticket.id) == case_id


def test_what_the_centre_refused_is_seen_with_the_case_it_is_of(
    hall: SmallHall, overview: HallOverview, supervisor: Actor
) -> None:
    outcome = hall.use.intake.accept_new(hall.clerk, hall.application())
    record = hall.use.papers.print(hall.clerk, outcome.case.id, outcome.step.id).record
    assert overview.now(supervisor).parked == ()
    with hall.store.write() as unit:
        rows = unit.sync.waiting(0, 1000)
        unit.sync.park((Refusal(row.sequence, "22P05", "") for row in rows), hall.clock.at)
        unit.commit()
    parked = overview.now(supervisor).parked
    assert len(parked) == len(rows)
    cases = {(one.parked.kind, one.parked.record_id): one.case_id for one in parked}
    assert cases["case_header", outcome.case.id] == outcome.case.id
    assert cases["case_step", outcome.step.id] == outcome.case.id
    assert cases["print", record.id] == outcome.case.id
    of_print = {one.case_id for one in parked if one.parked.kind == "print_event"}
    assert of_print == {outcome.case.id}
    assert {one.case_id for one in parked if one.parked.kind == "department"} == {None}


def test_a_fork_is_seen_and_ended_and_the_dropped_branch_loses_its_papers(
    hall: SmallHall, overview: HallOverview, supervisor: Actor
) -> None:
    outcome = hall.use.intake.accept_new(hall.clerk, hall.application())
    kept = hall.use.papers.print(hall.clerk, outcome.case.id, outcome.step.id).record
    ours = hall.use.review.withdraw(hall.clerk, outcome.case.id, "申请人撤回")
    theirs = make.step(make.detail(StepKind.REVIEW_STARTED), outcome.step, station=1)
    granted = make.step(make.detail(StepKind.GRANTED), theirs, station=1, document="玛市监准〔2026〕100001号")
    hall.use.exchange.take_in(outcome.case, (*outcome.steps, theirs, granted))
    dropped = hall.use.papers.print(hall.clerk, outcome.case.id, granted.id).record
    assert [row.case_id for row in overview.now(supervisor).forks] == [outcome.case.id]
    with pytest.raises(RuleError, match="reason_missing"):
        overview.resolve_fork(supervisor, outcome.case.id, ours.step.id, " ")
    ended = overview.resolve_fork(supervisor, outcome.case.id, ours.step.id, "申请人确已撤回")
    assert ended.step.kind is StepKind.FORK_RESOLVED
    assert overview.now(supervisor).forks == ()
    with hall.store.read() as unit:
        states = {
            one.id: [event.state for event in unit.prints.events(one.id)]
            for one in unit.prints.of_case(outcome.case.id)
        }
    assert PrintState.VOIDED in states[dropped.id]
    assert PrintState.VOIDED not in states[kept.id]
    with pytest.raises(RuleError, match="not_forked"):
        overview.resolve_fork(supervisor, outcome.case.id, ours.step.id, "再选一次")
