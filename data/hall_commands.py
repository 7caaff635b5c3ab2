"""Commands that change a hall's store from the command line: a new hall, the kiosks' maintenance number."""

import argparse
from collections.abc import Callable, Iterator
from functools import partial
from getpass import getpass
from pathlib import Path

from app.changes import Changes
from app.commands.kiosk_pin import set_pin
from app.services.accounts import Accounts
from app.services.import_hall import HallImport, NewHall, Piece
from app.services.journal import Journal
from app.services.kiosk_pin import KioskPin
from app.system_clock import SystemClock
from data.local_queue import LocalQueue
from data.local_secrets import LocalSecrets
from data.passwords import Argon2Passwords
from data.store import create_store, holds_store, open_store
from data.working_days import CalendarTables


def run_kiosk_pin(args: argparse.Namespace, folder: Path, say: Callable[[str], None]) -> int:
    """Set the number that opens the kiosks' maintenance, in the name of who keeps them."""
    clock = SystemClock()
    with open_store(folder, changed=_unheard) as store:
        pin = KioskPin(LocalSecrets(store), Argon2Passwords(), Journal(store, CalendarTables(), clock))
        set_pin(Accounts(store, Argon2Passwords(), clock), pin, args.login, getpass)
    say("维护密码已设置。")
    return 0


def write_hall(folder: Path, hall: NewHall) -> Iterator[Piece]:
    """Write a hall into the store of a folder, which is made where there is none; yield its progress."""
    begin = open_store if holds_store(folder) else partial(create_store, index=0)
    with begin(folder, changed=_unheard) as store:
        clock = SystemClock()
        queue = LocalQueue(store, clock)
        yield from HallImport(store, queue, CalendarTables(), Argon2Passwords(), clock).write(hall)


def _unheard(changes: Changes) -> None:
    """Do nothing: a command has no screen to refresh."""
