"""Every paper and certificate from record to bytes, warm, against Qt setting the same text; a batch's memory.

Run `python -m tests.benchmarks.documents [--rounds N] [--json]`; the bar of each kind is 1.5 times Qt's time.
Ours takes a record and returns its PDF: wording, tables, QR code, page numbers, exact text. Qt gets the same
words ready made as HTML with the same tables, sizes and faces, lays them out in a QTextDocument and writes
them with QPdfWriter into memory. Of a paper it draws no QR code; of a certificate it gets the squares of the
code ready made, and neither boxes to fit the words into nor the form around them.

Both take turns in one process, each time with another name; every round checks that both say the same, but
for the heads and feet of further pages, which Qt does not set. Before that, 500 receipts are composed one
after the other and the process may not grow by more than 20 MB.
"""

import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from app.domain.certificate_templates import Template
from app.domain.hall_papers import HallPaperKind
from app.domain.papers import Paper
from printing.certificates.composer import CertificateSheets
from printing.composer import PaperComposer
from printing.pages import page_texts
from printing.qr import qr_code
from printing.typesetting.fonts import Fonts, vendored
from tests.benchmarks.harness import Report, arguments, timing
from tests.benchmarks.paper_html import (
    certificate_html,
    item_html,
    list_html,
    paper_html,
    payment_html,
)
from tests.unit.printing.certificate_records import sheet, values_of
from tests.unit.printing.hall_paper_records import ITEM_KINDS, day_list, entries, fee, item_paper, payment
from tests.unit.printing.paper_records import paper

BAR = 1.5
BATCH = 500
GROWTH_BAR_MB = 20
WARM = 10
DPI = 72
A4 = (210.0, 297.0)
FACES = ("NotoSerifSC_400Regular.ttf", "NotoSansSC_400Regular.ttf", "NotoSerifTibetan_400Regular.ttf")
KINDS = (
    "received",
    "accepted",
    "noticed",
    "rejected",
    "promise",
    "suspended",
    "extended",
    "granted",
    "denied",
    "delivered",
)
"""One step for each kind of paper."""
NAMES = ("才让多杰", "卓玛措", "扎西顿珠 བཀྲ་ཤིས་དོན་གྲུབ།", "更藏吉", "𬭎德昌", "索南才让·东知")


@dataclass(frozen=True)
class Round:
    """One record: how ours makes it, the same words as HTML, its page in mm, its code in points, if any."""

    compose: Callable[[], bytes]
    html: str
    page: tuple[float, float] = A4
    bars: tuple[QRectF, ...] = ()


def papers(name: str, count: int) -> Iterator[Paper]:
    """Make papers of different applicants in a real hall, which has no demo mark."""
    base = paper(name)
    for applicant in names(count):
        case = replace(base.case, applicant=replace(base.case.applicant, name=applicant), contact=applicant)
        yield replace(base, hall=replace(base.hall, demo=False), case=case)


def names(count: int) -> Iterator[str]:
    """Make different names."""
    return (f"{NAMES[number % len(NAMES)]}{number}" for number in range(count))


def rounds_of(name: str, count: int, composer: PaperComposer, fonts: Fonts) -> Iterator[Round]:
    """Make the rounds of one kind of paper of a case."""
    for one in papers(name, count):
        yield Round(partial(composer.compose, one), paper_html(one, fonts))


def item_rounds(kind: HallPaperKind, count: int, composer: PaperComposer, fonts: Fonts) -> Iterator[Round]:
    """Make the rounds of one kind of paper about a service item."""
    base = item_paper(kind)
    for name in names(count):
        item, hall = replace(base.item, conditions=f"{base.item.conditions}{name}"), base.hall
        one = replace(base, item=item, hall=replace(hall, demo=False))
        yield Round(partial(composer.compose_item, one), item_html(one, fonts))


def list_rounds(count: int, composer: PaperComposer, fonts: Fonts) -> Iterator[Round]:
    """Make the rounds of the list of a day."""
    for name in names(count):
        base = day_list(HallPaperKind.RECEIVED_LIST, entries(18, name))
        one = replace(base, hall=replace(base.hall, demo=False))
        yield Round(partial(composer.compose_list, one), list_html(one, fonts))


def payment_rounds(count: int, composer: PaperComposer, fonts: Fonts) -> Iterator[Round]:
    """Make the rounds of the notice of payment."""
    base = payment(fee())
    for name in names(count):
        one = replace(base, payer=name, hall=replace(base.hall, demo=False))
        yield Round(partial(composer.compose_payment, one), payment_html(one, fonts))


