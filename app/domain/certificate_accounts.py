"""Accounting for certificates: every number has one valid print of each copy, or a reason for its void."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.domain.certificates import Certificate, CertificateVoid, PrintStanding


class Fault(StrEnum):
    """What is wrong with a numbered certificate."""

    UNPRINTED = "a copy has no valid print and the certificate is not void"
    PRINTED_TWICE = "a copy has more than one valid print"
    NUMBER_TWICE = "the number stands on more than one certificate"
    NO_CERTIFICATE = "a print or void of a certificate that is not here"
    WITHOUT_REASON = "a void without a reason"
    BLANK_TWICE = "a blank bears more than one print"


@dataclass(frozen=True)
class Unaccounted:
    """Something that does not add up, and the number or serial it is about."""

    subject: str
    fault: Fault


def account_for(
    certificates: Iterable[Certificate], prints: Iterable[PrintStanding], voids: Iterable[CertificateVoid]
) -> tuple[Unaccounted, ...]:
    """Check that every numbered certificate has one valid print of each copy, or a reason for its void."""
    by_id = {one.id: one for one in certificates}
    seen = tuple(prints)
    reasons = {one.certificate_id: one.reason for one in voids}
    numbers = Counter(one.number for one in by_id.values())
    found = [*_strangers(by_id, seen, reasons), *_blanks(seen)]
    found += [Unaccounted(number, Fault.NUMBER_TWICE) for number, times in numbers.items() if times > 1]
    valid = Counter((one.print.certificate_id, one.print.copy) for one in seen if one.valid)
    for one in by_id.values():
        if one.id not in reasons:
            found += _copies(one, valid)
        elif not reasons[one.id].strip():
            found.append(Unaccounted(one.number, Fault.WITHOUT_REASON))
    return tuple(found)


def _copies(one: Certificate, valid: Counter[tuple[UUID, int]]) -> Iterator[Unaccounted]:
    for copy in range(1, one.copies + 1):
        times = valid[one.id, copy]
        if times != 1:
            yield Unaccounted(one.number, Fault.PRINTED_TWICE if times else Fault.UNPRINTED)


def _strangers(
    by_id: Mapping[UUID, Certificate], prints: Iterable[PrintStanding], voided: Iterable[UUID]
) -> Iterator[Unaccounted]:
    for certificate_id in {*(one.print.certificate_id for one in prints), *voided} - by_id.keys():
        yield Unaccounted(str(certificate_id), Fault.NO_CERTIFICATE)


def _blanks(prints: Iterable[PrintStanding]) -> Iterator[Unaccounted]:
    used = Counter((one.print.blank, one.print.serial) for one in prints if one.holds_blank)
    for (_, serial), times in used.items():
        if times > 1:
            yield Unaccounted(serial, Fault.BLANK_TWICE)
