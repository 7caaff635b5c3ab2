"""Tables of a machine that shares the hall's queue and lost the line to it; nothing of them goes out."""

from sqlalchemy import Column, Date, Integer, String, Table, Text

from data.columns import Id, Moment
from data.schema import metadata

parted_press = Table(
    "parted_press",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Id, nullable=False, unique=True),
    Column("what", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("payload", Text, nullable=False),
    Column("asked", Id, unique=True),
    Column("brought_at", Moment),
)
"""What was pressed without the line, append-only but for `brought_at`: tickets, their events, desks' events.

`asked` is the id under which a ticket had been asked for: whether the hall's server gave one for it is not
known, so that the own ticket has another id and the doubtful one is cancelled on return."""

parted_memory = Table(
    "parted_memory",
    metadata,
    Column("name", String, primary_key=True),
    Column("payload", Text, nullable=False),
)
"""What the hall's server told last and a program that starts without the line needs: the queue's setup."""
