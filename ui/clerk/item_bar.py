"""The item being handled, once chosen: the page's title, its facts, and the key that changes it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.domain.items import ServiceItem
from app.services.case_book import CaseView
from ui.clerk.record_words import LIST_MARK
from ui.i18n import Words, tr
from ui.look import Look
from ui.theme import LG, MD, SM, XXS
from ui.widgets.boxes import column, row
from ui.widgets.icons import Icon
from ui.widgets.keys import KeyButton
from ui.widgets.words import Label
from ui.wording import case_number, item_facts, spoken


class ItemBar(QFrame):
    """Says `leaving` when the clerk goes back to look for another item."""

    leaving = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("kind", "chosen")
        self._title, self._facts = Label("", "title", wrap=True), Label("", "caption", "text_2", wrap=True)
        self._other = KeyButton(look, tr("换事项"), "F2", variant="quiet")
        self._other.clicked.connect(self.leaving)
        words = column(look, self._title, self._facts, gap=XXS)
        box = row(
            look, Icon(look, "file", 30, "primary"), words, self._other, gap=MD, margins=(LG, SM, SM, SM)
        )
        box.setStretch(1, 1)
        self.setLayout(box)

    def show_item(self, item: ServiceItem, ticket: str = "") -> None:
        """Show the item of a new application, and the ticket of the visitor who came for it."""
        self._title.say(item.name)
        self._facts.say(_with_ticket(item_facts(item), ticket))
        self._other.rename(tr("换事项"))

    def show_case(self, view: CaseView, ticket: str = "") -> None:
        """Show the item of a case that is here already, with its number and state."""
        self._title.say(view.item.name)
        states = LIST_MARK.join(spoken(branch.state) for branch in view.branches)
        number = case_number(view.header.number)
        self._facts.say(_with_ticket(tr("{number}·{state}", number=number, state=states), ticket))
        self._other.rename(tr("放下"))


def _with_ticket(facts: Words, ticket: str) -> Words:
    return tr("号票 {ticket}·{facts}", ticket=ticket, facts=facts) if ticket else facts
