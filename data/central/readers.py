"""Logins of other systems: they read the views of their halls and nothing else."""

import re
import secrets
from urllib.parse import quote

from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from app.errors import SyncError
from data.central.connecting import as_administrator

_CODE = re.compile("[a-z0-9]{1,16}")
_CONNECTIONS, _PASSWORD_BYTES = 4, 24
_LIMITS = {
    "default_transaction_read_only": "on",
    "statement_timeout": "60s",
    "idle_in_transaction_session_timeout": "10s",
}
"""An open transaction of a reader would hold back what the server tidies up, not the feed."""


def admit_reader(url: str, name: str, halls: tuple[str, ...] = ()) -> str:
    """Let another system read the views; a known one gets a new password and these halls.

    Args:
        url: an administrator's URL.
        halls: codes of the halls it reads; none means every hall.

    Returns:
        Its URL with the password, which is told only now.

    Raises:
        SyncError: `central.code`, `central.hall_unknown`, or what the server says.
    """
    if not _CODE.fullmatch(name):
        raise SyncError("central.code", value=name)
    password = secrets.token_urlsafe(_PASSWORD_BYTES)
    with as_administrator(url) as connection:
        known = {row[0] for row in connection.execute("SELECT hall FROM sync.hall")}
        for hall in halls:
            if hall not in known:
                raise SyncError("central.hall_unknown", hall=hall)
        role = f"{connection.info.dbname}_reads_{name}"
        scrambled = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
        there = connection.execute("SELECT FROM pg_roles WHERE rolname = %s", (role,)).fetchone()
        begin = "ALTER ROLE {} LOGIN" if there is not None else "CREATE ROLE {} LOGIN IN ROLE hall_reader"
        connection.execute(
            sql.SQL(begin + " CONNECTION LIMIT {} PASSWORD {}").format(
                sql.Identifier(role), sql.Literal(_CONNECTIONS), sql.Literal(scrambled.decode())
            )
        )
        for setting, value in _LIMITS.items():
            connection.execute(
                sql.SQL("ALTER ROLE {} SET {} = {}").format(
                    sql.Identifier(role), sql.Identifier(setting), sql.Literal(value)
                )
            )
        connection.execute(
            "INSERT INTO sync.reader (role_name, halls) VALUES (%s, %s) "
            "ON CONFLICT (role_name) DO UPDATE SET halls = excluded.halls",
            (role, list(halls)),
        )
        database = connection.info.dbname
    told = conninfo_to_dict(url.replace("postgresql+psycopg://", "postgresql://", 1))
    port = f":{told['port']}" if told.get("port") else ""
    return f"postgresql://{quote(role)}:{quote(password)}@{told.get('host', '')}{port}/{quote(database)}"
