"""Setting up a hall's queue with rights and log, its figures, and the check of what is stored."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from app.domain.accounts import Right
from app.domain.queue_figures import QueueFigures, queue_figures
from app.domain.queue_services import QueueCounter, QueueRules, QueueService
from app.domain.tickets import TicketAct
from app.errors import RuleError
from app.services.journal import Journal
from app.services.queue_settings import QueueSettings, check_turns
from data.engine import open_engine
from data.places import STORE_FILE
from data.working_days import CalendarTables
from tests import factories as make
from tests.integration.queue.conftest import COUNTERS, SERVICES, SmallQueue

ADMINISTRATOR = make.actor(Right.ADMINISTRATOR)
TODAY = date(2026, 9, 15)


@pytest.fixture
def settings(hall: SmallQueue) -> QueueSettings:
    return QueueSettings(hall.queue, Journal(hall.store, CalendarTables(), hall.clock))


def test_what_an_administrator_sets_holds_and_is_logged(hall: SmallQueue, settings: QueueSettings) -> None:
    rules = QueueRules(head_start_minutes=15, passed_note="过号顺延三位")
    service = QueueService("MARRIAGE", "婚姻登记", "E", "104")
    settings.put_rules(ADMINISTRATOR, rules)
    settings.put_service(ADMINISTRATOR, service)
    settings.put_counter(ADMINISTRATOR, QueueCounter("8", ("MARRIAGE",)))
    setup = settings.setup()
    assert setup.rules == rules
    assert setup.services == (*SERVICES[:2], service, SERVICES[2])
    assert setup.counters == (*COUNTERS, QueueCounter("8", ("MARRIAGE",)))
    with hall.store.read() as unit:
        logged = [(entry.fields["action"], entry.fields["subject"]) for entry in unit.audit.entries()]
    assert logged == [("queue.rules", ""), ("queue.service", "MARRIAGE"), ("queue.counter", "8")]


def test_only_an_administrator_sets(settings: QueueSettings) -> None:
    clerk = make.actor()
    acts: list[Callable[[], None]] = [
        lambda: settings.put_rules(clerk, QueueRules()),
        lambda: settings.put_service(clerk, SERVICES[0]),
        lambda: settings.put_counter(clerk, COUNTERS[0]),
    ]
    for act in acts:
        with pytest.raises(RuleError, match=r"account\.right_missing"):
            act()


def test_a_hall_begins_with_a_service_for_each_counters_business(settings: QueueSettings) -> None:
    one = make.department(counters=(41, 42), ticket_prefix="Y")
    two = make.department(code="118", counters=(42,), counter_business=("税务",), ticket_prefix="Z")
    settings.adopt(ADMINISTRATOR, (one, two))
    setup = settings.setup()
    offered = {service.prefix: service for service in setup.services}
    assert offered["YA"] == QueueService("117-41", "经营主体登记", "YA", "117", "41号窗口")
    assert offered["YB"] == QueueService("117-42", "食品药品与特种设备", "YB", "117", "42号窗口")
    assert offered["Z"] == QueueService("118-42", "税务", "Z", "118", "42号窗口")
    assert setup.counters[-2:] == (
        QueueCounter("41", ("117-41",)),
        QueueCounter("42", ("117-42", "118-42")),
    )


def test_figures_of_a_day(hall: SmallQueue) -> None:
    assert queue_figures(()) == QueueFigures(0, 0, 0, None, None)
    hall.open("3")
    for _ in range(4):
        hall.give()
    hall.later(minutes=2)
    hall.serve(minutes=6)
    passed = hall.called()
    hall.later(minutes=4)
    hall.do(TicketAct.MISSED, passed)
    figures = queue_figures(hall.queue.turns(TODAY, TODAY))
    assert figures == QueueFigures(4, 2, 1, mean_wait_s=300.0, mean_service_s=360.0)
    assert hall.queue.turns(TODAY + timedelta(days=1), TODAY + timedelta(days=9)) == ()


def test_a_turn_that_does_not_follow_from_its_events_is_found(hall: SmallQueue) -> None:
    hall.open("3")
    hall.give()
    hall.give()
    hall.serve()
    assert list(check_turns(hall.queue, TODAY, TODAY)) == []
    engine = open_engine(hall.store.folder / STORE_FILE)
    with engine.connect() as connection:
        connection.exec_driver_sql("UPDATE turn SET state = 'no_show' WHERE state = 'done'")
        found = list(check_turns(hall.queue, TODAY, TODAY))
        connection.exec_driver_sql("UPDATE turn SET state = 'done' WHERE state = 'no_show'")
    engine.dispose()
    assert [(one.check, one.subject) for one in found] == [("queue", "2026-09-15 C001")]
