"""The page of one service item: its counter, the eight facts in both scripts, and which version holds."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from app.domain.items import Department, ServiceItem
from app.domain.scripts import ScriptRules
from app.domain.tibetan_dates import tibetan_date
from app.domain.translations import words_in
from app.ports.queue import DeskState
from app.services.guide import CounterNow
from ui.guide.facts import eight_facts
from ui.guide.pairs import Pairs
from ui.i18n import Words, tr
from ui.look import Look
from ui.theme import LG, MD, SM, XXS, Sign
from ui.widgets.boxes import column, hairline, holder, row, scrolled, surface, swap
from ui.widgets.icons import Icon
from ui.widgets.keys import KeyButton
from ui.widgets.pills import StatePill
from ui.widgets.words import Label, TibetanLabel
from ui.wording import day

CHINESE_FIRST = ScriptRules()


class ItemSheet(QWidget):
    """Shows one item, large enough to turn to the visitor; says so with its own key."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._title = Label("", "title", wrap=True)
        self._place = Label("", "strong", wrap=True)
        self._state = StatePill(look, Sign.WAITING, tr("正在看窗口"))
        self._phone = Label("", "body", "text_2")
        self._version = Label("", "caption", "text_2", wrap=True)
        self._since = TibetanLabel(look, "", "caption", "text_2")
        self.turn = KeyButton(look, tr("转向群众"), "F11", "screen")
        self._facts: QScrollArea = scrolled(QWidget(), tr("八公开"))
        self._facts.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        head = row(look, self._title, self.turn, gap=MD)
        head.setStretch(0, 1)
        head.setAlignment(self.turn, Qt.AlignmentFlag.AlignTop)
        place = row(look, Icon(look, "place", 20, "primary"), self._place, self._state, self._phone, gap=SM)
        place.setStretch(1, 1)
        version = row(look, self._version, self._since, gap=MD)
        version.setStretch(0, 1)
        box = column(look, head, place, surface("card", column(look, self._facts)), version, gap=MD)
        box.setStretch(2, 1)
        self.setLayout(box)

    def show_item(
        self,
        item: ServiceItem,
        department: Department | None,
        tibetan: Mapping[str, str],
        rules: ScriptRules = CHINESE_FIRST,
    ) -> None:
        """Show another item, its scripts side by side in the hall's order."""
        self._title.say(item.name)
        self._phone.say(department.inquiry_phone if department else "")
        self._place.say(tr("{counter} 号窗口·{organ}", counter=item.counter, organ=_short(department)))
        self._version.say(tr("{version} 版，{day}起施行", version=item.version, day=_full_day(item)))
        self._since.say(tibetan_date(item.effective_on, tibetan_digits=bool(rules.tibetan_digits)))
        fresh = scrolled(self._grid(item, department, tibetan, rules), tr("八公开"))
        fresh.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._facts = swap(self._facts, fresh)

    def show_counter(self, now: CounterNow) -> None:
        """Show whether the counter is open and how many wait."""
        sign, words = _standing(now)
        self._state.show_state(sign, words)

    def _grid(
        self,
        item: ServiceItem,
        department: Department | None,
        tibetan: Mapping[str, str],
        rules: ScriptRules,
    ) -> QWidget:
        zh, bo = (1, 0) if rules.tibetan_first else (0, 1)
        look, facts = self._look, eight_facts(item, department)
        pairs = [words_in(f"{fact.heading.source} {fact.text}", tibetan) for fact in facts]
        grid = QGridLayout()
        grid.setContentsMargins(look.px(LG), look.px(SM), look.px(LG), look.px(SM))
        grid.setHorizontalSpacing(look.px(LG))
        grid.setVerticalSpacing(look.px(SM))
        grid.setColumnStretch(zh, 3)
        grid.setColumnStretch(bo, 2)
        filled = sum(map(bool, pairs))
        grid.addWidget(Label(tr("八公开"), "caption", "text_2"), 0, zh)
        grid.addWidget(
            Label(tr("藏文审定词语：8 项中 {n} 项有", n=filled), "caption", "text_2", wrap=True), 0, bo
        )
        for number, (fact, words) in enumerate(zip(facts, pairs, strict=True)):
            said = column(
                look, Label(fact.heading, "caption", "text_2"), Label(fact.text, wrap=True), None, gap=XXS
            )
            grid.addWidget(hairline(), 2 * number + 1, 0, 1, 2)
            grid.addWidget(holder(said), 2 * number + 2, zh)
            grid.addWidget(Pairs(look, words, rules), 2 * number + 2, bo)
        grid.setRowStretch(2 * len(facts) + 1, 1)
        return holder(grid)


def _short(department: Department | None) -> str:
    return department.short_name if department else ""


def _full_day(item: ServiceItem) -> Words:
    when = item.effective_on
    return tr("{year}年{day}", year=when.year, day=day(when))


def _standing(now: CounterNow) -> tuple[Sign, Words]:
    if now.state is None:
        return Sign.PAUSED, tr("不叫号")
    if now.state is DeskState.OPEN:
        return Sign.ON_TIME, tr("开放，{n} 人在等", n=now.waiting)
    if now.state is DeskState.PAUSED:
        return Sign.PAUSED, tr("暂停，{n} 人在等", n=now.waiting)
    return Sign.WAITING, tr("未开，{n} 人在等", n=now.waiting)
