"""The tables of fingers: enrolments, their ends, punches; all synced and append-only."""

from sqlalchemy import Column, Integer, String, Table

from data.columns import Id, Moment
from data.schema import metadata, record_columns

finger_enrolment = Table(
    "finger_enrolment",
    metadata,
    *record_columns(),
    Column("station", Integer, nullable=False),
    Column("device", String, nullable=False),
)

finger_end = Table(
    "finger_end",
    metadata,
    *record_columns(),
    Column("enrolment_id", Id, nullable=False, index=True),
)

punch = Table(
    "punch",
    metadata,
    *record_columns(),
    Column("station", Integer, nullable=False),
    Column("at", Moment, nullable=False, index=True),
)

FINGER_SYNCED = (finger_enrolment, finger_end, punch)
"""Every kind of record of fingers that goes to the centre."""
