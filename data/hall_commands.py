"""Commands that change a hall's store from the command line: a new hall, the kiosks' maintenance number."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from getpass import getpass
from pathlib import Path

from app.changes import Changes, unheard
from app.commands.kiosk_pin import set_pin
from app.domain.hall_records import HallRecords, NewHall, Piece
from app.ports.clock import Clock
from app.services.accounts import Accounts
from app.services.import_hall import HallImport, check_hall
from app.services.journal import Journal
from app.services.kiosk_pin import KioskPin
from app.settings import SETTINGS_FILE, load_settings
from app.system_clock import SystemClock
from data.hall_queue import hall_queue
from data.local_queue import LocalQueue
from data.passwords import Argon2Passwords
from data.store import LocalStore, create_encrypted_store, holds_store, open_store
from data.unfinished import remove_unfinished
from data.working_days import CalendarTables
from data.xlsx_hall import read_hall


def run_kiosk_pin(args: argparse.Namespace, folder: Path, say: Callable[[str], None]) -> int:
    """Set the number that opens the kiosks' maintenance, in the name of who keeps them."""
    clock, beside = SystemClock(), folder / SETTINGS_FILE
    settings = load_settings(beside if beside.exists() else None)
    with (
        open_store(folder, changed=unheard) as store,
        closing(hall_queue(store, clock, settings.central_url)) as shared,
    ):
        pin = KioskPin(shared.secrets(), Argon2Passwords(), Journal(store, CalendarTables(), clock))
        set_pin(Accounts(store, Argon2Passwords(), clock), pin, args.login, getpass)
    say("维护密码已设置。")
    return 0


class HallFolder:
    """Implements `app.ports.new_hall.HallMaker` for the store of a folder."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock

    def read(self, files: Sequence[Path], place_word: str, told: Callable[[Piece], object]) -> HallRecords:
        """Read workbooks; see `HallMaker`."""
        return read_hall(files, place_word, told)

    def begin(self, hall: NewHall) -> str:
        """Make the encrypted store; one in which no hall was ever finished is begun anew."""
        check_hall(hall)
        if holds_store(self._folder):
            remove_unfinished(self._folder)
        store, code = create_encrypted_store(self._folder, 0, changed=unheard)
        store.close()
        return code

    def write(self, hall: NewHall) -> Iterator[Piece]:
        """Write the hall into its store; see `HallMaker`."""
        with open_store(self._folder, changed=unheard) as store:
            queue, tables = LocalQueue(store, self._clock), CalendarTables()
            yield from HallImport(store, queue, tables, Argon2Passwords(), self._clock).write(hall)

    def open(self, changed: Callable[[Changes], None]) -> LocalStore:
        """Open the store that was made; see `open_store`."""
        return open_store(self._folder, changed=changed)
