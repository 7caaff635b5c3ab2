"""The list of print jobs: where each stands, which paper it is, how many copies, which printer."""

from ui.error_texts import explain
from ui.i18n import tr
from ui.look import Look
from ui.print_queue.acts import ShownJob, sign_of
from ui.theme import CAPTION
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.wording import moment, spoken


def job_table(look: Look) -> Table[ShownJob]:
    """Make the list; what keeps a job stands under its name."""
    return Table(
        look,
        tr("打印队列"),
        (
            Column(tr("状态"), lambda one: Cell(spoken(one.standing.state), sign=sign_of(one.standing)), 112),
            Column(tr("文书"), _paper),
            Column(tr("份数"), _copies, 88),
            Column(tr("打印机"), lambda one: Cell(_printer(one), tone="text_2"), 112),
            Column(
                tr("送打"),
                lambda one: Cell(moment(one.standing.job.queued_at), tone="text_2", size=CAPTION),
                112,
            ),
        ),
    )


def _paper(shown: ShownJob) -> Cell:
    job = shown.standing.job
    words = tr("{paper}·{number}", paper=job.kind, number=job.title)
    return Cell(words, icon="file", below=explain(shown.problem) if shown.problem is not None else "")


def _copies(shown: ShownJob) -> Cell:
    job = shown.standing.job
    if job.nth > 1:
        return Cell(tr("{n} 份·第 {nth} 次", n=job.copies, nth=job.nth), tone="text_2", size=CAPTION)
    return Cell(tr("{n} 份", n=job.copies), tone="text_2", size=CAPTION)


def _printer(shown: ShownJob) -> str:
    return shown.standing.job.place.printer or tr("系统默认")
