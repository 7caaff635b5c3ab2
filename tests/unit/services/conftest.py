"""A small real hall in a real store: one department, two items, four accounts."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from app.changes import Changes
from app.domain.accounts import Account, Actor, Right
from app.domain.items import HandlingKind, ServiceItem
from app.domain.papers import PrintEvent, PrintState
from app.services.accounts import Credentials
from app.services.intake import Application, Approver
from app.services.use_cases import UseCases
from data.store import LocalStore, create_store
from data.working_days import CalendarTables
from tests import factories as make
from tests.fakes import PlainHash, RecordingComposer, StillClock

PASSWORD = "Lamp-Oil-26"


@dataclass
class SmallHall:
    """What a test of a use case needs at hand."""

    use: UseCases
    store: LocalStore
    clock: StillClock
    composer: RecordingComposer
    changes: list[Changes]
    clerk: Actor
    reviewer: Actor

    def approver(self, reason: str = "案情复杂") -> Approver:
        return Approver(Credentials("shenpi", PASSWORD), reason)

    def application(self, *materials: int, **changes: object) -> Application:
        values: dict[str, object] = {
            "id": make.new_id(),
            "item_key": "117-01",
            "applicant": make.applicant(),
            "agent": None,
            "contact": "才让多杰",
            "contact_phone": "13800000000",
            "delivery_way": "窗口领取",
            "materials": make.handed_in(*(materials or (1, 2, 3))),
        }
        return Application(**{**values, **changes})  # type: ignore[arg-type]  # checked by the dataclass' users

    def unsound(self) -> list[str]:
        """Return which checks of `verify` find something; papers, which few tests print, have their own."""
        found = self.use.integrity.verify().findings
        return [one.check for one in found if one.check != "papers"]

    def happen(self, print_id: UUID, state: PrintState) -> None:
        """Let a print enter a state, as the spool would record it."""
        with self.store.write() as unit:
            unit.prints.add_event(PrintEvent(make.new_id(), print_id, state, self.clock.now(), ""))
            unit.commit()

    def put_item(self, item: ServiceItem) -> None:
        with self.store.write() as unit:
            unit.catalogue.put_item(item)
            unit.commit()


def furnish(store: LocalStore) -> dict[str, Account]:
    """Put the small hall's records into a store and return its accounts by sign-in name."""
    hashed = PlainHash().hash(PASSWORD)
    rights = {
        "zhuoma": {Right.CLERK},
        "danzeng": {Right.REVIEWER, Right.CLERK},
        "shenpi": {Right.REVIEWER},
        "guanli": {Right.ADMINISTRATOR},
    }
    accounts = {
        login: Account(make.new_id(), login, f"{login}（演示）", hashed, frozenset(may), "117")
        for login, may in rights.items()
    }
    with store.write() as unit:
        unit.hall.put_facts(make.hall())
        unit.catalogue.put_department(make.department())
        unit.catalogue.put_item(make.item())
        unit.catalogue.put_item(make.item(key="117-02", handling=HandlingKind.ON_THE_SPOT))
        for account in accounts.values():
            unit.accounts.put(account)
        unit.commit()
    return accounts


def actor_of(account: Account) -> Actor:
    return Actor(account.id, account.name, account.rights, account.department, "26")


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[SmallHall]:
    changes: list[Changes] = []
    with create_store(tmp_path / "store", 0, changed=changes.append) as store:
        accounts = furnish(store)
        changes.clear()
        clock, composer = StillClock(), RecordingComposer()
        use = UseCases.over(store, CalendarTables(), clock, PlainHash(), composer)
        clerk, reviewer = actor_of(accounts["zhuoma"]), actor_of(accounts["danzeng"])
        yield SmallHall(use, store, clock, composer, changes, clerk, reviewer)
