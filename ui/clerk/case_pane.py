"""One case in full: how it stands, its timers in working days, its steps, its papers, what can be done."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from app.domain.details import Examined
from app.domain.lifecycle import State
from app.domain.text import mask_id_number, mask_name, mask_phone
from app.domain.timers import Timer, TimerKey
from app.domain.workdays import count_workdays
from app.services.case_book import BranchView, CaseView, ShownCodes
from ui.clerk.case_actions import CaseAct, Offer
from ui.clerk.case_papers import ShownPaper, newest_in, paper_table, papers_in
from ui.clerk.case_story import standing_of, story
from ui.i18n import Words, tr
from ui.look import Look
from ui.theme import LG, MD, SM, XL, XS, Sign
from ui.widgets.boxes import column, hairline, holder, row, scrolled, swap
from ui.widgets.flow import Flow
from ui.widgets.keys import KeyButton
from ui.widgets.pills import StatePill
from ui.widgets.ruler import DayRuler
from ui.widgets.steps import StepLine
from ui.widgets.tab_order import order_tabs
from ui.widgets.table_view import Table
from ui.widgets.words import Label
from ui.wording import case_number, day, spoken

LONGEST_RULER = 60
CODES_MS = 30_000


class CasePane(QFrame):
    """Says `act_chosen` with an act, `reprint_wanted` and `pdf_wanted` with the chosen paper, `codes_wanted`.

    ID numbers are masked; shown on a wish, which is logged, they are masked again after a while.
    """

    act_chosen = Signal(object)
    reprint_wanted = Signal(object)
    pdf_wanted = Signal(object)
    codes_wanted = Signal()
    look_wanted = Signal()

    def __init__(self, look: Look, today: Callable[[], date]) -> None:
        super().__init__()
        self.setProperty("kind", "pane")
        self._look, self._today = look, today
        self._offers: tuple[Offer, ...] = ()
        self._title, self._number = Label("", "title", wrap=True), Label("", "caption", "text_2")
        self._pill = StatePill(look, Sign.ON_TIME, "")
        self._ruler = DayRuler(look)
        self._facts = QWidget()
        self._told: list[tuple[str, str]] = []
        self._steps = StepLine(look)
        self.papers: Table[ShownPaper] = paper_table(look)
        self._none = Label(tr("还没有文书"), "caption", "text_2")
        self._reprint = KeyButton(look, tr("重印"), "Ctrl+P", variant="quiet")
        self._look_at = KeyButton(look, tr("看"), "Ctrl+O", variant="quiet")
        self._look_at.clicked.connect(self.look_wanted)
        self._save = KeyButton(look, tr("存为 PDF"), "Ctrl+S", variant="quiet")
        self._acts = QWidget()
        self._view: CaseView | None = None
        self._codes: ShownCodes | None = None
        self._show_codes = KeyButton(look, tr("看证件号"), "Ctrl+I", variant="quiet")
        self._show_codes.clicked.connect(self.codes_wanted)
        self._mask = QTimer(self, singleShot=True, interval=CODES_MS)
        self._mask.timeout.connect(self.mask_codes)
        self.papers.moved.connect(self._name_print)
        self._reprint.clicked.connect(self.reprint)
        self._save.clicked.connect(self.save)
        self._lay_out(look)

    def show_case(self, view: CaseView, offered: tuple[Offer, ...]) -> None:
        """Show a case and what can be done with it."""
        if self._view is None or self._view.header.id != view.header.id:
            self._codes = None
        moved = self._view is None or _tips(self._view) != _tips(view)
        self._view, branch = view, view.branches[0]
        self._title.say(view.item.name)
        self._number.say(case_number(view.header.number))
        sign, words = standing_of(view)
        self._pill.show_state(sign, words)
        self._show_ruler(view, branch, sign)
        self._show_facts(view, branch)
        self._steps.show_steps(story(view))
        papers = papers_in(view)
        self.papers.show_rows(papers, newest_in(papers))
        self.papers.setVisible(bool(papers))
        self._none.setVisible(not papers)
        self._reprint.setEnabled(bool(papers))
        self._name_print()
        self._save.setEnabled(bool(papers))
        self._look_at.setEnabled(bool(papers))
        self._show_offers(offered)
        order_tabs(self)
        if moved:
            QTimer.singleShot(0, self, self._to_present)  # once the steps have their places

    def show_codes(self, codes: ShownCodes) -> None:
        """Show the ID numbers of the case for a while."""
        self._codes = codes
        self._mask.start()
        self._show_facts_again()

    def mask_codes(self) -> None:
        """Mask the ID numbers again."""
        self._codes = None
        self._show_facts_again()

    def _show_facts_again(self) -> None:
        if self._view is not None:
            self._show_facts(self._view, self._view.branches[0])

    @property
    def offered(self) -> tuple[CaseAct, ...]:
        """The acts that are offered, in the order of their keys."""
        return tuple(offer.act for offer in self._offers)

    def act(self, number: int) -> None:
        """Choose the act offered in this place, from 0."""
        if number < len(self._offers):
            self.act_chosen.emit(self._offers[number].act)

    def _name_print(self) -> None:
        """Call it a reprint only where there was a print."""
        shown = self.papers.chosen()
        self._reprint.rename(tr("打印") if shown is not None and not shown.printed else tr("重印"))

    def reprint(self) -> None:
        """Ask for a print of the chosen paper, the first or another one."""
        if shown := self.papers.chosen():
            self.reprint_wanted.emit(shown)

    def save(self) -> None:
        """Ask for the chosen paper as a PDF file."""
        if shown := self.papers.chosen():
            self.pdf_wanted.emit(shown)

    def _lay_out(self, look: Look) -> None:
        head = row(look, self._title, self._pill, gap=SM)
        head.setStretch(0, 1)
        title = column(look, head, self._number, gap=XS, margins=(XL, LG, XL, MD))
        facts = row(look, self._facts, self._show_codes, gap=SM)
        facts.setStretch(0, 1)
        facts.setAlignment(self._show_codes, Qt.AlignmentFlag.AlignTop)
        parts = (self._ruler, facts, hairline(), self._steps)
        body = holder(column(look, *parts, None, gap=MD, margins=(XL, MD, XL, SM)))
        self._scroll = scrolled(body, tr("办件详情"))
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # its arrows and pages move it
        self._scroll.verticalScrollBar().rangeChanged.connect(self._to_present)
        papers = row(
            look, Label(tr("文书"), "strong"), self._none, None, self._look_at, self._save, self._reprint
        )
        foot = column(look, papers, self.papers, self._acts, gap=SM, margins=(XL, SM, XL, LG))
        box = column(look, title, hairline(), self._scroll, hairline(), foot, gap=0)
        box.setStretch(2, 1)
        self.setLayout(box)

    def _to_present(self) -> None:
        """Scroll no further than to the step at which the case stands."""
        self._scroll.verticalScrollBar().setValue(0)
        if (present := self._steps.present) is not None:
            self._scroll.ensureWidgetVisible(present, 0, self._look.px(SM))

    def _show_ruler(self, view: CaseView, branch: BranchView, sign: Sign) -> None:
        timers = {timer.key: timer for timer in branch.timers}
        promise, law = timers.get(TimerKey.PROMISE), timers.get(TimerKey.STATUTORY)
        start = (promise or law or branch.timers[0]).start
        used = count_workdays(view.calendar, start, self._today()).days

        def length(timer: Timer | None) -> int:
            return count_workdays(view.calendar, start, timer.due).days if timer else 0

        running = [timer for timer in (promise, law) if timer is not None and timer.stopped_on is None]
        self._ruler.show_days(used, length(promise), length(law), sign)
        self._ruler.setVisible(bool(running) and 1 < max(length(promise), length(law)) <= LONGEST_RULER)

    def _show_facts(self, view: CaseView, branch: BranchView) -> None:
        header = view.header
        phone = mask_phone(header.contact_phone)
        facts: list[tuple[str, str]] = [
            (tr("申请人"), tr("{name}·{phone}", name=mask_name(header.applicant.name), phone=phone)),
            (Words(header.applicant.code_name, {}), self._code(header.applicant.code, agent=False)),
            *([(tr("代理人"), mask_name(header.agent.name))] if header.agent else []),
            *([(tr("代理人证件号"), self._code(header.agent.code, agent=True))] if header.agent else []),
            *([(tr("号票"), Words(header.ticket.number, {}))] if header.ticket else []),
            *([(tr("审查意见"), opinion)] if (opinion := _opinion(branch)) else []),
            *((spoken(timer.key), self._timer_words(view, timer)) for timer in branch.timers if _told(timer)),
        ]
        if facts == self._told:  # the same ones again move nothing
            return
        self._told = facts
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

    def _code(self, code: str, *, agent: bool) -> str:
        if self._codes is None:
            return mask_id_number(code)
        return self._codes.agent if agent else self._codes.applicant

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
        """Offer the acts in their order, so many in a line as there is room for."""
        self._offers = offered
        buttons = [self._button(number, offer) for number, offer in enumerate(offered)]
        self._acts = swap(self._acts, holder(Flow(self._look, *buttons)))

    def _button(self, number: int, offer: Offer) -> KeyButton:
        variant = "primary" if number == 0 and offer.leads else "danger" if offer.danger else ""
        button = KeyButton(self._look, offer.verb, f"Ctrl+{number + 1}", offer.icon, variant)
        button.clicked.connect(lambda _=False: self.act(number))
        return button


def _opinion(branch: BranchView) -> Words | None:
    """Return what the examiner advises, before the decision is made."""
    said = [step.detail for step in branch.branch.steps if isinstance(step.detail, Examined)]
    if not said or branch.state is not State.REVIEWING:
        return None
    return tr("{advice}：{said}", advice=spoken(said[-1].advice), said=said[-1].opinion)


def _tips(view: CaseView) -> tuple[UUID, ...]:
    return tuple(branch.branch.tip.id for branch in view.branches)


def _told(timer: Timer) -> bool:
    """Leave out the limit of the notice where it was kept: the story below says when."""
    kept = timer.stopped_on is not None and not timer.overdue(timer.stopped_on)
    return timer.key is not TimerKey.NOTICE or not kept
