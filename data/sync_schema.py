"""The tables of sync in a store: where it stands with the centre, what was parked or does not fit in.

They never leave the station. The outbox itself is append-only: what the centre has acknowledged is one mark,
and a new epoch begins behind a row of it instead of numbering it again.
"""

from sqlalchemy import Boolean, CheckConstraint, Column, Integer, String, Table, Text

from data.columns import Id, Moment
from data.schema import metadata

sync_state = Table(
    "sync_state",
    metadata,
    Column("only", Integer, CheckConstraint("only = 1", name="one_row"), primary_key=True),
    Column("connection", Text),
    Column("case_index", Integer),
    Column("document_index", Integer),
    Column("base", Integer, nullable=False),
    Column("acknowledged", Integer, nullable=False),
    Column("next_epoch", Id),
    Column("feed", String, nullable=False),
    Column("cursor_xid", String, nullable=False),
    Column("cursor_id", Integer, nullable=False),
    Column("pulls_own", Boolean(create_constraint=False), nullable=False),
    Column("tried_at", Moment),
    Column("reached_at", Moment),
    Column("fault", Text),
)
"""One row: the connection to the centre (None: not enrolled), the indexes of the number blocks of this
epoch (None: the station's own), the outbox row behind which it began, the last one acknowledged, the epoch
that is being asked for, the feed and how far it was read, and how the last try ended."""

parked = Table(
    "parked",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("record_id", Id, nullable=False),
    Column("code", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("mended", Text),
    Column("settled_at", Moment),
)
"""Outbox rows that the centre refused, by their sequence; `mended` waits to be sent in its place."""

held_back = Table(
    "held_back",
    metadata,
    Column("record_id", Id, primary_key=True),
    Column("kind", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("station", String, nullable=False),
    Column("payload", Text, nullable=False),
    Column("reason", Text, nullable=False),
)
"""Records of other stations that do not fit into this store, as two accounts of one sign-in name."""

taken_from = Table(
    "taken_from",
    metadata,
    Column("record_id", Id, primary_key=True),
    Column("station", String, nullable=False),
)
"""Which station wrote the revision of a record that was taken in: it decides between equal revisions."""
