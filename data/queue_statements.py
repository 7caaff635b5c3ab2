"""The SQL of the queue: the one claim, and the questions counters, kiosks and displays ask."""

from typing import Any

from sqlalchemy import (
    Select,
    bindparam,
    exists,
    func,
    literal,
    null,
    select,
    text,
    update,
)

from app.domain.tickets import TicketAct, TicketState
from app.ports.queue import DeskState
from data.columns import Moment
from data.queue_schema import (
    AT_COUNTER,
    DONE,
    OPEN,
    UNSETTLED,
    WAITS,
    WAS_CALLED,
    desk,
    desk_event,
    ticket,
    ticket_event,
    turn,
)

STANDING = (
    "state",
    "service",
    "counter",
    "to_counter",
    "called_from",
    "called_at",
    "last_called_at",
    "recalls",
    "started_at",
    "ended_at",
    "served",
    "print",
)
"""Fields of a turn that its events change; each is a column of the same name."""

ANNOUNCED = (TicketAct.CALLED, TicketAct.CALLED_BACK, TicketAct.RECALLED, TicketAct.UNDONE)

_MAY_CALL = text(
    "(to_counter = :counter_ OR (to_counter = '' AND service IN"
    " (SELECT value FROM queue_counter, json_each(queue_counter.payload, '$.services')"
    " WHERE queue_counter.key = :counter_)))"
)
"""A ticket sent to one counter is called there, whatever that counter calls; others by their service."""

_DAY = turn.c.day == bindparam("day_")
_COUNTER = turn.c.counter == bindparam("counter_")
# SQLite takes no table names in RETURNING; these two columns have names of their own.
_TICKET_OF = select(ticket.c.payload).where(ticket.c.id == turn.c.ticket_id).scalar_subquery().label("ticket")
_COLUMNS = (_TICKET_OF, *(turn.c[name] for name in STANDING))


def _turns(*conditions: Any) -> Select[Any]:
    return select(*_COLUMNS).where(*conditions)


_LABELLED = (
    select(ticket.c.n)
    .where(ticket.c.day == bindparam("day_"), ticket.c.label == bindparam("label_"))
    .scalar_subquery()
)
_GIVEN_BETWEEN = select(ticket.c.n).where(
    ticket.c.day >= bindparam("first_"), ticket.c.day <= bindparam("last_")
)
_LINKED = select(ticket_event.c.ticket_id).where(ticket_event.c.case_id == bindparam("case_"))

BY_ID = _turns(turn.c.ticket_id == bindparam("id_"))
BY_NUMBER = _turns(turn.c.n == _LABELLED)
OF_CASE = _turns(turn.c.ticket_id.in_(_LINKED)).order_by(turn.c.n)
OF_DAYS = _turns(turn.c.n.in_(_GIVEN_BETWEEN)).order_by(turn.c.n)
OF_PERSON = _turns(OPEN, _DAY, turn.c.person == bindparam("person_")).limit(1)
OPEN_BEFORE = _turns(OPEN, turn.c.day < bindparam("day_")).order_by(turn.c.day, turn.c.n)
HELD = _turns(OPEN, _DAY, _COUNTER).order_by(turn.c.state == TicketState.HOLD, turn.c.last_called_at)
MINE_AT_COUNTER = _turns(AT_COUNTER, _COUNTER)
ALL_AT_COUNTERS = _turns(AT_COUNTER, _DAY)
LAST_CALLED = (
    _turns(WAS_CALLED, _DAY, turn.c.counter != "")
    .order_by(turn.c.last_called_at.desc(), turn.c.n.desc())
    .limit(bindparam("limit_"))
)
NOT_SETTLED = _turns(UNSETTLED, turn.c.kiosk == bindparam("kiosk_")).order_by(turn.c.n)
CALLABLE = _turns(WAITS, _DAY, _MAY_CALL).order_by(turn.c.order_number, turn.c.n)

_waiting = turn.alias("waiting")
_busy = turn.alias("busy")
_NEXT = (
    select(_waiting.c.n)
    .where(WAITS, _waiting.c.day == bindparam("day_"), _MAY_CALL)
    .order_by(_waiting.c.order_number, _waiting.c.n)
    .limit(1)
    .scalar_subquery()
)
_IS_OPEN = exists().where(desk.c.counter == bindparam("counter_"), desk.c.state == DeskState.OPEN)
_IS_BUSY = select(_busy.c.n).where(AT_COUNTER, _busy.c.counter == bindparam("counter_")).exists()
_IS_KNOWN = exists().where(ticket_event.c.id == bindparam("press_"))

CLAIM = (
    update(turn)
    .where(turn.c.n == _NEXT, _IS_OPEN, ~_IS_BUSY, ~_IS_KNOWN)
    .values(
        state=literal(TicketState.CALLED, turn.c.state.type),
        counter=bindparam("counter_"),
        called_from=turn.c.state,
        called_at=func.coalesce(turn.c.called_at, bindparam("at_", type_=Moment)),
        last_called_at=bindparam("at_", type_=Moment),
        recalls=0,
        ended_at=null(),
    )
    .returning(*_COLUMNS)
)
"""Calls the next ticket; no row when none waits, the desk is not open or busy, or the press is known."""

LAST_NUMBER = select(func.max(ticket.c.number)).where(
    ticket.c.service == bindparam("service_"),
    ticket.c.day == bindparam("day_"),
    ticket.c.series == bindparam("series_"),
)
ORDER_OF = select(turn.c.order_number, turn.c.n).where(turn.c.ticket_id == bindparam("id_"))
AHEAD = (
    select(turn.c.service, func.count())
    .where(
        WAITS,
        _DAY,
        (turn.c.order_number < bindparam("order_"))
        | ((turn.c.order_number == bindparam("order_")) & (turn.c.n < bindparam("n_"))),
    )
    .group_by(turn.c.service)
)
WAITING = select(turn.c.service, func.count()).where(WAITS, _DAY).group_by(turn.c.service)
LATEST_SERVED = (
    select(turn.c.served)
    .where(DONE, _DAY, turn.c.service == bindparam("service_"), turn.c.served > 0)
    .order_by(turn.c.ended_at.desc())
    .limit(bindparam("limit_"))
)

EVENTS_OF = (
    select(ticket_event.c.payload)
    .where(ticket_event.c.ticket_id == bindparam("id_"))
    .order_by(ticket_event.c.n)
)
EVENT = select(ticket_event.c.payload).where(ticket_event.c.id == bindparam("id_"))
LAST_SEQUENCE = select(func.coalesce(func.max(ticket_event.c.n), 0))
_CALLS = select(ticket_event.c.n, ticket_event.c.payload, ticket.c.label).join_from(
    ticket_event, ticket, ticket.c.id == ticket_event.c.ticket_id
)
CALLS_AFTER = _CALLS.where(
    ticket_event.c.n > bindparam("after_"), ticket_event.c.act.in_(ANNOUNCED)
).order_by(ticket_event.c.n)
DESKS = select(desk).order_by(desk.c.counter)
DESKS_BEFORE = select(desk).where(
    desk.c.state != DeskState.CLOSED, desk.c.since < bindparam("since_", type_=Moment)
)
_LAST_EVENT = (
    select(desk_event.c.payload)
    .where(desk_event.c.counter == desk.c.counter)
    .order_by(desk_event.c.n.desc())
    .limit(1)
    .correlate(desk)
    .scalar_subquery()
)
STAFFED = select(desk.c.counter, _LAST_EVENT.label("payload")).where(desk.c.state != DeskState.CLOSED)
DESK_EVENT = select(desk_event.c.n).where(desk_event.c.id == bindparam("id_"))
