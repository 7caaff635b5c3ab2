"""What a kiosk offers now: departments with their services, how many wait, and when a closed one opens."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.domain.dates import hall_time
from app.domain.items import Department, ServiceItem
from app.domain.queue_services import QueueService, is_open
from app.ports.queue import HallQueue, QueueSetup
from ui.i18n.two_scripts import Tibetan


@dataclass(frozen=True)
class ServiceOffer:
    """A service as it can be touched now.

    Attributes:
        items: names of the service items at its counters, as they hold today.
        item: key of the only one, else empty.
        hours: when tickets are given, as the hall says it; empty for always.
        opens_at: the time at which it opens later today, else empty.
    """

    key: str
    name: str
    area: str
    items: tuple[str, ...]
    item: str
    waiting: int
    open: bool
    hours: str
    opens_at: str


@dataclass(frozen=True)
class Listed:
    """The hall's catalogue of one day: departments, and the items in the versions in force.

    Attributes:
        tibetan: the Tibetan texts that hold in the hall, and the order of its scripts.
    """

    departments: tuple[Department, ...]
    items: tuple[ServiceItem, ...]
    tibetan: Tibetan


@dataclass(frozen=True)
class DepartmentOffer:
    """A department with the services people take tickets for."""

    code: str
    name: str
    services: tuple[ServiceOffer, ...]


@dataclass(frozen=True)
class Offers:
    """Everything on offer.

    Attributes:
        passed_note: what the hall says of numbers that were passed.
        card_needed: whether a ticket is given only to who lays an ID card on the reader.
    """

    departments: tuple[DepartmentOffer, ...]
    passed_note: str
    tibetan: Tibetan
    card_needed: bool = False

    @property
    def shape(self) -> tuple[object, ...]:
        """Return what the start page is laid out from; what changes beside it is shown without a new page."""
        return (self.card_needed, *(one.code for one in self.departments))

    def department(self, code: str) -> DepartmentOffer | None:
        """Return a department, if it still offers something."""
        return next((one for one in self.departments if one.code == code), None)

    def service(self, key: str) -> ServiceOffer | None:
        """Return a service, if it is still offered."""
        services = (service for one in self.departments for service in one.services)
        return next((one for one in services if one.key == key), None)


def read_offers(queue: HallQueue, listed: Listed, now: datetime, works: bool) -> Offers:
    """Read what is on offer; it blocks.

    Args:
        works: whether the hall's calendar has a working day.
    """
    return offers(queue.setup(), queue.board(calls=0).waiting, listed, now, works)


def offers(setup: QueueSetup, waiting: dict[str, int], listed: Listed, now: datetime, works: bool) -> Offers:
    """Return what is on offer, in the order of the departments; one without services is left out."""
    found, at = [], _items_at(setup, listed.items)
    for department in listed.departments:
        services = tuple(
            _offer(service, at[service.key], waiting.get(service.key, 0), now, works)
            for service in setup.services
            if service.department == department.code
        )
        if services:
            found.append(DepartmentOffer(department.code, department.short_name, services))
    rules = setup.rules
    return Offers(tuple(found), rules.passed_note, listed.tibetan, rules.card_needed)


def _items_at(setup: QueueSetup, items: Iterable[ServiceItem]) -> defaultdict[str, list[ServiceItem]]:
    """Return the items by the service that is called at their counter for their department."""
    department = {one.key: one.department for one in setup.services}
    called = {one.number: one.services for one in setup.counters}
    found = defaultdict[str, list[ServiceItem]](list)
    for item in items:
        for key in called.get(str(item.counter), ()):
            if department.get(key) == item.department:
                found[key].append(item)
    return found


def _offer(
    service: QueueService, items: list[ServiceItem], waiting: int, now: datetime, works: bool
) -> ServiceOffer:
    return ServiceOffer(
        key=service.key,
        name=service.name,
        area=service.area,
        items=tuple(item.name for item in items),
        item=items[0].key if len(items) == 1 else "",
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
