"""What stands around the text of each kind of record: title, number, code, and the words of the foot."""

from app.domain.dates import chinese_moment
from app.domain.papers import Paper, PrintMark
from printing.documents.facts import organ_name, title
from printing.documents.furniture import Around
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


def _copies(mark: PrintMark, words: Wording) -> str:
    count = mark.copies
    return words(f"copies_{count}" if count in _COUNTED_IN_WORDS else "copies_n", copies=count)


def _print_mark(mark: PrintMark, words: Wording) -> str:
    return words("first_print" if mark.nth == 1 else "reprint", nth=mark.nth, at=chinese_moment(mark.at))
