"""Parts that papers share: head, ruled fields, lists, paragraphs, the block for seal and signatures."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from app.domain.cases import ApplicantKind
from app.domain.dates import chinese_date
from app.domain.details import HandedIn
from printing.documents.columns import Inset, Pair, SignatureBlock
from printing.documents.facts import agent_in_words, applicant_code, organ_name
from printing.documents.grid import Cell, Grid
from printing.documents.measures import LETTER, ORGAN, QR_SIDE, TITLE, WIDTH
from printing.documents.sheet import Sheet
from printing.typesetting.flowables import TextBlock

_LABEL = 33 * mm
_LONG_NAME = 24
"""A name of more characters takes a row of its own."""
_VALUE = (WIDTH - 2 * _LABEL) / 2
_CELL = 1.38
"""Leading inside tables."""
_FIELD_WIDTHS = (_LABEL, _VALUE, _LABEL, _VALUE)

Field = tuple[str, str]


def head(sheet: Sheet) -> None:
    """Put organ, title, case number and document number at the top."""
    paper = sheet.paper
    titles = (
        sheet.block(organ_name(paper), ORGAN, align="center", family="title", leading=1.6),
        sheet.block(paper.kind.value, TITLE, bold=True, align="center", family="title", leading=1.5),
    )
    sheet.add(Inset(titles, QR_SIDE), Spacer(0, 3 * mm), _number_line(sheet), Spacer(0, 2 * mm))


def fields(sheet: Sheet, *rows: Sequence[Field]) -> Flowable:
    """Make a ruled table of labels and values; a row has one pair over the whole width, or two."""
    return Grid(_FIELD_WIDTHS, [_field_row(sheet, row) for row in rows])


def applicant_fields(sheet: Sheet, *, address: bool = False) -> list[Sequence[Field]]:
    """Return the rows that say who applies, who may be asked, and who acts for the applicant."""
    case = sheet.paper.case
    who = case.applicant
    code = (who.code_name, applicant_code(sheet.paper))
    contact, phone = ("联系人", case.contact), ("联系电话", case.contact_phone)
    rows: list[Sequence[Field]]
    if who.kind is ApplicantKind.ORGANISATION:
        rows = [[("申请人", who.name)], [code, ("法定代表人", who.representative)], [contact, phone]]
    elif len(who.name) > _LONG_NAME:
        rows = [[("申请人", who.name)], [code], [contact, phone]]
    else:
        rows = [[("申请人", who.name), code], [contact, phone]]
    if address:
        rows.append([("住所" if who.kind is ApplicantKind.ORGANISATION else "住址", who.address)])
    agent = agent_in_words(sheet.paper)
    if agent:
        rows.append([("代理人", agent)])
    return rows


def item_fields(sheet: Sheet) -> list[Sequence[Field]]:
    """Return the rows that say what is applied for."""
    item = sheet.paper.item
    return [[("申请事项", sheet.paper.case.item_name)], [("事项编码", item.implementation_code or item.key)]]


def listing(
    sheet: Sheet, heads: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[str]], left: int
) -> Flowable:
    """Make a ruled list whose heads repeat on every page.

    Args:
        widths: shares of the width.
        left: the columns set flush left, a bit each; the others are centred.
    """
    total = sum(widths)
    top = [Cell(sheet.block(name, bold=True, align="center", leading=_CELL)) for name in heads]
    body = [
        [
            Cell(sheet.block(text, align="left" if left >> column & 1 else "center", leading=_CELL))
            for column, text in enumerate(row)
        ]
        for row in rows
    ]
    return Grid([WIDTH * width / total for width in widths], [top, *body], heads=1)


def materials_list(sheet: Sheet, materials: Sequence[HandedIn], title: str = "材料名称") -> Flowable:
    """Make the list of materials that were handed in."""
    rows = [
        [str(number), one.name, one.form.value, str(one.count), str(one.pages), one.remark]
        for number, one in enumerate(materials, 1)
    ]
    heads = ("序号", title, "形式", "份数", "页数", "备注")
    return listing(sheet, heads, (11, 70, 18, 13, 13, 37), rows, left=0b100010)


def letter(sheet: Sheet, *paragraphs: str) -> list[Flowable]:
    """Make paragraphs of running text, each begun two characters in."""
    return [sheet.block(f"　　{text}", LETTER, align="justify", leading=1.6) for text in paragraphs]


def salutation(sheet: Sheet) -> Flowable:
    """Address the applicant by name."""
    text = sheet.words("salutation", applicant=sheet.paper.case.applicant.name)
    return sheet.block(text, LETTER, leading=1.6)


def gap(height: float = 3) -> Flowable:
    """Leave so many millimetres free."""
    return Spacer(0, height * mm)


def signatures(sheet: Sheet, lines: Sequence[str], note: str = "") -> Flowable:
    """Make the end of a paper: who signs, at the right the free place for the seal over the date.

    Args:
        note: what stands below the signatures.
    """
    paper = sheet.paper
    left = [sheet.block("\n".join(lines), leading=2.1), *([plain(sheet, note)] if note else [])]
    right = sheet.block(
        f"{organ_name(paper)}{sheet.words('seal')}\n{chinese_date(paper.step.on)}", align="center"
    )
    return SignatureBlock(left, right, WIDTH)


def together(*flowables: Flowable) -> Flowable:
    """Keep blocks on one page, so that no seal stands alone."""
    return KeepTogether(list(flowables))


def handler_lines(sheet: Sheet) -> list[str]:
    """Return who handles the case, at which counter, and the phone for questions."""
    paper, words = sheet.paper, sheet.words
    step = paper.step
    return [
        words("handler", role=words("role"), name=step.actor_name, counter=step.counter),
        words("phone", phone=paper.department.inquiry_phone),
    ]


def _number_line(sheet: Sheet) -> Flowable:
    case = sheet.block(sheet.words("case", number=sheet.paper.case.number))
    return Pair(case, sheet.block(sheet.paper.number, LETTER, align="right"), WIDTH)


def _field_row(sheet: Sheet, row: Sequence[Field]) -> list[Cell]:
    cells = []
    for label, value in row:
        cells.append(Cell(sheet.block(label, align="center", leading=_CELL)))
        cells.append(Cell(sheet.block(value, leading=_CELL), 1 if len(row) == 2 else 3))
    return cells


def plain(sheet: Sheet, text: str) -> TextBlock:
    """Make a paragraph of the form's own size."""
    return sheet.block(text, align="justify", leading=1.6)
