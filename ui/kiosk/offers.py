"""What a kiosk offers now: departments with their services, how many wait, and when a closed one opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.dates import hall_time
from app.domain.items import Department
from app.domain.queue_services import QueueService, is_open
from app.ports.queue import HallQueue, QueueSetup


@dataclass(frozen=True)
class ServiceOffer:
    """A service as it can be touched now.

    Attributes:
        hours: when tickets are given, as the hall says it; empty for always.
        opens_at: the time at which it opens later today, else empty.
    """

    key: str
    name: str
    area: str
    waiting: int
    open: bool
    hours: str
    opens_at: str


@dataclass(frozen=True)
class DepartmentOffer:
    """A department with the services people take tickets for."""

    code: str
    name: str
    services: tuple[ServiceOffer, ...]


@dataclass(frozen=True)
class Offers:
    """Everything on offer; `passed_note` is what the hall says of numbers that were passed."""

    departments: tuple[DepartmentOffer, ...]
    passed_note: str

    def department(self, code: str) -> DepartmentOffer | None:
        """Return a department, if it still offers something."""
        return next((one for one in self.departments if one.code == code), None)


def read_offers(queue: HallQueue, departments: Sequence[Department], now: datetime, works: bool) -> Offers:
    """Read what is on offer; it blocks.

    Args:
        works: whether the hall's calendar has a working day.
    """
    return offers(queue.setup(), queue.board(calls=0).waiting, departments, now, works)


def offers(
    setup: QueueSetup, waiting: dict[str, int], departments: Sequence[Department], now: datetime, works: bool
) -> Offers:
    """Return what is on offer, in the order of the departments; one without services is left out."""
    found = []
    for department in departments:
        services = tuple(
            _offer(service, waiting.get(service.key, 0), now, works)
            for service in setup.services
            if service.department == department.code
        )
        if services:
            found.append(DepartmentOffer(department.code, department.short_name, services))
    return Offers(tuple(found), setup.rules.passed_note)


def _offer(service: QueueService, waiting: int, now: datetime, works: bool) -> ServiceOffer:
    return ServiceOffer(
        key=service.key,
        name=service.name,
        area=service.area,
        waiting=waiting,
        open=is_open(service, now, works=works),
        hours="、".join(map(str, service.hours)),
        opens_at=_opens_at(service, now, works),
    )


def _opens_at(service: QueueService, now: datetime, works: bool) -> str:
    local = hall_time(now)
    minute = local.hour * 60 + local.minute
    later = [one.start for one in service.hours if one.workdays is works and one.start > minute]
    return f"{min(later) // 60}:{min(later) % 60:02}" if later else ""
