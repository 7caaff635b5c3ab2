"""The page of backups: what there is, one more now, and how the way back is."""

from app.domain.backup import BackupFile
from app.domain.dates import chinese_moment
from ui.accounts.dependencies import AccountDependencies
from ui.accounts.store_copies import LANE
from ui.i18n import tr
from ui.list_page import Act, ListPage
from ui.theme import MD
from ui.widgets.boxes import Card
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label


class BackupPage(ListPage):
    """Backups, newest first."""

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
        self.none = Label(tr("还没有备份。按 Ctrl+1 做第一份，以后按设置的间隔自动做。"), wrap=True)
        state = Card(look, tr("备份"), gap=MD)
        told = tr("每份备份写好后都打开核对。数据加密的，备份同样加密。")
        state.add(self.none, Label(told, "body", "text_2", wrap=True))
        how = Card(look, tr("恢复"), gap=MD)
        for words in (
            tr("恢复前先关闭本机所有窗口，再用命令 restore。备份较旧时，程序先说明要丢掉什么。"),
            tr("换了机器或硬盘，命令里还要加 --code 和建立大厅时抄下的恢复码。"),
        ):
            how.add(Label(words, "body", "text_2", wrap=True))
        acts = (Act(tr("立即备份"), "Ctrl+1", self.back_up, "primary", "save"),)
        super().__init__(look, needs.runner, self.table, acts, side=(state, how))
        self.read()

    def read(self) -> None:
        """Read what backups there are."""
        needs = self._needs
        self.fetch("read backups", lambda: needs.backups.all(needs.actor), self._show)

    def back_up(self) -> None:
        """Make a backup now."""
        needs = self._needs
        task = self._runner.run(
            LANE,
            lambda task: needs.backups.run(needs.actor, task.advance),
            name="back up",
            done=self._made,
            failed=self.tell,
            progress=lambda far: self.notice.advance(*far),
            owner=self,
        )

        def stop() -> None:
            task.cancel()
            self.notice.note(tr("已停止备份，没有写好的一份已删除"))

        self.notice.busy(tr("正在备份并核对…"), stop)

    def _show(self, files: tuple[BackupFile, ...]) -> None:
        self.none.setVisible(not files)
        self.table.show_rows(files)

    def _made(self, made: BackupFile) -> None:
        self.notice.note(tr("已备份并核对：{name}", name=made.name))
        self.read()
