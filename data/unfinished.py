"""A store in which no hall was ever finished: what a first start left that somebody broke off."""

from pathlib import Path

from app.changes import unheard
from app.errors import RuleError
from app.services.import_hall import stands
from data.keys import KEY_FILE, SHEET_FILE
from data.locks import have_store_alone
from data.places import STORE_FILE
from data.store import open_store


def remove_unfinished(folder: Path) -> None:
    """Remove the store of a folder, its key and its sheet.

    Raises:
        RuleError: `import.hall_there`, a hall was finished in it; nothing is removed.
        StorageError: it cannot be opened.
    """
    with open_store(folder, changed=unheard) as store, store.read() as unit:
        if stands(unit):
            raise RuleError("import.hall_there")
    with have_store_alone(folder):
        for name in (STORE_FILE, f"{STORE_FILE}-wal", f"{STORE_FILE}-shm", SHEET_FILE, KEY_FILE):
            (folder / name).unlink(missing_ok=True)