def certificate_rounds(template: Template, count: int, sheets: CertificateSheets) -> Iterator[Round]:
    """Make the rounds of one template on plain paper."""
    page = (template.width, template.height)
    for name in names(count):
        one = sheet(template, values={**values_of(template), "holder": name})
        code = qr_code(one.code) if template.qr else None
        bars = tuple(QRectF(column, row, length, 1) for column, row, length in code.bars) if code else ()
        yield Round(partial(sheets.compose_certificate, one), certificate_html(one), page, bars)


def set_by_qt(html: str, font: QFont, page: tuple[float, float], bars: tuple[QRectF, ...]) -> bytes:
    """Lay HTML out and write it on pages of that size in mm, with the bars of a code: the limit."""
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(target)
    writer.setResolution(DPI)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QSizeF(*page), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch),
            QPageLayout.Orientation.Portrait,
            QMarginsF(24, 14, 24, 14),
            QPageLayout.Unit.Millimeter,
        )
    )
    document = QTextDocument()
    document.setDefaultFont(font)
    document.setDefaultStyleSheet("p { margin: 0 }")
    document.setDocumentMargin(0)
    document.setPageSize(QSizeF(writer.width(), writer.height()))  # else Qt adds margins and a page
    document.setHtml(html)
    if bars:
        painter = QPainter(writer)
        document.drawContents(painter)
        for bar in bars:
            painter.fillRect(bar, Qt.GlobalColor.black)
        painter.end()
    else:
        document.print_(writer)
    del writer
    target.close()
    return bytes(target.data().data())


def qt_font() -> QFont:
    """Register the faces of the papers with Qt and return the font of their text."""
    families = [
        QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(vendored(name))))[0]
        for name in FACES
    ]
    font = QFont()
    font.setFamilies(families)
    font.setPointSizeF(10.5)
    return font


def same_words(ours: bytes, by_qt: str) -> bool:
    """Tell whether both papers say the same, apart from the order, and from what later pages repeat."""
    document = QTextDocument()
    document.setHtml(by_qt)
    pages = page_texts(ours)
    own, theirs = (letters("".join(pages)), letters(document.toPlainText()))
    return own == theirs if len(pages) == 1 else not theirs - own - Counter("1共第页")


def letters(text: str) -> Counter[str]:
    """Count the characters of a text."""
    return Counter("".join(text.split()).replace("\ufffc", ""))


def measure_memory(composer: PaperComposer, report: Report) -> None:
    """Compose a batch of receipts and hold the growth of the process's greatest size to the bar."""
    for one in papers("accepted", WARM):
        composer.compose(one)
    before = greatest_size()
    for one in papers("accepted", BATCH):
        composer.compose(one)
    report.hold("batch_growth_mb", greatest_size() - before, GROWTH_BAR_MB)


def greatest_size() -> float:
    """Return the most memory the process ever held, in MB; Linux counts in KB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(name: str, rounds: Iterable[Round], report: Report) -> None:
    """Compose one kind of paper both ways in turns and hold the medians' ratio to the bar."""
    font = qt_font()
    ours: list[float] = []
    theirs: list[float] = []
    pdf, written = b"", b""
    for one in rounds:
        start = time.perf_counter()
        pdf = one.compose()
        ours.append((time.perf_counter() - start) * 1000)
        start = time.perf_counter()
        written = set_by_qt(one.html, font, one.page, one.bars)
        theirs.append((time.perf_counter() - start) * 1000)
        if not same_words(pdf, one.html):
            raise AssertionError(f"the two papers do not say the same: {name}")
    own, limit = timing(ours[WARM:]), timing(theirs[WARM:])
    report.figures[name] = {"ours": own, "qt": limit, "bytes_ours": len(pdf), "bytes_qt": len(written)}
    report.hold(f"ratio_{name}", own.median / limit.median, BAR)


def main() -> int:
    """Measure and print; return 0 when every bar holds."""
    parser = arguments(__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    given = parser.parse_args()
    report = Report("documents", {"rounds": given.rounds, "batch": BATCH})
    fonts = Fonts()
    composer, sheets, count = PaperComposer(fonts), CertificateSheets(fonts), given.rounds + WARM
    measure_memory(composer, report)
    application = QGuiApplication.instance() or QGuiApplication([])
    for name in KINDS:
        measure(name, rounds_of(name, count, composer, fonts), report)
    for kind in ITEM_KINDS:
        measure(kind.name.lower(), item_rounds(kind, count, composer, fonts), report)
    measure("day_list", list_rounds(count, composer, fonts), report)
    measure("payment", payment_rounds(count, composer, fonts), report)
    for template in sheets.templates():
        measure(f"certificate_{template.key}", certificate_rounds(template, count, sheets), report)
    del application
    return report.end(as_json=given.json)


if __name__ == "__main__":
    sys.exit(main())
