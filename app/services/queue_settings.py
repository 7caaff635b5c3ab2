"""Setting up the hall's queue, and checking that what is stored follows from what was recorded."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from typing import Any

from app.domain.accounts import Actor, Right
from app.domain.items import Department
from app.domain.queue_forms import NUMBERS, check_queue_rules
from app.domain.queue_rules import turn_of
from app.domain.queue_services import QueueCounter, QueueRules, QueueService, offered_by
from app.errors import RuleError
from app.ports.queue import HallQueue, QueueSetup
from app.services.integrity import Finding
from app.services.journal import Journal

_TITLES = {
    **{name: bound.title for name, bound in NUMBERS.items()},
    "one_ticket_a_person": "每人一张号票",
    "card_needed": "刷身份证取号",
    "passed_note": "过号说明",
    "notice": "大屏提示",
    "name": "业务名称",
    "prefix": "号票字母",
    "department": "部门编码",
    "area": "办理地点",
    "hours": "取号时间",
    "quota": "每天限号",
    "services": "业务",
}


class QueueSettings:
    """What an administrator sets; every change stands in the audit log with its reason."""

    def __init__(self, queue: HallQueue, journal: Journal) -> None:
        self._queue = queue
        self._journal = journal

    def setup(self) -> QueueSetup:
        """Return what is set."""
        return self._queue.setup()

    def put_rules(self, actor: Actor, rules: QueueRules, reason: str = "") -> None:
        """Set the hall's rules.

        Raises:
            RuleError: `account.right_missing`, `setting.range`.
        """
        actor.require(Right.ADMINISTRATOR)
        check_queue_rules(rules)
        before = self._queue.setup().rules
        self._queue.put_rules(rules)
        self._log(actor, "queue.rules", "", _changed(before, rules, reason))

    def put_service(self, actor: Actor, service: QueueService, reason: str = "") -> None:
        """Set up a service, or change it.

        Raises:
            RuleError: `account.right_missing`, `queue.service_key`, `queue.prefix_form`,
                `queue.prefix_taken`.
        """
        actor.require(Right.ADMINISTRATOR)
        before = next((one for one in self._queue.setup().services if one.key == service.key), None)
        self._queue.put_service(service)
        self._log(actor, "queue.service", service.key, _changed(before, service, reason))

    def put_counter(self, actor: Actor, counter: QueueCounter, reason: str = "") -> None:
        """Set up a counter, or change which services it calls.

        Raises:
            RuleError: `account.right_missing`, `queue.counter_without_number`, `queue.service_unknown`.
        """
        actor.require(Right.ADMINISTRATOR)
        before = next((one for one in self._queue.setup().counters if one.number == counter.number), None)
        self._queue.put_counter(counter)
        self._log(actor, "queue.counter", counter.number, _changed(before, counter, reason))

    def adopt(self, actor: Actor, departments: Iterable[Department]) -> None:
        """Set up one service a department, called at its counters: what a new hall begins with."""
        actor.require(Right.ADMINISTRATOR)
        services, counters = offered_by(departments)
        for service in services:
            self._queue.put_service(service)
            self._log(actor, "queue.service", service.key, {})
        for counter in counters:
            self._queue.put_counter(counter)
            self._log(actor, "queue.counter", counter.number, {})

    def _log(self, actor: Actor, action: str, subject: str, facts: dict[str, str]) -> None:
        with self._journal.store.write() as unit:
            unit.audit.append(self._journal.moment().at, actor.name, action, subject, "ok", facts)
            unit.commit()


def _changed(before: object, after: Any, reason: str) -> dict[str, str]:
    """Return what the log says of a change; of what is new, only why."""
    facts = {"reason": reason.strip()} if reason.strip() else {}
    if before is None:
        return facts
    names = [one.name for one in fields(after) if getattr(before, one.name) != getattr(after, one.name)]
    for fact, record in (("was", before), ("is", after)):
        facts[fact] = "；".join(f"{_TITLES[name]} {_spoken(getattr(record, name))}" for name in names)
    return facts


def _spoken(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(map(str, value)) or "无"
    return "不限" if value is None else str(value) or "无"


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
