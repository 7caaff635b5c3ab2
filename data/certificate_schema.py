"""The tables of certificates: issues, prints, voids, blanks, keys, the hall's templates, printers' fits."""

from sqlalchemy import Column, Integer, String, Table

from data.columns import Id, Moment
from data.schema import metadata, record_columns, reference

certificate = Table(
    "certificate",
    metadata,
    *record_columns(),
    Column("case_id", Id, nullable=False, index=True),
    Column("number", String, nullable=False, index=True),
    Column("at", Moment, nullable=False),
)

certificate_print = Table(
    "certificate_print",
    metadata,
    *record_columns(),
    Column("certificate_id", Id, nullable=False, index=True),
    Column("blank", String, nullable=False, index=True),
    Column("serial", String, nullable=False),
    Column("at", Moment, nullable=False),
)

certificate_void = Table(
    "certificate_void",
    metadata,
    *record_columns(),
    Column("certificate_id", Id, nullable=False, index=True),
    Column("at", Moment, nullable=False),
)

blank_receipt = Table(
    "blank_receipt",
    metadata,
    *record_columns(),
    Column("blank", String, nullable=False),
    Column("station", Integer, nullable=False),
    Column("at", Moment, nullable=False),
)

blank_spoiled = Table(
    "blank_spoiled",
    metadata,
    *record_columns(),
    Column("blank", String, nullable=False, index=True),
    Column("serial", String, nullable=False),
    Column("at", Moment, nullable=False),
)

signing_key = reference("signing_key")
certificate_template = reference("certificate_template")

CERTIFICATE_SYNCED = (
    certificate,
    certificate_print,
    certificate_void,
    blank_receipt,
    blank_spoiled,
    signing_key,
    certificate_template,
)
"""Every kind of record about certificates that goes to the centre."""

printer_fit = Table(
    "printer_fit",
    metadata,
    Column("printer", String, primary_key=True),
    Column("dx", Integer, nullable=False),
    Column("dy", Integer, nullable=False),
    Column("scale_x", Integer, nullable=False),
    Column("scale_y", Integer, nullable=False),
)
"""How the printers of this machine miss; like its drafts it never leaves the station."""
