"""Every table of records that go to the centre, in one list."""

from data.certificate_schema import CERTIFICATE_SYNCED
from data.fee_schema import FEE_SYNCED
from data.finger_schema import FINGER_SYNCED
from data.guide_schema import GUIDE_SYNCED
from data.queue_schema import QUEUE_SYNCED
from data.schema import SYNCED
from data.staff_schema import STAFF_SYNCED

SYNCED_TABLES = (
    *SYNCED,
    *QUEUE_SYNCED,
    *FINGER_SYNCED,
    *CERTIFICATE_SYNCED,
    *GUIDE_SYNCED,
    *STAFF_SYNCED,
    *FEE_SYNCED,
)
"""A new kind of record is added here; the name of its table is the kind."""
