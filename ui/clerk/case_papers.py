"""The papers of a case in a list: kind, number, and how often and how well each was printed."""

from dataclasses import dataclass

from app.domain.cases import Step
from app.domain.papers import PaperKind, Print, PrintEvent, PrintState, papers_of
from app.services.case_book import CaseView
from ui.i18n import tr
from ui.look import Look
from ui.theme import CAPTION
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.wording import spoken


@dataclass(frozen=True)
class ShownPaper:
    """A paper, the step that wrote it, how often it was printed, and what became of the last print."""

    step: Step
    kind: PaperKind
    times: int
    state: PrintState | None


def paper_table(look: Look) -> Table[ShownPaper]:
    """Make the list."""
    return Table(
        look,
        tr("文书"),
        (
            Column(tr("文书"), lambda shown: Cell(spoken(shown.kind), icon="file")),
            Column(tr("号"), lambda shown: Cell(shown.step.document or "", tone="text_2", size=CAPTION), 120),
            Column(tr("打印"), lambda shown: Cell(_printed(shown), tone="text_2", size=CAPTION), 120),
        ),
        hugging=True,
        most=3,
    )


def papers_in(view: CaseView) -> list[ShownPaper]:
    """Return the papers that the steps of a case wrote, oldest first."""
    found = []
    for step in dict.fromkeys(step for branch in view.branches for step in branch.branch.steps):
        for kind in papers_of(step.detail) if step.document is not None else ():
            prints = [one for one in view.prints if (one[0].step_id, one[0].kind) == (step.id, kind)]
            times = sum(record.copies > 0 for record, _ in prints)
            found.append(ShownPaper(step, kind, times, _state(prints)))
    return found


def _printed(shown: ShownPaper) -> str:
    if not shown.times or shown.state is None:
        return tr("没有打印过")
    return tr("打印 {n} 次·{state}", n=shown.times, state=spoken(shown.state))


def _state(prints: list[tuple[Print, tuple[PrintEvent, ...]]]) -> PrintState | None:
    return prints[-1][1][-1].state if prints and prints[-1][1] else None
