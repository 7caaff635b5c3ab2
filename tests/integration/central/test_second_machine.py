"""A hall gets its second machine: the store that joins, and what was set before there was a server."""

from contextlib import closing
from pathlib import Path

import pytest

import main
from app.commands.central import connection_text
from app.domain.queue_services import QueueRules
from app.domain.sync import Connection
from app.ports.queue import QueueSetup
from data.driver import is_encrypted
from data.hall_queue import hall_queue
from data.local_queue import LocalQueue
from data.local_secrets import LocalSecrets
from data.places import STORE_FILE
from data.store import LocalStore, create_store, holds_store, open_store
from tests.fakes import StillClock
from tests.integration.central.conftest import Centre, OpenDesk
from tests.integration.queue.conftest import SmallQueue

RULES = QueueRules(head_start_minutes=7)


def written(connection: Connection, folder: Path) -> str:
    file = folder / "connection.json"
    file.write_text(connection_text(connection), encoding="utf-8")
    return str(file)


def test_a_machine_without_a_store_joins_a_hall_and_gets_it(
    centre: Centre, open_desk: OpenDesk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = open_desk(centre.enrol("s1"))
    (case,) = first.open_cases(1)
    first.sync.run()
    folder = tmp_path / "second"
    file = written(centre.enrol("s2"), tmp_path)
    assert main.main(["--data", str(folder), "sync", "--join", file]) == 0
    said = capsys.readouterr()
    assert "恢复码只显示这一次" in said.err
    assert "收到" in said.out
    assert is_encrypted(folder / STORE_FILE)
    with open_store(folder, changed=lambda _: None) as store, store.read() as unit:
        assert unit.station.index == 1
        assert unit.hall.facts().demo
        assert unit.cases.header(case.id) == case


def test_without_a_connection_file_there_is_no_store(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, file = tmp_path / "second", tmp_path / "connection.json"
    for content in (None, "{}"):
        if content is not None:
            file.write_text(content, encoding="utf-8")
        assert main.main(["--data", str(folder), "sync", "--join", str(file)]) == 1
        assert not holds_store(folder)
    assert main.main(["--data", str(folder), "sync"]) == 1
    assert "恢复码" not in capsys.readouterr().err


def furnished(folder: Path, connection: Connection) -> LocalStore:
    """Return the store of a hall that stood alone until now, with its queue and its maintenance number."""
    store = create_store(folder, 0, changed=lambda _: None)
    SmallQueue(store, StillClock()).furnish(RULES)
    LocalSecrets(store).put_pin_hash("hashed")
    with store.write() as unit:
        unit.sync.join(connection)
        unit.commit()
    return store


def seen(store: LocalStore, connection: Connection) -> tuple[QueueSetup, str]:
    """Look at the hall's queue as a machine's program does."""
    with closing(hall_queue(store, StillClock(), connection.server)) as parts:
        assert parts.line is not None
        parts.line.look()
        return parts.queue().setup(), parts.secrets().pin_hash()


def test_a_new_server_takes_over_what_was_set_before_and_only_once(centre: Centre, tmp_path: Path) -> None:
    one, other = centre.enrol("s1"), centre.enrol("s2")
    with furnished(tmp_path / "1", one) as store:
        assert seen(store, one) == (LocalQueue(store, StillClock()).setup(), "hashed")
    changed = QueueRules(head_start_minutes=30)
    with create_store(tmp_path / "2", 0, changed=lambda _: None) as store:
        with store.write() as unit:
            unit.sync.join(other)
            unit.commit()
        assert seen(store, other)[1] == "hashed"
        with closing(hall_queue(store, StillClock(), other.server)) as parts:
            parts.queue().put_rules(changed)
    with open_store(tmp_path / "1", changed=lambda _: None) as store:
        assert seen(store, one)[0].rules == changed


def test_a_machine_of_one_department_does_not_set_the_halls_queue(centre: Centre, tmp_path: Path) -> None:
    connection = centre.enrol("s1", departments=("117",))
    with furnished(tmp_path / "1", connection) as store:
        assert seen(store, connection)[0].counters == ()
