"""The demo hall's queue: one service for each counter's business, open at any hour."""

from app.domain.items import Department
from app.domain.queue_services import QueueCounter, QueueRules, QueueService
from app.ports.queue import HallQueue
from app.ports.store import Store

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def service_key(department: str, counter: int) -> str:
    """Return the key of the service that a counter of a department calls: `103-4`."""
    return f"{department}-{counter}"


def furnish_queue(queue: HallQueue, store: Store) -> None:
    """Set services and counters from the departments of the store; do nothing where any are set.

    A department with several counters has a second letter for each: C 公安局 becomes CA, CB, CC, CD.

    Raises:
        StorageError: the store cannot be written.
    """
    if queue.setup().services:
        return
    with store.read() as unit:
        departments = unit.catalogue.departments()
    for department in departments:
        for place, counter in enumerate(department.counters):
            service = _service(department, place)
            queue.put_service(service)
            queue.put_counter(QueueCounter(str(counter), (service.key,)))
    queue.put_rules(QueueRules())


def _service(department: Department, place: int) -> QueueService:
    counter = department.counters[place]
    several = len(department.counters) > 1
    return QueueService(
        key=service_key(department.code, counter),
        name=department.counter_business[place],
        prefix=department.ticket_prefix + (_LETTERS[place] if several else ""),
        department=department.code,
        area=f"{counter} 号窗口",
    )
