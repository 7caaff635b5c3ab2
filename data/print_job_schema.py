"""The table of the spool: print jobs that are not over, with their documents; it never leaves the station.

Where a job stands is told by the events of its print, and by nothing else.
"""

from sqlalchemy import Boolean, Column, Integer, LargeBinary, String, Table, Text

from data.columns import Id
from data.schema import metadata

print_job = Table(
    "print_job",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("print_id", Id, nullable=False, unique=True),
    Column("job", Text, nullable=False),
    Column("pdf", LargeBinary, nullable=False),
    Column("spooled", String, nullable=False),
    Column("touched", Boolean(create_constraint=False), nullable=False),
)
