"""`kiosk-pin` at the command line of a kiosk."""

from collections.abc import Iterator

import pytest

import main
from app.commands.kiosk_pin import set_pin
from app.errors import RuleError
from app.services.journal import Journal
from app.services.kiosk_pin import KioskPin
from app.services.use_cases import UseCases
from data.demo_hall import DEMO_PASSWORD, load_demo_hall
from data.local_secrets import LocalSecrets
from data.working_days import CalendarTables
from tests.fakes import PlainHash, RecordingComposer
from tests.integration.queue.conftest import SmallQueue


class Kiosk:
    """A kiosk's store with the demo hall's staff."""

    def __init__(self, hall: SmallQueue) -> None:
        load_demo_hall(hall.store, PlainHash(), hall.clock)
        self.use = UseCases.over(hall.store, CalendarTables(), hall.clock, PlainHash(), RecordingComposer())
        journal = Journal(hall.store, CalendarTables(), hall.clock)
        self.pin = KioskPin(LocalSecrets(hall.store), PlainHash(), journal)

    def set(self, login: str, *answers: str) -> None:
        said: Iterator[str] = iter(answers)
        set_pin(self.use.accounts, self.pin, login, lambda _: next(said))


@pytest.fixture
def kiosk(hall: SmallQueue) -> Kiosk:
    return Kiosk(hall)


def test_who_keeps_the_kiosks_sets_the_number(kiosk: Kiosk) -> None:
    kiosk.set("kiosk", DEMO_PASSWORD, "975310", "975310")
    assert kiosk.pin.opens("1号取号机", "975310")


@pytest.mark.parametrize(
    ("login", "answers", "code"),
    [
        ("kiosk", ("wrong", "975310", "975310"), "account.wrong"),
        ("c01", (DEMO_PASSWORD, "975310", "975310"), "account.right_missing"),
        ("kiosk", (DEMO_PASSWORD, "975310", "975311"), "kiosk.pin_unlike"),
        ("kiosk", (DEMO_PASSWORD, "9753", "9753"), "kiosk.pin_form"),
    ],
)
def test_what_is_wrong_is_said_and_sets_nothing(
    kiosk: Kiosk, login: str, answers: tuple[str, ...], code: str
) -> None:
    with pytest.raises(RuleError) as told:
        kiosk.set(login, *answers)
    assert told.value.code == code
    with pytest.raises(RuleError, match=r"kiosk\.pin_unset"):
        kiosk.pin.opens("1号取号机", "975310")


def test_the_command_needs_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main.main(["kiosk-pin"])
    assert "--login" in capsys.readouterr().err
