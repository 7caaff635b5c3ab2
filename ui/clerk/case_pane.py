"""One case in full: how it stands, its timers in working days, its steps, its papers, what can be done."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from app.domain.cases import Step
from app.domain.details import EntryCorrected, Noticed, Received, Rejected, Supplemented
from app.domain.lifecycle import FINISHED, State
from app.domain.papers import Print, PrintEvent, PrintState, paper_of
from app.domain.text import mask_name, mask_phone
from app.domain.timers import Signal as Light
from app.domain.timers import Timer, TimerKey
from app.domain.workdays import count_workdays
from app.services.case_book import BranchView, CaseView
from ui.clerk.case_actions import CaseAct, Offer
from ui.i18n import Words, tr
from ui.look import Look
from ui.theme import CAPTION, LG, MD, SM, XL, XS, Sign
from ui.widgets.boxes import column, hairline, holder, row, scrolled, swap
from ui.widgets.keys import KeyButton
from ui.widgets.pills import StatePill
from ui.widgets.ruler import DayRuler
from ui.widgets.steps import StepLine, StepRow
from ui.widgets.tab_order import order_tabs
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label
from ui.wording import case_number, day, moment, spoken

LONGEST_RULER = 60
ShownPaper = tuple[Step, int, PrintState | None]
_LIGHTS = {
    Light.RED: Sign.OVERDUE,
    Light.YELLOW: Sign.LATE,
    Light.REMINDER: Sign.SOON,
    Light.NONE: Sign.ON_TIME,
}


class CasePane(QFrame):
    """Says `act_chosen` with an act, `reprint_wanted` and `pdf_wanted` with the chosen paper's step."""

    act_chosen = Signal(object)
    reprint_wanted = Signal(object)
    pdf_wanted = Signal(object)

    def __init__(self, look: Look, today: Callable[[], date]) -> None:
        super().__init__()
        self.setProperty("kind", "pane")
        self._look, self._today = look, today
        self._offers: tuple[Offer, ...] = ()
        self._title, self._number = Label("", "title", wrap=True), Label("", "caption", "text_2")
        self._pill = StatePill(look, Sign.ON_TIME, "")
        self._ruler = DayRuler(look)
        self._facts = QWidget()
        self._steps = StepLine(look)
        self.papers: Table[ShownPaper] = _paper_table(look)
        self._none = Label(tr("还没有文书"), "caption", "text_2")
        self._reprint = KeyButton(look, tr("重印"), "Ctrl+P", variant="quiet")
        self._save = KeyButton(look, tr("存为 PDF"), "Ctrl+S", variant="quiet")
        self._acts = QWidget()
        self._reprint.clicked.connect(self.reprint)
        self._save.clicked.connect(self.save)
        self._lay_out(look)

    def show_case(self, view: CaseView, offered: tuple[Offer, ...]) -> None:
        """Show a case and what can be done with it."""
        branch = view.branches[0]
        self._title.say(view.item.name)
        self._number.say(case_number(view.header.number))
        sign, words = _standing(view)
        self._pill.show_state(sign, words)
        self._show_ruler(view, branch, sign)
        self._show_facts(view, branch)
        self._steps.show_steps([step for one in view.branches for step in _rows(one)])
        papers = _papers(view)
        self.papers.show_rows(papers, len(papers) - 1)
        self.papers.setVisible(bool(papers))
        self._none.setVisible(not papers)
        self._reprint.setEnabled(bool(papers))
        self._save.setEnabled(bool(papers))
        self._show_offers(offered)
        order_tabs(self)

    def act(self, number: int) -> None:
        """Choose the act offered in this place, from 0."""
        if number < len(self._offers):
            self.act_chosen.emit(self._offers[number].act)

    def reprint(self) -> None:
        """Ask for another print of the chosen paper."""
        if shown := self.papers.chosen():
            self.reprint_wanted.emit(shown[0].id)

    def save(self) -> None:
        """Ask for the chosen paper as a PDF file."""
        if shown := self.papers.chosen():
            self.pdf_wanted.emit(shown[0])

    def _lay_out(self, look: Look) -> None:
        head = row(look, self._title, self._pill, gap=SM)
        head.setStretch(0, 1)
        papers = row(look, Label(tr("文书"), "strong"), self._none, None, self._save, self._reprint)
        body = QWidget()
        body.setLayout(
            column(
                look,
                head,
                self._number,
                self._ruler,
                self._facts,
                hairline(),
                self._steps,
                hairline(),
                papers,
                self.papers,
                None,
                gap=MD,
                margins=(XL, LG, XL, SM),
            )
        )
        foot = column(look, self._acts, margins=(XL, SM, XL, LG))
        box = column(look, scrolled(body, tr("办件详情")), hairline(), foot, gap=0)
        box.setStretch(0, 1)
        self.setLayout(box)

    def _show_ruler(self, view: CaseView, branch: BranchView, sign: Sign) -> None:
        timers = {timer.key: timer for timer in branch.timers}
        promise, law = timers.get(TimerKey.PROMISE), timers.get(TimerKey.STATUTORY)
        start = (promise or law or branch.timers[0]).start
        used = count_workdays(view.calendar, start, self._today()).days

        def length(timer: Timer | None) -> int:
            return count_workdays(view.calendar, start, timer.due).days if timer else 0

        running = [timer for timer in (promise, law) if timer is not None and timer.stopped_on is None]
        self._ruler.show_days(used, length(promise), length(law), sign)
        self._ruler.setVisible(bool(running) and max(length(promise), length(law)) <= LONGEST_RULER)

    def _show_facts(self, view: CaseView, branch: BranchView) -> None:
        header = view.header
        phone = mask_phone(header.contact_phone)
        facts = [
            (tr("申请人"), tr("{name}·{phone}", name=mask_name(header.applicant.name), phone=phone)),
            *([(tr("代理人"), mask_name(header.agent.name))] if header.agent else []),
            *((spoken(timer.key), self._timer_words(view, timer)) for timer in branch.timers),
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
        due = tr("{day}（暂定）", day=day(timer.due)) if timer.provisional else day(timer.due)
        if timer.stopped_on is not None:
            late = timer.overdue(self._today())
            met = tr("{day} 完成", day=day(timer.stopped_on))
            return (
                tr("{due}，{met}，超期", due=due, met=met) if late else tr("{due}，{met}", due=due, met=met)
            )
        if timer.overdue(self._today()):
            days = count_workdays(view.calendar, timer.due, self._today()).days
            return tr("{due}，已超 {n} 个工作日", due=due, n=max(days, 1))
        left = count_workdays(view.calendar, self._today(), timer.due).days
        return tr("{due}，还有 {n} 个工作日", due=due, n=left)

    def _show_offers(self, offered: tuple[Offer, ...]) -> None:
        self._offers = offered
        box = row(self._look, gap=SM)
        for number, offer in enumerate(offered):
            leading = number == 0 and offer.act not in (CaseAct.WITHDRAW, CaseAct.CORRECT, CaseAct.GIVE_BACK)
            variant = "primary" if leading else "danger" if offer.danger else ""
            button = KeyButton(self._look, offer.verb, f"Ctrl+{number + 1}", offer.icon, variant)
            button.clicked.connect(lambda _=False, number=number: self.act(number))
            box.addWidget(button)
        box.addStretch(1)
        self._acts = swap(self._acts, holder(box))


def _paper_table(look: Look) -> Table[ShownPaper]:
    return Table(
        look,
        tr("文书"),
        (
            Column(tr("文书"), lambda shown: Cell(_paper_name(shown), icon="file")),
            Column(tr("号"), lambda shown: Cell(shown[0].document or "", tone="text_2", size=CAPTION), 120),
            Column(tr("打印"), lambda shown: Cell(_printed(shown), tone="text_2", size=CAPTION), 120),
        ),
        hugging=True,
    )


def _paper_name(shown: ShownPaper) -> str:
    kind = paper_of(shown[0].detail)
    return spoken(kind) if kind is not None else ""


def _printed(shown: ShownPaper) -> str:
    _, times, state = shown
    if state is None:
        return tr("没有打印过")
    return tr("打印 {n} 次·{state}", n=times, state=spoken(state))


def _papers(view: CaseView) -> list[ShownPaper]:
    found = []
    for step in dict.fromkeys(step for branch in view.branches for step in branch.branch.steps):
        if paper_of(step.detail) is not None and step.document is not None:
            prints = [(record, events) for record, events in view.prints if record.step_id == step.id]
            found.append((step, len(prints), _state(prints)))
    return found


def _state(prints: list[tuple[Print, tuple[PrintEvent, ...]]]) -> PrintState | None:
    return prints[-1][1][-1].state if prints and prints[-1][1] else None


def _standing(view: CaseView) -> tuple[Sign, Words]:
    branch = view.branches[0]
    if view.forked:
        return Sign.SOON, tr("分支待选定")
    if branch.state in FINISHED:
        return Sign.DONE, spoken(branch.state)
    if branch.state is State.SUSPENDED:
        return Sign.PAUSED, spoken(branch.state)
    if branch.state in (State.CORRECTING, State.READY):
        return Sign.WAITING, spoken(branch.state)
    if branch.signal is Light.NONE:
        return Sign.ON_TIME, spoken(branch.state)
    return _LIGHTS[branch.signal], tr(
        "{light} {state}", light=spoken(branch.signal), state=spoken(branch.state)
    )


def _rows(branch: BranchView) -> list[StepRow]:
    rows = [
        StepRow(spoken(step.kind), _details(step), moment(step.at), Sign.DONE) for step in branch.branch.steps
    ]
    if branch.state not in FINISHED:
        rows.append(StepRow(spoken(branch.state), sign=_LIGHTS[branch.signal]))
    return rows


def _details(step: Step) -> Words:
    who = tr("{name}·{counter} 号窗口", name=step.actor_name, counter=step.counter)
    detail = step.detail
    if isinstance(detail, Received | Supplemented):
        return tr("{who}·{n} 份材料", who=who, n=len(detail.materials))
    if isinstance(detail, Noticed):
        return tr("{who}·{n} 项待补正，{day} 前", who=who, n=len(detail.problems), day=day(detail.correct_by))
    if isinstance(detail, Rejected):
        return tr("{who}·{reason}", who=who, reason=spoken(detail.reason))
    if isinstance(detail, EntryCorrected):
        return tr("{who}·{reason}", who=who, reason=detail.reason)
    return tr("{who}·{number}", who=who, number=step.document) if step.document else who
