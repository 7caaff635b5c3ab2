"""Back up and restore while killed: the store is the old or the new one, and no number is printed twice."""

import argparse
import os
import random
import shutil
import signal
import time
from collections.abc import Iterator
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from app.domain.backup import BackupFile
from app.domain.details import Form, HandedIn
from app.domain.ids import new_id
from app.errors import StorageError
from app.services.intake import Application
from app.services.use_cases import UseCases
from data.backup import StoreVault
from data.backup_commands import run_restore
from data.backup_facts import read_facts
from data.driver import is_encrypted
from data.places import STORE_FILE
from data.store import create_encrypted_store, create_store, open_store
from data.working_days import CalendarTables
from tests import factories as make
from tests.fakes import PlainHash, RecordingComposer, StillClock
from tests.integration.store.processes import FORK
from tests.unit.services.conftest import furnish

KEY = bytes(range(32))
ROUNDS_A_DAY = 60


def use_of(store: object, clock: StillClock) -> UseCases:
    return UseCases.over(store, CalendarTables(), clock, PlainHash(), RecordingComposer())  # type: ignore[arg-type]


def work(folder: Path, clock: StillClock, cases: int, end: Connection) -> None:
    """Accept cases and tell each printed number after the use case has returned."""
    with open_store(folder, changed=lambda changes: None, key=KEY) as store:
        use = use_of(store, clock)
        with store.read() as unit:
            item = unit.catalogue.item("117-01")
        handed = tuple(HandedIn(m.key, m.name, Form.ORIGINAL, 1, 1) for m in item.materials)
        for _ in range(cases):
            made = Application(
                new_id(), item.key, make.applicant(), None, "才让多杰", "13800000000", "窗口领取", handed
            )
            outcome = use.intake.accept_new(make.actor(), made)
            end.send(("printed", (outcome.case.number, *(s.document for s in outcome.steps if s.document))))


def one_round(folder: Path, backup: Path, clock: StillClock, end: Connection) -> None:
    vault = StoreVault(folder, KEY)
    work(folder, clock, 1, end)
    facts = vault.write(backup)
    end.send(("backed up", (facts.cases, str(facts.epoch))))
    work(folder, clock, 2, end)
    try:
        vault.restore(backup, clock.now(), discard=False)
        end.send(("overwritten", ()))
    except StorageError as error:
        end.send((error.code, ()))
    end.send(("restoring", ()))
    facts = vault.restore(backup, clock.now(), discard=True)
    end.send(("restored", (facts.cases, str(facts.epoch))))
    work(folder, clock, 1, end)
    end.send(("done", ()))


def told(
    folder: Path, backup: Path, clock: StillClock, seconds: float | None
) -> list[tuple[str, tuple[str, ...]]]:
    """Run a round in a child of its own, kill it after some seconds, and return what it told."""
    begin, end = FORK.Pipe(duplex=False)
    child = FORK.Process(target=one_round, args=(folder, backup, clock, end))
    child.start()
    end.close()
    if seconds is not None:
        assert child.pid is not None
        child.join(seconds)
        if child.exitcode is None:
            os.kill(child.pid, signal.SIGKILL)
    lines = list(_received(begin))
    child.join()
    begin.close()
    return lines


def _received(begin: Connection) -> Iterator[tuple[str, tuple[str, ...]]]:
    while True:
        try:
            yield begin.recv()
        except (EOFError, OSError):
            return


