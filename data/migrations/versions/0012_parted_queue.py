"""What was pressed in the shared queue without the line, and what was known of it."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "parted_press",
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("asked", sa.LargeBinary(16)),
        sa.Column("brought_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("n", name="pk_parted_press"),
        sa.UniqueConstraint("id", name="uq_parted_press_id"),
        sa.UniqueConstraint("asked", name="uq_parted_press_asked"),
    )
    op.create_table(
        "parted_memory",
        sa.Column("name", sa.String, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_parted_memory"),
    )
