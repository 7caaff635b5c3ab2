"""An encrypted store says nothing to who has no key; whoever lost it is told the way out in one sentence."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import StorageError
from app.sentences import sentence
from data import encryption, keys
from data.driver import is_encrypted
from data.encryption import encrypt_store
from data.keys import KEY_FILE, SHEET_FILE, find_key, new_key, recover
from data.locks import use_store
from data.places import STORE_FILE, open_to_others
from data.store import LocalStore, create_encrypted_store, create_store, open_store
from tests.integration.store.filling import add_case, named

NAME = "贡布扎西不可见"
MAIN = Path(__file__).parents[3] / "main.py"


class Ring:
    """A keyring in memory; `broken` as without a session, `forgets` as after a new installation."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.broken = False

    def get(self, name: str) -> bytes | None:
        if self.broken:
            raise StorageError("key.no_keyring")
        return self.kept.get(name)

    def put(self, name: str, key: bytes) -> bool:
        if not self.broken:
            self.kept[name] = key
        return not self.broken


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    ring = Ring()
    monkeypatch.setattr(keys, "SystemKeyring", lambda: ring)
    return ring


def quiet(changes: object) -> None:
    """Hear nothing."""


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def numbers(store: LocalStore) -> set[str]:
    with store.read() as unit:
        return {unit.cases.header(case_id).number for case_id in unit.cases.ids()}


@pytest.fixture
def encrypted(tmp_path: Path, ring: Ring) -> tuple[Path, str, str]:
    """Return the folder of an encrypted store with one case, its recovery code and the case's number."""
    store, code = create_encrypted_store(tmp_path / "station", 0, changed=quiet)
    with store:
        header = add_case(store, named(NAME))
    return store.folder, code, header.number


def test_the_file_shows_no_plain_header_and_no_known_text(
    encrypted: tuple[Path, str, str], ring: Ring
) -> None:
    folder, _, number = encrypted
    with open_store(folder, changed=quiet) as store:
        add_case(store, named(NAME))  # so that a write-ahead log is there, too
        written = everything(folder)
    assert is_encrypted(folder / STORE_FILE)
    (key,) = ring.kept.values()
    for known in (
        b"SQLite format 3",
        NAME.encode(),
        number.encode(),
        b"case_header",
        key,
        key.hex().encode(),
    ):
        assert known not in written
    assert not list(open_to_others(folder))


def test_a_plain_store_does_show_them(tmp_path: Path) -> None:
    with create_store(tmp_path / "plain", 0, changed=quiet) as store:
        add_case(store, named(NAME))
    assert NAME.encode() in everything(tmp_path / "plain")


def test_a_wrong_key_a_missing_keyring_and_a_lost_key_are_told_with_the_way_out(
    encrypted: tuple[Path, str, str], ring: Ring
) -> None:
    folder, code, number = encrypted
    (name,) = ring.kept
    right = ring.kept[name]
    ring.kept[name] = bytes(32)
    _refused(folder, "key.wrong", "恢复码")
    ring.kept.clear()
    _refused(folder, "key.missing", "恢复码")
    ring.broken = True
    _refused(folder, "key.no_keyring", "恢复码")
    ring.broken = False
    with pytest.raises(StorageError, match=r"key\.code"):
        recover(folder, code.replace(code[0], "A" if code[0] != "A" else "B"))
    recover(folder, code.lower().replace("-", " "))
    assert ring.kept[name] == right
    with open_store(folder, changed=quiet) as store:
        assert numbers(store) == {number}


def _refused(folder: Path, code: str, way_out: str) -> None:
    with pytest.raises(StorageError) as told:
        open_store(folder, changed=quiet)
    assert told.value.code == code
    assert way_out in sentence(told.value)
    assert "。" in sentence(told.value)


def test_a_wrong_key_given_by_hand_damages_nothing(encrypted: tuple[Path, str, str]) -> None:
    folder, _, number = encrypted
    with pytest.raises(StorageError, match=r"storage\.damaged"):
        open_store(folder, changed=quiet, key=b"\x01" * 32)
    with open_store(folder, changed=quiet) as store:
        assert numbers(store) == {number}


def test_without_a_keyring_the_key_lies_in_a_file_for_its_owner_alone(tmp_path: Path, ring: Ring) -> None:
    ring.broken = True
    store, code = create_encrypted_store(tmp_path / "kiosk", 0, changed=quiet)
    with store:
        number = add_case(store).number
    assert (store.folder / KEY_FILE).stat().st_mode & 0o077 == 0
    with open_store(store.folder, changed=quiet) as again:
        assert numbers(again) == {number}
    (store.folder / KEY_FILE).unlink()
    _refused(store.folder, "key.missing", "恢复码")
    recover(store.folder, code)
    assert find_key(store.folder) is not None


def test_a_sheet_that_is_gone_is_told(encrypted: tuple[Path, str, str]) -> None:
    folder, *_ = encrypted
    (folder / SHEET_FILE).unlink()
    _refused(folder, "key.sheet", "备份")


def test_a_plain_store_is_converted_with_every_row(tmp_path: Path, ring: Ring) -> None:
    with create_store(tmp_path / "plain", 3, changed=quiet) as store:
        made = {add_case(store, named(NAME)).number for _ in range(20)}
    code = encrypt_store(store.folder)
    assert NAME.encode() not in everything(store.folder)
    with open_store(store.folder, changed=quiet) as again:
        assert numbers(again) == made
        assert again.station.index == 3
        assert again.faults() == ()
        made.add(add_case(again).number)
        with again.read() as unit:
            sequences = [row.sequence for row in unit.outbox.rows()]
        assert sequences == list(range(1, len(sequences) + 1))
    assert code
    with pytest.raises(StorageError, match=r"key\.encrypted_already"):
        encrypt_store(store.folder)


def test_a_store_in_use_or_a_copy_that_differs_leaves_the_plain_one(
    tmp_path: Path, ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    with create_store(tmp_path / "plain", 0, changed=quiet) as store:
        number = add_case(store).number
    with use_store(store.folder), pytest.raises(StorageError, match=r"storage\.in_use"):
        encrypt_store(store.folder)
    compared = iter(({"a": "1"}, {"a": "2"}))
    monkeypatch.setattr(encryption, "_contents", lambda path, key: next(compared))
    with pytest.raises(StorageError, match=r"storage\.copy_failed"):
        encrypt_store(store.folder)
    with open_store(store.folder, changed=quiet) as again:
        assert numbers(again) == {number}


def test_two_keys_and_their_codes_are_never_the_same(tmp_path: Path, ring: Ring) -> None:
    made = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        made.append(new_key(tmp_path / name))
    assert made[0][0] != made[1][0]
    assert made[0][1] != made[1][1]


def test_the_command_encrypts_and_finds_the_key_again(tmp_path: Path) -> None:
    with create_store(tmp_path / "plain", 0, changed=quiet) as store:
        add_case(store)

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(MAIN), "--data", str(store.folder), *words]
        environment = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring", "PYTHONUTF8": "1"}
        return subprocess.run(
            command, capture_output=True, text=True, env=environment, timeout=120, check=False
        )

    code = run("encrypt").stdout.split("\n")[1]
    (store.folder / KEY_FILE).unlink()
    lost = run("verify")
    assert (lost.returncode, lost.stdout) == (1, "")
    assert "encrypt --recover" in lost.stderr
    assert run("encrypt", "--recover", code).returncode == 0
    assert is_encrypted(store.folder / STORE_FILE)
    assert (store.folder / KEY_FILE).exists()
