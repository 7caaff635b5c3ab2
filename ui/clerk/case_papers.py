"""The papers of a case in a list: kind, number, and how often and how well each was printed."""

from app.domain.cases import Step
from app.domain.papers import Print, PrintEvent, PrintState, paper_of
from app.services.case_book import CaseView
from ui.i18n import tr
from ui.look import Look
from ui.theme import CAPTION
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.wording import spoken

ShownPaper = tuple[Step, int, PrintState | None]
"""The step that wrote it, how often it was printed, and what became of the last print."""


def paper_table(look: Look) -> Table[ShownPaper]:
    """Make the list."""
    return Table(
        look,
        tr("文书"),
        (
            Column(tr("文书"), lambda shown: Cell(_name(shown), icon="file")),
            Column(tr("号"), lambda shown: Cell(shown[0].document or "", tone="text_2", size=CAPTION), 120),
            Column(tr("打印"), lambda shown: Cell(_printed(shown), tone="text_2", size=CAPTION), 120),
        ),
        hugging=True,
        most=3,
    )


def papers_in(view: CaseView) -> list[ShownPaper]:
    """Return the papers that the steps of a case wrote, oldest first."""
    found = []
    for step in dict.fromkeys(step for branch in view.branches for step in branch.branch.steps):
        if paper_of(step.detail) is not None and step.document is not None:
            prints = [(record, events) for record, events in view.prints if record.step_id == step.id]
            found.append((step, len(prints), _state(prints)))
    return found


def _name(shown: ShownPaper) -> str:
    kind = paper_of(shown[0].detail)
    return spoken(kind) if kind is not None else ""


def _printed(shown: ShownPaper) -> str:
    _, times, state = shown
    if state is None:
        return tr("没有打印过")
    return tr("打印 {n} 次·{state}", n=times, state=spoken(state))


def _state(prints: list[tuple[Print, tuple[PrintEvent, ...]]]) -> PrintState | None:
    return prints[-1][1][-1].state if prints and prints[-1][1] else None
