"""A page with a list, cards beside it and keys in its foot: how the office's pages are laid out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLayout, QWidget

from app.errors import AppError
from ui.error_texts import explain_any
from ui.i18n import Words
from ui.look import Look
from ui.tasks import TaskRunner
from ui.theme import LG, MD, XL
from ui.widgets.boxes import Card, column, fixed, row, scrolled, surface
from ui.widgets.fields import Field
from ui.widgets.keys import KeyButton
from ui.widgets.notices import NoticeLine
from ui.widgets.table_view import Table

T = TypeVar("T")
FOOT, SIDE = 60, 400


@dataclass(frozen=True)
class Act:
    """One key of a page: what it is called, its key, what it does, and how it stands out."""

    caption: Words
    key: str
    do: Callable[[], object]
    variant: str = ""
    icon: str = ""


class ListPage(QWidget):
    """Lays a list, its head and side cards out; runs what a key asks for and tells how it went.

    Args:
        head: what stands above the list, such as a search.
        side: cards beside it; without any the list has the whole width.
    """

    def __init__(
        self,
        look: Look,
        runner: TaskRunner,
        table: Table[Any],
        acts: Sequence[Act],
        head: QLayout | None = None,
        side: Sequence[QWidget] = (),
    ) -> None:
        super().__init__()
        self._runner, self._list = runner, table
        self.notice = NoticeLine(look)
        self.buttons = {act.key: self._button(look, act) for act in acts}
        card = Card(look, gap=MD)
        card.add(*([head] if head is not None else []), table)
        card.body.setStretchFactor(table, 1)
        body = row(look, card, gap=LG, margins=(XL, LG, XL if not side else MD, LG))
        body.setStretch(0, 1)
        if side:
            pile = surface("clear", column(look, *side, None, gap=MD, margins=(0, 0, MD, 0)))
            area = scrolled(pile, table.spoken()["setAccessibleName"])
            body.addWidget(fixed(look, area, width=SIDE))
        ends = row(look, self.notice, *self.buttons.values(), gap=MD, margins=(XL, 0, XL, 0))
        foot = fixed(look, surface("pane", ends), height=FOOT)
        box = column(look, body, foot, gap=0)
        box.setStretch(0, 1)
        self.setLayout(box)

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to the list. No focus proxy: with one, Tab leaves out what stands before."""
        self._list.setFocus(reason)

    def _button(self, look: Look, act: Act) -> KeyButton:
        button = KeyButton(look, act.caption, act.key, act.icon, act.variant)
        button.clicked.connect(lambda _=False: act.do())
        if act.key:
            shortcut = QShortcut(QKeySequence(act.key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)
        return button

    def fetch(self, name: str, work: Callable[[], T], show: Callable[[T], None]) -> None:
        """Read something on the `db` lane and show it."""
        self._runner.run("db", lambda _: work(), name=name, done=show, failed=self.tell, owner=self)

    def carry_out(self, name: str, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Do something on the `db` lane; what is wrong is told in the foot."""
        self.notice.clear()
        self._runner.run("db", lambda _: work(), name=name, done=done, failed=self.tell, owner=self)

    def tell(self, error: Exception) -> None:
        """Say what went wrong; a bug goes on to who shows bugs."""
        if not isinstance(error, AppError):
            raise error
        self.notice.problem(explain_any(error))


def judged(*fields: Field) -> bool:
    """Judge every one of some fields, so that all mistakes show at once; tell whether there are none."""
    return not [field for field in fields if not field.judge()]
