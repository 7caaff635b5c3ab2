"""What an administrator does at the centre: enrol a station, take it out of use, see how each one stands."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import dict_row

from app.domain.carrying import carry_key
from app.domain.sync import Blocks, Connection
from app.errors import SyncError
from data.central.connecting import as_administrator

_CODE = re.compile("[a-z0-9]{1,16}")
_CONNECTIONS = 8
_PASSWORD_BYTES = 24
_LONGEST_NAME = 63
_LIMITS = {
    "statement_timeout": "30s",
    "idle_in_transaction_session_timeout": "10s",
    "lock_timeout": "5s",
}


@dataclass(frozen=True)
class StationStanding:
    """One station as the centre sees it; `waiting` is what the station last said."""

    hall: str
    station: str
    index: int
    enabled: bool
    last_seen: datetime | None
    last_sequence: int
    waiting: int | None
    parked: int
    version: str | None


def enrol(
    url: str,
    hall: str,
    station: str,
    *,
    departments: tuple[str, ...] = (),
    demo: bool = False,
    certificate: str = "",
    renew: bool = False,
) -> Connection:
    """Make a station's role, index and number blocks and return its connection, which is told only now.

    Args:
        url: an administrator's URL; the station gets its host, port and database.
        hall: code of the hall, small letters and digits.
        station: code of the station within it.
        departments: codes of the departments it serves; none means all of them.
        demo: whether the hall is a demo hall; its stations must say the same.
        certificate: PEM text of the authority that signed the server's certificate.
        renew: give a known station a new password and let another store take its place.

    Raises:
        SyncError: `central.code`, `central.enrolled_already`, `central.not_enrolled`, `sync.no_block`,
            `central.demo`, or what the server says.
    """
    for code in (hall, station):
        if not _CODE.fullmatch(code):
            raise SyncError("central.code", value=code)
    password = secrets.token_urlsafe(_PASSWORD_BYTES)
    with as_administrator(url) as connection:
        database = connection.info.dbname
        connection.execute(
            sql.SQL("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC").format(sql.Identifier(database))
        )  # a database made from a copy has its own grants
        role = f"{database}_{hall}_{station}"
        if len(role.encode()) > _LONGEST_NAME:
            raise SyncError("central.code", value=database)
        if renew:
            _renew(connection, hall, station, role, password)
        else:
            _add(connection, hall, station, role, password, departments, demo)
        connection.execute(
            "UPDATE sync.station SET carry_key = %s WHERE (hall, station) = (%s, %s)",
            (carry_key(password), hall, station),
        )
        row = _station(connection, hall, station)
    return Connection(
        hall=hall,
        station=station,
        server=_server(url, role, database),
        password=password,
        index=row["index"],
        blocks=Blocks(row["document_index"], row["case_index"]),
        departments=tuple(row["departments"]),
        certificate=certificate,
    )


def _add(
    connection: "psycopg.Connection[Any]",
    hall: str,
    station: str,
    role: str,
    password: str,
    departments: tuple[str, ...],
    demo: bool,
) -> None:
    connection.execute(
        "INSERT INTO sync.hall (hall, demo) VALUES (%s, %s) ON CONFLICT DO NOTHING", (hall, demo)
    )
    known = connection.execute("SELECT demo FROM sync.hall WHERE hall = %s FOR UPDATE", (hall,)).fetchone()
    if known != (demo,):
        raise SyncError("central.demo", hall=hall)
    if connection.execute("SELECT FROM pg_roles WHERE rolname = %s", (role,)).fetchone() is not None:
        raise SyncError("central.enrolled_already", hall=hall, station=station)
    block = _free_case_block(connection, hall, departments)
    _make_role(connection, role, password)
    connection.execute(
        "INSERT INTO sync.station (hall, station, role_name, index, document_index, case_index, departments) "
        "SELECT %(hall)s, %(station)s, %(role)s, coalesce(max(index) + 1, 0), "
        "coalesce(max(document_index) + 1, 0), %(block)s, %(departments)s "
        "FROM sync.station WHERE hall = %(hall)s",
        {"hall": hall, "station": station, "role": role, "block": block, "departments": list(departments)},
    )
    _take_case_block(connection, hall, station, departments)


def _free_case_block(connection: "psycopg.Connection[Any]", hall: str, departments: Sequence[str]) -> int:
    row = connection.execute("SELECT sync.free_case_block(%s, %s)", (hall, list(departments))).fetchone()
    if row is None or row[0] is None:
        raise SyncError("sync.no_block")
    return int(row[0])


def _take_case_block(
    connection: "psycopg.Connection[Any]", hall: str, station: str, departments: Sequence[str]
) -> int:
    block = _free_case_block(connection, hall, departments)
    connection.execute(
        "INSERT INTO sync.case_block (hall, case_index, station, departments) VALUES (%s, %s, %s, %s)",
        (hall, block, station, list(departments)),
    )
    return block


def _make_role(connection: "psycopg.Connection[Any]", role: str, password: str) -> None:
    name = sql.Identifier(role)
    connection.execute(
        sql.SQL("CREATE ROLE {} LOGIN CONNECTION LIMIT {} IN ROLE hall_station PASSWORD {}").format(
            name, sql.Literal(_CONNECTIONS), sql.Literal(_scrambled(connection, role, password))
        )
    )
    for setting, value in _LIMITS.items():
        connection.execute(
            sql.SQL("ALTER ROLE {} SET {} = {}").format(name, sql.Identifier(setting), sql.Literal(value))
        )


def _scrambled(connection: "psycopg.Connection[Any]", role: str, password: str) -> str:
    """Return the SCRAM verifier, so that the password itself never reaches the server or its log."""
    pgconn = connection.pgconn
    return pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()


def _renew(connection: "psycopg.Connection[Any]", hall: str, station: str, role: str, password: str) -> None:
    row = _station(connection, hall, station)
    if not row["enabled"]:
        block = _take_case_block(connection, hall, station, row["departments"])
        connection.execute(
            "UPDATE sync.station SET case_index = %s WHERE (hall, station) = (%s, %s)", (block, hall, station)
        )
    connection.execute(
        sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(
            sql.Identifier(role), sql.Literal(_scrambled(connection, role, password))
        )
    )
    connection.execute(
        "UPDATE sync.station SET store = NULL, audit_epoch = NULL, "
        "audit_sequence = NULL, audit_hash = NULL, enabled = true WHERE (hall, station) = (%s, %s)",
        (hall, station),
    )


def disable(url: str, hall: str, station: str) -> None:
    """Take a station out of use: nobody signs in as it any more; what it sent stays.

    Raises:
        SyncError: `central.not_enrolled`, or what the server says.
    """
    with as_administrator(url) as connection:
        role = _station(connection, hall, station)["role_name"]
        connection.execute(
            "UPDATE sync.station SET enabled = false WHERE (hall, station) = (%s, %s)", (hall, station)
        )
        connection.execute(
            "UPDATE sync.case_block SET released_on = (now() AT TIME ZONE 'Asia/Shanghai')::date "
            "WHERE (hall, station) = (%s, %s) AND released_on IS NULL",
            (hall, station),
        )
        connection.execute(sql.SQL("ALTER ROLE {} NOLOGIN").format(sql.Identifier(role)))
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", (role,)
        )


def _station(connection: "psycopg.Connection[Any]", hall: str, station: str) -> dict[str, Any]:
    cursor = connection.cursor(row_factory=dict_row)
    cursor.execute("SELECT * FROM sync.station WHERE (hall, station) = (%s, %s)", (hall, station))
    row = cursor.fetchone()
    if row is None:
        raise SyncError("central.not_enrolled", hall=hall, station=station)
    return row


def standings(url: str) -> tuple[StationStanding, ...]:
    """Return how every station stands, by hall and station.

    Raises:
        SyncError: what the server says.
    """
    with as_administrator(url) as connection:
        rows = connection.execute(
            "SELECT s.hall, s.station, s.index, s.enabled, s.last_seen, s.last_seq, s.waiting, "
            "(SELECT count(*) FROM sync.quarantine q WHERE (q.hall, q.station) = (s.hall, s.station) "
            "AND q.resolved_at IS NULL), s.version FROM sync.station s ORDER BY s.hall, s.station"
        ).fetchall()
    return tuple(StationStanding(*row) for row in rows)


def _server(url: str, role: str, database: str) -> str:
    """Return the station's URL: the administrator's server and TLS settings, its own role, no password."""
    told = conninfo_to_dict(url.replace("postgresql+psycopg://", "postgresql://", 1))
    port = f":{told['port']}" if told.get("port") else ""
    return f"postgresql://{quote(role)}@{told.get('host', '')}{port}/{quote(database)}"
