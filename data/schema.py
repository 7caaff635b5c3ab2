"""The tables of a store: synced records with their JSON, derived rows, number blocks, drafts and the outbox.

A synced record is kept as the JSON that went into the outbox, beside the columns it is looked up by. There
are no foreign keys between synced kinds: a record that another station's fault holds back must not block
those that refer to it; `verify` checks that everything fits. Triggers and the name index stand in the
migrations.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    column,
    table,
)

from app.domain.lifecycle import State
from data.columns import Id, Moment, Named

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def record_columns() -> tuple[Column[object], ...]:
    """Return what every synced record has: the order of arrival, its id, its JSON, whose state it is.

    `taken_in` says that the state came from elsewhere and therefore has no outbox row here.
    """
    return (
        Column("n", Integer, primary_key=True),
        Column("id", Id, nullable=False, unique=True),
        Column("payload", Text, nullable=False),
        Column("taken_in", Boolean(create_constraint=False), nullable=False),
    )


def _revisioned(name: str, *columns: Column[str]) -> Table:
    return Table(name, metadata, *record_columns(), Column("revision", Integer, nullable=False), *columns)


def reference(name: str) -> Table:
    """Return the table of one kind of reference data: revisioned, known by a key."""
    return _revisioned(name, Column("key", String, nullable=False, unique=True))


station = Table(
    "station",
    metadata,
    Column("only", Integer, CheckConstraint("only = 1", name="one_row"), primary_key=True),
    Column("id", Id, nullable=False),
    Column("epoch", Id, nullable=False),
    Column("number_index", Integer, nullable=False),
)

case_header = _revisioned(
    "case_header",
    Column("number", String, nullable=False, unique=True),
    Column("agent_name", String, nullable=False),
)

case_step = Table(
    "case_step",
    metadata,
    *record_columns(),
    Column("case_id", Id, nullable=False, index=True),
    Column("at", Moment, nullable=False, index=True),
)

print_ = Table(
    "print",
    metadata,
    *record_columns(),
    Column("case_id", Id, nullable=False, index=True),
    Column("at", Moment, nullable=False, index=True),
)

print_event = Table(
    "print_event",
    metadata,
    *record_columns(),
    Column("print_id", Id, nullable=False, index=True),
    Column("at", Moment, nullable=False),
)

audit_entry = Table(
    "audit_entry",
    metadata,
    *record_columns(),
    Column("epoch", String, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("hash", String, nullable=False),
    UniqueConstraint("epoch", "sequence"),
)

account = _revisioned("account", Column("login", String, nullable=False, unique=True))
department = reference("department")
service_item = reference("service_item")
hall_facts = reference("hall_facts")
day_row = reference("day_row")

SYNCED = (
    department,
    service_item,
    hall_facts,
    day_row,
    account,
    case_header,
    case_step,
    print_,
    print_event,
    audit_entry,
)
"""Every kind of record that goes to the centre; its name is the kind."""

outbox = Table(
    "outbox",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("record_id", Id, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("payload", Text, nullable=False),
    sqlite_autoincrement=True,
)

number_block = Table(
    "number_block",
    metadata,
    Column("series", String, primary_key=True),
    Column("first", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)

draft = Table(
    "draft",
    metadata,
    Column("key", String, primary_key=True),
    Column("content", Text, nullable=False),
    Column("saved_at", Moment, nullable=False),
)

case_row = Table(
    "case_row",
    metadata,
    Column("n", Integer, ForeignKey("case_header.n"), primary_key=True, autoincrement=False),
    Column("case_id", Id, nullable=False, unique=True),
    Column("number", String, nullable=False),
    Column("item_key", String, nullable=False),
    Column("item_name", String, nullable=False),
    Column("department", String, nullable=False),
    Column("applicant_name", String, nullable=False),
    Column("applicant_code", String, nullable=False, index=True),
    Column("phone", String, nullable=False, index=True),
    Column("state", Named(State), nullable=False),
    Column("forked", Boolean(create_constraint=False), nullable=False),
    Column("handler_id", Id, nullable=False),
    Column("handler_name", String, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("due", Date),
    Column("promise_due", Date),
    Column("statutory_due", Date),
    Column("provisional", Boolean(create_constraint=False), nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("agent_name", String, nullable=False),
    Column("code_reversed", String, nullable=False, index=True),
    Column("phone_reversed", String, nullable=False, index=True),
    Index("ix_case_row_department_state", "department", "state"),
    Index("ix_case_row_handler_id_state", "handler_id", "state"),
)
Index("ix_case_row_due", case_row.c.due, sqlite_where=case_row.c.due.is_not(None))
Index("ix_case_row_forked", case_row.c.n, sqlite_where=case_row.c.forked)

case_names = table(
    "case_names", column("rowid", Integer), column("case_names", String), column("words", String)
)
"""The FTS5 index over names, by `case_header.n`; matched through the column of its own name."""
