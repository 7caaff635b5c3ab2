"""The right column: when it is due if accepted now, what is asked for by law, and what will be printed."""

from datetime import date

from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.items import Limit, ServiceItem
from app.domain.papers import COPIES, PaperKind
from app.domain.workdays import Calendar, TermUnit, count_workdays, end_of_term
from ui.clerk.record_words import LIST_MARK
from ui.i18n import tr
from ui.look import Look
from ui.theme import SM, XS
from ui.widgets.boxes import Card, hairline, holder, row, swap
from ui.widgets.icons import Icon
from ui.widgets.ruler import DayRuler
from ui.widgets.tick import Tick
from ui.widgets.words import Label
from ui.wording import day, limit, spoken

LONGEST_RULER = 60  # ticks beyond that cannot be told apart


class DeadlinesCard(Card):
    """Answers: if I accept now, when is it due?"""

    def __init__(self, look: Look) -> None:
        super().__init__(look, tr("如现在受理"), gap=SM)
        self._look = look
        self._ruler = DayRuler(look)
        self._rows = QWidget()
        self._procedures = Label("", "caption", "text_2", wrap=True)
        self._pause = Icon(look, "paused", 18, "paused")
        note = row(look, self._pause, self._procedures, gap=6)
        note.setStretch(1, 1)
        self.add(self._ruler, self._rows, hairline(), note)

    def show_item(self, item: ServiceItem, calendar: Calendar, today: date) -> None:
        """Show the limits of an item counted from today."""
        promised, legal = (_workdays(term, calendar, today) for term in (item.promised, item.statutory))
        self._ruler.show_days(0, promised, legal)
        self._ruler.setVisible(0 < max(promised, legal) <= LONGEST_RULER)
        lines = [(tr("承诺办结"), item.promised), (tr("法定办结"), item.statutory)]
        rows, layout = QWidget(), QGridLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(self._look.px(XS))
        layout.setColumnStretch(0, 1)
        for place, (name, term) in enumerate(lines):
            layout.addWidget(Label(name, "body", "text_2"), place, 0)
            if term is not None:
                due = end_of_term(calendar, today, term.number, term.unit)
                when = tr("{day}（暂定）", day=day(due.day)) if due.provisional else day(due.day)
                layout.addWidget(Label(when, "strong"), place, 1)
            layout.addWidget(Label(limit(term), "caption", "text_2"), place, 2)
        rows.setLayout(layout)
        self._rows = swap(self._rows, rows)
        outside = [procedure.name for procedure in item.procedures if procedure.excluded]
        self._procedures.say(
            tr("{names}不计入时限，须书面告知", names=LIST_MARK.join(outside))
            if outside
            else tr("没有不计入时限的程序")
        )
        self._pause.setVisible(bool(outside))


def _workdays(term: Limit | None, calendar: Calendar, today: date) -> int:
    if term is None or term.unit is TermUnit.AT_ONCE:
        return 0
    return count_workdays(calendar, today, end_of_term(calendar, today, term.number, term.unit).day).days


class ConditionsCard(Card):
    """What the law asks for, in the words of the guide, and what the item allows."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, tr("受理条件"), gap=SM)
        self._conditions = Label("", "caption", "text_2", wrap=True)
        self._fee = Label("", "caption", "text_2", wrap=True)
        self._allows = Label("", "caption", "text_2", wrap=True)
        self.add(self._conditions, hairline(), self._fee, self._allows)

    def show_item(self, item: ServiceItem) -> None:
        """Show an item's conditions, fee and 容缺."""
        self._conditions.say(item.conditions)
        self._fee.say(
            tr("收费：{standard}", standard=item.fee.standard) if item.fee.charged else tr("不收费")
        )
        allowed = [material.name for material in item.materials if material.shortage_ok]
        self._allows.setVisible(item.shortage_ok and bool(allowed))
        self._allows.say(tr("可容缺：{names}", names=LIST_MARK.join(allowed)))


class PapersCard(Card):
    """Which papers come out, with their copies."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, tr("办完即打印"), gap=XS)
        self._ticks = {
            kind: Tick(look, spoken(kind), True)
            for kind in (PaperKind.MATERIALS_RECEIPT, PaperKind.ACCEPTANCE)
        }
        for kind, tick in self._ticks.items():
            copies = Label(tr("{n} 份", n=COPIES[kind]), "body", "text_2")
            self.add(holder(row(look, tick, None, copies)))

    def wanted(self) -> frozenset[PaperKind]:
        """Return the papers to print; only what a visitor may do without is left out."""
        unwanted = {kind for kind, tick in self._ticks.items() if not tick.isChecked()}
        return frozenset(set(PaperKind) - unwanted)
