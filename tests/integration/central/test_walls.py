"""What a station's own credentials cannot do: see beside its hall, rewrite, or do more than its calls."""

import json
import subprocess
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from app.domain.sync import Connection, Cursor, Outgoing
from app.errors import SyncError
from data.central.connecting import as_station, parameters
from data.central.enrolling import enrol
from data.central.form import bring_up_to_date
from data.central.server import PostgresCentre
from tests.integration.central.conftest import Centre, Desk, OpenDesk
from tests.postgres import Cluster

ATTACKS = {
    "read records": "SELECT * FROM record.case_header",
    "read the log": "SELECT * FROM sync.change_log",
    "read stations": "SELECT * FROM sync.station",
    "write records": "INSERT INTO record.punch (hall_code) VALUES ('h2')",
    "rewrite the log": "UPDATE sync.change_log SET payload = '{}'",
    "delete the log": "DELETE FROM sync.change_log",
    "empty the log": "TRUNCATE sync.change_log CASCADE",
    "be the owner": "SET ROLE hall_owner",
    "be another station": "SET SESSION AUTHORIZATION postgres",
    "promote itself": "ALTER ROLE CURRENT_USER SUPERUSER",
    "let itself in elsewhere": "GRANT hall_reader TO CURRENT_USER",
    "make a table": "CREATE TABLE public.mine (n int)",
    "make a temporary table": "CREATE TEMP TABLE mine (n int)",
    "make a function": "CREATE FUNCTION sync.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "run a program": "COPY (SELECT 1) TO PROGRAM 'true'",
    "read a file": "SELECT pg_read_file('/etc/passwd')",
    "apply on its own": "SELECT sync.apply('punch', '{1}')",
    "apply each on its own": "SELECT sync.apply_each('punch', '{1}')",
    "drop a trigger": "DROP TRIGGER no_rewriting ON sync.change_log",
    "switch off the walls": "ALTER TABLE sync.change_log NO FORCE ROW LEVEL SECURITY",
    "replay without triggers": "SET session_replication_role = replica",
}

EVERYTHING = (
    "SELECT (SELECT array_agg(h::text ORDER BY record_id) FROM record.case_header h), "
    "(SELECT array_agg(s::text ORDER BY record_id) FROM record.case_step s), "
    "(SELECT array_agg(c::text ORDER BY id) FROM sync.change_log c), (SELECT count(*) FROM record.punch)"
)

GRANTED_TOO_MUCH = {
    "write for another hall": (
        "INSERT INTO record.punch (hall_code, record_id, written_by, received_at) "
        "VALUES ('h2', gen_random_uuid(), 's1', now())"
    ),
    "write as another station": (
        "INSERT INTO record.punch (hall_code, record_id, written_by, received_at) "
        "VALUES ('h1', gen_random_uuid(), 's9', now())"
    ),
    "rewrite a step": "UPDATE record.case_step SET counter = '99'",
    "delete a step": "DELETE FROM record.case_step",
    "rewrite the own log": "UPDATE sync.change_log SET payload = '{}'",
    "empty the records": "TRUNCATE record.case_step",
    "delete a header": "DELETE FROM record.case_header WHERE hall_code = 'h1'",
}


@pytest.fixture
def known(centre: Centre, open_desk: OpenDesk) -> Connection:
    """Return the connection of a station that has sent records."""
    enrolled = centre.enrol("s1")
    desk = open_desk(enrolled)
    desk.open_cases(2)
    desk.sync.run()
    return enrolled


@pytest.mark.parametrize("attack", sorted(ATTACKS))
def test_a_station_may_call_its_functions_and_nothing_else(known: Connection, attack: str) -> None:
    with as_station(known) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(ATTACKS[attack])


