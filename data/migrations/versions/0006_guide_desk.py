"""The guide desk: words of the hall, item versions, reviewed strings, consultations, requests, complaints."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

REFERENCE = ("item_words", "item_version", "translation")
BY_TIME = ("consultation", "desk_request", "complaint")
EVENTS = (("desk_request_event", "request_id"), ("complaint_event", "complaint_id"))


def upgrade() -> None:
    for name in REFERENCE:
        op.create_table(
            name,
            *_record_columns(name),
            sa.Column("revision", sa.Integer, nullable=False),
            sa.Column("key", sa.String, nullable=False),
            sa.UniqueConstraint("key", name=f"uq_{name}_key"),
        )
    for name in BY_TIME:
        op.create_table(name, *_record_columns(name), sa.Column("at", sa.BigInteger, nullable=False))
        op.create_index(f"ix_{name}_at", name, ["at"])
        _append_only(name)
    for name, parent in EVENTS:
        op.create_table(
            name,
            *_record_columns(name),
            sa.Column(parent, sa.LargeBinary(16), nullable=False),
            sa.Column("at", sa.BigInteger, nullable=False),
        )
        op.create_index(f"ix_{name}_{parent}", name, [parent])
        _append_only(name)


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
