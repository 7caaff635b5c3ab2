"""When the worker exchanges: soon after a change, ever later while the centre fails, at once on return."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from app.changes import Changes
from tests.e2e.sync.office import FAR, Office
from tests.integration.store.filling import add_case
from ui.events import ChangesBridge
from ui.sync.worker import SyncWorker
from ui.timing import CallbackTimes

NOW = 1
CASE = Changes(frozenset({"case_header"}), frozenset())


@pytest.fixture
def bridge(qapp: QApplication) -> ChangesBridge:
    return ChangesBridge(CallbackTimes())


@pytest.fixture
def worker(office: Office, bridge: ChangesBridge) -> Iterator[SyncWorker]:
    """A worker whose own time never comes; it hears of changes and looks for the line at once."""
    office.enrol()
    made = SyncWorker(office.runner, lambda: office.sync, first=FAR, every=FAR, soon=NOW)
    bridge.hear(made.take)
    yield made
    made.stop()


def waiting(office: Office) -> int:
    return office.sync.standing().waiting


def test_a_change_is_sent_soon(office: Office, bridge: ChangesBridge, worker: SyncWorker) -> None:
    worker.kick()
    office.rest()
    add_case(office.store)
    assert waiting(office) > 0
    bridge.publish(CASE)
    office.wait(lambda: waiting(office) == 0)
    assert office.centre.greeted == 2


def test_what_changes_no_record_and_what_fails_waits(
    office: Office, bridge: ChangesBridge, worker: SyncWorker, qapp: QApplication
) -> None:
    bridge.publish(CASE)  # nobody exchanged yet: the first time is near
    worker.kick()
    office.rest()
    bridge.publish(Changes(frozenset(), frozenset()))
    office.centre.down = True
    worker.kick()
    office.rest()
    bridge.publish(CASE)
    qapp.processEvents()
    office.rest()
    assert office.centre.greeted == 2


@pytest.fixture
def patient(office: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[SyncWorker]:
    """A worker that looks for the line all the time, and after a failure waits for a day."""
    monkeypatch.setattr("ui.sync.worker.pause_after", lambda failures, chance: timedelta(days=1))
    office.enrol()
    made = SyncWorker(office.runner, lambda: office.sync, first=FAR, every=NOW)
    office.centre.down = True
    made.kick()
    yield made
    made.stop()
    office.rest()


def test_a_line_that_comes_back_is_used_at_once(office: Office, patient: SyncWorker) -> None:
    office.wait(lambda: office.centre.looked_for > 2)
    assert office.centre.greeted == 1
    office.centre.down = False
    office.wait(lambda: waiting(office) == 0)
    assert patient.last is not None
    assert patient.last.error is None


def test_a_door_behind_which_nobody_answers_is_not_stormed(office: Office, patient: SyncWorker) -> None:
    office.centre.door_open = True
    office.wait(lambda: office.centre.looked_for > 4)
    assert office.centre.greeted == 1
