"""The page of backups: what there is, one more now, and the check at the day's end."""

from app.domain.backup import BackupFile
from app.domain.dates import chinese_moment
from app.services.day_end import DayEnd
from ui.accounts.dependencies import AccountDependencies
from ui.i18n import tr
from ui.list_page import Act, ListPage
from ui.theme import MD, Sign
from ui.widgets.boxes import Card, column, holder, row
from ui.widgets.pills import StatePill
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label

SUBJECTS = 5


class BackupPage(ListPage):
    """Backups and the day's end."""

    def __init__(self, needs: AccountDependencies) -> None:
        self._needs = needs
        look = needs.look
        self.table: Table[BackupFile] = Table(
            look,
            tr("备份"),
            (
                Column(tr("时间"), lambda one: Cell(chinese_moment(one.made_at)), 220),
                Column(tr("文件"), lambda one: Cell(one.name, tone="text_2")),
            ),
        )
        self.pills = [StatePill(look, Sign.WAITING, tr("未检查")) for _ in range(SUBJECTS)]
        self.found = [Label("", wrap=True) for _ in range(SUBJECTS)]
        self.lines = [holder(column(look, row(look, pill, None), words, gap=4))
                      for pill, words in zip(self.pills, self.found, strict=True)]  # fmt: skip
        end = Card(look, tr("日终检查"), gap=MD)
        self.hint = Label(tr("关门前按 Ctrl+2，看办件、文书、号票、日志和备份是否都妥当。"), wrap=True)
        end.add(self.hint, *self.lines)
        how = Card(look, tr("恢复"), gap=MD)
        words = tr("恢复前先关闭本机所有窗口，再用命令 restore。备份较旧时，程序先说明要丢掉什么。")
        how.add(Label(words, "body", "text_2", wrap=True))
        acts = (
            Act(tr("日终检查"), "Ctrl+2", self.check),
            Act(tr("立即备份"), "Ctrl+1", self.back_up, "primary", "save"),
        )
        super().__init__(look, needs.runner, self.table, acts, side=(end, how))
        for line in self.lines:
            line.hide()
        self.read()

    def read(self) -> None:
        """Read what backups there are."""
        needs = self._needs
        self.fetch("read backups", lambda: needs.backups.all(needs.actor), self.table.show_rows)

    def back_up(self) -> None:
        """Make a backup now."""
        needs = self._needs
        self.notice.busy(tr("正在备份并核对…"), lambda: None)
        self._runner.run(
            "db",
            lambda _: needs.backups.run(needs.actor),
            name="back up",
            done=self._made,
            failed=self.tell,
            owner=self,
        )

    def check(self) -> None:
        """Look at everything once."""
        needs = self._needs
        self.carry_out("day end", lambda: needs.day_end.run(needs.actor), self._checked)

    def _made(self, made: BackupFile) -> None:
        self.notice.note(tr("已备份并核对：{name}", name=made.name))
        self.read()

    def _checked(self, summary: DayEnd) -> None:
        self.hint.say(tr("{at} 检查", at=chinese_moment(summary.at)))
        for line, pill, words, box in zip(summary.lines, self.pills, self.found, self.lines, strict=True):
            pill.show_state(Sign.ON_TIME if line.well else Sign.SOON, line.subject)
            words.say(line.found)
            box.show()
        self.notice.note(tr("全部妥当") if summary.well else tr("有未完事项，请看右边"))
