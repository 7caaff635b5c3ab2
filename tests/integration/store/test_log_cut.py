"""Old entries of the log lose their words, not their place: the chain holds, and nobody can do it unnamed."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from app.domain.accounts import Right
from app.domain.audit_chain import CUT, Break, Fault, first_break
from app.domain.retention import RetentionRules
from app.ports.store import Draft
from app.services.integrity import Integrity
from app.services.journal import Journal
from app.services.retention import Retention
from app.services.slot_log import NOTES
from data.store import LocalStore, create_store
from data.working_days import CalendarTables
from tests import factories as make
from tests.fakes import StillClock
from tests.unit.services.conftest import furnish

ADMIN = make.actor(Right.ADMINISTRATOR)
SECRET = "旦正才让"


def hall(folder: Path) -> tuple[LocalStore, StillClock, Retention]:
    """Make a hall whose log reaches back forty months, one entry a month."""
    store, clock = create_store(folder / "store", 0, changed=lambda _: None), StillClock()
    furnish(store)
    now = clock.at
    for month in range(40, 0, -1):
        clock.at = now - timedelta(days=30 * month)
        with store.write() as unit:
            unit.audit.append(clock.at, SECRET, "sign_in", f"month {month}", "ok", {})
            unit.commit()
    clock.at = now
    return store, clock, Retention(Journal(store, CalendarTables(), clock))


def test_what_is_older_than_the_halls_months_goes_and_the_chain_holds(tmp_path: Path) -> None:
    store, clock, retention = hall(tmp_path)
    with store:
        drafts, log, _ = retention.preview(ADMIN)
        assert (drafts.count, log.kind) == (0, "log")
        assert 0 < log.count < 40
        with store.read() as unit:
            before = list(unit.audit.entries())
        cleared = retention.clear(ADMIN)[1]
        assert cleared == log
        assert retention.preview(ADMIN)[1].count == 0
        with store.read() as unit:
            after = list(unit.audit.entries())
            rows = [row.payload for row in unit.outbox.rows() if row.kind == "audit_entry"]
        emptied = [one for one in after if not one.fields]
        assert len(emptied) == log.count
        assert [(one.sequence, one.hash) for one in after[: len(before)]] == [
            (one.sequence, one.hash) for one in before
        ]
        assert (
            sum(SECRET in str(payload) for payload in rows)
            == sum(bool(one.fields) for one in before) - log.count
        )
        assert after[-1].fields["action"] == CUT
        assert first_break(after) is None
        clock.pass_days(200)
        assert retention.clear(ADMIN)[1].count > 0
        found = Integrity(Journal(store, CalendarTables(), clock)).verify().findings
        assert [one for one in found if one.check in ("audit", "outbox")] == []


def test_words_that_went_without_being_named_are_found(tmp_path: Path) -> None:
    store, _, retention = hall(tmp_path)
    with store:
        with store.write() as unit:
            outdated = unit.audit.outdated(make.NINE - timedelta(days=900))
            unit.audit.empty(outdated)
            unit.commit()
        with store.read() as unit:
            found = first_break(unit.audit.entries())
        assert outdated.last is not None
        assert found == Break(outdated.last.epoch, outdated.last.sequence, Fault.CUT)
        retention.clear(ADMIN)  # its own months do not reach so far, and it names nothing else
        with store.read() as unit:
            assert first_break(unit.audit.entries()) == found


def test_the_law_s_six_months_stay_whatever_is_set(tmp_path: Path) -> None:
    store, clock, retention = hall(tmp_path)
    with store:
        with store.write() as unit:
            unit.rules.put(RetentionRules(log_months=1))
            unit.commit()
        log = retention.clear(ADMIN)[1]
        assert log.before < clock.at - timedelta(days=180)


def test_nothing_else_of_an_entry_can_be_changed(tmp_path: Path) -> None:
    store, _, _ = hall(tmp_path)
    with store:
        for statement in (
            "UPDATE audit_entry SET payload = json_set(payload, '$.fields.actor', 'x') WHERE n = 1",
            "UPDATE audit_entry SET hash = 'x', payload = json_set(payload, '$.fields', json('{}'))",
            "UPDATE outbox SET payload = json_set(payload, '$.fields', json('{}')) WHERE kind = 'department'",
            "DELETE FROM audit_entry",
        ):
            with pytest.raises(IntegrityError, match="append-only"), store._engine.begin() as connection:
                connection.exec_driver_sql(statement)


def test_a_note_about_a_sensor_is_no_draft(tmp_path: Path) -> None:
    store, clock, retention = hall(tmp_path)
    with store:
        with store.write() as unit:
            for key in ("clerk/x/1", f"{NOTES}打卡机"):
                unit.drafts.put(Draft(key, {"undo": [7]}, clock.at - timedelta(days=400)))
            unit.commit()
        assert retention.clear(ADMIN)[0].count == 1
        with store.read() as unit:
            assert [one.key for one in unit.drafts.all()] == [f"{NOTES}打卡机"]
