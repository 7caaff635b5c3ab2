"""The page of a day's end: everything looked at once, and the summary as a sheet to sign."""

from app.domain.dates import chinese_moment
from app.domain.hall_papers import HallPaperKind
from app.services.day_end import DayEnd, DayEndLine, day_end_sheet
from ui.accounts.dependencies import AccountDependencies
from ui.i18n import Words, tr
from ui.list_page import Act, ListPage
from ui.print_queue.sending import PaperSending
from ui.theme import Sign
from ui.widgets.boxes import row
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label


class DayEndPage(ListPage):
    """Cases, papers, tickets, uploads, log and backup of today."""

    def __init__(self, needs: AccountDependencies) -> None:
        self._needs = needs
        self.summary: DayEnd | None = None
        look = needs.look
        self.table: Table[DayEndLine] = Table(
            look,
            tr("日终检查"),
            (
                Column(tr("检查项目"), lambda one: Cell(Words(one.subject, {})), 140),
                Column(tr("结论"), _verdict, 140),
                Column(tr("检查情况"), lambda one: Cell(one.found)),
            ),
        )
        self.told = Label(tr("关门前按 Ctrl+1，看办件、文书、号票、上传、日志和备份是否都妥当。"), wrap=True)
        acts = (
            Act(tr("存为 PDF"), "Ctrl+5", self.save_paper),
            Act(tr("打印"), "Ctrl+P", self.print_paper, icon="printer"),
            Act(tr("检查"), "Ctrl+1", self.check, "primary"),
        )
        super().__init__(look, needs.runner, self.table, acts, row(look, self.told))
        self._sending = PaperSending(self, needs.runner, needs.print_jobs)
        self._offer_paper(False)

    def check(self) -> None:
        """Look at everything once."""
        needs = self._needs
        self.carry_out("day end", lambda: needs.day_end.run(needs.actor), self._checked)

    def save_paper(self) -> None:
        """Save the summary as a PDF file of one page."""
        needs, summary = self._needs, self.summary
        where = needs.save_where(f"{summary.day}{tr('日终检查')}.pdf") if summary else None
        if summary is None or where is None:
            return
        sheet = day_end_sheet(summary, needs.hall)
        self.carry_out(
            "save day end",
            lambda: where.write_bytes(needs.compose([sheet])),
            lambda _: self.notice.note(tr("已存到 {file}", file=where.name)),
        )

    def print_paper(self) -> None:
        """Send the summary to the hall's printer, to be signed."""
        needs, summary = self._needs, self.summary
        if summary is None:
            return
        sheet, kind = day_end_sheet(summary, needs.hall), HallPaperKind.DAY_END
        self._sending.send(lambda: needs.papers.print_sheets(needs.actor, kind, summary.day, [sheet]))

    def _offer_paper(self, there: bool) -> None:
        for key in ("Ctrl+5", "Ctrl+P"):
            self.buttons[key].setEnabled(there)

    def _checked(self, summary: DayEnd) -> None:
        self.summary = summary
        self.table.show_rows(summary.lines)
        self.told.say(tr("{at} 检查", at=chinese_moment(summary.at)))
        self._offer_paper(True)
        if summary.well:
            self.notice.note(tr("全部妥当"))
        else:
            left = sum(not line.well for line in summary.lines)
            self.notice.warn(tr("有 {n} 项未完，请看上面", n=left))


def _verdict(line: DayEndLine) -> Cell:
    return Cell(tr("妥当") if line.well else tr("未完"), sign=Sign.ON_TIME if line.well else Sign.SOON)
