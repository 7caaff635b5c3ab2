"""Every paper of a case from record to bytes, warm, against Qt setting the same text; and a batch's memory.

Run `python -m tests.benchmarks.documents [--rounds N] [--json]`; the bar of each kind is 1.5 times Qt's time.
Ours takes a `Paper` and returns its PDF: wording, tables, QR code, page numbers, exact text. Qt gets the same
words ready made as HTML with the same tables, sizes and faces, lays them out in a QTextDocument and writes A4
with QPdfWriter into memory; no QR code. Both take turns in one process, each time with another applicant;
every round checks that both say the same. Before that, 500 receipts are composed one after the other and the
process may not grow by more than 20 MB.
"""

import os
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextDocument,
)

from app.domain.papers import Paper
from printing.composer import PaperComposer
from printing.pages import page_texts
from printing.typesetting.fonts import Fonts, vendored
from tests.benchmarks.harness import Report, arguments, timing
from tests.benchmarks.paper_html import paper_html
from tests.unit.printing.paper_records import paper

BAR = 1.5
BATCH = 500
GROWTH_BAR_MB = 20
WARM = 10
DPI = 72
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


def papers(name: str, count: int) -> Iterator[Paper]:
    """Make papers of different applicants in a real hall, which has no demo mark."""
    base = paper(name)
    for number in range(count):
        applicant = f"{NAMES[number % len(NAMES)]}{number}"
        case = replace(base.case, applicant=replace(base.case.applicant, name=applicant), contact=applicant)
        yield replace(base, hall=replace(base.hall, demo=False), case=case)


def set_by_qt(html: str, font: QFont) -> bytes:
    """Lay HTML out and write it as A4: the limit."""
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(target)
    writer.setResolution(DPI)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
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
    """Tell whether both papers say the same, apart from the order in which they say it."""
    document = QTextDocument()
    document.setHtml(by_qt)
    kept = [
        sorted("".join(text.split()).replace("\ufffc", ""))
        for text in ("".join(page_texts(ours)), document.toPlainText())
    ]
    return kept[0] == kept[1]


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


def measure(name: str, rounds: int, composer: PaperComposer, report: Report) -> None:
    """Compose one kind of paper both ways in turns and hold the medians' ratio to the bar."""
    font, fonts = qt_font(), Fonts()
    ours: list[float] = []
    theirs: list[float] = []
    pdf, written = b"", b""
    for one in papers(name, rounds + WARM):
        html = paper_html(one, fonts)
        start = time.perf_counter()
        pdf = composer.compose(one)
        ours.append((time.perf_counter() - start) * 1000)
        start = time.perf_counter()
        written = set_by_qt(html, font)
        theirs.append((time.perf_counter() - start) * 1000)
        if not same_words(pdf, html):
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
    composer = PaperComposer(Fonts())
    measure_memory(composer, report)
    application = QGuiApplication.instance() or QGuiApplication([])
    for name in KINDS:
        measure(name, given.rounds, composer, report)
    del application
    return report.end(as_json=given.json)


if __name__ == "__main__":
    sys.exit(main())
