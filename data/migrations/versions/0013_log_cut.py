"""What the log says of long ago may go: an entry keeps its place and hash, only its words become empty."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

EMPTIED = "NEW.payload IS json_set(OLD.payload, '$.fields', json('{}'))"
SAME = {
    "audit_entry": ("n", "id", "taken_in", "epoch", "sequence", "hash"),
    "outbox": ("sequence", "kind", "record_id", "revision"),
}


def upgrade() -> None:
    for table, columns in SAME.items():
        same = " AND ".join(f"NEW.{column} IS OLD.{column}" for column in columns)
        kind = " AND OLD.kind = 'audit_entry'" if table == "outbox" else ""
        op.execute(f"DROP TRIGGER {table}_no_update")
        op.execute(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            f"WHEN NOT ({EMPTIED} AND {same}{kind}) "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
