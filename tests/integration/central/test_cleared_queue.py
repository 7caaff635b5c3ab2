"""A station whose old tickets have left still reaches the centre: every row in its place, none refused."""

from datetime import timedelta

from app.domain.accounts import Right
from app.services.integrity import Integrity
from app.services.retention import Retention
from tests import factories as make
from tests.integration.central.conftest import Centre, OpenDesk
from tests.integration.queue.conftest import SmallQueue

ADMIN = make.actor(Right.ADMINISTRATOR)


def test_a_hall_that_let_its_old_tickets_go_joins_a_centre(centre: Centre, open_desk: OpenDesk) -> None:
    desk = open_desk()
    queue, now, retention = SmallQueue(desk.store, desk.clock), desk.clock.at, Retention(desk.journal)
    queue.furnish()
    for days in (400, 399, 1):
        desk.clock.at = now - timedelta(days=days)
        queue.open("3")
        queue.give()
        queue.serve()
    desk.clock.at = now
    desk.open_cases(2)
    assert retention.clear_day(ADMIN) is not None
    assert retention.clear_day(ADMIN) is not None
    desk.sync.join(centre.enrol("c1"))
    desk.sync.run()
    with desk.store.read() as unit:
        standing = unit.sync.standing()
        assert (standing.acknowledged, unit.sync.parked()) == (standing.last, ())
    kinds = dict(centre.ask("SELECT kind, count(*) FROM sync.change_log GROUP BY kind"))
    assert (kinds["ticket"], kinds["case_header"]) == (3, 2)
    assert centre.ask("SELECT count(*) FROM record.ticket WHERE id IS NOT NULL") == [(1,)]
    assert Integrity(desk.journal).verify().findings == ()
