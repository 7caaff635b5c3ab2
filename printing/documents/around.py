"""What stands around the text of each kind of record: title, number, code, and the words of the foot."""

from app.domain.dates import chinese_date, chinese_moment
from app.domain.hall_papers import DayList, ItemPaper, PaymentNotice
from app.domain.papers import Paper, PrintMark
from printing.documents.facts import organ_name, organ_name_in, title
from printing.documents.furniture import Around
from printing.documents.item_parts import version_in_words
from printing.wording.editions import Wording

_COUNTED_IN_WORDS = (1, 2, 3)


def around_paper(paper: Paper, words: Wording) -> Around:
    """Return what stands around a paper of a case."""
    return Around(
        title=title(paper, words),
        number=paper.number,
        organ=organ_name(paper),
        hall=paper.hall,
        code=paper.case.number,
        copies=_copies(paper.mark, words),
        mark=_print_mark(paper.mark, words),
    )


def around_item(paper: ItemPaper, words: Wording) -> Around:
    """Return what stands around a paper about a service item: no number, no code, but its version."""
    return Around(
        title=words("title"),
        number=paper.item.key,
        organ=organ_name(paper),
        hall=paper.hall,
        code="",
        copies=version_in_words(paper, words),
        mark=words("printed", at=chinese_moment(paper.at)),
    )


def around_list(paper: DayList, words: Wording) -> Around:
    """Return what stands around a list of the day."""
    return Around(
        title=paper.kind.value,
        number=chinese_date(paper.day),
        organ=organ_name_in(paper.hall, paper.department) if paper.department else paper.hall.name,
        hall=paper.hall,
        code="",
        copies=words("made", by=paper.by),
        mark=words("printed", at=chinese_moment(paper.at)),
    )


def around_payment(paper: PaymentNotice, words: Wording) -> Around:
    """Return what stands around a notice of payment; its code is that of the payment where there is one."""
    return Around(
        title=words("title"),
        number=paper.number,
        organ=organ_name(paper),
        hall=paper.hall,
        code=paper.payee.pay_code or paper.case.number,
        copies=_copies(paper.mark, words),
        mark=_print_mark(paper.mark, words),
    )


def _copies(mark: PrintMark, words: Wording) -> str:
    count = mark.copies
    return words(f"copies_{count}" if count in _COUNTED_IN_WORDS else "copies_n", copies=count)


def _print_mark(mark: PrintMark, words: Wording) -> str:
    return words("first_print" if mark.nth == 1 else "reprint", nth=mark.nth, at=chinese_moment(mark.at))
