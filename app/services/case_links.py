"""From a record to the case it is of: for a print, and for what the centre put aside."""

import json
from uuid import UUID

from app.domain.sync import Parked
from app.errors import RuleError
from app.ports.store import UnitOfWork

_HEADER = "case_header"


def case_of_print(unit: UnitOfWork, print_id: UUID) -> UUID | None:
    """Return the case of a print of a paper or of a certificate, None for a paper of the hall's own."""
    try:
        return unit.prints.get(print_id).case_id
    except RuleError:
        pass
    try:
        return unit.certificates.get(unit.certificates.print(print_id).print.certificate_id).case_id
    except RuleError:
        return None


def case_of_parked(unit: UnitOfWork, parked: Parked) -> UUID | None:
    """Return the case that a parked record says it is of, None for one that is of none."""
    if parked.kind == _HEADER:
        return parked.record_id
    said = json.loads(parked.text)
    if said.get("case_id"):
        return UUID(said["case_id"])
    return case_of_print(unit, UUID(said["print_id"])) if said.get("print_id") else None
