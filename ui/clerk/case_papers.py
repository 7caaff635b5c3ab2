"""The papers of a case in a list: of its steps, certificates and fees, and what became of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from app.domain.lifecycle import FINISHED
from app.domain.papers import PaperKind, Print, PrintEvent, PrintState, papers_of
from app.services.case_book import CaseView, CertificateView
from app.services.fees import FeeStanding
from ui.i18n import Words, tr
from ui.look import Look
from ui.theme import CAPTION
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.wording import spoken


@dataclass(frozen=True)
class StepPaper:
    """A paper that a step wrote."""

    step_id: UUID
    kind: PaperKind


@dataclass(frozen=True)
class FeePaper:
    """The notice of payment of a fee."""

    fee_id: UUID


@dataclass(frozen=True)
class FreePaper:
    """The word that the item of a case is free."""


Source = StepPaper | FeePaper | FreePaper | CertificateView
"""What a paper is printed from."""


@dataclass(frozen=True)
class ShownPaper:
    """A paper in the list: its name and number, in words what became of it, and whether it was printed."""

    source: Source
    name: Words
    number: str
    told: Words
    printed: bool = True


def paper_table(look: Look) -> Table[ShownPaper]:
    """Make the list."""
    return Table(
        look,
        tr("文书"),
        (
            Column(tr("文书"), lambda shown: Cell(shown.name, icon="file")),
            Column(tr("号"), lambda shown: Cell(shown.number, tone="text_2", size=CAPTION), 120),
            Column(tr("打印"), lambda shown: Cell(shown.told, tone="text_2", size=CAPTION), 120),
        ),
        hugging=True,
        most=3,
    )


def papers_in(view: CaseView) -> list[ShownPaper]:
    """Return the papers that the steps of a case wrote, oldest first, then its certificates and fees.

    Last, while a case of a free item runs, the word that nothing is charged (domain §3), for who asks for it.
    """
    found = []
    for step in dict.fromkeys(step for branch in view.branches for step in branch.branch.steps):
        for kind in papers_of(step.detail) if step.document is not None else ():
            prints = [one for one in view.prints if (one[0].step_id, one[0].kind) == (step.id, kind)]
            printed, number = any(record.copies > 0 for record, _ in prints), step.document or ""
            paper = StepPaper(step.id, kind)
            found.append(ShownPaper(paper, spoken(kind), number, _printed(prints), printed))
    found += [_certificate(one) for one in view.certificates]
    found += [_fee(one) for one in view.fees]
    if not view.item.fee.charged and view.branches[0].state not in FINISHED:
        found.append(ShownPaper(FreePaper(), tr("收费告知书"), "", tr("需要时打印"), printed=False))
    return found


def newest_in(papers: Sequence[ShownPaper]) -> int:
    """Return the place of the paper that was written last; 0 where none was."""
    return max(
        (place for place, one in enumerate(papers) if not isinstance(one.source, FreePaper)), default=0
    )


def _printed(prints: list[tuple[Print, tuple[PrintEvent, ...]]]) -> Words:
    times = sum(record.copies > 0 for record, _ in prints)
    state = prints[-1][1][-1].state if prints and prints[-1][1] else None
    if not times or state is None:
        return tr("没有打印过")
    return tr("打印 {n} 次·{state}", n=times, state=spoken(state))


def _certificate(one: CertificateView) -> ShownPaper:
    title = Words(one.certificate.title, {})
    if one.void is not None:
        told = tr("已作废")
    else:
        printed = sum(standing.state is PrintState.PRINTED for standing in one.prints)
        told = tr("共 {n} 份·印好 {done} 份", n=one.certificate.copies, done=printed)
    return ShownPaper(one, title, one.certificate.number, told, printed=bool(one.prints))


def _fee(standing: FeeStanding) -> ShownPaper:
    name = tr("缴款通知书")
    return ShownPaper(FeePaper(standing.charge.id), name, standing.charge.number, spoken(standing.state))
