"""One case as the supervisor sees it: standing, facts, each branch with its steps, and the choice of one."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from app.domain.cases import Step
from app.domain.lifecycle import FINISHED
from app.domain.text import mask_name, mask_phone
from app.domain.timers import Signal as Light
from app.domain.timers import Timer
from app.domain.workdays import count_workdays
from app.services.case_book import BranchView, CaseView
from ui.i18n import Words, tr
from ui.look import Look
from ui.supervisor.words import SIGNS
from ui.theme import LG, MD, SM, XL, XS, Sign
from ui.widgets.boxes import column, hairline, holder, row, scrolled, surface, swap
from ui.widgets.fields import Field
from ui.widgets.keys import KeyButton
from ui.widgets.pills import StatePill
from ui.widgets.steps import StepLine, StepRow
from ui.widgets.tab_order import order_tabs
from ui.widgets.words import Label
from ui.wording import case_number, day, moment, spoken


class CaseCard(QFrame):
    """Says `chosen` with the tip of a branch and the reason when a fork is to end there."""

    chosen = Signal(object, str)

    def __init__(self, look: Look, today: Callable[[], date]) -> None:
        super().__init__()
        self.setProperty("kind", "pane")
        self._look, self._today = look, today
        self._view: CaseView | None = None
        self._title, self._number = Label("", "title", wrap=True), Label("", "caption", "text_2")
        self._pill = StatePill(look, Sign.ON_TIME, "")
        self._facts, self._branches = QWidget(), QWidget()
        self.why = Field(look, tr("选定这一支的理由"))
        self._keep = QWidget()
        head = row(look, self._title, self._pill, gap=SM)
        head.setStretch(0, 1)
        body, parts = QWidget(), (head, self._number, self._facts, hairline(), self._branches)
        body.setLayout(column(look, *parts, None, gap=MD, margins=(XL, LG, XL, SM)))
        told = Label(
            tr("两个工作站各自办了下一步。选定一支接着办，另一支的文书作废，步骤都留着。"), wrap=True
        )
        self._foot = holder(column(look, told, self.why, self._keep, gap=SM, margins=(XL, SM, XL, LG)))
        box = column(look, scrolled(body, tr("办件详情")), hairline(), self._foot, gap=0)
        box.setStretch(0, 1)
        self.setLayout(box)

    def show_case(self, view: CaseView) -> None:
        """Show a case; of a forked one the branches stand one below the other."""
        same = self._view is not None and self._view.header.id == view.header.id
        self._view = view
        self._title.say(view.item.name)
        self._number.say(case_number(view.header.number))
        self._pill.show_state(*_standing(view))
        self._show_facts(view)
        self._show_branches(view)
        self._foot.setVisible(view.forked)
        if not same:
            self.why.put("")
        self._show_keys(view)
        order_tabs(self)

    def keep(self, number: int) -> None:
        """Choose the branch of this number, from 0, if a reason stands there."""
        view = self._view
        if view is None or not view.forked or number >= len(view.branches):
            return
        if self.why.judge():
            self.chosen.emit(view.branches[number].branch.tip.id, self.why.text.strip())
        else:
            self.why.setFocus()

    @property
    def case_id(self) -> UUID | None:
        """The case that is shown."""
        return self._view.header.id if self._view else None

    def _show_facts(self, view: CaseView) -> None:
        header, first = view.header, view.branches[0]
        phone = mask_phone(header.contact_phone)
        facts = [
            (tr("申请人"), tr("{name}·{phone}", name=mask_name(header.applicant.name), phone=phone)),
            (tr("经办"), _who(first.branch.steps[0])),
            *((spoken(timer.key), self._timer_words(view, timer)) for timer in first.timers),
        ]
        fresh, grid = QWidget(), QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._look.px(MD))
        grid.setVerticalSpacing(self._look.px(XS))
        grid.setColumnStretch(1, 1)
        for place, (name, words) in enumerate(facts):
            grid.addWidget(Label(name, "caption", "text_2"), place, 0)
            grid.addWidget(Label(words, wrap=True), place, 1)
        fresh.setLayout(grid)
        self._facts = swap(self._facts, fresh)

    def _timer_words(self, view: CaseView, timer: Timer) -> Words:
        today = self._today()
        if timer.stopped_on is not None:
            return tr("{due}，{met} 完成", due=day(timer.due), met=day(timer.stopped_on))
        if timer.overdue(today):
            days = count_workdays(view.calendar, timer.due, today).days
            return tr("{due}，已超 {n} 个工作日", due=day(timer.due), n=max(days, 1))
        left = count_workdays(view.calendar, today, timer.due).days
        return tr("{due}，还有 {n} 个工作日", due=day(timer.due), n=left)

    def _show_branches(self, view: CaseView) -> None:
        common = _common(view)
        parts: list[QWidget] = []
        if view.forked:
            parts.append(self._steps([step for step in view.branches[0].branch.steps if step.id in common]))
        for number, branch in enumerate(view.branches, 1):
            own = [step for step in branch.branch.steps if not view.forked or step.id not in common]
            line = self._steps(own)
            parts.append(self._branch(number, branch, line) if view.forked else line)
        self._branches = swap(self._branches, holder(column(self._look, *parts, gap=MD)))

    def _branch(self, number: int, branch: BranchView, line: StepLine) -> QWidget:
        head = tr("第 {n} 支：{state}", n=number, state=spoken(branch.state))
        box = column(self._look, Label(head, "strong", wrap=True), line, margins=(MD, SM, MD, SM))
        return surface("well", box)

    def _steps(self, steps: list[Step]) -> StepLine:
        line = StepLine(self._look)
        line.show_steps([_row(step) for step in steps])
        return line

    def _show_keys(self, view: CaseView) -> None:
        keys = row(self._look, gap=SM)
        for number in range(len(view.branches) if view.forked else 0):
            button = KeyButton(self._look, tr("选定第 {n} 支", n=number + 1), f"Ctrl+{number + 1}")
            button.clicked.connect(lambda _=False, number=number: self.keep(number))
            keys.addWidget(button)
        keys.addStretch(1)
        self._keep = swap(self._keep, holder(keys))


def _standing(view: CaseView) -> tuple[Sign, Words]:
    branch = view.branches[0]
    if view.forked:
        return Sign.SOON, tr("分支待选定")
    if branch.state in FINISHED:
        return Sign.DONE, spoken(branch.state)
    if branch.signal is Light.NONE:
        return Sign.ON_TIME, spoken(branch.state)
    return SIGNS[branch.signal], tr(
        "{light} {state}", light=spoken(branch.signal), state=spoken(branch.state)
    )


def _common(view: CaseView) -> set[UUID]:
    ids = [{step.id for step in branch.branch.steps} for branch in view.branches]
    return set.intersection(*ids)


def _who(step: Step) -> Words:
    return tr("{name}·{counter} 号窗口", name=step.actor_name, counter=step.counter)


def _row(step: Step) -> StepRow:
    who = _who(step)
    details = tr("{who}·{number}", who=who, number=step.document) if step.document else who
    return StepRow(spoken(step.kind), details, moment(step.at), Sign.DONE)
