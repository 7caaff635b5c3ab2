"""Certificates: issues, prints, voids, blanks, public keys, templates of the hall, printers' fits."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

APPEND_ONLY = ("certificate", "certificate_print", "certificate_void", "blank_receipt", "blank_spoiled")


def upgrade() -> None:
    _certificates()
    _blanks()
    for name in ("signing_key", "certificate_template"):
        op.create_table(
            name,
            *_record_columns(name),
            sa.Column("revision", sa.Integer, nullable=False),
            sa.Column("key", sa.String, nullable=False),
            sa.UniqueConstraint("key", name=f"uq_{name}_key"),
        )
    op.create_table(
        "printer_fit",
        sa.Column("printer", sa.String, nullable=False),
        sa.Column("dx", sa.Integer, nullable=False),
        sa.Column("dy", sa.Integer, nullable=False),
        sa.Column("scale_x", sa.Integer, nullable=False),
        sa.Column("scale_y", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("printer", name="pk_printer_fit"),
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


def _certificates() -> None:
    op.create_table(
        "certificate",
        *_record_columns("certificate"),
        sa.Column("case_id", sa.LargeBinary(16), nullable=False),
        sa.Column("number", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "certificate_print",
        *_record_columns("certificate_print"),
        sa.Column("certificate_id", sa.LargeBinary(16), nullable=False),
        sa.Column("blank", sa.String, nullable=False),
        sa.Column("serial", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "certificate_void",
        *_record_columns("certificate_void"),
        sa.Column("certificate_id", sa.LargeBinary(16), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    for table, column in (
        ("certificate", "case_id"),
        ("certificate", "number"),
        ("certificate_print", "certificate_id"),
        ("certificate_print", "blank"),
        ("certificate_void", "certificate_id"),
    ):
        op.create_index(f"ix_{table}_{column}", table, [column])


def _blanks() -> None:
    op.create_table(
        "blank_receipt",
        *_record_columns("blank_receipt"),
        sa.Column("blank", sa.String, nullable=False),
        sa.Column("station", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "blank_spoiled",
        *_record_columns("blank_spoiled"),
        sa.Column("blank", sa.String, nullable=False),
        sa.Column("serial", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_blank_spoiled_blank", "blank_spoiled", ["blank"])
