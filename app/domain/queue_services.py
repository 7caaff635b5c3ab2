"""What the hall's queue offers: services with letters, hours and quotas, counters, and the hall's rules."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.domain.dates import hall_time
from app.domain.items import Department
from app.errors import RuleError

_KEY = re.compile("[A-Z0-9-]+")
_PREFIX = re.compile("[A-HJ-NP-Z]{1,2}")
"""I and O are left out: on a ticket they are read as 1 and 0."""
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True)
class Opening:
    """One stretch of opening hours, in minutes of the hall's day; the end does not belong to it.

    Attributes:
        workdays: whether it holds on working days, or else on days off.
    """

    start: int
    end: int
    workdays: bool = True

    def __str__(self) -> str:
        start, end = (f"{minute // 60}:{minute % 60:02}" for minute in (self.start, self.end))
        return f"{start}–{end}" if self.workdays else f"休息日 {start}–{end}"


@dataclass(frozen=True)
class QueueService:
    """A business (业务) people take a ticket for.

    Attributes:
        key: stable, of `A-Z`, `0-9` and `-`, for it stands in the ticket's QR code.
        prefix: one or two letters before the number; no other service has the same.
        area: where its counters are, as the hall says it.
        hours: when tickets are given; none for always.
        quota: how many tickets a day; None for any number.
    """

    key: str
    name: str
    prefix: str
    department: str
    area: str = ""
    hours: tuple[Opening, ...] = ()
    quota: int | None = None


@dataclass(frozen=True)
class QueueCounter:
    """A counter as the queue knows it: its number as printed over it, and the services it calls."""

    number: str
    services: tuple[str, ...]


@dataclass(frozen=True)
class QueueRules:
    """What the hall has set for its queue; lengths are minutes or seconds as named.

    Attributes:
        head_start_minutes: how much earlier than they came priority visitors stand in the order of calls.
        no_show_seconds: how long after the last call a ticket may be passed without `recalls` recalls.
        one_ticket_a_person: whether a person with an open ticket gets no second one.
        card_needed: whether kiosks give tickets only to who lays an ID card on the reader; its number is used
            for the mark of the day and forgotten, and who has no card goes to the guide.
        passed_note: what the ticket says of numbers that were passed.
        notice: what the hall display says at its foot; empty for the opening hours.
    """

    head_start_minutes: int = 20
    recalls: int = 3
    no_show_seconds: int = 180
    recall_pause_seconds: int = 10
    one_ticket_a_person: bool = False
    card_needed: bool = False
    passed_note: str = "过号请重新取号"
    notice: str = ""


def offered_by(
    departments: Iterable[Department],
) -> tuple[tuple[QueueService, ...], tuple[QueueCounter, ...]]:
    """Return what a hall begins with: one service for each counter's business.

    Of a department with several counters each gets a second letter: C 公安局 becomes CA, CB, CC, CD, for who
    comes about a household book is not called to the passports.
    """
    called: dict[int, list[QueueService]] = {}
    for department in departments:
        for place, number in enumerate(department.counters):
            called.setdefault(number, []).append(_service(department, place))
    counters = tuple(
        QueueCounter(str(number), tuple(service.key for service in services))
        for number, services in sorted(called.items())
    )
    return tuple(service for services in called.values() for service in services), counters


def service_at(counters: Iterable[QueueCounter], number: int) -> str:
    """Return the key of the first service that a counter calls, empty where it calls none."""
    return next((one.services[0] for one in counters if one.number == str(number) and one.services), "")


def _service(department: Department, place: int) -> QueueService:
    counter = department.counters[place]
    several = len(department.counters) > 1
    return QueueService(
        key=f"{department.code}-{counter}",
        name=department.counter_business[place],
        prefix=department.ticket_prefix + (_LETTERS[place] if several else ""),
        department=department.code,
        area=f"{counter}号窗口",
    )


def check_service(service: QueueService, others: Iterable[QueueService]) -> None:
    """Refuse a key the QR code cannot hold, and a letter that could be misread or that another service has.

    Raises:
        RuleError: `queue.service_key`, `queue.prefix_form`, `queue.prefix_taken`.
    """
    if not _KEY.fullmatch(service.key):
        raise RuleError("queue.service_key", key=service.key)
    if not _PREFIX.fullmatch(service.prefix):
        raise RuleError("queue.prefix_form", prefix=service.prefix)
    for other in others:
        if other.prefix == service.prefix and other.key != service.key:
            raise RuleError("queue.prefix_taken", prefix=service.prefix, service=other.name)


def check_counter(counter: QueueCounter) -> None:
    """Refuse a counter without a number.

    Raises:
        RuleError: `queue.counter_without_number`.
    """
    if not counter.number.strip():
        raise RuleError("queue.counter_without_number")


def is_open(service: QueueService, at: datetime, *, works: bool) -> bool:
    """Tell whether tickets are given at a moment.

    Args:
        works: whether the hall's calendar has a working day.
    """
    local = hall_time(at)
    minute = local.hour * 60 + local.minute
    return not service.hours or any(
        one.workdays is works and one.start <= minute < one.end for one in service.hours
    )


def admit(service: QueueService, at: datetime, *, works: bool, given: int) -> None:
    """Refuse a ticket outside the opening hours or beyond the quota.

    Args:
        given: tickets of this service given today.

    Raises:
        RuleError: `queue.closed`, `queue.quota_reached`.
    """
    if not is_open(service, at, works=works):
        raise RuleError("queue.closed", service=service.name, hours="、".join(map(str, service.hours)))
    if service.quota is not None and given >= service.quota:
        raise RuleError("queue.quota_reached", service=service.name, quota=service.quota)
