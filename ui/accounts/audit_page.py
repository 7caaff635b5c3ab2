"""The auditor's page: the log, newest first, what was refused, and whether its chain holds."""

from datetime import timedelta

from app.domain.dates import hall_time
from app.services.audit_log import AuditEntry, AuditPage
from ui.accounts.audit_words import act_words, fact_words, result_words, value_words
from ui.accounts.dependencies import AccountDependencies
from ui.i18n import tr
from ui.list_page import Act, ListPage
from ui.theme import CAPTION, MD, Sign
from ui.widgets.boxes import fixed, row
from ui.widgets.fields import SearchField
from ui.widgets.pills import StatePill
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.tick import Tick
from ui.widgets.words import Label

DAYS = 180
"""Logs are kept six months at least (网络安全法 2025 text, Art. 23); the page looks back as far."""


class LogPage(ListPage):
    """The log of this station, for reading only."""

    def __init__(self, needs: AccountDependencies) -> None:
        self._needs = needs
        look = needs.look
        self.search = fixed(look, SearchField(look, tr("查找"), tr("姓名、事项、结果"), "Ctrl+F"), width=320)
        self.refused = Tick(look, tr("只看拒绝和锁定"))
        self.chain = StatePill(look, Sign.WAITING, tr("正在核对"))
        self.count = Label("", "caption", "text_2")
        self.table: Table[AuditEntry] = Table(
            look,
            tr("审计日志"),
            (
                Column(
                    tr("时间"), lambda one: Cell(f"{hall_time(one.at):%m-%d %H:%M:%S}", tone="text_2"), 130
                ),
                Column(tr("人员"), lambda one: Cell(one.actor or tr("程序")), 130),
                Column(tr("操作"), lambda one: Cell(act_words(one.action)), 130),
                Column(tr("对象"), lambda one: Cell(one.subject), 150),
                Column(tr("结果"), _result_cell, 100),
                Column(tr("说明"), _facts_cell),
            ),
        )
        head = row(look, self.search, self.refused, None, self.count, self.chain, gap=MD)
        acts = (Act(tr("刷新"), "F5", self.read), Act(tr("查找"), "Ctrl+F", self.search.setFocus))
        super().__init__(look, needs.runner, self.table, acts, head)
        self.search.textChanged.connect(lambda _: self.read())
        self.refused.toggled.connect(lambda _: self.read())
        needs.changes.subscribe(self, ("audit_entry",), self.read)
        self.read()

    def read(self) -> None:
        """Read the log anew."""
        words, refused, now = self.search.text(), self.refused.isChecked(), self._needs.now()
        since, until = now - timedelta(days=DAYS), now + timedelta(days=1)
        self.fetch(
            "read the log",
            lambda: self._needs.audit.read(self._needs.actor, since, until, words, refused),
            self._show,
        )

    def _show(self, page: AuditPage) -> None:
        self.table.show_rows(page.entries, 0)
        more = tr("，只显示最新的") if page.more else ""
        self.count.say(tr("{n} 条{more}", n=len(page.entries), more=more))
        if page.broken is None:
            self.chain.show_state(Sign.ON_TIME, tr("链条完整"))
        else:
            self.chain.show_state(Sign.OVERDUE, tr("第 {n} 条起不符", n=page.broken.sequence))


def _result_cell(one: AuditEntry) -> Cell:
    if one.action == "account.lock":
        return Cell(tr("已锁定"), sign=Sign.OVERDUE)
    if one.result in ("refused", "locked"):
        return Cell(result_words(one.result), sign=Sign.OVERDUE)
    return Cell(result_words(one.result), tone="text_2")


def _facts_cell(one: AuditEntry) -> Cell:
    told = (f"{fact_words(name)} {value_words(one.action, name, value)}" for name, value in one.facts)
    return Cell("，".join(told), tone="text_2", size=CAPTION)
