"""Leave: asking for it, agreeing or not, taking it back, and reporting back."""

from datetime import datetime, timedelta

from app.domain.accounts import Right
from app.domain.dates import HALL_ZONE, hall_time, parse_date
from app.domain.leave import LeaveKind, LeaveState
from app.errors import RuleError
from app.services.leave import LeaveRow
from ui.attendance.dependencies import AttendanceDependencies
from ui.i18n import Words, tr
from ui.list_page import Act, ListPage, judged
from ui.theme import MD, SM, Sign
from ui.widgets.boxes import Card, row
from ui.widgets.fields import Field
from ui.widgets.keys import Chip
from ui.widgets.same_row import same_row
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label
from ui.wording import spoken

STATES = {
    LeaveState.ASKED: Sign.WAITING,
    LeaveState.APPROVED: Sign.ON_TIME,
    LeaveState.REFUSED: Sign.OVERDUE,
    LeaveState.WITHDRAWN: Sign.DONE,
    LeaveState.RETURNED: Sign.DONE,
}
CHIPS_A_ROW = 4


class LeavePage(ListPage):
    """The own leave, and what waits for one's word."""

    def __init__(self, needs: AttendanceDependencies) -> None:
        self._needs = needs
        look = needs.look
        self.table: Table[LeaveRow] = Table(
            look,
            tr("请假"),
            _columns(),
        )
        self.kinds = {kind: Chip(look, spoken(kind)) for kind in LeaveKind}
        for kind, chip in self.kinds.items():
            chip.clicked.connect(lambda _=False, kind=kind: self.choose(kind))
        today = f"{needs.today():%Y-%m-%d}"
        self.begins = Field(look, tr("从"), narrow=False, hint=tr("例如 {day} 14:30", day=today))
        self.ends = Field(look, tr("到"), narrow=False, hint=tr("例如 {day} 17:30", day=today))
        self.reason = Field(look, tr("事由"))
        self.choose(LeaveKind.PERSONAL)
        chips = list(self.kinds.values())
        rows = [
            row(look, *chips[n : n + CHIPS_A_ROW], None, gap=SM) for n in range(0, len(chips), CHIPS_A_ROW)
        ]
        ask = Card(look, tr("申请请假"), gap=MD)
        steps = tr("半天由值班台批，一天由首席代表批，两天以上原单位同意后报中心领导。")
        ask.add(*rows, self.begins, self.ends, self.reason, Label(steps, "caption", "text_3", wrap=True))
        self.why = Field(look, tr("不同意的理由"), needed=False)
        word = Card(look, tr("审批"), gap=MD)
        word.add(self.why)
        acts = [
            Act(tr("销假"), "Ctrl+4", self.report_back),
            Act(tr("撤回"), "Ctrl+3", self.withdraw),
            Act(tr("提交申请"), "Ctrl+1", self.ask, "primary"),
        ]
        self._looks_after = not {Right.SUPERVISOR, Right.REVIEWER}.isdisjoint(needs.actor.rights)
        if self._looks_after:
            acts = [Act(tr("不同意"), "Ctrl+6", self.refuse), Act(tr("同意"), "Ctrl+5", self.agree), *acts]
        side = (ask, word) if self._looks_after else (ask,)
        super().__init__(look, needs.runner, self.table, acts, side=side)
        needs.changes.subscribe(self, ("leave_request", "leave_step"), self.read)
        self.read()

    def choose(self, kind: LeaveKind) -> None:
        """Choose a kind of leave."""
        self.kind = kind
        for one, chip in self.kinds.items():
            chip.setChecked(one is kind)

    def read(self) -> None:
        """Read the requests anew."""
        needs = self._needs

        def work() -> tuple[LeaveRow, ...]:
            mine = needs.leaves.mine(needs.actor)
            others = needs.leaves.open(needs.actor) if self._looks_after else ()
            own = {one.leave.request.id for one in mine}
            return (*(one for one in others if one.leave.request.id not in own), *mine)

        self.fetch("read leave", work, self._show)

    def _show(self, rows: tuple[LeaveRow, ...]) -> None:
        self.table.show_rows(rows, same_row(self.table, rows, lambda one: one.leave.request.id))

    def ask(self) -> None:
        """Ask for leave with what stands in the fields."""
        if not judged(self.begins, self.ends, self.reason):
            return
        try:
            begins, ends = _moment(self.begins.text, tr("从")), _moment(self.ends.text, tr("到"))
        except RuleError as error:
            self.tell(error)
            return
        needs, kind, reason = self._needs, self.kind, self.reason.text
        self.carry_out(
            "ask for leave",
            lambda: needs.leaves.ask(needs.actor, kind, begins, ends, reason),
            lambda _: self._done(tr("已提交请假申请")),
        )

    def agree(self) -> None:
        """Agree to the chosen request."""
        needs, chosen = self._needs, self.table.chosen()
        if chosen is not None:
            self.carry_out(
                "agree to leave",
                lambda: needs.leaves.agree(needs.actor, chosen.leave.request.id),
                lambda _: self._done(tr("已同意 {name} 请假", name=chosen.leave.request.person)),
            )

    def refuse(self) -> None:
        """Refuse the chosen request."""
        needs, chosen, why = self._needs, self.table.chosen(), self.why.text
        if chosen is not None:
            self.carry_out(
                "refuse leave",
                lambda: needs.leaves.refuse(needs.actor, chosen.leave.request.id, why),
                lambda _: self._done(tr("没有同意 {name} 请假", name=chosen.leave.request.person)),
            )

    def withdraw(self) -> None:
        """Take the chosen request back."""
        needs, chosen = self._needs, self.table.chosen()
        if chosen is not None:
            self.carry_out(
                "withdraw leave",
                lambda: needs.leaves.withdraw(needs.actor, chosen.leave.request.id),
                lambda _: self._done(tr("已撤回")),
            )

    def report_back(self) -> None:
        """Report the return from the chosen leave."""
        needs, chosen = self._needs, self.table.chosen()
        if chosen is not None:
            self.carry_out(
                "report back",
                lambda: needs.leaves.report_back(needs.actor, chosen.leave.request.id),
                lambda _: self._done(tr("已销假")),
            )

    def _done(self, words: Words) -> None:
        self.notice.note(words)
        self.reason.put("")
        self.why.put("")
        self.read()


