"""Staff: rules, sign-in guard, slips, corrections, leave, posts, patrols; floors of restored numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

REFERENCE = ("hall_rule", "post_pair")
APPEND_ONLY: dict[str, tuple[tuple[str, type[sa.types.TypeEngine]], ...]] = {
    "attendance_slip": (("at", sa.BigInteger),),
    "attendance_correction": (("day", sa.Date),),
    "leave_request": (("begins", sa.BigInteger), ("ends", sa.BigInteger)),
    "leave_step": (("leave_id", sa.LargeBinary),),
    "patrol": (("at", sa.BigInteger),),
}


def upgrade() -> None:
    for name in REFERENCE:
        op.create_table(
            name,
            *_record_columns(name),
            sa.Column("revision", sa.Integer, nullable=False),
            sa.Column("key", sa.String, nullable=False),
            sa.UniqueConstraint("key", name=f"uq_{name}_key"),
        )
    for name, columns in APPEND_ONLY.items():
        made = [sa.Column(column, _kind(kind), nullable=False) for column, kind in columns]
        op.create_table(name, *_record_columns(name), *made)
        op.create_index(f"ix_{name}_{columns[0][0]}", name, [columns[0][0]])
        _append_only(name)
    op.create_table(
        "sign_in_guard",
        sa.Column("login", sa.String, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("login", name="pk_sign_in_guard"),
    )
    op.create_table(
        "number_floor",
        sa.Column("pattern", sa.String, nullable=False),
        sa.Column("first", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("pattern", name="pk_number_floor"),
    )


def _kind(kind: type[sa.types.TypeEngine]) -> sa.types.TypeEngine:
    return kind(16) if kind is sa.LargeBinary else kind()


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
