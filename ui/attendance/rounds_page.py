"""Patrols and posts: what a round finds, and who is A and B at each counter."""

from datetime import timedelta

from app.domain.dates import hall_time
from app.domain.posts import CounterDuty, Finding, Patrol, PostPair
from app.errors import RuleError
from app.services.posts import CounterStaffing
from ui.attendance.dependencies import AttendanceDependencies
from ui.i18n import Words, tr
from ui.list_page import Act, ListPage, judged
from ui.theme import MD, SM, Sign
from ui.widgets.boxes import Card, row
from ui.widgets.fields import Field
from ui.widgets.keys import Chip
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label
from ui.wording import spoken

LOOKED_BACK = timedelta(days=31)
DUTY = {
    CounterDuty.STAFFED: Sign.ON_TIME,
    CounterDuty.DEPUTY: Sign.SOON,
    CounterDuty.NOBODY: Sign.PAUSED,
}


class RoundsPage(ListPage):
    """Findings of the last month, and a new one."""

    def __init__(self, needs: AttendanceDependencies) -> None:
        self._needs = needs
        look = needs.look
        self.table: Table[Patrol] = Table(
            look,
            tr("巡查记录"),
            (
                Column(tr("时间"), lambda one: Cell(f"{hall_time(one.at):%m-%d %H:%M}", tone="text_2"), 110),
                Column(tr("地点"), lambda one: Cell(one.place, tone="text_2"), 110),
                Column(tr("窗口"), lambda one: Cell(one.counter), 60),
                Column(tr("人员"), lambda one: Cell(one.person), 110),
                Column(tr("结果"), _finding_cell, 140),
                Column(tr("情况"), lambda one: Cell(one.words)),
                Column(tr("巡查人"), lambda one: Cell(one.actor_name, tone="text_2"), 100),
            ),
        )
        self.place = Field(look, tr("地点"), needed=False, hint=tr("例如 一楼大厅；不填就是大厅"))
        self.counter = Field(look, tr("窗口号"), narrow=True)
        self.login = Field(look, tr("人员用户名"), needed=False, narrow=True, hint=tr("整个窗口的情况不填"))
        self.findings = {finding: Chip(look, spoken(finding)) for finding in Finding}
        for finding, chip in self.findings.items():
            chip.clicked.connect(lambda _=False, finding=finding: self.choose(finding))
        self.words = Field(look, tr("情况"), needed=False)
        self.photo = Field(look, tr("照片编号"), needed=False)
        self.choose(Finding.IN_ORDER)
        chips = list(self.findings.values())
        card = Card(look, tr("记一次巡查"), gap=MD)
        card.add(
            self.place,
            self.counter,
            self.login,
            row(look, *chips[:2], None, gap=SM),
            row(look, *chips[2:], None, gap=SM),
        )
        card.add(self.words, self.photo)
        acts = (Act(tr("记下"), "Ctrl+1", self.record, "primary"),)
        super().__init__(look, needs.runner, self.table, acts, side=(card,))
        needs.changes.subscribe(self, ("patrol",), self.read)
        self.read()

    def choose(self, finding: Finding) -> None:
        """Choose what was found."""
        self.finding = finding
        for one, chip in self.findings.items():
            chip.setChecked(one is finding)

    def read(self) -> None:
        """Read the findings anew."""
        needs, today = self._needs, self._needs.today()
        self.fetch(
            "read patrols",
            lambda: needs.patrols.of_days(needs.actor, today - LOOKED_BACK, today),
            self.table.show_rows,
        )

    def record(self) -> None:
        """Record what stands in the fields."""
        if not self.counter.judge():
            return
        needs, finding = self._needs, self.finding
        place = self.place.text.strip() or tr("大厅")
        counter, login = self.counter.text, self.login.text.strip()
        words, photo = self.words.text, self.photo.text

        def work() -> Patrol:
            who = None
            if login:
                found = [one for one in needs.attendance.staff(needs.actor) if one.login == login]
                if not found:
                    raise RuleError("account.unknown")
                who = found[0].id
            return needs.patrols.record(needs.actor, place, counter, who, finding, words, photo)

        self.carry_out("record patrol", work, lambda _: self._done(tr("已记下")))

    def _done(self, words: Words) -> None:
        self.notice.note(words)
        for field in (self.words, self.photo, self.login):
            field.put("")
        self.read()


class PostsPage(ListPage):
    """A and B of each counter, and who is on duty."""

    def __init__(self, needs: AttendanceDependencies) -> None:
        self._needs = needs
        look = needs.look
        self.table: Table[CounterStaffing] = Table(
            look,
            tr("A、B 岗"),
            (
                Column(tr("窗口"), lambda one: Cell(one.counter), 80),
                Column(tr("岗位"), lambda one: Cell("、".join(post.name for post in one.posts))),
                Column(tr("A 岗"), lambda one: Cell("、".join(post.holder for post in one.posts)), 160),
                Column(tr("B 岗"), lambda one: Cell("、".join(post.deputy for post in one.posts)), 160),
                Column(tr("现在"), lambda one: Cell(spoken(one.duty), sign=DUTY[one.duty]), 130),
            ),
        )
        self.counter = Field(look, tr("窗口号"), narrow=True)
        self.name = Field(look, tr("岗位名称"))
        self.holder = Field(look, tr("A 岗用户名"), narrow=True)
        self.deputy = Field(look, tr("B 岗用户名"), needed=False, narrow=True)
        card = Card(look, tr("设一个岗位"), gap=MD)
        card.add(self.counter, self.name, self.holder, self.deputy)
        rule = tr("A 岗请假时，B 岗要在岗才能批准；两人都不在，窗口显示暂停。")
        card.add(Label(rule, "caption", "text_3", wrap=True))
        acts = (Act(tr("刷新"), "F5", self.read), Act(tr("保存岗位"), "Ctrl+1", self.save, "primary"))
        super().__init__(look, needs.runner, self.table, acts, side=(card,))
        needs.changes.subscribe(self, ("post_pair", "punch", "leave_step"), self.read)
        self.read()

    def read(self) -> None:
        """Read the posts anew."""
        needs = self._needs
        self.fetch("read posts", lambda: needs.posts.staffing(needs.actor), self.table.show_rows)

    def save(self) -> None:
        """Set up the post that stands in the fields."""
        if not judged(self.counter, self.name, self.holder):
            return
        needs = self._needs
        counter, name = self.counter.text.strip(), self.name.text.strip()
        holder, deputy = self.holder.text.strip(), self.deputy.text.strip()

        def work() -> None:
            staff = {one.login: one for one in needs.attendance.staff(needs.actor)}
            if holder not in staff or (deputy and deputy not in staff):
                raise RuleError("account.unknown")
            a, b = staff[holder], staff.get(deputy)
            pair = PostPair(counter, name, a.id, a.name, b.id if b else None, b.name if b else "")
            needs.posts.put(needs.actor, pair)

        self.carry_out("save post", work, lambda _: self._saved())

    def _saved(self) -> None:
        self.notice.note(tr("岗位已保存"))
        self.read()


def _finding_cell(one: Patrol) -> Cell:
    if one.finding is Finding.IN_ORDER:
        return Cell(spoken(one.finding), sign=Sign.ON_TIME)
    words = tr("{finding}（已请假）", finding=spoken(one.finding)) if one.excused else spoken(one.finding)
    return Cell(words, sign=Sign.PAUSED if one.excused else Sign.SOON)
