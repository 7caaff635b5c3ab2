"""Appointments, home visits, agent service and first-asked matters: taken down, owned, brought to an end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.domain.accounts import Actor, Right
from app.domain.appointments import due_appointments
from app.domain.dates import day_start, hall_date
from app.domain.ids import new_id
from app.domain.requests import (
    RUNNING,
    Request,
    RequestAct,
    RequestEvent,
    RequestKind,
    RequestView,
    check_act,
    check_request,
)
from app.domain.text import clean_line, clean_text, compact
from app.errors import RuleError
from app.ports.queue import HallQueue, Wish
from app.ports.store import UnitOfWork
from app.services.journal import Journal, Moment

REMEMBERED = timedelta(days=180)
"""How far back lists of requests go."""

_LETTER = {
    RequestKind.APPOINTMENT: "Y",
    RequestKind.HOME_VISIT: "S",
    RequestKind.AGENT: "D",
    RequestKind.FIRST_ASKED: "W",
}


@dataclass(frozen=True)
class Asked:
    """A request as it was typed.

    Attributes:
        id: made when the form is opened, so that Enter pressed twice is one request.
        owner: who answers for it from the beginning; empty: whoever takes it, and for a first-asked matter
            the person who was asked.
    """

    id: UUID
    kind: RequestKind
    item_key: str = ""
    name: str = ""
    phone: str = ""
    place: str = ""
    wanted_at: datetime | None = None
    note: str = ""
    owner: str = ""


@dataclass(frozen=True)
class Done:
    """What somebody does with a request; `owner` for handing on, `wanted_at` for another time."""

    act: RequestAct
    reason: str = ""
    owner: str = ""
    wanted_at: datetime | None = None


class Requests:
    """The hall's requests; guides and the centre's office see all, others those of their department.

    Args:
        queue: makes the hall's queue when an appointment first enters it.
    """

    def __init__(self, journal: Journal, queue: Callable[[], HallQueue]) -> None:
        self._journal, self._queue = journal, queue

    def take_down(self, actor: Actor, asked: Asked) -> RequestView:
        """Take a request down and return it with its number; the same one again is not taken down twice.

        Raises:
            RuleError: `account.right_missing`, `item.unknown`, `request.time_closed` and what
                `app.domain.requests.check_request` raises.
        """
        actor.require(Right.GUIDE)
        now = self._journal.moment()
        with self._journal.store.write() as unit:
            made = self._made(unit, actor, asked, now)
            check_request(made)
            self._see_that_the_hall_works(unit, made.wanted_at)
            try:
                unit.guide.add_request(made)
            except RuleError as error:
                if error.code != "record.exists":
                    raise
                return unit.guide.request(asked.id)
            facts = {"kind": made.kind.value, "item": made.item_key}
            unit.audit.append(now.at, actor.name, "request.taken_down", made.number, "ok", facts)
            unit.commit()
        return RequestView(made, ())

    def act(self, actor: Actor, request_id: UUID, done: Done) -> RequestView:
        """Record what somebody does with a request.

        Raises:
            RuleError: `account.right_missing`, `request.unknown`, `request.act_not_allowed`,
                `request.reason_missing`, `request.time_missing`, `request.time_past`, `request.time_closed`.
        """
        now = self._journal.moment()
        with self._journal.store.write() as unit:
            view = unit.guide.request(request_id)
            _may(actor, view)
            event = RequestEvent(
                id=new_id(),
                request_id=request_id,
                act=done.act,
                at=now.at,
                actor_id=actor.account_id,
                actor_name=actor.name,
                owner=done.owner or (actor.name if done.act is RequestAct.TAKEN else ""),
                wanted_at=done.wanted_at,
                reason=clean_text(done.reason, "理由"),
            )
            check_act(view, event)
            if done.act is RequestAct.MOVED:
                self._see_the_new_time(unit, event)
            unit.guide.add_request_event(event)
            facts = {"act": done.act.value}
            unit.audit.append(now.at, actor.name, "request.act", view.request.number, "ok", facts)
            unit.commit()
        return RequestView(view.request, (*view.events, event))

    def running(self, actor: Actor) -> tuple[RequestView, ...]:
        """Return the requests that somebody still has to do something for, the most urgent first."""
        return tuple(view for view in self.lately(actor) if view.state in RUNNING)

    def lately(self, actor: Actor) -> tuple[RequestView, ...]:
        """Return the requests of the last half year, those with a time in its order, then the others."""
        since = self._journal.moment().at - REMEMBERED
        with self._journal.store.read() as unit:
            found = unit.guide.requests(since)
        return tuple(sorted((view for view in found if _sees(actor, view)), key=_urgency))

    def into_queue(self, kiosk: str) -> tuple[RequestView, ...]:
        """Let the appointments whose time has come enter the queue, and return them.

        The ticket bears the appointment's own id, so that two machines that notice it at once give one
        ticket. An appointment whose service takes no ticket now stays as it is and is tried again.

        Args:
            kiosk: which machine does it.
        """
        now = self._journal.moment()
        with self._journal.store.read() as unit:
            due = due_appointments(unit.guide.requests(now.at - REMEMBERED), now.at)
            works = self._journal.calendar(unit).is_workday(now.today)
        return tuple(done for view in due if (done := self._queued(view, kiosk, works, now)) is not None)

    def _queued(self, view: RequestView, kiosk: str, works: bool, now: Moment) -> RequestView | None:
        queue, request = self._queue(), view.request
        with self._journal.store.read() as unit:
            item = unit.catalogue.item_on(request.item_key, now.today)
        service = next(
            (one.services[0] for one in queue.setup().counters if one.number == str(item.counter)), ""
        )
        try:
            turn = queue.issue(Wish(request.id, service, kiosk, works=works, item=item.key))
        except RuleError as error:
            if error.code in ("queue.closed", "queue.quota_reached", "queue.service_unknown"):
                return None
            raise
        number = turn.ticket.number
        event = RequestEvent(new_id(), request.id, RequestAct.QUEUED, now.at, None, kiosk, ticket=number)
        with self._journal.store.write() as unit:
            fresh = unit.guide.request(request.id)
            try:
                check_act(fresh, event)
            except RuleError:
                return None  # another machine was faster
            unit.guide.add_request_event(event)
            facts = {"ticket": number}
            unit.audit.append(now.at, kiosk, "request.queued", request.number, "ok", facts)
            unit.commit()
        return RequestView(request, (*fresh.events, event))

    def _made(self, unit: UnitOfWork, actor: Actor, asked: Asked, now: Moment) -> Request:
        item = unit.catalogue.item_on(asked.item_key, now.today) if asked.item_key else None
        owner = asked.owner or (actor.name if asked.kind is RequestKind.FIRST_ASKED else "")
        return Request(
            id=asked.id,
            number=_number(unit, asked.kind, now),
            kind=asked.kind,
            at=now.at,
            station=unit.station.index,
            item_key=item.key if item else "",
            item_name=item.name if item else "",
            department=item.department if item else "",
            name=clean_line(asked.name, "姓名"),
            phone=compact(asked.phone),
            place=clean_line(asked.place, "地点"),
            wanted_at=asked.wanted_at,
            note=clean_text(asked.note, "说明"),
            actor_id=actor.account_id,
            actor_name=actor.name,
            owner=clean_line(owner, "负责人"),
        )

    def _see_that_the_hall_works(self, unit: UnitOfWork, wanted_at: datetime | None) -> None:
        if wanted_at is None:
            return
        day = hall_date(wanted_at)
        if not self._journal.calendar(unit).is_workday(day):
            raise RuleError("request.time_closed", date=day)

    def _see_the_new_time(self, unit: UnitOfWork, event: RequestEvent) -> None:
        if event.wanted_at is None:
            raise RuleError("request.time_missing")
        if event.wanted_at <= event.at:
            raise RuleError("request.time_past")
        self._see_that_the_hall_works(unit, event.wanted_at)


def _number(unit: UnitOfWork, kind: RequestKind, now: Moment) -> str:
    """Return the next number: letter of the kind, day, station, count of the day; none is given twice.

    The unit holds the store's write lock, and requests are never deleted.
    """
    start = day_start(now.today)
    mine = [one for one in unit.guide.requests(start) if one.request.station == unit.station.index]
    return f"{_LETTER[kind]}{now.today:%y%m%d}-{unit.station.index}{len(mine) + 1:03}"


def _sees(actor: Actor, view: RequestView) -> bool:
    return not actor.department or view.request.department == actor.department


def _may(actor: Actor, view: RequestView) -> None:
    if Right.GUIDE not in actor.rights and not (actor.department and _sees(actor, view)):
        actor.require(Right.SUPERVISOR)


def _urgency(view: RequestView) -> tuple[bool, datetime, UUID]:
    wanted = view.wanted_at
    return wanted is None, wanted or view.request.at, view.request.id
