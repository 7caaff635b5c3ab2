"""The demo hall: loaded whole and once, never into a real hall's store."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.changes import Changes
from app.domain.accounts import Account, Right
from app.errors import RuleError
from app.sentences import sentence
from app.services.accounts import SHORTEST_PASSWORD, Accounts, Credentials
from data.demo_hall import (
    ADMINISTRATOR,
    DEMO_HALL,
    DEMO_PASSWORD,
    clerk_login,
    demo_catalogue,
    load_demo_hall,
    reviewer_login,
)
from data.store import LocalStore, create_store
from tests import factories as make
from tests.fakes import PlainHash, StillClock


class CountingHash(PlainHash):
    def __init__(self) -> None:
        self.made = 0

    def hash(self, password: str) -> str:
        self.made += 1
        return super().hash(password)


@pytest.fixture
def commits() -> list[Changes]:
    return []


@pytest.fixture
def store(tmp_path: Path, commits: list[Changes]) -> Iterator[LocalStore]:
    with create_store(tmp_path / "demo", 0, changed=commits.append) as store:
        yield store


def load(store: LocalStore) -> None:
    load_demo_hall(store, PlainHash(), StillClock())


def test_the_hall_stands_whole(store: LocalStore) -> None:
    load(store)
    with store.read() as unit:
        assert unit.hall.facts() == DEMO_HALL
        assert unit.catalogue.departments() == demo_catalogue().departments
        assert unit.catalogue.items() == demo_catalogue().items
        assert sum(len(item.materials) for item in unit.catalogue.items()) == 673
    assert DEMO_HALL.demo
    assert "演示" in DEMO_HALL.name


def accounts(store: LocalStore) -> dict[str, Account]:
    with store.read() as unit:
        return {account.login: account for account in unit.accounts.all()}


def test_every_counter_has_its_clerk_and_every_department_its_reviewer(store: LocalStore) -> None:
    load(store)
    staff = accounts(store)
    with store.read() as unit:
        departments = unit.catalogue.departments()
    for department in departments:
        reviewer = staff[reviewer_login(department.code)]
        assert (reviewer.rights, reviewer.department) == (frozenset({Right.REVIEWER}), department.code)
        for counter in department.counters:
            clerk = staff[clerk_login(counter)]
            assert (clerk.rights, clerk.department) == (frozenset({Right.CLERK}), department.code)
    assert staff[ADMINISTRATOR].rights == {Right.ADMINISTRATOR}
    assert Counter(len(login) for login in staff) == {3: 33, 4: 25, 5: 4}
    assert len({account.name for account in staff.values()}) == len(staff)


def test_staff_sign_in_with_the_shown_password(store: LocalStore) -> None:
    load(store)
    sign_in = Accounts(store, PlainHash(), StillClock()).sign_in
    assert sign_in(Credentials(clerk_login(12), DEMO_PASSWORD), "12").department == "107"
    with pytest.raises(RuleError, match=r"account\.wrong"):
        sign_in(Credentials(clerk_login(12), "else"), "12")
    kinds = [any(map(kind, DEMO_PASSWORD)) for kind in (str.isupper, str.islower, str.isdigit)]
    assert all(kinds)
    assert len(DEMO_PASSWORD) >= SHORTEST_PASSWORD


def test_one_hash_and_one_commit_do_for_all(store: LocalStore, commits: list[Changes]) -> None:
    hashing = CountingHash()
    load_demo_hall(store, hashing, StillClock())
    assert (hashing.made, len(commits)) == (1, 1)
    load_demo_hall(store, hashing, StillClock())
    assert (hashing.made, len(commits)) == (1, 1)


def test_names_are_the_same_at_every_loading(store: LocalStore, tmp_path: Path) -> None:
    load(store)
    with create_store(tmp_path / "second", 0, changed=lambda _: None) as second:
        load(second)
        names = {login: account.name for login, account in accounts(second).items()}
    assert names == {login: account.name for login, account in accounts(store).items()}


def refused(store: LocalStore) -> None:
    with pytest.raises(RuleError) as caught:
        load(store)
    assert caught.value.code == "demo.real_hall"
    assert sentence(caught.value)


def test_a_real_hall_is_refused(store: LocalStore) -> None:
    with store.write() as unit:
        unit.hall.put_facts(make.hall(demo=False))
        unit.commit()
    refused(store)
    with store.read() as unit:
        assert unit.catalogue.departments() == ()


def test_a_hall_that_is_being_set_up_is_refused(store: LocalStore) -> None:
    with store.write() as unit:
        unit.catalogue.put_department(make.department())
        unit.commit()
    refused(store)
