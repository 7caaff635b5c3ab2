"""What was asked at the desk today: one line a visit, nothing about a person, and what it comes to."""

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.dates import hall_time
from app.domain.guide import Consultation
from ui.guide.dependencies import GuideDependencies
from ui.i18n import tr
from ui.theme import LG, MD, SM, XL
from ui.widgets.boxes import Card, column, row
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label
from ui.wording import spoken


class LogPage(QWidget):
    """Today's visits, the latest first."""

    def __init__(self, needs: GuideDependencies) -> None:
        super().__init__()
        self._needs = needs
        look = needs.look
        self.table: Table[Consultation] = Table(
            look,
            tr("今天的咨询"),
            (
                Column(tr("时间"), lambda one: Cell(f"{hall_time(one.at):%H:%M}", tone="text_2"), 64),
                Column(tr("事项"), lambda one: Cell(one.item_name or tr("没有指定事项"))),
                Column(tr("语言"), lambda one: Cell(spoken(one.language), tone="text_2"), 64),
                Column(tr("材料"), lambda one: Cell(f"{one.ticked} / {one.wanted}", tone="text_2"), 64),
                Column(tr("结果"), lambda one: Cell(spoken(one.outcome)), 120),
                Column(tr("导办"), lambda one: Cell(one.actor_name, tone="text_2"), 96),
            ),
            nothing=tr("今天还没有咨询。打印告知单、取号或按 F9 已答复，都记在这里。"),
        )
        self._sum = Label("", "body", "text_2", wrap=True)
        head = row(look, Label(tr("咨询记录"), "title"), None, gap=MD)
        hint = Label(tr("不记姓名、证件和原话。"), "caption", "text_2")
        card = Card(look, padding=0, gap=0).add(self.table)
        box = column(look, head, self._sum, card, hint, gap=SM, margins=(XL, LG, XL, MD))
        box.setStretch(2, 1)
        self.setLayout(box)
        self.refresh()
        needs.changes.subscribe(self, ("consultation",), self.refresh)

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to the list."""
        self.table.setFocus(reason)

    def refresh(self) -> None:
        """Read today's visits again."""
        needs = self._needs
        needs.runner.run(
            "db", lambda _: needs.guide.today(needs.actor), name="read log", done=self._show, owner=self
        )

    def _show(self, visits: tuple[Consultation, ...]) -> None:
        outcomes = Counter(one.outcome for one in visits)
        self._sum.say(tr("今天 {n} 次", n=len(visits)))
        if outcomes:
            most, count = outcomes.most_common(1)[0]
            told = tr(
                "今天 {n} 次，最多的是“{most}”{count} 次", n=len(visits), most=spoken(most), count=count
            )
            self._sum.say(told)
        self.table.show_rows(visits[::-1], 0)
