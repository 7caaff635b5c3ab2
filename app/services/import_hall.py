"""A new hall from its records: facts, departments, service items, staff, queue; in pieces, to be followed."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from app.domain.accounts import Account, AccountRules, Actor, Right, check_password
from app.domain.hall_records import NewHall, Piece, StaffRecord
from app.domain.ids import new_id
from app.domain.items import Department
from app.domain.papers import HallFacts
from app.errors import RuleError
from app.ports.clock import Clock
from app.ports.queue import HallQueue
from app.ports.rules import PasswordHash, WorkingDays
from app.ports.store import Store, UnitOfWork
from app.services.journal import Journal
from app.services.queue_settings import QueueSettings

PIECE = 200
"""Rows in one unit of work; between two the lane is free for others."""

T = TypeVar("T")


def check_hall(hall: NewHall) -> None:
    """Refuse a hall that cannot be written, before there is a store for it.

    Raises:
        RuleError: `import.no_administrator`, or a password that is weak or holds somebody's sign-in name.
    """
    if not any(Right.ADMINISTRATOR in one.rights for one in hall.records.staff):
        raise RuleError("import.no_administrator")
    for one in hall.records.staff:
        check_password(hall.first_password, one.login, AccountRules())


def set_up_actor(facts: HallFacts) -> Actor:
    """Return in whose name a hall is set up, before anybody can sign in."""
    return Actor(new_id(), facts.name, frozenset({Right.ADMINISTRATOR}), "", "")


def stands(unit: UnitOfWork) -> bool:
    """Tell whether a hall was written to its end; half a one is written anew."""
    try:
        unit.hall.facts()
    except RuleError:
        return False
    return True


class HallImport:
    """Writes a new hall into an empty store; a store that has a hall is left alone."""

    def __init__(
        self, store: Store, queue: HallQueue, tables: WorkingDays, hashing: PasswordHash, clock: Clock
    ) -> None:
        self._store = store
        self._queue = queue
        self._tables = tables
        self._hashing = hashing
        self._clock = clock

    def check(self, hall: NewHall) -> None:
        """Refuse what cannot be written, before anything is.

        Raises:
            RuleError: `import.hall_there`, or as `check_hall`.
        """
        with self._store.read() as unit:
            if stands(unit):
                raise RuleError("import.hall_there")
        check_hall(hall)

    def write(self, hall: NewHall) -> Iterator[Piece]:
        """Write a checked hall piece by piece; the facts come last, so that half a hall is none.

        Raises:
            RuleError: as `check`.
        """
        self.check(hall)
        records = hall.records
        total = len(records.departments) + len(records.items) + len(records.staff)
        done = 0
        for departments in _pieces(records.departments):
            with self._store.write() as unit:
                for one in departments:
                    unit.catalogue.put_department(one)
                unit.commit()
            done += len(departments)
            yield Piece(done, total)
        for items in _pieces(records.items):
            with self._store.write() as unit:
                for item in items:
                    unit.catalogue.put_item(item)
                unit.commit()
            done += len(items)
            yield Piece(done, total)
        # One hash for all: everybody has to choose a password of the own at the first sign-in.
        hashed = self._hashing.hash(hall.first_password)
        for staff in _pieces(records.staff):
            with self._store.write() as unit:
                for person in staff:
                    if unit.accounts.by_login(person.login) is None:  # else a former try wrote it
                        unit.accounts.put(self._account(person, hashed))
                unit.commit()
            done += len(staff)
            yield Piece(done, total)
        self._finish(hall, total)
        yield Piece(total, total)

    def _account(self, person: StaffRecord, hashed: str) -> Account:
        return Account(
            new_id(),
            person.login,
            person.name,
            hashed,
            person.rights,
            person.department,
            must_change=True,
            password_changed_at=self._clock.now(),
        )

    def _finish(self, hall: NewHall, total: int) -> None:
        """Store the hall's facts, and let its queue begin with what its departments offer."""
        actor = set_up_actor(hall.facts)
        with self._store.write() as unit:
            unit.hall.put_facts(hall.facts)
            facts = {"rows": str(total), "accounts": str(len(hall.records.staff))}
            unit.audit.append(self._clock.now(), actor.name, "hall.set_up", hall.facts.area_code, "ok", facts)
            unit.commit()
        journal = Journal(self._store, self._tables, self._clock)
        with_counters: Sequence[Department] = [one for one in hall.records.departments if one.counters]
        QueueSettings(self._queue, journal).adopt(actor, with_counters)


def _pieces(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    for begin in range(0, len(rows), PIECE):
        yield rows[begin : begin + PIECE]
