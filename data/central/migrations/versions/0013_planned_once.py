"""A counter's first presses are planned once a connection, not five times before the plan is kept."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

PRESSES = (
    "issue(uuid, text, text, text, text, text, text, text)",
    "claim(uuid, text, uuid, text)",
    "record(jsonb, int, jsonb)",
    "staff(uuid, text, text, uuid, text)",
)


def upgrade() -> None:
    """Keep the plans of presses from the first one on; none of them depends on the values pressed."""
    op.execute("set role hall_owner")
    for press in PRESSES:
        op.execute(f"alter function queue.{press} set plan_cache_mode = force_generic_plan")
    op.execute("reset role")