def play(tmp_path: Path, rounds: int, seed: int) -> dict[str, int]:
    folder, backups, chance = tmp_path / "store", tmp_path / "backups", random.Random(seed)
    backups.mkdir()
    with create_store(folder, 0, changed=lambda changes: None, key=KEY) as store:
        furnish(store)
    clock, printed, seen = StillClock(), list[str](), dict[str, int]()
    begun = time.perf_counter()
    whole = told(folder, backups / "whole", clock, None)
    length = time.perf_counter() - begun
    assert [word for word, _ in whole] == [
        "printed", "backed up", "printed", "printed", "restore.newer_work", "restoring", "restored",
        "printed", "done",
    ]  # fmt: skip
    printed += [number for word, numbers in whole if word == "printed" for number in numbers]
    for n in range(rounds):
        if n % ROUNDS_A_DAY == ROUNDS_A_DAY - 1:
            clock.at += timedelta(days=1)
        before = read_facts(folder / STORE_FILE, KEY)
        backup = backups / f"{n}"
        lines = told(folder, backup, clock, chance.uniform(0.2, 1.05) * length)
        numbers = [number for word, given in lines if word == "printed" for number in given]
        assert not set(numbers) & set(printed), "a printed number came again"
        assert len(numbers) == len(set(numbers))
        printed += numbers
        last = lines[-1][0] if lines else "nothing"
        seen[last] = seen.get(last, 0) + 1
        check(folder, str(before.epoch), before.cases, lines)
        if n % 100 == 0 or n == rounds - 1:
            assert sound(folder, clock)
        if backup.exists():
            assert read_facts(backup, KEY).station == before.station
        for old in backups.iterdir():
            old.unlink()
    return seen


def sound(folder: Path, clock: StillClock) -> bool:
    """Verify the store; this hall prints nothing, so that its papers have no prints."""
    with open_store(folder, changed=lambda changes: None, key=KEY) as store:
        found = use_of(store, clock).integrity.verify().findings
    return [one for one in found if one.check != "papers"] == []


def check(folder: Path, epoch: str, cases: int, lines: list[tuple[str, tuple[str, ...]]]) -> None:
    """Hold the store to the old one with all that was confirmed, or the new one with the backup's."""
    after = read_facts(folder / STORE_FILE, KEY)
    words = [word for word, _ in lines]
    confirmed = words.count("printed")
    assert "overwritten" not in words
    if str(after.epoch) == epoch:
        assert "restored" not in words
        assert cases + confirmed <= after.cases <= cases + confirmed + 1
        return
    assert "restoring" in words
    since = words[words.index("restoring") :].count("printed")
    assert cases + 1 + since <= after.cases <= cases + 1 + since + 1


def test_a_few_rounds_with_kills(tmp_path: Path) -> None:
    assert sum(play(tmp_path, rounds=6, seed=1).values()) == 6


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", [2, 3, 5, 7, 11])
def test_five_hundred_rounds_with_kills(tmp_path: Path, seed: int) -> None:
    seen = play(tmp_path, rounds=100, seed=seed)
    assert sum(seen.values()) == 100
    assert seen.get("restoring", 0) + seen.get("restored", 0) > 10, seen


def test_a_dead_machine_skips_what_may_have_been_printed(tmp_path: Path) -> None:
    folder, clock = tmp_path / "store", StillClock()
    with create_store(folder, 0, changed=lambda changes: None, key=KEY) as store:
        furnish(store)
    begin, end = FORK.Pipe(duplex=False)
    work(folder, clock, 2, end)
    vault = StoreVault(folder, KEY)
    vault.write(tmp_path / "b")
    work(folder, clock, 3, end)
    shutil.rmtree(folder)
    vault.restore(tmp_path / "b", clock.now(), discard=False)
    work(folder, clock, 2, end)
    shutil.rmtree(folder)
    vault.restore(tmp_path / "b", clock.now(), discard=False)
    work(folder, clock, 2, end)
    end.close()
    numbers = [number for _, given in _received(begin) for number in given]
    begin.close()
    assert len(numbers) == len(set(numbers)) > 14
    assert sound(folder, clock)


