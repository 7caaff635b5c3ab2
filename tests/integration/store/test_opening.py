"""A store that cannot be opened or written says why in one code that has a sentence; nothing is lost."""

import os
import resource
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from app.changes import Changes
from app.errors import StorageError
from app.sentences import sentence
from data import places
from data.engine import open_engine
from data.places import STORE_FILE, open_to_others
from data.store import LocalStore, create_store, open_store
from tests.integration.store.filling import add_case, write_case
from tests.integration.store.processes import in_child

Quiet = Callable[[Changes], None]
NOBODY = 65534


def code_of(act: Callable[[], object]) -> str:
    """Return the code of the storage error that an act raises, having seen its sentence."""
    with pytest.raises(StorageError) as told:
        act()
    assert sentence(told.value).endswith("。")
    return told.value.code


def count_cases(folder: Path, quiet: Quiet) -> int:
    with open_store(folder, changed=quiet) as store, store.read() as unit:
        return len(list(unit.cases.ids()))


@pytest.fixture
def filled(folder: Path, quiet: Quiet) -> Path:
    with create_store(folder, 1, changed=quiet) as store, store.write() as unit:
        for _ in range(120):
            write_case(unit)
        unit.commit()
    return folder


def test_a_store_is_made_once_and_opened_by_many(filled: Path, quiet: Quiet) -> None:
    assert code_of(lambda: create_store(filled, 2, changed=quiet)) == "storage.exists"
    with open_store(filled, changed=quiet) as one, open_store(filled, changed=quiet) as other:
        assert one.station == other.station
        assert code_of(lambda: create_store(filled, 2, changed=quiet)) == "storage.in_use"


def test_a_folder_without_a_store(tmp_path: Path, quiet: Quiet) -> None:
    assert code_of(lambda: open_store(tmp_path, changed=quiet)) == "storage.missing"
    assert not list(tmp_path.iterdir())


def test_what_a_killed_creation_left_is_no_store(folder: Path, quiet: Quiet) -> None:
    folder.mkdir()
    (folder / "store.unfinished").write_bytes(b"half a store")
    assert code_of(lambda: open_store(folder, changed=quiet)) == "storage.missing"
    create_store(folder, 1, changed=quiet).close()
    assert sorted(path.name for path in folder.iterdir()) == ["programs.lock", STORE_FILE]


def test_a_file_that_is_no_store_is_damaged(filled: Path, quiet: Quiet) -> None:
    path = filled / STORE_FILE
    path.write_bytes(b"x" * 4096 + path.read_bytes()[4096:])
    assert code_of(lambda: open_store(filled, changed=quiet)) == "key.sheet"  # it may as well be encrypted


def test_an_empty_file_is_damaged(filled: Path, quiet: Quiet) -> None:
    (filled / STORE_FILE).write_bytes(b"")
    assert code_of(lambda: open_store(filled, changed=quiet)) == "storage.damaged"


def test_damage_in_the_middle_is_met_in_use_and_found_by_a_check(filled: Path, quiet: Quiet) -> None:
    with open_store(filled, changed=quiet) as store:
        assert store.faults() == ()
    path = filled / STORE_FILE
    content = bytearray(path.read_bytes())
    third = len(content) // 3
    content[-third:] = b"\xa5" * third
    path.write_bytes(content)
    with open_store(filled, changed=quiet) as store:
        assert store.faults()
        assert code_of(lambda: _read_everything(store)) == "storage.damaged"


def _read_everything(store: LocalStore) -> None:
    with store.read() as unit:
        list(unit.outbox.rows())
        list(unit.outbox.records())


def test_a_store_of_a_newer_version(filled: Path, quiet: Quiet) -> None:
    engine = open_engine(filled / STORE_FILE)
    with engine.connect() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    assert code_of(lambda: open_store(filled, changed=quiet)) == "storage.newer_version"


def test_a_network_share(filled: Path, quiet: Quiet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"36 35 98:0 / {tmp_path} rw,noatime shared:1 - cifs //server/hall rw\n")
    monkeypatch.setattr(places, "_MOUNTS", mounts)
    assert code_of(lambda: open_store(filled, changed=quiet)) == "storage.network_share"
    assert code_of(lambda: create_store(tmp_path / "new", 1, changed=quiet)) == "storage.network_share"
    assert not (tmp_path / "new").exists()


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A folder that a process without root's rights can reach."""
    place = Path(tempfile.mkdtemp())
    yield place
    place.chmod(0o700)
    shutil.rmtree(place)


