"""Connections to the central PostgreSQL: who may come in unencrypted, and what its errors say to a person."""

import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from traceback import clear_frames
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from app.domain.sync import Connection
from app.errors import SyncError

CONNECT_SECONDS, DOOR_SECONDS = 5, 2
DEFAULT_PORT = 5432
APPLICATION = "hallcounter"

_LOCAL = "127.0.0.1"
_KEEPALIVE = {"keepalives": 1, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
_MEANING = {
    "HS000": "sync.not_enrolled",
    "HS001": "sync.form",
    "HS002": "sync.epoch",
    "HS003": "sync.gap",
    "HS006": "sync.no_block",
    "HS007": "carry.unknown_station",
    "HS008": "carry.seal",
    "28000": "sync.refused",
    "28P01": "sync.refused",
    "42501": "sync.refused",
    "42883": "sync.not_set_up",
    "42P01": "sync.not_set_up",
    "3F000": "sync.not_set_up",
    "3D000": "sync.not_set_up",
}
_TOO_MUCH = "54"
_RETRIED = ("08", "40", "53", "55", "57")


def parameters(url: str) -> dict[str, Any]:
    """Return the connection parameters of a URL; away from this machine only TLS with a checked name is used.

    Args:
        url: `postgresql://…` or `postgresql+psycopg://…`.

    Raises:
        SyncError: `sync.url`, or `sync.plain` when the URL asks for a connection without TLS.
    """
    try:
        told = conninfo_to_dict(url.replace("postgresql+psycopg://", "postgresql://", 1))
    except psycopg.ProgrammingError:
        raise SyncError("sync.url") from None
    if told.get("host", "") != _LOCAL or told.get("hostaddr", _LOCAL) != _LOCAL:
        if told.get("sslmode", "verify-full") != "verify-full":
            raise SyncError("sync.plain", host=str(told.get("host", "")))
        told |= {
            "sslmode": "verify-full",
            "channel_binding": "require",
            "ssl_min_protocol_version": "TLSv1.3",
        }
    return told | {"connect_timeout": CONNECT_SECONDS, "application_name": APPLICATION, **_KEEPALIVE}


@contextmanager
def as_administrator(url: str) -> Iterator["psycopg.Connection[Any]"]:
    """Connect with an administrator's URL; a block that ends well is committed.

    Raises:
        SyncError: see `tell`.
    """
    with told_errors(), psycopg.connect(make_conninfo(**parameters(url))) as connection:
        yield connection


def as_station(
    connection: Connection, port: int | None = None, seconds: int = CONNECT_SECONDS
) -> "psycopg.Connection[Any]":
    """Connect as a station, by way of another port if told; every statement is a transaction of its own.

    Args:
        seconds: how long the server may take to let the station in.

    Raises:
        SyncError: see `tell`.
    """
    told = parameters(connection.server) | {"password": connection.password, "connect_timeout": seconds}
    if port is not None:
        told["port"] = port
    with told_errors(), _certificate(connection) as file:
        if file is not None:
            told["sslrootcert"] = str(file)
        elif told.get("sslmode") == "verify-full":
            told.setdefault("sslrootcert", "system")
        return _connected(told)


def _connected(told: dict[str, Any]) -> "psycopg.Connection[Any]":
    """Connect; an attempt that took too long is given up at once.

    The driver's frames hold the half-made connection in a circle. Until the collector comes by, the server
    counts it, and keeps the station out once it has as many as a station may.
    """
    try:
        return psycopg.connect(make_conninfo(**told), autocommit=True)
    except psycopg.errors.ConnectionTimeout as error:
        clear_frames(error.__traceback__)
        raise


def reaches(connection: Connection, port: int | None = None) -> bool:
    """Tell whether any of a station's servers lets a line through, by way of another port if told.

    Raises:
        SyncError: see `parameters`.
    """
    told = parameters(connection.server)
    hosts = str(told.get("host", "")).split(",")
    ports = str(port or told.get("port", "") or DEFAULT_PORT).split(",")
    for number, host in enumerate(hosts):
        try:
            socket.create_connection((host, int(ports[number % len(ports)])), DOOR_SECONDS).close()
        except OSError:
            continue
        return True
    return False


@contextmanager
def _certificate(connection: Connection) -> Iterator[Path | None]:
    """Lend the authority's certificate as the file that libpq wants, while the connection is made."""
    if not connection.certificate:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "authority.pem"
        path.write_text(connection.certificate, encoding="ascii")
        yield path


@contextmanager
def told_errors() -> Iterator[None]:
    """Let what the server or the line does come out as a `SyncError`; a bug stays what it is.

    Raises:
        SyncError: see `tell`.
    """
    try:
        yield
    except psycopg.Error as error:
        told = tell(error)
        if told is None:
            raise
        raise told from error


def tell(error: psycopg.Error) -> SyncError | None:
    """Return what an error of the driver says to a person; None when it is a bug of ours.

    Codes: `sync.unreachable`, `sync.refused`, `sync.certificate`, `sync.not_enrolled`, `sync.form`,
    `sync.epoch`, `sync.gap`, `sync.no_block`, `sync.not_set_up`, `sync.busy`.
    """
    state = error.sqlstate or ""
    if state.startswith(_TOO_MUCH):
        return None
    if state in _MEANING:
        return SyncError(_MEANING[state])
    if state[:2] in _RETRIED:
        return SyncError("sync.busy")
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return SyncError(_unreached(str(error)))
    return None


def _unreached(words: str) -> str:
    """Tell by libpq's words what kept us out before the server could give a code."""
    lowered = words.lower()
    if "certificate" in lowered or "ssl" in lowered or "channel binding" in lowered:
        return "sync.certificate"
    if (
        "password" in lowered
        or "authentication" in lowered
        or "pg_hba" in lowered
        or "not permitted" in lowered
    ):
        return "sync.refused"
    if "does not exist" in lowered:
        return "sync.not_set_up"
    return "sync.unreachable"


def close_quietly(connection: "psycopg.Connection[Any]") -> None:
    """Close a connection that may be broken already."""
    with suppress(psycopg.Error):
        connection.close()
