"""The page of exchanged days: published days off and at work of the hall's area, and a new one."""

from app.domain.dates import chinese_date, parse_date
from app.domain.workdays import DayRow
from app.errors import RuleError
from ui.accounts.dependencies import AccountDependencies
from ui.i18n import tr
from ui.list_page import Act, ListPage, judged
from ui.theme import CAPTION, MD, SM
from ui.widgets.boxes import Card, row
from ui.widgets.fields import Field
from ui.widgets.keys import Chip
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label


class DaysPage(ListPage):
    """Days that differ from the national calendar or complete it; due dates follow at once."""

    def __init__(self, needs: AccountDependencies) -> None:
        self._needs = needs
        look = needs.look
        self.table: Table[DayRow] = Table(
            look,
            tr("调休日"),
            (
                Column(tr("日期"), lambda one: Cell(chinese_date(one.day)), 160),
                Column(tr("当天"), lambda one: Cell(tr("上班") if one.works else tr("休息")), 90),
                Column(tr("区划"), lambda one: Cell(one.area, tone="text_2"), 90),
                Column(tr("依据"), lambda one: Cell(one.source, size=CAPTION, tone="text_2")),
            ),
        )
        self.day = Field(look, tr("日期"), lambda typed: parse_date(typed, tr("日期")), narrow=True)
        self.works, self.off = Chip(look, tr("上班")), Chip(look, tr("休息"))
        self.source = Field(look, tr("公布的文件"))
        for chip in (self.works, self.off):
            chip.clicked.connect(lambda _=False, chip=chip: self._choose(chip))
        self._choose(self.off)
        card = Card(look, tr("加一个调休日"), gap=MD)
        card.add(self.day, row(look, self.off, self.works, None, gap=SM), self.source)
        told = tr(
            "全国的节假日和调休程序里已有，这里只加本地公布的。办件期限和考勤随即重算，旧期限留在日志里。"
        )
        card.add(Label(told, "caption", "text_3", wrap=True))
        acts = (Act(tr("保存这一天"), "Ctrl+1", self.save, "primary"),)
        self.none = Label(tr("还没有本地公布的调休日，按全国日历。"), "body", "text_2", wrap=True)
        super().__init__(look, needs.runner, self.table, acts, row(look, self.none), side=(card,))
        needs.changes.subscribe(self, ("day_row",), self.read)
        self.read()

    def read(self) -> None:
        """Read the stored days."""
        needs = self._needs
        self.fetch("read days", lambda: needs.working_days.published(needs.actor), self._show)

    def save(self) -> None:
        """Store the day."""
        if not judged(self.day, self.source):
            return
        needs, works, source = self._needs, self.works.isChecked(), self.source.text
        try:
            day = parse_date(self.day.text, tr("日期"))
        except RuleError as wrong:
            self.tell(wrong)
            return
        self.carry_out(
            "exchange day",
            lambda: needs.working_days.exchange(needs.actor, day, works, source),
            self._saved,
        )

    def _show(self, rows: tuple[DayRow, ...]) -> None:
        self.none.setVisible(not rows)
        self.table.show_rows(rows)

    def _saved(self, moved: int) -> None:
        self.notice.note(tr("已保存，{n} 件办件的期限随之改变", n=moved))
        self.day.put("")
        self.read()

    def _choose(self, chosen: Chip) -> None:
        for chip in (self.works, self.off):
            chip.setChecked(chip is chosen)
