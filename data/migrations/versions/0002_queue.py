"""The queue: tickets, events, desks, services, counters and rules."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

APPEND_ONLY = ("ticket", "ticket_event", "desk_event")


def upgrade() -> None:
    for name in ("queue_rules", "queue_service", "queue_counter"):
        _reference(name)
    _ticket()
    _events()
    _turn()
    op.create_table(
        "desk",
        sa.Column("counter", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("counter", name="pk_desk"),
    )
    for table in APPEND_ONLY:
        _append_only(table)


def _record_columns(name: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("taken_in", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("n", name=f"pk_{name}"),
        sa.UniqueConstraint("id", name=f"uq_{name}_id"),
    )


def _append_only(table: str) -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f'CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON "{table}" '
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def _reference(name: str) -> None:
    op.create_table(
        name,
        *_record_columns(name),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.UniqueConstraint("key", name=f"uq_{name}_key"),
    )


def _ticket() -> None:
    op.create_table(
        "ticket",
        *_record_columns("ticket"),
        sa.Column("service", sa.String, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("series", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.UniqueConstraint("service", "day", "series", "number", name="uq_ticket_service_day_series_number"),
        sa.UniqueConstraint("day", "label", name="uq_ticket_day_label"),
    )


def _events() -> None:
    op.create_table(
        "ticket_event",
        *_record_columns("ticket_event"),
        sa.Column("ticket_id", sa.LargeBinary(16), nullable=False),
        sa.Column("act", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("case_id", sa.LargeBinary(16)),
    )
    op.create_index("ix_ticket_event_ticket_id", "ticket_event", ["ticket_id"])
    op.create_index(
        "ix_ticket_event_case_id", "ticket_event", ["case_id"], sqlite_where=sa.text("case_id IS NOT NULL")
    )
    op.create_table(
        "desk_event",
        *_record_columns("desk_event"),
        sa.Column("counter", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )


def _turn() -> None:
    op.create_table(
        "turn",
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("ticket_id", sa.LargeBinary(16), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("order_number", sa.BigInteger, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("kiosk", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("service", sa.String, nullable=False),
        sa.Column("counter", sa.String, nullable=False),
        sa.Column("to_counter", sa.String, nullable=False),
        sa.Column("called_from", sa.String, nullable=False),
        sa.Column("called_at", sa.BigInteger),
        sa.Column("last_called_at", sa.BigInteger),
        sa.Column("recalls", sa.Integer, nullable=False),
        sa.Column("started_at", sa.BigInteger),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("served", sa.Integer, nullable=False),
        sa.Column("print", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_turn"),
        sa.UniqueConstraint("ticket_id", name="uq_turn_ticket_id"),
        sa.ForeignKeyConstraint(["n"], ["ticket.n"], name="fk_turn_n"),
    )
    waits = "state IN ('waiting', 'transferred')"
    at_counter = "state IN ('called', 'serving')"
    still_open = "state IN ('waiting', 'transferred', 'called', 'serving', 'hold')"
    for name, columns, where in (
        ("ix_turn_waiting", ["day", "order_number"], waits),
        ("ix_turn_open", ["day"], still_open),
        ("ix_turn_done", ["day", "service", "ended_at"], "state = 'done'"),
        ("ix_turn_called", ["day", "last_called_at"], "last_called_at IS NOT NULL"),
        ("ix_turn_unsettled", ["kiosk"], "print = 'queued'"),
        ("uq_turn_at_counter", ["counter"], at_counter),
    ):
        op.create_index(name, "turn", columns, unique=name.startswith("uq"), sqlite_where=sa.text(where))
