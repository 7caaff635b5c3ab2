"""A field that came to the rules of the queue: whether a ticket from a kiosk needs an ID card."""

from typing import Any

from alembic import context, op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give the field its column, take it in from now on, and fill it from the log."""
    newer: Any = context.script.get_revision("0014").module
    op.execute("set role hall_owner")
    op.execute("alter table record.queue_rules add column card_needed boolean")
    op.execute("comment on column record.queue_rules.card_needed is 'whether kiosks ask for an ID card'")
    newer._take_in()
    op.execute("reset role")
    op.execute(newer.FILL.format(kind="queue_rules", field="card_needed"))
