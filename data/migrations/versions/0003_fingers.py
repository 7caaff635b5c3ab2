"""Fingers: enrolments with consent, their ends, punches."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

APPEND_ONLY = ("finger_enrolment", "finger_end", "punch")


def upgrade() -> None:
    op.create_table(
        "finger_enrolment",
        *_record_columns("finger_enrolment"),
        sa.Column("station", sa.Integer, nullable=False),
        sa.Column("device", sa.String, nullable=False),
    )
    op.create_table(
        "finger_end",
        *_record_columns("finger_end"),
        sa.Column("enrolment_id", sa.LargeBinary(16), nullable=False),
    )
    op.create_index("ix_finger_end_enrolment_id", "finger_end", ["enrolment_id"])
    op.create_table(
        "punch",
        *_record_columns("punch"),
        sa.Column("station", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_punch_at", "punch", ["at"])
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
