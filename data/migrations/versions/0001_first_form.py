"""The first form of a store: records, derived rows, number blocks, drafts, outbox, name index."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = ("case_step", "print", "print_event", "audit_entry", "outbox")


def upgrade() -> None:
    _station()
    _reference_records()
    _cases()
    _facts()
    _own()
    _case_row()
    # Contentless: the words stand in the headers; detail none: only which row holds a token matters.
    op.execute(
        "CREATE VIRTUAL TABLE case_names USING fts5(words, content='', contentless_delete=1, "
        "detail=none, prefix='1', tokenize='ascii')"
    )
    for table in APPEND_ONLY:
        _append_only(table)


def _record_columns(name: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("taken_in", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("n", name=f"pk_{name}"),
        sa.UniqueConstraint("id", name=f"uq_{name}_id"),
    )


def _append_only(table: str) -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f'CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON "{table}" '
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def _station() -> None:
    op.create_table(
        "station",
        sa.Column("only", sa.Integer, nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("epoch", sa.LargeBinary(16), nullable=False),
        sa.Column("number_index", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("only", name="pk_station"),
        sa.CheckConstraint("only = 1", name="ck_station_one_row"),
    )


def _reference_records() -> None:
    for name, key in (
        ("department", "key"),
        ("service_item", "key"),
        ("hall_facts", "key"),
        ("day_row", "key"),
        ("account", "login"),
    ):
        op.create_table(
            name,
            *_record_columns(name),
            sa.Column("revision", sa.Integer, nullable=False),
            sa.Column(key, sa.String, nullable=False),
            sa.UniqueConstraint(key, name=f"uq_{name}_{key}"),
        )


def _cases() -> None:
    op.create_table(
        "case_header",
        *_record_columns("case_header"),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("number", sa.String, nullable=False),
        sa.Column("agent_name", sa.String, nullable=False),
        sa.UniqueConstraint("number", name="uq_case_header_number"),
    )
    op.create_table(
        "case_step",
        *_record_columns("case_step"),
        sa.Column("case_id", sa.LargeBinary(16), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_case_step_case_id", "case_step", ["case_id"])


def _facts() -> None:
    op.create_table(
        "print",
        *_record_columns("print"),
        sa.Column("case_id", sa.LargeBinary(16), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_print_case_id", "print", ["case_id"])
    op.create_index("ix_print_at", "print", ["at"])
    op.create_table(
        "print_event",
        *_record_columns("print_event"),
        sa.Column("print_id", sa.LargeBinary(16), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_print_event_print_id", "print_event", ["print_id"])
    op.create_table(
        "audit_entry",
        *_record_columns("audit_entry"),
        sa.Column("epoch", sa.String, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("hash", sa.String, nullable=False),
        sa.UniqueConstraint("epoch", "sequence", name="uq_audit_entry_epoch_sequence"),
    )


def _own() -> None:
    op.create_table(
        "outbox",
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("record_id", sa.LargeBinary(16), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_outbox"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "number_block",
        sa.Column("series", sa.String, nullable=False),
        sa.Column("first", sa.Integer, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("series", "first", name="pk_number_block"),
    )
    op.create_table(
        "draft",
        sa.Column("key", sa.String, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("saved_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_draft"),
    )


def _case_row() -> None:
    op.create_table(
        "case_row",
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("case_id", sa.LargeBinary(16), nullable=False),
        sa.Column("number", sa.String, nullable=False),
        sa.Column("item_key", sa.String, nullable=False),
        sa.Column("item_name", sa.String, nullable=False),
        sa.Column("department", sa.String, nullable=False),
        sa.Column("applicant_name", sa.String, nullable=False),
        sa.Column("applicant_code", sa.String, nullable=False),
        sa.Column("phone", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("forked", sa.Boolean, nullable=False),
        sa.Column("handler_id", sa.LargeBinary(16), nullable=False),
        sa.Column("handler_name", sa.String, nullable=False),
        sa.Column("opened_on", sa.Date, nullable=False),
        sa.Column("due", sa.Date),
        sa.Column("promise_due", sa.Date),
        sa.Column("statutory_due", sa.Date),
        sa.Column("provisional", sa.Boolean, nullable=False),
        sa.Column("updated_at", sa.BigInteger, nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("agent_name", sa.String, nullable=False),
        sa.Column("code_reversed", sa.String, nullable=False),
        sa.Column("phone_reversed", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_case_row"),
        sa.UniqueConstraint("case_id", name="uq_case_row_case_id"),
        sa.ForeignKeyConstraint(["n"], ["case_header.n"], name="fk_case_row_n"),
    )
    for columns in (
        ["applicant_code"],
        ["phone"],
        ["code_reversed"],
        ["phone_reversed"],
        ["department", "state"],
        ["handler_id", "state"],
    ):
        op.create_index(f"ix_case_row_{'_'.join(columns)}", "case_row", columns)
    op.create_index("ix_case_row_due", "case_row", ["due"], sqlite_where=sa.text("due IS NOT NULL"))
    op.create_index("ix_case_row_forked", "case_row", ["n"], sqlite_where=sa.text("forked"))
