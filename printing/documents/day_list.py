"""收件、办结登记表: the cases of one day (domain §3); the heads repeat on every page."""

from app.domain.dates import chinese_date, hall_time
from app.domain.hall_papers import DayEntry, DayList, HallPaperKind
from printing.documents.facts import organ_name_in
from printing.documents.parts import heading, listing
from printing.documents.sheet import Sheet

_WIDTHS = (9, 10.5, 39.2, 20, 33.2, 9.2, 15.3, 25.6)
_SIZE = 8.5


def write(sheet: Sheet[DayList]) -> None:
    """Write the list and its count; who made it stands in the foot, on every page."""
    paper, words = sheet.paper, sheet.words
    received = paper.kind is HallPaperKind.RECEIVED_LIST
    heads = ("序号", "时间", "办件编号", "申请人", "事项", "窗口", "经办", words("last_head"))
    rows = [_row(number, one, received) for number, one in enumerate(paper.entries, 1)]
    organ = organ_name_in(paper.hall, paper.department) if paper.department else paper.hall.name
    heading(sheet, organ, paper.kind.value, chinese_date(paper.day), words("total", count=len(rows)))
    sheet.add(
        listing(
            sheet,
            heads,
            _WIDTHS,
            rows or [["", "", words("nothing"), "", "", "", "", ""]],
            left=0b11000,
            size=_SIZE,
        ),
    )


def _row(number: int, one: DayEntry, received: bool) -> list[str]:
    local = hall_time(one.at)
    last = one.result if not received or not one.due else chinese_date(one.due)
    return [
        str(number),
        f"{local:%H:%M}",
        one.number,
        one.applicant,
        one.item,
        one.counter,
        one.handler,
        last,
    ]
