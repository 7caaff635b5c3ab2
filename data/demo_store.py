"""Stores of the demo hall: opened, made on the first start, or begun anew for a rehearsal."""

import shutil
from collections.abc import Callable
from pathlib import Path

from app.changes import Changes, unheard
from app.domain.accounts import Actor, Right
from app.ports.clock import Clock
from app.services.journal import Journal
from app.services.queue_settings import QueueSettings
from data.demo_hall import ADMINISTRATOR, DEMO_PIN, load_demo_hall
from data.local_queue import LocalQueue
from data.local_secrets import LocalSecrets
from data.passwords import Argon2Passwords
from data.store import LocalStore, create_store, holds_store, open_store
from data.working_days import CalendarTables


def demo_store(folder: Path, index: int, clock: Clock, changed: Callable[[Changes], None]) -> LocalStore:
    """Open the store of a folder, or make it and furnish it as a demo hall with its queue.

    The one password of the demo hall is shown to everybody, so its hash may be cheap.

    Raises:
        StorageError: the store cannot be opened or made.
    """
    if holds_store(folder):
        return open_store(folder, changed=changed)
    store = create_store(folder, index, changed=changed)
    passwords = Argon2Passwords(time_cost=1, memory_kib=8192, parallelism=1)
    load_demo_hall(store, passwords, clock)
    LocalSecrets(store).put_pin_hash(passwords.hash(DEMO_PIN))
    _adopt_queue(store, clock)
    return store


def fresh_demo_store(folder: Path, index: int, clock: Clock) -> LocalStore:
    """Begin a rehearsal's store; that of an earlier rehearsal is thrown away, a real hall's never.

    Raises:
        RuleError: `demo.real_hall`.
    """
    if holds_store(folder):
        with open_store(folder, changed=unheard) as former:
            load_demo_hall(former, Argon2Passwords(), clock)
        shutil.rmtree(folder)
    return demo_store(folder, index, clock, unheard)


def _adopt_queue(store: LocalStore, clock: Clock) -> None:
    with store.read() as unit:
        departments, account = unit.catalogue.departments(), unit.accounts.by_login(ADMINISTRATOR)
    if account is None:
        raise ValueError("the demo hall has an administrator")
    actor = Actor(account.id, account.name, frozenset({Right.ADMINISTRATOR}), "", "")
    journal = Journal(store, CalendarTables(), clock)
    QueueSettings(LocalQueue(store, clock), journal).adopt(actor, departments)