@pytest.mark.parametrize("attack", sorted(GRANTED_TOO_MUCH))
def test_rows_are_walled_even_where_grants_are_too_wide(
    centre: Centre, known: Connection, attack: str
) -> None:
    centre.do("GRANT USAGE ON SCHEMA record TO hall_station")
    centre.do("GRANT ALL ON ALL TABLES IN SCHEMA record, sync TO hall_station")
    before = centre.ask(EVERYTHING)
    with as_station(known) as connection:
        try:
            changed = connection.execute(GRANTED_TOO_MUCH[attack]).rowcount
        except psycopg.errors.InsufficientPrivilege:
            changed = 0  # refused in words, where no policy hides the rows already
    assert changed == 0
    assert centre.ask(EVERYTHING) == before


def test_nothing_of_another_hall_is_seen_even_where_grants_are_too_wide(
    centre: Centre, known: Connection
) -> None:
    foreign = centre.enrol("s1", "h2")
    centre.do("GRANT USAGE ON SCHEMA record TO hall_station")
    centre.do("GRANT ALL ON ALL TABLES IN SCHEMA record, sync TO hall_station")
    with as_station(foreign) as connection:
        for table in ("record.case_header", "record.case_step", "sync.change_log"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
        assert connection.execute("UPDATE record.case_header SET contact = 'x'").rowcount == 0
    with PostgresCentre(foreign) as server:
        assert server.pull(Cursor(), 1000, own=True) == ()


def test_whose_record_it_is_follows_from_the_session_alone(centre: Centre, known: Connection) -> None:
    (taken,) = centre.ask("SELECT record_id FROM record.case_header LIMIT 1")
    foreign = centre.enrol("s1", "h2")
    forged = {"hall_code": "h1", "written_by": "s1", "number": "forged", "record_id": str(taken[0])}
    row = Outgoing(1, "case_header", taken[0], 99, json.dumps(forged))
    epoch = _greeted(foreign)
    with PostgresCentre(foreign) as server:
        assert server.push(epoch, 0, [row]) == (1, ())
    rows = centre.ask("SELECT hall_code, number FROM record.case_header WHERE record_id = %s", taken[0])
    assert {hall: number == "forged" for hall, number in rows} == {"h1": False, "h2": True}


def test_a_station_makes_records_in_its_own_name_alone(
    centre: Centre, known: Connection, open_desk: OpenDesk
) -> None:
    other = centre.enrol("s2")
    desk = open_desk(other)
    desk.open_cases(1)  # recorded before it was enrolled, under the index it had then
    desk.sync.run()
    assert desk.sync.parked() == ()
    with desk.store.read() as unit:
        (step,) = [one for one in unit.outbox.records() if one.kind == "case_step"]
    later = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    for place, (index, taken) in enumerate({known.index: False, other.index: True}.items(), 1):
        record = uuid.uuid4()
        forged = {**step.payload, "id": str(record), "at": later, "station": index}
        with PostgresCentre(other) as server:
            last = desk.sync.standing().last + place
            _, refused = server.push(
                _epoch_of(desk), 0, [Outgoing(last, "case_step", record, 1, json.dumps(forged))]
            )
        assert [one.code for one in refused] == ([] if taken else ["42501"])


def _epoch_of(desk: Desk) -> uuid.UUID:
    with desk.store.read() as unit:
        return unit.station.epoch


def _greeted(connection: Connection) -> uuid.UUID:
    from app.domain.sync import Greeting

    epoch = uuid.uuid4()
    with PostgresCentre(connection) as server:
        server.hello(Greeting(uuid.uuid4(), epoch, None, "test", 0))
    return epoch


def test_history_is_not_rewritten_by_the_owner_nor_by_an_administrator(
    centre: Centre, known: Connection
) -> None:
    for statement in (
        "UPDATE sync.change_log SET payload = '{}'",
        "DELETE FROM record.case_step",
        "TRUNCATE record.audit_entry",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
            centre.do(statement)
    assert known.hall == "h1"


def test_a_wrong_password_and_another_station_s_role_are_refused(centre: Centre, known: Connection) -> None:
    other = centre.enrol("s2")
    for wrong in (
        replace(known, password="guessed"),
        replace(known, server=other.server),
    ):
        with pytest.raises(SyncError, match=r"sync\.refused"):
            as_station(wrong)


def test_away_from_this_machine_only_checked_tls_is_used() -> None:
    told = parameters("postgresql://u@centre.example/db")
    assert (told["sslmode"], told["channel_binding"]) == ("verify-full", "require")
    assert told["ssl_min_protocol_version"] == "TLSv1.3"
    for mode in ("disable", "prefer", "require", "verify-ca"):
        with pytest.raises(SyncError, match=r"sync\.plain"):
            parameters(f"postgresql://u@centre.example/db?sslmode={mode}")
    with pytest.raises(SyncError, match=r"sync\.plain"):
        parameters("postgresql://u@10.0.0.1,127.0.0.1/db?sslmode=disable")
    assert parameters("postgresql://u@127.0.0.1/db?hostaddr=10.0.0.1")["sslmode"] == "verify-full"
    with pytest.raises(SyncError, match=r"sync\.url"):
        parameters("mysql://centre/db")
    assert "sslmode" not in parameters("postgresql+psycopg://u@127.0.0.1:5433/db")


def _signed(folder: Path, name: str, subject: str, authority: str | None) -> None:
    """Make a key and a certificate for a host, signed by an authority of the folder or by itself."""
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    made = ["openssl", "req", "-x509", *key, "-keyout", f"{name}.key", "-out", f"{name}.pem"]
    made += ["-subj", f"/CN={subject}", "-addext", f"subjectAltName=DNS:{subject}"]
    if authority is not None:
        made += ["-CA", f"{authority}.pem", "-CAkey", f"{authority}.key"]
    subprocess.run(made, cwd=folder, check=True, capture_output=True, timeout=60)


@pytest.fixture
def tls_centre(tmp_path: Path) -> Iterator[tuple[Cluster, Connection]]:
    _signed(tmp_path, "authority", "authority", None)
    _signed(tmp_path, "rogue", "rogue", None)
    _signed(tmp_path, "server", "localhost", "authority")
    scram = "127.0.0.1/32 scram-sha-256\n"
    access = f"hostssl all all {scram}host all postgres {scram}"
    debian = next(Path("/usr/lib/postgresql").glob("*/bin"))
    server = Cluster(access=access, programs=debian)
    certificate = server.own("server.pem", (tmp_path / "server.pem").read_text())
    key = server.own("server.key", (tmp_path / "server.key").read_text())
    server._settings |= {
        "ssl": "on",
        "ssl_cert_file": str(certificate),
        "ssl_key_file": str(key),
        "ssl_min_protocol_version": "TLSv1.3",
    }
    with server:
        bring_up_to_date(server.url())
        made = enrol(server.url(), "h1", "s1", certificate=(tmp_path / "authority.pem").read_text())
        yield server, replace(made, server=made.server.replace("127.0.0.1", "localhost"))


@pytest.mark.system("pg_ctlcluster")
@pytest.mark.system("openssl")
def test_a_station_trusts_the_server_s_certificate_and_name_alone(
    tls_centre: tuple[Cluster, Connection], tmp_path: Path
) -> None:
    _, enrolled = tls_centre
    with as_station(enrolled) as connection:
        (found,) = connection.execute("SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
        assert found == ("TLSv1.3",)
    rogue = (tmp_path / "rogue.pem").read_text()
    with pytest.raises(SyncError, match=r"sync\.certificate"):
        as_station(replace(enrolled, certificate=rogue))
    elsewhere = enrolled.server.replace("localhost", "other.example") + "?hostaddr=127.0.0.1"
    with pytest.raises(SyncError, match=r"sync\.certificate"):
        as_station(replace(enrolled, server=elsewhere))
    plain: dict[str, Any] = {"sslmode": "disable", "password": enrolled.password}
    with pytest.raises(psycopg.OperationalError, match="pg_hba"):
        psycopg.connect(enrolled.server.replace("localhost", "127.0.0.1"), **plain)
