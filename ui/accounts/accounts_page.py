"""The page of accounts: who there is, what each may do, locks, and passwords set for once."""

from uuid import UUID

from PySide6.QtWidgets import QLineEdit

from app.domain.accounts import Right
from app.services.accounts import AccountRow, Credentials
from ui.accounts.dependencies import AccountDependencies
from ui.i18n import Words, tr
from ui.list_page import Act, ListPage, judged
from ui.theme import MD, Sign
from ui.widgets.boxes import Card
from ui.widgets.fields import Field
from ui.widgets.same_row import same_row
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.tick import Tick
from ui.widgets.words import Label
from ui.wording import spoken


class AccountsPage(ListPage):
    """The administrator's accounts."""

    def __init__(self, needs: AccountDependencies) -> None:
        self._needs = needs
        self._filled: UUID | None = None
        look = needs.look
        names = {one.code: one.short_name for one in needs.departments}
        self.table: Table[AccountRow] = Table(
            look,
            tr("账户"),
            _columns(names),
        )
        self.login, self.name = Field(look, tr("用户名"), narrow=True), Field(look, tr("姓名"))
        self.department = Field(
            look, tr("部门编码"), needed=False, narrow=True, hint=tr("三位数字；中心人员不填")
        )
        self.password = Field(look, tr("首次登录密码"), hint=tr("本人第一次登录时必须改掉"))
        self.password.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.rights = {right: Tick(look, spoken(right)) for right in Right}
        self.chosen = Label("", "caption", "text_2", wrap=True)
        who = Card(look, tr("账户资料"), gap=MD)
        who.add(self.chosen, self.login, self.name, self.department, self.password)
        may = Card(look, tr("权限"))
        may.add(
            *self.rights.values(), Label(tr("系统管理和安全审计要分给两个人"), "caption", "text_3", wrap=True)
        )
        acts = (
            Act(tr("重设密码"), "Ctrl+5", self.set_password),
            Act(tr("解锁"), "Ctrl+4", self.unlock),
            Act(tr("停用"), "Ctrl+3", self.switch),
            Act(tr("保存改动"), "Ctrl+2", self.save),
            Act(tr("新建账户"), "Ctrl+1", self.make, "primary"),
        )
        super().__init__(look, needs.runner, self.table, acts, side=(who, may))
        self.table.moved.connect(self._show_chosen)
        needs.changes.subscribe(self, ("account", "sign_in_guard", "finger_end"), self.read)
        self.read()

    def read(self) -> None:
        """Read the accounts anew."""
        self.fetch("read accounts", lambda: self._needs.accounts.all(self._needs.actor), self._show)

    def make(self) -> None:
        """Make an account of what stands in the fields."""
        fields = (self.login, self.name, self.department, self.password)
        if not judged(*fields):
            return
        who = Credentials(self.login.text, self.password.text)
        name, rights, department = self.name.text, self._rights(), self.department.text.strip()
        self.carry_out(
            "create account",
            lambda: self._needs.accounts.create(self._needs.actor, who, name, rights, department),
            lambda made: self._done(tr("已新建 {name}，首次登录要改密码", name=made.name)),
        )

    def save(self) -> None:
        """Change the chosen account's name, rights and department."""
        chosen = self.table.chosen()
        if chosen is None or not (self.name.judge() and self.department.judge()):
            return
        name, rights, department = self.name.text, self._rights(), self.department.text.strip()
        self.carry_out(
            "change account",
            lambda: self._needs.accounts.change(
                self._needs.actor, chosen.account.id, name, rights, department
            ),
            lambda made: self._done(tr("{name} 的资料已改", name=made.name)),
        )

    def switch(self) -> None:
        """Take the chosen account out of use, or into it again."""
        chosen = self.table.chosen()
        if chosen is None:
            return
        accounts, actor = self._needs.accounts, self._needs.actor
        act = accounts.disable if chosen.account.enabled else accounts.enable
        name, sensors = chosen.account.name, "、".join(chosen.sensors)
        words = tr("已停用 {name}", name=name)
        if not chosen.account.enabled:
            words = tr("已启用 {name}", name=name)
        elif sensors:
            words = tr("已停用 {name}，{sensors}里的指纹一并删除", name=name, sensors=sensors)
        self.carry_out("switch account", lambda: act(actor, chosen.account.id), lambda _: self._done(words))

    def unlock(self) -> None:
        """Unlock the chosen account."""
        chosen = self.table.chosen()
        if chosen is not None:
            self.carry_out(
                "unlock account",
                lambda: self._needs.accounts.unlock(self._needs.actor, chosen.account.id),
                lambda _: self._done(tr("已解锁 {name}", name=chosen.account.name)),
            )

    def set_password(self) -> None:
        """Give the chosen account a password for once."""
        chosen = self.table.chosen()
        if chosen is None or not self.password.judge():
            return
        typed = self.password.text
        self.carry_out(
            "set password",
            lambda: self._needs.accounts.set_password(self._needs.actor, chosen.account.id, typed),
            lambda _: self._done(tr("已给 {name} 设新密码，登录时要改掉", name=chosen.account.name)),
        )

    def _rights(self) -> frozenset[Right]:
        return frozenset(right for right, tick in self.rights.items() if tick.isChecked())

    def _done(self, words: Words) -> None:
        self.password.put("")
        self.notice.note(words)
        self.read()

    def _show(self, rows: tuple[AccountRow, ...]) -> None:
        self.table.show_rows(rows, same_row(self.table, rows, lambda one: one.account.id))
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self.table.chosen()
        if chosen is None:
            return
        account = chosen.account
        self.buttons["Ctrl+3"].rename(tr("停用") if account.enabled else tr("启用"))
        self.buttons["Ctrl+4"].setEnabled(chosen.attempts is not None)
        self.chosen.say(_about(chosen))
        if account.id == self._filled:
            return  # a list read anew takes nothing from who is typing
        self._filled = account.id
        self.login.put(account.login)
        self.name.put(account.name)
        self.department.put(account.department)
        for right, tick in self.rights.items():
            tick.setChecked(right in account.rights)


def _about(one: AccountRow) -> Words:
    name = one.account.name
    if one.sensors and not one.account.enabled:
        sensors = "、".join(one.sensors)
        return tr("{name} 的指纹还在{sensors}里；接好指纹仪，一分钟内自动删除", name=name, sensors=sensors)
    return tr("选中 {name}；改成别的用户名再新建，就是新账户", name=name)


def _rights_cell(one: AccountRow) -> Cell:
    return Cell("、".join(spoken(right) for right in Right if right in one.account.rights))


def _state_cell(one: AccountRow) -> Cell:
    if not one.account.enabled:
        return Cell(tr("已停用"), sign=Sign.SOON if one.sensors else Sign.PAUSED)
    if one.locked:
        return Cell(tr("已锁定"), sign=Sign.OVERDUE)
    if one.account.must_change:
        return Cell(tr("待改密码"), sign=Sign.SOON)
    return Cell(tr("在用"), sign=Sign.ON_TIME)


def _columns(names: dict[str, str]) -> tuple[Column[AccountRow], ...]:
    return (
        Column(tr("用户名"), lambda one: Cell(one.account.login), 90),
        Column(tr("姓名"), lambda one: Cell(one.account.name), 110),
        Column(tr("权限"), _rights_cell),
        Column(tr("部门"), lambda one: Cell(names.get(one.account.department, "")), 110),
        Column(tr("状态"), _state_cell, 100),
    )
