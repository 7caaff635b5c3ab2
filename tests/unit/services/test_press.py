"""Which printer takes which kind of paper: chosen by an administrator, kept, and in force at once."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest

from app.domain.accounts import Right
from app.domain.papers import PaperKind
from app.domain.print_jobs import Place, entry_of, place_of
from app.errors import RuleError, StorageError
from app.services.press import ChosenPrinters
from app.settings import load_settings, save_printers
from tests import factories as make

BOSS = make.actor(Right.ADMINISTRATOR)
LASER = {PaperKind.ACCEPTANCE.value: "laser;tray=Tray2"}


def test_a_choice_is_kept_and_counts_from_the_next_print_on(tmp_path: Path) -> None:
    file = tmp_path / "machine.toml"
    chosen = ChosenPrinters({"*": "needle"}, partial(save_printers, file))
    assert place_of(PaperKind.ACCEPTANCE, chosen) == Place("needle")
    chosen.choose(BOSS, LASER)
    assert place_of(PaperKind.ACCEPTANCE, chosen) == Place("laser", "Tray2")
    assert place_of(PaperKind.NOTICE, chosen) == Place("")
    assert load_settings(file, {}).printers == LASER == dict(chosen)


def test_an_entry_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "machine.toml"
    chosen = ChosenPrinters(LASER, partial(save_printers, file))
    with pytest.raises(RuleError, match="place_form"):
        chosen.choose(BOSS, {"*": "laser;upside-down"})
    assert not file.exists()
    assert dict(chosen) == LASER


def test_what_cannot_be_written_is_not_in_force() -> None:
    def full(_: Mapping[str, str]) -> None:
        raise StorageError("settings.not_written", path="machine.toml")

    chosen = ChosenPrinters({}, full)
    with pytest.raises(StorageError):
        chosen.choose(BOSS, LASER)
    assert not chosen


@pytest.mark.parametrize(
    "place", [Place("laser"), Place("needle", "Rear", turned=True), Place("针打 2 号", turned=True)]
)
def test_a_written_place_is_read_as_it_was(place: Place) -> None:
    assert place_of("*", {"*": entry_of(place)}) == place
