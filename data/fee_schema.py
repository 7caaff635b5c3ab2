"""The tables of fees and what became of them, and of the prints of papers that no step writes."""

from sqlalchemy import Column, Index, String, Table

from data.columns import Id, Moment
from data.schema import metadata, record_columns

charge = Table(
    "charge",
    metadata,
    *record_columns(),
    Column("case_id", Id, nullable=False, index=True),
    Column("number", String, nullable=False),
    Column("at", Moment, nullable=False, index=True),
)

fee_event = Table(
    "fee_event",
    metadata,
    *record_columns(),
    Column("fee_id", Id, nullable=False, index=True),
    Column("at", Moment, nullable=False),
)

hall_print = Table(
    "hall_print",
    metadata,
    *record_columns(),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_hall_print_kind_subject", "kind", "subject"),
)

FEE_SYNCED = (charge, fee_event, hall_print)
"""Every kind of record of fees and hall papers that goes to the centre."""
