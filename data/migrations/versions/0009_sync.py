"""Sync: where a store stands with the centre, what was parked, what could not be taken in."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sync_state",
        sa.Column("only", sa.Integer, nullable=False),
        sa.Column("connection", sa.Text),
        sa.Column("case_index", sa.Integer),
        sa.Column("document_index", sa.Integer),
        sa.Column("base", sa.Integer, nullable=False),
        sa.Column("acknowledged", sa.Integer, nullable=False),
        sa.Column("next_epoch", sa.LargeBinary(16)),
        sa.Column("feed", sa.String, nullable=False),
        sa.Column("cursor_xid", sa.String, nullable=False),
        sa.Column("cursor_id", sa.Integer, nullable=False),
        sa.Column("pulls_own", sa.Boolean, nullable=False),
        sa.Column("tried_at", sa.BigInteger),
        sa.Column("reached_at", sa.BigInteger),
        sa.Column("fault", sa.Text),
        sa.PrimaryKeyConstraint("only", name="pk_sync_state"),
        sa.CheckConstraint("only = 1", name="ck_sync_state_one_row"),
    )
    op.execute(
        "INSERT INTO sync_state (only, base, acknowledged, feed, cursor_xid, cursor_id, pulls_own) "
        "VALUES (1, 0, 0, '', '0', 0, 0)"
    )
    op.create_table(
        "parked",
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("record_id", sa.LargeBinary(16), nullable=False),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("mended", sa.Text),
        sa.Column("settled_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("sequence", name="pk_parked"),
    )
    op.create_table(
        "held_back",
        sa.Column("record_id", sa.LargeBinary(16), nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("station", sa.String, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("record_id", name="pk_held_back"),
    )
    op.create_table(
        "taken_from",
        sa.Column("record_id", sa.LargeBinary(16), nullable=False),
        sa.Column("station", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("record_id", name="pk_taken_from"),
    )