def _without_roots_rights() -> None:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def test_a_read_only_folder(reachable: Path, quiet: Quiet) -> None:
    create_store(reachable, 1, changed=quiet).close()
    for path in (*reachable.iterdir(), reachable):
        path.chmod(0o500 if path.is_dir() else 0o400)
        if os.geteuid() == 0:
            os.chown(path, NOBODY, NOBODY)

    def try_it() -> list[str]:
        _without_roots_rights()
        return [
            code_of(lambda: open_store(reachable, changed=quiet)),
            code_of(lambda: create_store(reachable / "new", 1, changed=quiet)),
        ]

    assert in_child(try_it) == ["storage.read_only", "storage.read_only"]


def test_a_file_that_turned_read_only_under_an_open_store(reachable: Path, quiet: Quiet) -> None:
    create_store(reachable, 1, changed=quiet).close()
    (reachable / STORE_FILE).chmod(0o400)
    reachable.chmod(0o700)
    for path in (*reachable.iterdir(), reachable):
        if os.geteuid() == 0:
            os.chown(path, NOBODY, NOBODY)

    def try_it() -> str:
        _without_roots_rights()
        with open_store(reachable, changed=quiet) as store:
            return code_of(lambda: add_case(store))

    assert in_child(try_it) == "storage.read_only"


def test_a_full_disk_loses_only_what_was_not_confirmed(filled: Path, quiet: Quiet) -> None:
    def limit_pages(connection: object, record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # type: ignore[attr-defined]  # the driver's own

    event.listen(Engine, "connect", limit_pages)
    try:
        with open_store(filled, changed=quiet) as store:
            assert code_of(lambda: _write_until_refused(store)) == "storage.disk_full"
            with store.read() as unit:
                confirmed = len(list(unit.cases.ids()))
    finally:
        event.remove(Engine, "connect", limit_pages)
    with open_store(filled, changed=quiet) as store:
        assert store.faults() == ()
        add_case(store)
    assert count_cases(filled, quiet) == confirmed + 1


def test_a_disk_that_refuses_writes(filled: Path, quiet: Quiet) -> None:
    size = (filled / STORE_FILE).stat().st_size

    def try_it() -> str:
        with open_store(filled, changed=quiet) as store:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size // 4, resource.RLIM_INFINITY))
            return code_of(lambda: _write_until_refused(store))

    assert in_child(try_it) == "storage.disk_fault"
    with open_store(filled, changed=quiet) as store:
        assert store.faults() == ()
        add_case(store)


def _write_until_refused(store: LocalStore) -> None:
    for _ in range(100):
        with store.write() as unit:
            for _ in range(20):
                write_case(unit)
            unit.commit()


def test_only_the_owner_may_look_into_a_store(folder: Path, quiet: Quiet) -> None:
    before = os.umask(0)
    try:
        with create_store(folder, 1, changed=quiet) as store:
            add_case(store)
            assert {path.name for path in folder.iterdir()} >= {STORE_FILE, f"{STORE_FILE}-wal"}
            assert list(open_to_others(folder)) == []
            (folder / STORE_FILE).chmod(0o640)
            assert list(open_to_others(folder)) == [folder / STORE_FILE]
    finally:
        os.umask(before)


def test_a_key_makes_the_file_unreadable_without_it(folder: Path, quiet: Quiet) -> None:
    key = bytes(range(32))
    with create_store(folder, 1, changed=quiet, key=key) as store:
        header = add_case(store)
    content = (folder / STORE_FILE).read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert header.applicant.name.encode() not in content
    assert code_of(lambda: open_store(folder, changed=quiet)) == "key.sheet"
    assert code_of(lambda: open_store(folder, changed=quiet, key=bytes(32))) == "storage.damaged"
    with open_store(folder, changed=quiet, key=key) as store, store.read() as unit:
        assert unit.cases.header(header.id) == header


def test_a_key_of_the_wrong_length_is_a_bug(folder: Path, quiet: Quiet) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        create_store(folder, 1, changed=quiet, key=b"short")
