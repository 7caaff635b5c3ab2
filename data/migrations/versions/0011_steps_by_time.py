"""Steps by time, for the lists of a day and the figures of a period, which read no case as a whole."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_case_step_at", "case_step", ["at"])
