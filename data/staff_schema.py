"""The tables of staff: rules of the hall, slips, corrections, leave, posts, patrols; two that never leave."""

from sqlalchemy import Column, Date, Integer, String, Table, bindparam, func, select

from data.columns import Id, Moment
from data.schema import metadata, record_columns, reference

hall_rule = reference("hall_rule")
post_pair = reference("post_pair")

attendance_slip = Table(
    "attendance_slip", metadata, *record_columns(), Column("at", Moment, nullable=False, index=True)
)
attendance_correction = Table(
    "attendance_correction", metadata, *record_columns(), Column("day", Date, nullable=False, index=True)
)
leave_request = Table(
    "leave_request",
    metadata,
    *record_columns(),
    Column("begins", Moment, nullable=False, index=True),
    Column("ends", Moment, nullable=False),
)
leave_step = Table(
    "leave_step", metadata, *record_columns(), Column("leave_id", Id, nullable=False, index=True)
)
patrol = Table("patrol", metadata, *record_columns(), Column("at", Moment, nullable=False, index=True))

STAFF_SYNCED = (
    hall_rule,
    post_pair,
    attendance_slip,
    attendance_correction,
    leave_request,
    leave_step,
    patrol,
)
"""Every kind of record of staff that goes to the centre."""

sign_in_guard = Table(
    "sign_in_guard",
    metadata,
    Column("login", String, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", Moment, nullable=False),
)

number_floor = Table(
    "number_floor",
    metadata,
    Column("pattern", String, primary_key=True),
    Column("first", Integer, nullable=False),
)
"""Where the numbers of a restored store begin, by a GLOB over the names of series."""

FLOOR_OF = select(func.max(number_floor.c.first)).where(
    bindparam("series_", type_=String).op("GLOB")(number_floor.c.pattern)
)
"""The highest floor of a series."""
