"""A new hall in an empty store: written piece by piece, half a one written anew, a whole one left alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.accounts import Right
from app.domain.hall_records import HallRecords, NewHall, Piece, StaffRecord
from app.errors import RuleError
from app.services.accounts import Accounts, Credentials
from app.services.import_hall import HallImport
from data.local_queue import LocalQueue
from data.store import LocalStore, create_store
from data.working_days import CalendarTables
from tests import factories as make
from tests.fakes import PlainHash, StillClock

FIRST = "Snow-Lion-1"
CLERKS = [StaffRecord(f"clerk{n:03}", f"演示{n}", "117", frozenset({Right.CLERK})) for n in range(450)]
PEOPLE = (*CLERKS, StaffRecord("boss", "多杰", "", frozenset({Right.ADMINISTRATOR})))
HALL = NewHall(make.hall(demo=False), HallRecords((make.department(),), (make.item(),), PEOPLE), FIRST)


def importer(store: LocalStore) -> HallImport:
    clock = StillClock()
    return HallImport(store, LocalQueue(store, clock), CalendarTables(), PlainHash(), clock)


def test_everything_stands_and_everybody_has_to_choose_a_password(tmp_path: Path) -> None:
    with create_store(tmp_path / "store", 0, changed=lambda _: None) as store:
        pieces = list(importer(store).write(HALL))
        assert [one.done for one in pieces] == [1, 2, 202, 402, 453, 453]
        assert pieces[-1] == Piece(453, 453)
        with store.read() as unit:
            assert unit.hall.facts() == HALL.facts
            assert len(unit.accounts.all()) == 451
            assert next(one.fields["action"] for one in unit.audit.entries()) == "hall.set_up"
        assert [one.number for one in LocalQueue(store, StillClock()).setup().counters] == ["25", "26"]
        accounts = Accounts(store, PlainHash(), StillClock())
        with pytest.raises(RuleError, match="must_change"):
            accounts.sign_in(Credentials("clerk007", FIRST), "26")
        with pytest.raises(RuleError, match="hall_there"):
            importer(store).check(HALL)


def test_half_a_hall_is_written_to_its_end(tmp_path: Path) -> None:
    with create_store(tmp_path / "store", 0, changed=lambda _: None) as store:
        begun = importer(store).write(HALL)
        assert [next(begun).done for _ in range(3)] == [1, 2, 202]
        begun.close()  # type: ignore[attr-defined]  # a generator
        with store.read() as unit, pytest.raises(RuleError, match="not_set_up"):
            unit.hall.facts()
        *_, last = importer(store).write(HALL)
        assert last == Piece(453, 453)
        with store.read() as unit:
            assert len(unit.accounts.all()) == 451


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"first_password": "short"}, "password_weak"),
        ({"first_password": "Yanshi-2026"}, "password_published"),
        ({"first_password": "Boss-2026-x"}, "password_has_login"),
        ({"records": replace(HALL.records, staff=PEOPLE[:3])}, "no_administrator"),
    ],
)
def test_what_cannot_be_written_is_refused_before_anything_is(
    tmp_path: Path, changed: dict[str, object], code: str
) -> None:
    with create_store(tmp_path / "store", 0, changed=lambda _: None) as store:
        with pytest.raises(RuleError, match=code):
            list(importer(store).write(replace(HALL, **changed)))  # type: ignore[arg-type]  # by name
        with store.read() as unit:
            assert unit.accounts.all() == ()
            assert unit.catalogue.departments() == ()
