"""The hall at a glance for its supervisor: counters, pressing cases, forks, print jobs, parked records."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from app.domain.accounts import Actor, Right
from app.domain.case_rows import CaseQuery, CaseRow
from app.domain.ids import new_id
from app.domain.lifecycle import branches
from app.domain.overview import (
    WATCHED,
    HourOfDay,
    WatchedCase,
    hours_of,
    last_watched_day,
    most_urgent_first,
    watched,
)
from app.domain.papers import PrintEvent, PrintState
from app.domain.posts import CounterDuty
from app.domain.print_jobs import Standing
from app.domain.queue_figures import QueueFigures, queue_figures
from app.domain.summary import row_of
from app.domain.sync import Parked
from app.domain.tickets import TicketState, Turn
from app.domain.workdays import Calendar
from app.errors import RuleError
from app.ports.queue import Board, Desk, DeskState, HallQueue
from app.ports.store import UnitOfWork
from app.services.attendance_days import DayBook
from app.services.case_links import case_of_parked, case_of_print
from app.services.journal import Journal, Moment, Outcome
from app.services.posts import staffing_of

MOST_CASES = 500
"""So many pressing cases are looked at, the earliest due first."""
MOST_FORKS = 100


@dataclass(frozen=True)
class CounterStanding:
    """A counter now.

    Attributes:
        office: short name of the department whose business it calls first.
        staff: who works there, empty while it is closed.
        ticket: the ticket at the counter, empty between two visitors; `ticket_id` is its id.
        waiting: tickets it may call.
        stranded: tickets among them that no open counter calls.
        finished: visitors it has finished today.
        duty: who of its posts is on duty, None for a counter without posts.
    """

    number: str
    office: str
    state: DeskState
    since: datetime
    staff: str
    ticket: str
    waiting: int
    stranded: int
    finished: int
    ticket_id: UUID | None = None
    duty: CounterDuty | None = None


@dataclass(frozen=True)
class OpenJob:
    """A print job that is not over, and the case its paper or certificate is of."""

    standing: Standing
    case_id: UUID | None


@dataclass(frozen=True)
class ParkedRecord:
    """A record of this station that the centre refused, and the case it is of."""

    parked: Parked
    case_id: UUID | None


@dataclass(frozen=True)
class Overview:
    """One look at the hall.

    Attributes:
        waiting: people who wait for any counter.
        today: figures of today's tickets; `taken_yesterday` up to the same time of the day before.
        hours: today's hours, `yesterday` those of the day before.
        cases: what presses, most urgent first; `more` says that there are more than were looked at.
        forks: cases whose branches a person must choose between.
        jobs: print jobs of this station that are not over.
        parked: records of this station that wait, with a reason, for somebody to mend them.
    """

    at: datetime
    counters: tuple[CounterStanding, ...]
    waiting: int
    today: QueueFigures
    taken_yesterday: int
    hours: tuple[HourOfDay, ...]
    yesterday: tuple[HourOfDay, ...]
    cases: tuple[WatchedCase, ...]
    more: bool
    forks: tuple[CaseRow, ...]
    jobs: tuple[OpenJob, ...]
    parked: tuple[ParkedRecord, ...]

    @property
    def open_counters(self) -> int:
        """Return how many counters call."""
        return sum(one.state is DeskState.OPEN for one in self.counters)


class HallOverview:
    """Reads the hall and lets its supervisor end a fork."""

    def __init__(self, journal: Journal, queue: HallQueue) -> None:
        self._journal = journal
        self._queue = queue
        self._derived: dict[UUID, tuple[CaseRow, CaseRow]] = {}

    def now(self, actor: Actor) -> Overview:
        """Return the hall as it stands; one read unit of the store and a few questions to the queue.

        Raises:
            RuleError: `account.right_missing`.
        """
        actor.require(Right.SUPERVISOR)
        now = self._journal.moment()
        with self._journal.store.read() as unit:
            offices = {one.code: one.short_name for one in unit.catalogue.departments()}
            calendar = self._journal.calendar(unit)
            cases, more = self._pressing(unit, calendar, now)
            forks = unit.cases.find(CaseQuery(forked=True, limit=MOST_FORKS))
            jobs = tuple(
                OpenJob(job, case_of_print(unit, job.job.print_id)) for job in unit.print_jobs.open()
            )
            duties = _duties(unit, calendar, now)
            parked = tuple(ParkedRecord(one, case_of_parked(unit, one)) for one in unit.sync.parked())
        board = self._queue.board(calls=0)
        turns = self._queue.turns(now.today, now.today)
        before = self._queue.turns(now.today - timedelta(days=1), now.today - timedelta(days=1))
        return Overview(
            at=now.at,
            counters=self._counters(board, turns, offices, duties),
            waiting=sum(board.waiting.values()),
            today=queue_figures(turns),
            taken_yesterday=sum(one.ticket.issued_at <= now.at - timedelta(days=1) for one in before),
            hours=hours_of(turns),
            yesterday=hours_of(before),
            cases=cases,
            more=more,
            forks=forks,
            jobs=jobs,
            parked=parked,
        )

    def case_at(self, actor: Actor, ticket_id: UUID) -> UUID | None:
        """Return the case that was last opened for a ticket, None before one was.

        Raises:
            RuleError: `account.right_missing`, `ticket.unknown`.
        """
        actor.require(Right.SUPERVISOR)
        linked = [event.case_id for event in self._queue.events(ticket_id) if event.case_id is not None]
        return linked[-1] if linked else None

    def resolve_fork(self, actor: Actor, case_id: UUID, keep: UUID, reason: str) -> Outcome:
        """Choose one branch of a case that two stations took different ways; void the others' papers.

        Args:
            keep: the id of the chosen branch's last step.

        Raises:
            RuleError: `account.right_missing`, `case.not_forked`, `case.branch_unknown`,
                `case.reason_missing`.
        """
        actor.require(Right.SUPERVISOR)
        if not reason.strip():
            raise RuleError("case.reason_missing")
        with self._journal.store.write() as unit:
            outcome = self._journal.resolve(unit, actor, case_id, keep, reason.strip())
            self._void_dropped(unit, actor, outcome, reason.strip())
            unit.commit()
        return outcome

    def _pressing(
        self, unit: UnitOfWork, calendar: Calendar, now: Moment
    ) -> tuple[tuple[WatchedCase, ...], bool]:
        last = last_watched_day(calendar, now.today)
        rows = unit.cases.find(CaseQuery(states=WATCHED, due_until=last, limit=MOST_CASES))
        current = [self._as_of(unit, row, calendar, now.today) for row in rows]
        self._derived = {row.case_id: (row, today) for row, today in zip(rows, current, strict=True)}
        found = (watched(row, calendar, now.today) for row in current)
        return most_urgent_first(one for one in found if one is not None), len(rows) == MOST_CASES

    def _as_of(self, unit: UnitOfWork, row: CaseRow, calendar: Calendar, today: date) -> CaseRow:
        """Derive anew, once a day, what an older day derived: limits run out by date alone."""
        stored, derived = self._derived.get(row.case_id, (row, row))
        if stored == row and derived.as_of == today:
            return derived
        header, steps = unit.cases.header(row.case_id), unit.cases.steps(row.case_id)
        return row_of(header, steps, unit.catalogue.item(row.item_key), calendar, row.updated_at, today)

    def _counters(
        self,
        board: Board,
        turns: tuple[Turn, ...],
        offices: dict[str, str],
        duties: dict[str, CounterDuty],
    ) -> tuple[CounterStanding, ...]:
        setup = self._queue.setup()
        departments = {one.key: one.department for one in setup.services}
        calls = {one.number: one.services for one in setup.counters}
        served = frozenset(
            key for desk in board.desks if desk.state is DeskState.OPEN for key in calls.get(desk.counter, ())
        )
        finished: dict[str, int] = {}
        for turn in turns:
            if turn.state is TicketState.DONE:
                finished[turn.counter] = finished.get(turn.counter, 0) + 1

        def standing(desk: Desk) -> CounterStanding:
            keys = calls.get(desk.counter, ())
            return CounterStanding(
                number=desk.counter,
                office=offices.get(departments.get(keys[0], ""), "") if keys else "",
                state=desk.state,
                since=desk.since,
                staff=desk.actor_name,
                ticket=desk.turn.ticket.number if desk.turn else "",
                waiting=_waiting(board, keys),
                stranded=_waiting(board, tuple(key for key in keys if key not in served)),
                finished=finished.get(desk.counter, 0),
                ticket_id=desk.turn.ticket.id if desk.turn else None,
                duty=duties.get(desk.counter),
            )

        return tuple(map(standing, board.desks))

    def _void_dropped(self, unit: UnitOfWork, actor: Actor, outcome: Outcome, reason: str) -> None:
        """Void every print of a step that stands on no living branch any more."""
        (kept,) = branches(outcome.steps)
        living = {step.id for step in kept.steps}
        at = self._journal.moment().at
        for one in unit.prints.of_case(outcome.case.id):
            voided = any(event.state is PrintState.VOIDED for event in unit.prints.events(one.id))
            if one.step_id not in living and not voided:
                unit.prints.add_event(PrintEvent(new_id(), one.id, PrintState.VOIDED, at, reason))
                unit.audit.append(at, actor.name, "print.void", one.number, "ok", {"nth": str(one.nth)})


def _duties(unit: UnitOfWork, calendar: Calendar, now: Moment) -> dict[str, CounterDuty]:
    """Return who is on duty by counter; a hall without posts reads nothing for it."""
    if not unit.attendance.posts():
        return {}
    today = DayBook(unit, calendar, now.today, now.today, now.at)
    return {one.counter: one.duty for one in staffing_of(unit, today)}


def _waiting(board: Board, services: tuple[str, ...]) -> int:
    return sum(board.waiting.get(key, 0) for key in services)
