"""Stand-ins for the outside where a test is about the inside; real things are used wherever they matter."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.domain.attendance_sheet import MonthTable
from app.domain.certificate_templates import Template
from app.domain.hall_papers import DayList, ItemPaper, PaymentNotice
from app.domain.images import PageImage
from app.domain.papers import Paper
from app.domain.printer_fit import PrinterFit
from app.ports.certificates import CertificateSheet
from printing.certificates.vendored import vendored_templates
from tests import factories as make


class StillClock:
    """A clock that a test moves."""

    def __init__(self, at: datetime = make.NINE) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def pass_days(self, days: int) -> None:
        self.at += timedelta(days=days)


class PlainHash:
    """Keeps a password as it is, so that a test of rights does not spend its time on argon2."""

    def hash(self, password: str) -> str:
        return f"plain:{password}"

    def verify(self, stored: str, password: str) -> bool:
        return stored == f"plain:{password}"

    def needs_rehash(self, stored: str) -> bool:
        return False


class RecordingComposer:
    """Keeps what it was asked to compose and returns a recognisable file."""

    def __init__(self) -> None:
        self.papers: list[Paper] = []
        self.hall_papers: list[ItemPaper | DayList | PaymentNotice] = []
        self.tables: list[tuple[MonthTable, ...]] = []
        self.sheets: list[CertificateSheet] = []

    def compose(self, paper: Paper) -> bytes:
        self.papers.append(paper)
        return f"%PDF {paper.kind} {paper.number} {paper.mark.nth}".encode()

    def compose_item(self, paper: ItemPaper) -> bytes:
        self.hall_papers.append(paper)
        return f"%PDF {paper.kind} {paper.item.key}".encode()

    def compose_list(self, paper: DayList) -> bytes:
        self.hall_papers.append(paper)
        return f"%PDF {paper.kind} {paper.day}".encode()

    def compose_payment(self, paper: PaymentNotice) -> bytes:
        self.hall_papers.append(paper)
        return f"%PDF {paper.number} {paper.mark.nth}".encode()

    def compose_sheets(self, tables: Sequence[MonthTable]) -> bytes:
        self.tables.append(tuple(tables))
        return f"%PDF {tables[0].title}".encode()

    def templates(self) -> tuple[Template, ...]:
        return vendored_templates()

    def compose_certificate(self, sheet: CertificateSheet) -> bytes:
        self.sheets.append(sheet)
        return f"%PDF {sheet.template.key} {sheet.values['number']} {sheet.values['copy']}".encode()

    def ruler(self, width: float, height: float, fit: PrinterFit) -> bytes:
        return f"%PDF {width} {height} {fit.printer}".encode()

    def page_images(self, pdf: bytes, dpi: int, *, colour: bool = False) -> Sequence[PageImage]:
        raise AssertionError("no test of the inside looks at pages")
