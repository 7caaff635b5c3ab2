"""Records of the queue may leave once their time is over; in the outbox their place stays, emptied."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

OUTBOX = ("sequence", "kind", "record_id", "revision")
NEWEST = "(SELECT day FROM ticket ORDER BY n DESC LIMIT 1)"
"""Its day and the four weeks before it stay whatever a hall has set."""

WALLS = {
    "ticket": f"OLD.day BETWEEN date({NEWEST}, '-27 days') AND {NEWEST}",
    "ticket_event": "EXISTS (SELECT 1 FROM ticket WHERE id = OLD.ticket_id)",
    "desk_event": "OLD.n > (SELECT desk_event FROM queue_cleared)",
}


def upgrade() -> None:
    cleared = op.create_table(
        "queue_cleared",
        sa.Column("only", sa.Integer, nullable=False),
        sa.Column("outbox", sa.Integer, nullable=False),
        sa.Column("desk_event", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("only", name="pk_queue_cleared"),
        sa.CheckConstraint("only = 1", name="ck_queue_cleared_one_row"),
    )
    op.bulk_insert(cleared, [{"only": 1, "outbox": 0, "desk_event": 0}])
    for table, stays in WALLS.items():
        op.execute(f"DROP TRIGGER {table}_no_delete")
        op.execute(
            f'CREATE TRIGGER {table}_no_delete BEFORE DELETE ON "{table}" WHEN {stays} '
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
    _outbox()


def _outbox() -> None:
    """Let rows of the queue be emptied up to where it was cleared, beside what 0013 lets go of the log."""
    same = " AND ".join(f"NEW.{column} IS OLD.{column}" for column in OUTBOX)
    log = "OLD.kind = 'audit_entry' AND NEW.payload IS json_set(OLD.payload, '$.fields', json('{}'))"
    queue = (
        "OLD.kind IN ('ticket', 'ticket_event', 'desk_event') AND NEW.payload IS '{}' "
        "AND OLD.sequence <= (SELECT outbox FROM queue_cleared)"
    )
    op.execute("DROP TRIGGER outbox_no_update")
    op.execute(
        "CREATE TRIGGER outbox_no_update BEFORE UPDATE ON outbox "
        f"WHEN NOT ({same} AND (({log}) OR ({queue}))) "
        "BEGIN SELECT RAISE(ABORT, 'outbox is append-only'); END"
    )
