"""The form of the central database: brought up to date by migrations with a history of their own."""

from pathlib import Path

from sqlalchemy import URL, Connection, create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from app.errors import SyncError
from data.central.connecting import parameters, tell
from data.working_days import national_table

MIGRATIONS = Path(__file__).parent / "migrations"
OLDEST_SERVER = 150000

_ONE_AT_A_TIME = 0x68616C6C


def bring_up_to_date(url: str) -> str:
    """Create or upgrade the central schema in one transaction and return its revision.

    Args:
        url: an administrator's URL.

    Raises:
        SyncError: `central.server_too_old`, or what the server says; nothing is changed then.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    engine = create_engine(URL.create("postgresql+psycopg"), connect_args=parameters(url), poolclass=NullPool)
    try:
        with engine.begin() as connection:
            version = int(connection.exec_driver_sql("show server_version_num").scalar_one())
            if version < OLDEST_SERVER:
                raise SyncError("central.server_too_old", version=str(version // 10000))
            connection.exec_driver_sql(f"select pg_advisory_xact_lock({_ONE_AT_A_TIME})")
            connection.exec_driver_sql("create schema if not exists sync")
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            _put_calendar(connection)
            context = MigrationContext.configure(
                connection, opts={"version_table": "central_version", "version_table_schema": "sync"}
            )
            return str(context.get_current_revision())
    except DBAPIError as error:
        told = tell(error.orig) if error.orig is not None else None  # type: ignore[arg-type]  # psycopg's own
        if told is None:
            raise
        raise told from error
    finally:
        engine.dispose()


def _put_calendar(connection: Connection) -> None:
    """Write the nation's days off and exchanged working days anew, by which the views count limits."""
    table = national_table()
    days = [(day, False) for day in table.off] + [(day, True) for day in table.work]
    connection.exec_driver_sql("DELETE FROM report.calendar")
    connection.execute(
        text("INSERT INTO report.calendar (day, works) VALUES (:day, :works)"),
        [{"day": day, "works": works} for day, works in days],
    )