def test_a_backup_nobody_could_mark_is_not_restored_blindly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, clock = tmp_path / "store", StillClock()
    create_store(folder, 0, changed=lambda changes: None, key=KEY).close()
    vault, medium = StoreVault(folder, KEY), tmp_path / "disk"
    medium.mkdir()
    vault.write(medium / "b")
    (medium / "b.restored").mkdir()
    shutil.rmtree(folder)
    with pytest.raises(StorageError, match="numbers_unknown"):
        vault.restore(medium / "b", clock.now(), discard=False)
    vault.restore(medium / "b", clock.now(), discard=False, index=7)
    with open_store(folder, changed=lambda changes: None, key=KEY) as store:
        assert (store.station.case_index, store.station.document_index) == (7, 7)


def test_a_new_machine_needs_the_recovery_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    folder, medium, fresh = tmp_path / "store", tmp_path / "disk", tmp_path / "new"
    store, code = create_encrypted_store(folder, 0, changed=lambda changes: None)
    furnish(store)
    store.close()
    medium.mkdir()
    StoreVault(folder).write(medium / "b")
    assert sorted(path.name for path in medium.iterdir()) == ["b", "b.recovery"]
    assert is_encrypted(medium / "b")
    said: list[str] = []
    args = argparse.Namespace(file=medium / "b", discard=False, index=None, code="")
    with pytest.raises(StorageError, match="code_needed"):
        run_restore(args, fresh, said.append)
    args.code = code.replace("-", " ").lower()
    assert run_restore(args, fresh, said.append) == 0
    assert said[0].startswith("已恢复 0 件办件")
    with open_store(fresh, changed=lambda changes: None) as opened, opened.read() as unit:
        assert unit.catalogue.item("117-01")
    other, _ = create_encrypted_store(tmp_path / "other", 1, changed=lambda changes: None)
    other.close()
    with pytest.raises(StorageError, match="other_key"):
        run_restore(args, tmp_path / "other", said.append)
    StoreVault(folder).delete(medium, [BackupFile("b", make.NINE)])
    assert list(medium.iterdir()) == []


def test_a_copy_tells_how_far_it_is_and_leaves_nothing_when_it_is_broken_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.backup.PROGRESS_STEPS", 100)
    folder = tmp_path / "store"
    create_store(folder, 0, changed=lambda changes: None, key=KEY).close()
    vault, disk = StoreVault(folder, KEY), tmp_path / "disk"
    disk.mkdir()
    far: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        if len(far) == 3:
            raise KeyboardInterrupt
        far.append((done, total))

    with pytest.raises(KeyboardInterrupt):
        vault.write(disk / "b", stop)
    assert list(disk.iterdir()) == []
    far.clear()
    vault.write(disk / "b", lambda done, total: far.append((done, total)))
    assert far == sorted(far)
    assert {total for _, total in far} == {(folder / STORE_FILE).stat().st_size}
    assert all(done <= total for done, total in far)


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    create_store(folder, 0, changed=lambda changes: None, key=KEY).close()
    before = read_facts(folder / STORE_FILE, KEY)
    vault, wrong = StoreVault(folder, KEY), StoreVault(folder, bytes(32))
    (tmp_path / "noise").write_bytes(os.urandom(50_000))
    with pytest.raises(StorageError, match="not_a_store"):
        vault.restore(tmp_path / "noise", make.NINE, discard=True)
    with pytest.raises(StorageError, match="not_a_store"):
        vault.restore(tmp_path / "absent", make.NINE, discard=True)
    with pytest.raises(StorageError, match="folder_missing"):
        vault.write(tmp_path / "no-disk" / "b")
    vault.write(tmp_path / "b")
    with pytest.raises(StorageError, match=r"backup\.exists"):
        vault.write(tmp_path / "b")
    assert not (tmp_path / "b").read_bytes().startswith(b"SQLite format 3")
    with pytest.raises(StorageError, match="not_a_store"):
        wrong.restore(tmp_path / "b", make.NINE, discard=True)
    assert read_facts(folder / STORE_FILE, KEY) == before
    assert not [path for path in folder.iterdir() if "restoring" in path.name]
