"""The guide desk's tables: words, item versions, reviewed strings, consultations, requests, complaints."""

from sqlalchemy import Column, Table

from data.columns import Id, Moment
from data.schema import metadata, record_columns, reference

item_words = reference("item_words")
item_version = reference("item_version")
translation = reference("translation")

consultation = Table(
    "consultation", metadata, *record_columns(), Column("at", Moment, nullable=False, index=True)
)
desk_request = Table(
    "desk_request", metadata, *record_columns(), Column("at", Moment, nullable=False, index=True)
)
desk_request_event = Table(
    "desk_request_event",
    metadata,
    *record_columns(),
    Column("request_id", Id, nullable=False, index=True),
    Column("at", Moment, nullable=False),
)
complaint = Table("complaint", metadata, *record_columns(), Column("at", Moment, nullable=False, index=True))
complaint_event = Table(
    "complaint_event",
    metadata,
    *record_columns(),
    Column("complaint_id", Id, nullable=False, index=True),
    Column("at", Moment, nullable=False),
)

GUIDE_SYNCED = (
    item_words,
    item_version,
    translation,
    consultation,
    desk_request,
    desk_request_event,
    complaint,
    complaint_event,
)
"""Every kind of record of the guide desk that goes to the centre."""
