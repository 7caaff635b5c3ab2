"""The rows of a push are found by their keys one by one, however little the server knows of its tables yet.

Before the server had counted its log, it read all rows of the hall once for each kind of every push.
"""

from alembic import op
from sqlalchemy import text

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

BY_KEY = "unnest(p_ids) i, lateral (select * from sync.change_log o where o.id = i offset 0) {name}"
"""`offset 0` keeps the planner from joining the log as a whole."""

PUT = (
    ("sync.change_log l where l.id = any(p_ids)", BY_KEY.format(name="l")),
    ("sync.change_log c", BY_KEY.format(name="c")),
    ("where c.id = any(p_ids)", "where true"),
)


def upgrade() -> None:
    """Put the question by keys in the place of the one by all keys at once."""
    found = op.get_bind().exec_driver_sql(
        "select pg_get_functiondef(oid) from pg_proc "
        "where pronamespace = 'sync'::regnamespace and proname = 'apply'"
    )
    ((whole,),) = found.all()
    for before, now in PUT:
        if before not in whole:
            raise RuntimeError("sync.apply is not as it was")
        whole = whole.replace(before, now)
    op.execute("set role hall_owner")
    op.execute(text(whole.replace(":", "\\:")))
    op.execute("reset role")
