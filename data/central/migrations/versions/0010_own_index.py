"""A record says which station made it: nobody may write in another station's name."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MADE_AT_A_STATION = (
    "blank_receipt",
    "blank_spoiled",
    "case_step",
    "certificate",
    "certificate_print",
    "complaint",
    "desk_request",
    "finger_enrolment",
    "punch",
)
"""Append-only kinds whose records name the index of the station that made them, and when."""

OWN = """
    station = (select (m).index from sync.me() m) or at < (select (m).enrolled_at from sync.me() m)
"""
"""What a store recorded before it was enrolled carries the index it had then."""


def upgrade() -> None:
    """Let the walls of the rows see to it; a record that breaks them is put aside with its reason."""
    op.execute("set role hall_owner")
    op.execute(
        "alter table sync.station add column enrolled_at timestamptz not null default clock_timestamp()"
    )
    for kind in MADE_AT_A_STATION:
        op.execute(f'create policy own_index on record."{kind}" as restrictive for insert with check ({OWN})')
    op.execute("reset role")
