"""A paper of ours as HTML for Qt: the same words, tables, sizes and alignments, in the same order."""

from collections.abc import Iterable, Iterator
from functools import singledispatch
from html import escape
from itertools import chain

from reportlab.platypus import Flowable, KeepTogether

from app.domain.certificate_templates import filled, printed_values
from app.domain.dates import hall_date
from app.domain.hall_papers import DayList, HallPaperKind, ItemPaper, PaymentNotice
from app.domain.papers import Paper
from app.ports.certificates import CertificateSheet
from printing.composer import item_writer_of, writer_of
from printing.documents import day_list, payment
from printing.documents.around import around_item, around_list, around_paper, around_payment
from printing.documents.columns import Inset, Pair, SignatureBlock
from printing.documents.flow_chart import FlowChart
from printing.documents.furniture import Around
from printing.documents.grid import Grid
from printing.documents.measures import BODY, SMALL
from printing.documents.sheet import Sheet
from printing.typesetting.flowables import TextBlock
from printing.typesetting.fonts import Fonts
from printing.wording.editions import Wording, edition_on, vendored_editions

IN_A_ROW = 4
_TABLE = (
    '<table width="100%" border="{border}" cellspacing="0" cellpadding="2" style="border-collapse:collapse">'
)


def paper_html(paper: Paper, fonts: Fonts) -> str:
    """Return the words of a paper of a case, head and foot included, in the form Qt takes them."""
    words = edition_on(vendored_editions(), paper.step.on).of(paper.kind)
    sheet = Sheet(paper, fonts, words)
    writer_of(paper.kind)(sheet)
    return _html(sheet.story, around_paper(paper, words), words)


def item_html(paper: ItemPaper, fonts: Fonts) -> str:
    """Return the words of a paper about a service item."""
    words = edition_on(vendored_editions(), hall_date(paper.at)).of(paper.kind)
    sheet = Sheet(paper, fonts, words)
    item_writer_of(paper.kind)(sheet)
    return _html(sheet.story, around_item(paper, words), words)


def list_html(paper: DayList, fonts: Fonts) -> str:
    """Return the words of a list of the day."""
    words = edition_on(vendored_editions(), paper.day).of(paper.kind)
    sheet = Sheet(paper, fonts, words)
    day_list.write(sheet)
    return _html(sheet.story, around_list(paper, words), words)


def payment_html(paper: PaymentNotice, fonts: Fonts) -> str:
    """Return the words of a notice of payment."""
    words = edition_on(vendored_editions(), paper.on).of(HallPaperKind.PAYMENT)
    sheet = Sheet(paper, fonts, words)
    payment.write(sheet)
    return _html(sheet.story, around_payment(paper, words), words)


def certificate_html(sheet: CertificateSheet) -> str:
    """Return the words of a certificate, one paragraph a box, in the sizes its template wishes."""
    printed = printed_values(sheet.template, sheet.values)
    boxes = (*sheet.template.labels, *sheet.template.boxes)
    lines = ((box, filled(box.text, printed)) for box in boxes)
    return "".join(f'<p style="font-size:{box.size}pt">{escape(text)}</p>' for box, text in lines if text)


def _html(story: Iterable[Flowable], around: Around, words: Wording) -> str:
    hall = around.hall
    foot = (
        around.copies,
        around.mark,
        words("supervision", phone=hall.supervision_phone, hall=hall.name, address=hall.address),
        words("page", page=1, pages=1),
    )
    body = "".join(chain.from_iterable(as_html(one) for one in story))
    return body + "".join(f'<p style="font-size:{SMALL}pt">{escape(line)}</p>' for line in foot)


@singledispatch
def as_html(block: Flowable) -> Iterator[str]:
    """Write a block as Qt's HTML; gaps and breaks of pages say nothing."""
    yield ""


@as_html.register
def _(block: TextBlock) -> Iterator[str]:
    yield f"<p{aligned(block)}>{inline(block)}</p>"


@as_html.register
def _(block: Grid) -> Iterator[str]:
    yield _TABLE.format(border=1)
    for row in block.rows:
        yield "<tr>"
        for cell in row:
            if cell.block is not None:
                yield f'<td colspan="{cell.span}"{aligned(cell.block)}>{inline(cell.block)}</td>'
        yield "</tr>"
    yield "</table>"


@as_html.register
def _(block: FlowChart) -> Iterator[str]:
    steps: Iterable[TextBlock] = vars(block)["_steps"]
    yield f"{_TABLE.format(border=1)}<tr>"
    for number, step in enumerate(steps):
        yield "</tr><tr>" if number and number % IN_A_ROW == 0 else ""
        yield f"<td>{inline(step)}</td>"
    yield "</tr></table>"


@as_html.register
def _(block: Pair) -> Iterator[str]:
    left, right = block.blocks
    yield f"{_TABLE.format(border=0)}<tr><td>{joined([left])}</td><td>{joined([right])}</td></tr></table>"


@as_html.register
def _(block: Inset) -> Iterator[str]:
    yield joined(block.blocks)


@as_html.register
def _(block: SignatureBlock) -> Iterator[str]:
    yield joined([*block.left, block.right])


@as_html.register
def _(block: KeepTogether) -> Iterator[str]:
    held: Iterable[Flowable] = vars(block)["_content"]
    yield joined(held)


def joined(blocks: Iterable[Flowable]) -> str:
    return "".join(chain.from_iterable(as_html(block) for block in blocks))


def aligned(block: TextBlock) -> str:
    """Name what is not the default, so that Qt has no more to read than it must."""
    return "" if block.align == "left" else f' align="{block.align}"'


def inline(block: TextBlock) -> str:
    """Write the text of a block with its size and weight where they are not the default."""
    found = []
    for span in block.spans:
        text = escape(span.text).replace("\n", "<br>")
        text = f"<b>{text}</b>" if span.style.bold else text
        sized = span.style.size != BODY
        found.append(f'<span style="font-size:{span.style.size}pt">{text}</span>' if sized else text)
    return "".join(found)
