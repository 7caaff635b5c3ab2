"""The spool: print jobs that are not over."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "print_job",
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("print_id", sa.LargeBinary(16), nullable=False),
        sa.Column("job", sa.Text, nullable=False),
        sa.Column("pdf", sa.LargeBinary, nullable=False),
        sa.Column("spooled", sa.String, nullable=False),
        sa.Column("touched", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_print_job"),
        sa.UniqueConstraint("print_id", name="uq_print_job_print_id"),
    )
