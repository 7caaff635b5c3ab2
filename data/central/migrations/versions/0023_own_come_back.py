"""What a station wrote itself comes back to it after a restore, of whatever department it was."""

from typing import Any

from alembic import context, op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

EVERY = "(m.departments = '{}' or "
OR_OWN = "p_own and c.station = m.station or "


def upgrade() -> None:
    """Let the feed ask for no department of the station's own records."""
    events: Any = context.script.get_revision("0021").module
    whole: str = events._pull(context.script.get_revision("0018").module)
    if EVERY not in whole:
        raise RuntimeError("0021 asks otherwise")
    op.execute("set role hall_owner")
    op.execute(whole.replace(EVERY, EVERY + OR_OWN))
    op.execute("reset role")
