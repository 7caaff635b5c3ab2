"""Setting up the hall's queue, and checking that what is stored follows from what was recorded."""

from collections.abc import Iterable, Iterator
from datetime import date

from app.domain.accounts import Actor, Right
from app.domain.items import Department
from app.domain.queue_rules import turn_of
from app.domain.queue_services import QueueCounter, QueueRules, QueueService, offered_by
from app.errors import RuleError
from app.ports.queue import HallQueue, QueueSetup
from app.services.integrity import Finding
from app.services.journal import Journal


class QueueSettings:
    """What an administrator sets; every change stands in the audit log."""

    def __init__(self, queue: HallQueue, journal: Journal) -> None:
        self._queue = queue
        self._journal = journal

    def setup(self) -> QueueSetup:
        """Return what is set."""
        return self._queue.setup()

    def put_rules(self, actor: Actor, rules: QueueRules) -> None:
        """Set the hall's rules.

        Raises:
            RuleError: `account.right_missing`.
        """
        actor.require(Right.ADMINISTRATOR)
        self._queue.put_rules(rules)
        self._log(actor, "queue.rules", "")

    def put_service(self, actor: Actor, service: QueueService) -> None:
        """Set up a service, or change it.

        Raises:
            RuleError: `account.right_missing`, `queue.service_key`, `queue.prefix_form`,
                `queue.prefix_taken`.
        """
        actor.require(Right.ADMINISTRATOR)
        self._queue.put_service(service)
        self._log(actor, "queue.service", service.key)

    def put_counter(self, actor: Actor, counter: QueueCounter) -> None:
        """Set up a counter, or change which services it calls.

        Raises:
            RuleError: `account.right_missing`, `queue.counter_without_number`, `queue.service_unknown`.
        """
        actor.require(Right.ADMINISTRATOR)
        self._queue.put_counter(counter)
        self._log(actor, "queue.counter", counter.number)

    def adopt(self, actor: Actor, departments: Iterable[Department]) -> None:
        """Set up one service a department, called at its counters: what a new hall begins with."""
        services, counters = offered_by(departments)
        for service in services:
            self.put_service(actor, service)
        for counter in counters:
            self.put_counter(actor, counter)

    def _log(self, actor: Actor, action: str, subject: str) -> None:
        with self._journal.store.write() as unit:
            unit.audit.append(self._journal.moment().at, actor.name, action, subject, "ok", {})
            unit.commit()


def check_turns(queue: HallQueue, first: date, last: date) -> Iterator[Finding]:
    """Derive the turns of some days again from tickets and events: each must come out as it is stored."""
    for stored in queue.turns(first, last):
        number = f"{stored.ticket.day} {stored.ticket.number}"
        try:
            again = turn_of(stored.ticket, queue.events(stored.ticket.id))
        except RuleError as error:
            yield Finding("queue", number, str(error))
            continue
        if again != stored:
            yield Finding("queue", number, f"stored as {stored.state}, its events say {again.state}")