def _moment(typed: str, field: str) -> datetime:
    """Read a day and a time; a day alone is its first working minute."""
    day, _, time = typed.strip().partition(" ")
    hour, _, minute = (time.strip() or "9:00").replace("：", ":").partition(":")
    on = parse_date(day, field)
    try:
        clock = timedelta(hours=int(hour), minutes=int(minute or 0))
    except ValueError:
        raise RuleError("date.form", field=field) from None
    return datetime(on.year, on.month, on.day, tzinfo=HALL_ZONE) + clock


def _span_cell(one: LeaveRow) -> Cell:
    begins, ends = hall_time(one.leave.request.begins), hall_time(one.leave.request.ends)
    if begins.date() == ends.date():
        return Cell(tr("{day} {a} 到 {b}", day=f"{begins:%m-%d}", a=f"{begins:%H:%M}", b=f"{ends:%H:%M}"))
    return Cell(tr("{a} 到 {b}", a=f"{begins:%m-%d %H:%M}", b=f"{ends:%m-%d %H:%M}"))


def _state_cell(one: LeaveRow) -> Cell:
    if one.overdue:
        return Cell(tr("逾期未销假"), sign=Sign.OVERDUE)
    if one.next is not None:
        return Cell(tr("待{step}", step=spoken(one.next)), sign=Sign.WAITING)
    return Cell(spoken(one.state), sign=STATES[one.state])


def _columns() -> tuple[Column[LeaveRow], ...]:
    return (
        Column(tr("姓名"), lambda one: Cell(one.leave.request.person), 110),
        Column(tr("种类"), lambda one: Cell(spoken(one.leave.request.kind)), 90),
        Column(tr("时间"), _span_cell, 240),
        Column(tr("事由"), lambda one: Cell(one.leave.request.reason)),
        Column(tr("状态"), _state_cell, 130),
    )
