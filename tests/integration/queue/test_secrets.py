"""The hall's secrets: one key for all programs, in no outbox, and a number for the kiosks' maintenance."""

import threading
from pathlib import Path

import pytest

from app.domain.accounts import Right
from app.errors import RuleError, StorageError
from app.services.journal import Journal
from app.services.kiosk_pin import KioskPin
from data.local_secrets import LocalSecrets
from data.locks import take_kiosk
from data.store import open_store
from data.working_days import CalendarTables
from tests import factories as make
from tests.fakes import PlainHash
from tests.integration.queue.conftest import SmallQueue

KEEPER = make.actor(Right.KIOSK)


@pytest.fixture
def pin(hall: SmallQueue) -> KioskPin:
    return KioskPin(LocalSecrets(hall.store), PlainHash(), Journal(hall.store, CalendarTables(), hall.clock))


def _log(hall: SmallQueue) -> list[tuple[object, ...]]:
    with hall.store.read() as unit:
        return [
            tuple(entry.fields[name] for name in ("actor", "action", "result"))
            for entry in unit.audit.entries()
        ]


def test_programs_that_ask_first_get_the_same_key_and_it_stays(hall: SmallQueue) -> None:
    found: list[bytes] = []

    def ask() -> None:
        with open_store(hall.store.folder, changed=lambda _: None) as store:
            found.append(LocalSecrets(store).person_key())

    programs = [threading.Thread(target=ask) for _ in range(4)]
    for one in programs:
        one.start()
    for one in programs:
        one.join()
    assert set(found) == {LocalSecrets(hall.store).person_key()}
    assert len(found[0]) == 32


def test_a_renewed_key_is_another(hall: SmallQueue) -> None:
    secrets = LocalSecrets(hall.store)
    before = secrets.person_key()
    secrets.renew_person_key()
    assert secrets.person_key() != before


def test_no_secret_leaves_the_store(hall: SmallQueue, pin: KioskPin) -> None:
    key = LocalSecrets(hall.store).person_key().hex()
    pin.put(KEEPER, "135790")
    with hall.store.read() as unit:
        sent = "".join(str(row.payload) for row in unit.outbox.rows())
    assert key not in sent
    assert "135790" not in sent


def test_the_right_number_opens_and_every_try_is_logged(hall: SmallQueue, pin: KioskPin) -> None:
    pin.put(KEEPER, "135790")
    assert pin.opens("1号取号机", "135790")
    assert not pin.opens("1号取号机", "135791")
    assert _log(hall) == [
        (KEEPER.name, "kiosk.pin", "ok"),
        ("1号取号机", "kiosk.maintenance", "ok"),
        ("1号取号机", "kiosk.maintenance", "refused"),
    ]


def test_without_a_number_nothing_opens(pin: KioskPin) -> None:
    with pytest.raises(RuleError, match=r"kiosk\.pin_unset"):
        pin.opens("1号取号机", "")


@pytest.mark.parametrize("number", ["", "12345", "1234567890123", "12345a", "１２３４５６"])
def test_a_number_has_six_to_twelve_digits(pin: KioskPin, number: str) -> None:
    with pytest.raises(RuleError, match=r"kiosk\.pin_form"):
        pin.put(KEEPER, number)


def test_only_who_keeps_the_kiosks_sets_the_number(pin: KioskPin) -> None:
    with pytest.raises(RuleError, match=r"account\.right_missing"):
        pin.put(make.actor(), "135790")


def test_a_kiosk_is_opened_once(tmp_path: Path) -> None:
    with take_kiosk(tmp_path, "1号取号机"):
        with pytest.raises(StorageError, match=r"storage\.kiosk_taken"):
            take_kiosk(tmp_path, "1号取号机")
        take_kiosk(tmp_path, "2号取号机").release()
