"""Certificates in the store: issues, prints, voids, blanks, public keys, templates of the hall, fits."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.dialects import sqlite

from app.domain.certificate_templates import Template
from app.domain.certificates import (
    LEFT_THE_STATION,
    BlankReceipt,
    BlankSpoiled,
    Certificate,
    CertificatePrint,
    CertificateVoid,
    PrintStanding,
    SigningKey,
    standing,
)
from app.domain.papers import PrintEvent, PrintState
from app.domain.printer_fit import PrinterFit
from app.errors import RuleError
from data.certificate_schema import (
    blank_receipt,
    blank_spoiled,
    certificate,
    certificate_print,
    certificate_template,
    certificate_void,
    printer_fit,
    signing_key,
)
from data.records import Records, ReferenceRecords, decode
from data.schema import print_event
from data.transaction import Transaction

_CERTIFICATES = Records(
    certificate, Certificate, lambda one: {"case_id": one.case_id, "number": one.number, "at": one.at}
)
_PRINTS = Records(
    certificate_print,
    CertificatePrint,
    lambda one: {
        "certificate_id": one.certificate_id,
        "blank": one.blank,
        "serial": one.serial,
        "at": one.at,
    },
)
_VOIDS = Records(
    certificate_void, CertificateVoid, lambda one: {"certificate_id": one.certificate_id, "at": one.at}
)
_RECEIPTS = Records(
    blank_receipt, BlankReceipt, lambda one: {"blank": one.blank, "station": one.station, "at": one.at}
)
_SPOILED = Records(
    blank_spoiled, BlankSpoiled, lambda one: {"blank": one.blank, "serial": one.serial, "at": one.at}
)
_KEYS = ReferenceRecords(signing_key, SigningKey, lambda one: one.key_id)
_TEMPLATES = ReferenceRecords(certificate_template, Template, lambda one: one.key)

_INSERT_FIT = sqlite.insert(printer_fit)
_PUT_FIT = _INSERT_FIT.on_conflict_do_update(
    index_elements=["printer"],
    set_={name: _INSERT_FIT.excluded[name] for name in ("dx", "dy", "scale_x", "scale_y")},
)
_FIT = select(printer_fit).where(printer_fit.c.printer == bindparam("printer_"))

_ONE = _CERTIFICATES.payloads.where(certificate.c.id == bindparam("id_"))
_BY_NUMBER = _CERTIFICATES.payloads.where(certificate.c.number == bindparam("number_"))
_OF_CASE = _CERTIFICATES.payloads.where(certificate.c.case_id == bindparam("id_")).order_by(
    certificate.c.at, certificate.c.id
)
_ALL = _CERTIFICATES.payloads.order_by(certificate.c.at, certificate.c.id)
_VOIDS_OF = _VOIDS.payloads.where(certificate_void.c.certificate_id == bindparam("id_")).order_by(
    certificate_void.c.at, certificate_void.c.id
)
_ALL_VOIDS = _VOIDS.payloads.order_by(certificate_void.c.at, certificate_void.c.id)
_RECEIPTS_OF = _RECEIPTS.payloads.where(
    blank_receipt.c.blank == bindparam("blank_"), blank_receipt.c.station == bindparam("station_")
).order_by(blank_receipt.c.at, blank_receipt.c.id)
_SPOILED_OF = _SPOILED.payloads.where(blank_spoiled.c.blank == bindparam("blank_")).order_by(
    blank_spoiled.c.at, blank_spoiled.c.id
)

_PRINTED = (
    select(certificate_print.c.id, certificate_print.c.payload, print_event.c.payload.label("event"))
    .outerjoin(print_event, print_event.c.print_id == certificate_print.c.id)
    .order_by(certificate_print.c.at, certificate_print.c.id, print_event.c.n)
)
_PRINT = _PRINTED.where(certificate_print.c.id == bindparam("id_"))
_PRINTS_OF = _PRINTED.where(certificate_print.c.certificate_id == bindparam("id_"))


def _entered(*states: PrintState) -> Any:
    """Return the condition that a print entered one of some states."""
    state = func.json_extract(print_event.c.payload, "$.state")
    return exists().where(print_event.c.print_id == certificate_print.c.id, state.in_(states))


_HELD = select(certificate_print.c.serial).where(
    certificate_print.c.blank == bindparam("blank_"),
    ~_entered(PrintState.CANCELLED) | _entered(*sorted(LEFT_THE_STATION)),
)


class CertificateRepository:
    """Implements `app.ports.certificates.CertificateRecords`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def add(self, record: Certificate) -> None:
        """Add a certificate.

        Raises:
            RuleError: `record.exists`.
        """
        _CERTIFICATES.add(self._tx, record.id, record)

    def get(self, certificate_id: UUID) -> Certificate:
        """Return a certificate.

        Raises:
            RuleError: `certificate.unknown`.
        """
        found = _CERTIFICATES.one(self._tx, _ONE, id_=certificate_id)
        if found is None:
            raise RuleError("certificate.unknown")
        return found

    def by_number(self, number: str) -> tuple[Certificate, ...]:
        """Return the certificates of that number: one, or none."""
        return _CERTIFICATES.some(self._tx, _BY_NUMBER, number_=number)

    def of_case(self, case_id: UUID) -> tuple[Certificate, ...]:
        """Return the certificates of a case in the order of time."""
        return _CERTIFICATES.some(self._tx, _OF_CASE, id_=case_id)

    def all(self) -> Iterator[Certificate]:
        """Return every certificate in the order of time."""
        return _CERTIFICATES.each(self._tx, _ALL)

    def add_print(self, record: CertificatePrint) -> None:
        """Add a print."""
        _PRINTS.add(self._tx, record.id, record)

    def print(self, print_id: UUID) -> PrintStanding:
        """Return a print and where it stands.

        Raises:
            RuleError: `print.unknown`.
        """
        for found in self._standings(_PRINT, id_=print_id):
            return found
        raise RuleError("print.unknown")

    def prints(self, certificate_id: UUID) -> tuple[PrintStanding, ...]:
        """Return the prints of a certificate in the order of time."""
        return tuple(self._standings(_PRINTS_OF, id_=certificate_id))

    def all_prints(self) -> Iterator[PrintStanding]:
        """Return every print of a certificate in the order of time."""
        return self._standings(_PRINTED)

    def _standings(self, statement: Select[Any], **values: object) -> Iterator[PrintStanding]:
        for _, rows in groupby(self._tx.read(statement, values), lambda row: row.id):
            seen = list(rows)
            events = [decode(PrintEvent, row.event) for row in seen if row.event is not None]
            yield standing(decode(CertificatePrint, seen[0].payload), events)

    def add_void(self, record: CertificateVoid) -> None:
        """Add a void."""
        _VOIDS.add(self._tx, record.id, record)

    def void_of(self, certificate_id: UUID) -> CertificateVoid | None:
        """Return the first void of a certificate, if there is one."""
        return next(iter(_VOIDS.some(self._tx, _VOIDS_OF, id_=certificate_id)), None)

    def voids(self) -> Iterator[CertificateVoid]:
        """Return the list of voids."""
        return _VOIDS.each(self._tx, _ALL_VOIDS)

    def receive(self, record: BlankReceipt) -> None:
        """Add blanks to the stock."""
        _RECEIPTS.add(self._tx, record.id, record)

    def receipts(self, blank: str, station: int) -> tuple[BlankReceipt, ...]:
        """Return what a station received of a kind of blank, in the order of time."""
        return _RECEIPTS.some(self._tx, _RECEIPTS_OF, blank_=blank, station_=station)

    def add_spoiled(self, record: BlankSpoiled) -> None:
        """Add a spoiled blank."""
        _SPOILED.add(self._tx, record.id, record)

    def spoiled(self, blank: str) -> tuple[BlankSpoiled, ...]:
        """Return the spoiled blanks of a kind."""
        return _SPOILED.some(self._tx, _SPOILED_OF, blank_=blank)

    def used_serials(self, blank: str) -> frozenset[str]:
        """Return the serials of a kind of blank that prints hold (`PrintStanding.holds_blank`)."""
        return frozenset(self._tx.read(_HELD, {"blank_": blank}).scalars())

    def put_key(self, key: SigningKey) -> None:
        """Store a public key or its next revision."""
        _KEYS.put(self._tx, key)

    def signing_keys(self) -> tuple[SigningKey, ...]:
        """Return the hall's public keys."""
        return _KEYS.all(self._tx)

    def put_template(self, template: Template) -> None:
        """Store the hall's own revision of a template."""
        _TEMPLATES.put(self._tx, template)

    def templates(self) -> tuple[Template, ...]:
        """Return the templates that the hall has changed."""
        return _TEMPLATES.all(self._tx)

    def put_fit(self, fit: PrinterFit) -> None:
        """Store how a printer of this machine misses."""
        self._tx.write(_PUT_FIT, vars(fit))

    def fit(self, printer: str) -> PrinterFit:
        """Return a printer's fit; one that was never measured draws as it is."""
        row = self._tx.read(_FIT, {"printer_": printer}).one_or_none()
        return PrinterFit(printer) if row is None else PrinterFit(**row._mapping)
