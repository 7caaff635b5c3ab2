"""A receipt from record to bytes, warm, against Qt setting the same text.

Run `python -m tests.benchmarks.documents [--rounds N] [--json]`; the bar is 1.5 times Qt's time. Ours takes
a `Paper` and returns the PDF of a 受理通知书: wording, tables, QR code, page numbers, exact text. Qt gets the
same words ready made as HTML with the same tables, sizes and faces, lays them out in a QTextDocument and
writes A4 with QPdfWriter into memory; no QR code. Both take turns in one process, each time with another
applicant; every round checks that both say the same.
"""

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from html import escape

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
from tests.unit.printing.paper_records import paper

BAR = 1.5
WARM = 10
DPI = 72
FACES = ("NotoSerifSC_400Regular.ttf", "NotoSansSC_400Regular.ttf", "NotoSerifTibetan_400Regular.ttf")
NAMES = ("才让多杰", "卓玛措", "扎西顿珠 བཀྲ་ཤིས་དོན་གྲུབ།", "更藏吉", "𬭎德昌", "索南才让·东知")


def receipts(count: int) -> Iterator[Paper]:
    """Make receipts of different applicants in a real hall, which has no demo mark."""
    base = paper("accepted")
    for number in range(count):
        name = f"{NAMES[number % len(NAMES)]}{number}"
        case = replace(base.case, applicant=replace(base.case.applicant, name=name), contact=name)
        yield replace(base, hall=replace(base.hall, demo=False), case=case)


def table(rows: list[list[str]], spans: list[list[int]]) -> str:
    """Write a ruled table as Qt's HTML wants it."""
    body = "".join(
        "<tr>"
        + "".join(
            f'<td colspan="{span}">{escape(text)}</td>' for text, span in zip(row, columns, strict=True)
        )
        + "</tr>"
        for row, columns in zip(rows, spans, strict=True)
    )
    return (
        '<table width="100%" border="1" cellspacing="0" cellpadding="2" style="border-collapse:collapse">'
        f"{body}</table>"
    )


def as_html(one: Paper) -> str:
    """Return the words of a receipt, as they stand on our paper, in the form Qt takes them."""
    who, item = one.case.applicant, one.item
    pair, whole = [1, 1, 1, 1], [1, 3]
    fields = [
        ["申请人", who.name, who.code_name, "632621********4510"],
        ["联系人", one.case.contact, "联系电话", one.case.contact_phone],
        ["住址", who.address],
        ["申请事项", one.case.item_name],
        ["事项编码", item.implementation_code],
        ["受理机构", "玛沁县市场监督管理局", "咨询电话", one.department.inquiry_phone],
        ["接收材料时间", "2026年9月15日", "受理时间", "2026年9月15日"],
        ["法定办结时限", "20个工作日", "法定办结日期", "2026年10月19日"],
        ["承诺办结时限", "8个工作日", "承诺办结日期", "2026年9月27日"],
        ["特别程序", "检验：5个工作日（不计入办理期限）"],
        ["是否收费", "□是　■否　　本事项不收费"],
        ["结果领取方式", "■自取（凭本单及有效身份证件）　□邮寄　□电子送达"],
        ["进度查询", f"{one.hall.progress_query}；查询码：{one.case.number}"],
        ["法律依据", f"《中华人民共和国行政许可法》第三十二条第一款第五项；{item.legal_basis}"],
    ]
    materials = [["序号", "收到材料名称", "形式", "份数", "页数", "备注"]] + [
        [str(number), one.name, one.form.value, str(one.count), str(one.pages), one.remark]
        for number, one in enumerate(one.materials, 1)
    ]
    counter, phone = one.step.counter, one.department.inquiry_phone
    return (
        '<p align="center" style="font-size:16pt">玛沁县市场监督管理局</p>'
        f'<p align="center" style="font-size:22pt;font-weight:bold">{one.kind.value}</p>'
        f'<table width="100%"><tr><td>办件编号：{one.case.number}</td>'
        f'<td align="right" style="font-size:12pt">{one.number}</td></tr></table>'
        f'<p align="justify" style="font-size:12pt">　　你提出的“{escape(one.case.item_name)}”申请，经审查，'
        "申请材料齐全、符合法定形式。依据《中华人民共和国行政许可法》第三十二条第一款第五项的规定，"
        "本机关决定予以受理。</p>"
        + table(fields, [pair if len(row) == 4 else whole for row in fields])
        + table(materials, [[1] * 6 for _ in materials])
        + f"<p>受理人：{one.step.actor_name}（{counter}号窗口）<br>咨询电话：{phone}<br>"
        "申请人（代理人）签收：________________<br>签收日期：________年____月____日</p>"
        "<p>注：办理期限自受理之日起计算；依法需要听证、检验、检测、检疫、鉴定和专家评审等特别程序的，"
        "所需时间另行书面告知，不计算在办理期限内。</p>"
        '<p align="right">玛沁县市场监督管理局（专用印章）<br>2026年9月15日</p>'
        '<p style="font-size:8.5pt">本文书一式三份：申请人、窗口、承办部门各存一份。'
        "第1次打印　2026年9月15日10时24分<br>"
        f"监督电话：{one.hall.supervision_phone}<br>{one.hall.name}　{one.hall.address}　第1页　共1页</p>"
    )


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


def measure(rounds: int, report: Report) -> None:
    """Compose receipts both ways in turns and hold the medians' ratio to the bar."""
    application = QGuiApplication.instance() or QGuiApplication([])
    composer, font = PaperComposer(Fonts()), qt_font()
    ours: list[float] = []
    theirs: list[float] = []
    pdf, written = b"", b""
    for one in receipts(rounds + WARM):
        html = as_html(one)
        start = time.perf_counter()
        pdf = composer.compose(one)
        ours.append((time.perf_counter() - start) * 1000)
        start = time.perf_counter()
        written = set_by_qt(html, font)
        theirs.append((time.perf_counter() - start) * 1000)
        if not same_words(pdf, html):
            raise AssertionError("the two papers do not say the same")
    own, limit = timing(ours[WARM:]), timing(theirs[WARM:])
    report.figures |= {"ours": own, "qt": limit, "bytes_ours": len(pdf), "bytes_qt": len(written)}
    report.hold("ratio_of_medians", own.median / limit.median, BAR)
    del application


def main() -> int:
    """Measure and print; return 0 when the bar holds."""
    parser = arguments(__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    given = parser.parse_args()
    report = Report("documents", {"rounds": given.rounds})
    measure(given.rounds, report)
    return report.end(as_json=given.json)


if __name__ == "__main__":
    sys.exit(main())
