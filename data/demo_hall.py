"""The demo hall: what a first start without a configuration works in; all its staff are invented."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from random import Random

from app.domain.accounts import Account, Right
from app.domain.ids import new_id
from app.domain.items import Department
from app.domain.papers import HallFacts
from app.errors import RuleError
from app.ports.clock import Clock
from app.ports.rules import PasswordHash
from app.ports.store import Store, UnitOfWork
from app.services.accounts import Credentials
from app.settings import Role
from data.catalogue_csv import CatalogueRecords, parse_catalogue, read_files
from data.demo_names import han_name, two_names

DEMO_PASSWORD = "Yanshi-2026"
"""The one password of all demo accounts, shown on the sign-in page."""

DEMO_PIN = "246810"
"""What opens a kiosk's maintenance, shown where it is asked for."""

ADMINISTRATOR = "admin"
"""The sign-in name of the demo hall's administrator."""

_POSTS = {
    "admin": Right.ADMINISTRATOR,
    "guide": Right.GUIDE,
    "hall": Right.SUPERVISOR,
    "kiosk": Right.KIOSK,
    "audit": Right.AUDITOR,
}
_ROLE_LOGINS = {Role.GUIDE: "guide", Role.SUPERVISOR: "hall", Role.KIOSK: "kiosk"}

DEMO_HALL = HallFacts(
    name="玛沁县政务服务中心（演示）",
    area_code="632621",
    address="青海省果洛藏族自治州玛沁县大武镇（演示地址）",
    opening_hours="周一至周五 9:00—12:00，14:30—17:30（法定节假日除外）",
    supervision_phone="0975-0000000",
    progress_query="凭受理编号和证件号码后四位，到大厅任一窗口或致电承办窗口查询",
    demo=True,
)

_PLACE_WORD = "玛"
_STAFF_SEED = 632621


def clerk_login(counter: int) -> str:
    """Return the sign-in name of a counter's clerk: `c12`."""
    return f"c{counter:02}"


def demo_sign_in(role: Role, counter: str) -> Credentials:
    """Return how one signs in on a role's machine; a clerk at their own counter."""
    login = clerk_login(int(counter)) if role is Role.CLERK else _ROLE_LOGINS.get(role, ADMINISTRATOR)
    return Credentials(login, DEMO_PASSWORD)


def reviewer_login(department: str) -> str:
    """Return the sign-in name of a department's reviewer: `r117`."""
    return f"r{department}"


def demo_catalogue() -> CatalogueRecords:
    """Return the departments and service items that come with the program."""
    return parse_catalogue(read_files(Path(str(files("data.demo")))), _PLACE_WORD)


def load_demo_hall(store: Store, passwords: PasswordHash, clock: Clock) -> None:
    """Write the demo hall into an empty store, in one unit of work; do nothing where it stands already.

    Accounts: a clerk for each counter, a reviewer for each department, one for each post
    of the hall. They share one password and one hash, so that the first start waits for a single hash.

    Raises:
        RuleError: `demo.real_hall`, the store belongs to a real hall.
        StorageError: the store cannot be written.
    """
    with store.read() as unit:
        if _stands(unit):
            return
    records, stored = demo_catalogue(), passwords.hash(DEMO_PASSWORD)
    with store.write() as unit:
        if _stands(unit):
            return
        unit.hall.put_facts(DEMO_HALL)
        for department in records.departments:
            unit.catalogue.put_department(department)
        for item in records.items:
            unit.catalogue.put_item(item)
        staff = tuple(demo_staff(records.departments, stored))
        for account in staff:
            unit.accounts.put(account)
        facts = {"items": str(len(records.items)), "accounts": str(len(staff))}
        unit.audit.append(clock.now(), DEMO_HALL.name, "hall.demo", DEMO_HALL.area_code, "ok", facts)
        unit.commit()


def demo_staff(departments: tuple[Department, ...], password_hash: str) -> Iterator[Account]:
    """Return the accounts of the demo hall: the same names at every loading, ids of their own.

    Args:
        password_hash: the hash all of them share, made of `DEMO_PASSWORD`.
    """
    posts = [
        *((clerk_login(n), Right.CLERK, organ.code) for organ in departments for n in organ.counters),
        *((reviewer_login(organ.code), Right.REVIEWER, organ.code) for organ in departments),
        *((login, right, "") for login, right in _POSTS.items()),
    ]
    for (login, right, department), name in zip(posts, _distinct_names(Random(_STAFF_SEED)), strict=False):
        yield Account(new_id(), login, name, password_hash, frozenset({right}), department)


def _stands(unit: UnitOfWork) -> bool:
    """Tell whether the demo hall is in the store already."""
    try:
        facts = unit.hall.facts()
    except RuleError:
        if unit.catalogue.departments() or unit.accounts.all():
            raise RuleError("demo.real_hall") from None
        return False
    if not facts.demo:
        raise RuleError("demo.real_hall")
    return True


def _distinct_names(chance: Random) -> Iterator[str]:
    given: set[str] = set()
    while True:
        name = han_name(chance) if chance.random() < 0.25 else two_names(chance).chinese
        if name not in given:
            given.add(name)
            yield name
