"""A clerk's program in small, to be killed: accepts one application after another and tells each truth once.

Run as `python -m tests.integration.accepting FOLDER`. Lines on stdout: `begin` when a unit of work has the
write lock, `end` when the unit is over, and a case's id only after the use case has returned.
"""

import sys
from pathlib import Path
from types import TracebackType

from app.domain.details import Form, HandedIn
from app.domain.ids import new_id
from app.ports.store import UnitOfWork
from app.services.intake import Application
from app.services.use_cases import UseCases
from data.store import LocalStore, open_store
from data.unit_of_work import LocalUnit
from data.working_days import CalendarTables
from tests import factories as make
from tests.fakes import PlainHash, RecordingComposer, StillClock


class ToldUnit(LocalUnit):
    """A unit of work that tells when it begins and ends."""

    def __enter__(self) -> "ToldUnit":
        super().__enter__()
        tell("begin")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        tell("end")


class ToldStore:
    """A store whose writing units tell when they begin and end."""

    def __init__(self, store: LocalStore) -> None:
        self._store = store

    def read(self) -> UnitOfWork:
        return self._store.read()

    def write(self) -> UnitOfWork:
        unit = self._store.write()
        unit.__class__ = ToldUnit
        return unit


def tell(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main(folder: Path) -> None:
    with open_store(folder, changed=lambda changes: None) as store:
        use = UseCases.over(
            ToldStore(store), CalendarTables(), StillClock(), PlainHash(), RecordingComposer()
        )
        with store.read() as unit:
            item = unit.catalogue.item("117-01")
        materials = tuple(HandedIn(m.key, m.name, Form.ORIGINAL, 1, 1) for m in item.materials)
        while True:
            application = Application(
                new_id(), item.key, make.applicant(), None, "才让多杰", "13800000000", "窗口领取", materials
            )
            tell(str(use.intake.accept_new(make.actor(), application).case.id))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
