"""The migrations lead to the tables of the models, copy the file first, and change nothing when they fail."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine

from app.changes import Changes
from app.errors import StorageError
from data import migrate
from data.engine import open_engine
from data.locks import have_store_alone
from data.places import STORE_FILE
from data.schema import metadata
from data.store import LocalStore, create_store, open_store
from tests.integration.store.filling import add_case
from tests.integration.store.processes import in_child

HEAD = migrate.HEAD

Quiet = Callable[[Changes], None]

NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade():
    op.create_table("later", sa.Column("n", sa.Integer, primary_key=True))
    op.execute("INSERT INTO later SELECT n FROM case_header")
"""


@pytest.fixture
def engine(store: LocalStore) -> Iterator[Engine]:
    engine = open_engine(store.folder / STORE_FILE)
    yield engine
    engine.dispose()


def test_the_newest_migration_is_the_one_this_program_wants() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [migrate.HEAD]


def test_the_migrations_lead_to_the_models(engine: Engine) -> None:
    def ours(thing: object, name: str | None, kind: str, reflected: bool, compared: object) -> bool:
        return not (kind == "table" and str(name).startswith("case_names"))

    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True, "include_object": ours}
        )
        assert compare_metadata(context, metadata) == []


def test_indexes_and_their_conditions_are_those_of_the_models(engine: Engine) -> None:
    models = create_engine("sqlite://")
    metadata.create_all(models)
    statement = "SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
    with engine.connect() as migrated, models.connect() as modelled:
        assert set(migrated.exec_driver_sql(statement).scalars()) == set(
            modelled.exec_driver_sql(statement).scalars()
        )
    models.dispose()


def test_migrations_import_nothing_of_ours() -> None:
    for path in (migrate.MIGRATIONS / "versions").glob("*.py"):
        imports = [line for line in path.read_text().splitlines() if line.startswith(("import", "from"))]
        assert set(imports) <= {"import sqlalchemy as sa", "from alembic import op"}


def test_alembic_is_not_imported_for_a_store_that_is_up_to_date(store: LocalStore) -> None:
    program = (
        "import sys; from pathlib import Path; from data.store import open_store\n"
        f"open_store(Path({str(store.folder)!r}), changed=print).close()\n"
        "sys.exit('alembic' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parents[3])


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the program be one migration further."""

    def put(source: str) -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(migrate.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "versions" / "9999_next.py").write_text(source.format(head=HEAD))
        monkeypatch.setattr(migrate, "MIGRATIONS", folder)
        monkeypatch.setattr(migrate, "HEAD", "9999")

    return put


@pytest.fixture
def old(folder: Path, quiet: Quiet) -> Path:
    with create_store(folder, 1, changed=quiet) as store:
        add_case(store)
    return folder


def _revision(path: Path) -> str:
    engine = open_engine(path)
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
    engine.dispose()
    return str(found)


def test_an_older_store_is_copied_and_migrated(
    old: Path, quiet: Quiet, next_version: Callable[[str], None]
) -> None:
    next_version(NEXT)
    with open_store(old, changed=quiet) as store, store.read() as unit:
        assert len(list(unit.cases.ids())) == 1
    assert _revision(old / STORE_FILE) == "9999"
    copy = old / "copies" / f"store-{HEAD}.db"
    assert _revision(copy) == HEAD
    assert copy.stat().st_mode & 0o077 == 0
    assert copy.parent.stat().st_mode & 0o077 == 0


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    old: Path, quiet: Quiet, next_version: Callable[[str], None]
) -> None:
    next_version(NEXT + '    op.execute("INSERT INTO nowhere VALUES (1)")\n')
    with pytest.raises(Exception, match="nowhere"):
        open_store(old, changed=quiet)
    engine = open_engine(old / STORE_FILE)
    with engine.connect() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_schema").scalars().all()
    engine.dispose()
    assert "later" not in tables
    assert _revision(old / STORE_FILE) == HEAD


def test_a_copy_that_does_not_read_back_stops_the_migration(
    old: Path, quiet: Quiet, next_version: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    next_version(NEXT)
    monkeypatch.setattr(migrate, "_digest", lambda path: b"something else")
    with pytest.raises(StorageError) as told:
        open_store(old, changed=quiet)
    assert told.value.code == "storage.copy_failed"
    assert _revision(old / STORE_FILE) == HEAD


def test_no_migration_while_another_program_uses_the_store(
    old: Path, quiet: Quiet, next_version: Callable[[str], None]
) -> None:
    store = open_store(old, changed=quiet)
    next_version(NEXT)

    def try_it() -> str:
        with pytest.raises(StorageError) as told:
            open_store(old, changed=quiet)
        return told.value.code

    assert in_child(try_it) == "storage.in_use"
    store.close()
    open_store(old, changed=quiet).close()
    assert _revision(old / STORE_FILE) == "9999"


def test_a_store_that_is_just_migrated_is_not_opened(old: Path, quiet: Quiet) -> None:
    with have_store_alone(old):

        def try_it() -> str:
            with pytest.raises(StorageError) as told:
                open_store(old, changed=quiet)
            return told.value.code

        assert in_child(try_it) == "storage.in_use"


def test_an_encrypted_store_is_copied_encrypted(
    folder: Path, quiet: Quiet, next_version: Callable[[str], None]
) -> None:
    key = bytes(range(32))
    create_store(folder, 1, changed=quiet, key=key).close()
    next_version(NEXT)
    open_store(folder, changed=quiet, key=key).close()
    assert not (folder / "copies" / f"store-{HEAD}.db").read_bytes().startswith(b"SQLite format 3")
