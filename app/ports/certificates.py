"""What the inside asks about certificates: their records, their composing, and the keys that sign them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from app.domain.certificate_templates import Template
from app.domain.certificates import (
    BlankReceipt,
    BlankSpoiled,
    Certificate,
    CertificatePrint,
    CertificateVoid,
    PrintStanding,
    PrintWay,
    SigningKey,
)
from app.domain.printer_fit import PrinterFit


@dataclass(frozen=True)
class CertificateSheet:
    """Everything one sheet is composed from.

    Attributes:
        values: what the boxes may name, the program's own values among it, dates as `2026-09-15`.
        code: the signed text of the QR code.
        demo: puts 演示 样张 无效 across the sheet.
    """

    template: Template
    way: PrintWay
    values: Mapping[str, str]
    code: str
    fit: PrinterFit
    demo: bool


class CertificateComposer(Protocol):
    """Makes certificates; it blocks and belongs on the lane `compose`."""

    def templates(self) -> tuple[Template, ...]:
        """Return the templates that come with the program, as their files say."""

    def compose_certificate(self, sheet: CertificateSheet) -> bytes:
        """Return one sheet as a PDF file of the template's own size; the same sheet gives the same bytes.

        Raises:
            RuleError: `printing.missing_characters`, `certificate.too_long` (a text does not go into its
                box at any size that prints).
        """

    def ruler(self, width: float, height: float, fit: PrinterFit) -> bytes:
        """Return a test page of that size in millimetres, printed with a fit, to measure with a ruler."""


class Signer(Protocol):
    """This station's key."""

    @property
    def key_id(self) -> str:
        """Name the key."""

    @property
    def hall(self) -> str:
        """Name the hall the key belongs to."""

    @property
    def public(self) -> str:
        """Return the public key, 64 hexadecimal digits."""

    def sign(self, message: bytes) -> bytes:
        """Return the Ed25519 signature (RFC 8032) of a message, 64 bytes."""


class HallKeys(Protocol):
    """The public keys of one hall."""

    @property
    def hall(self) -> str:
        """Name the hall."""

    def verify(self, key_id: str, message: bytes, signature: bytes) -> None:
        """Accept a signature silently.

        Raises:
            RuleError: `certificate.key_unknown`, `certificate.key_withdrawn`, `certificate.signature`.
        """


class CertificateRecords(Protocol):
    """Certificates, their prints and voids, blanks, keys, templates of the hall, fits of this machine."""

    def add(self, record: Certificate) -> None:
        """Add a certificate.

        Raises:
            RuleError: `record.exists`.
        """

    def get(self, certificate_id: UUID) -> Certificate:
        """Return a certificate.

        Raises:
            RuleError: `certificate.unknown`.
        """

    def by_number(self, number: str) -> tuple[Certificate, ...]:
        """Return the certificates of that number: one, or none."""

    def of_case(self, case_id: UUID) -> tuple[Certificate, ...]:
        """Return the certificates of a case in the order of time."""

    def all(self) -> Iterator[Certificate]:
        """Return every certificate in the order of time."""

    def add_print(self, record: CertificatePrint) -> None:
        """Add a print."""

    def print(self, print_id: UUID) -> PrintStanding:
        """Return a print and where it stands.

        Raises:
            RuleError: `print.unknown`.
        """

    def prints(self, certificate_id: UUID) -> tuple[PrintStanding, ...]:
        """Return the prints of a certificate in the order of time."""

    def all_prints(self) -> Iterator[PrintStanding]:
        """Return every print of a certificate in the order of time."""

    def add_void(self, record: CertificateVoid) -> None:
        """Add a void."""

    def void_of(self, certificate_id: UUID) -> CertificateVoid | None:
        """Return the first void of a certificate, if there is one."""

    def voids(self) -> Iterator[CertificateVoid]:
        """Return the list of voids."""

    def receive(self, record: BlankReceipt) -> None:
        """Add blanks to the stock."""

    def receipts(self, blank: str, station: int) -> tuple[BlankReceipt, ...]:
        """Return what a station received of a kind of blank, in the order of time."""

    def add_spoiled(self, record: BlankSpoiled) -> None:
        """Add a spoiled blank."""

    def spoiled(self, blank: str) -> tuple[BlankSpoiled, ...]:
        """Return the spoiled blanks of a kind."""

    def used_serials(self, blank: str) -> frozenset[str]:
        """Return the serials of a kind of blank that prints hold (`PrintStanding.holds_blank`)."""

    def put_key(self, key: SigningKey) -> None:
        """Store a public key or its next revision."""

    def signing_keys(self) -> tuple[SigningKey, ...]:
        """Return the hall's public keys."""

    def put_template(self, template: Template) -> None:
        """Store the hall's own revision of a template."""

    def templates(self) -> tuple[Template, ...]:
        """Return the templates that the hall has changed."""

    def put_fit(self, fit: PrinterFit) -> None:
        """Store how a printer of this machine misses."""

    def fit(self, printer: str) -> PrinterFit:
        """Return a printer's fit; one that was never measured draws as it is."""
