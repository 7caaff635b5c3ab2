"""Fees: charges under their numbers, what became of them, prints of papers that no step writes."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _append_only(
        "charge",
        sa.Column("case_id", sa.LargeBinary(16), nullable=False),
        sa.Column("number", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    _append_only(
        "fee_event",
        sa.Column("fee_id", sa.LargeBinary(16), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    _append_only(
        "hall_print",
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    for table, column in (("charge", "case_id"), ("charge", "at"), ("fee_event", "fee_id")):
        op.create_index(f"ix_{table}_{column}", table, [column])
    op.create_index("ix_hall_print_kind_subject", "hall_print", ["kind", "subject"])


def _append_only(name: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("taken_in", sa.Boolean, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("n", name=f"pk_{name}"),
        sa.UniqueConstraint("id", name=f"uq_{name}_id"),
    )
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f'CREATE TRIGGER {name}_no_{act.lower()} BEFORE {act} ON "{name}" '
            f"BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END"
        )
