"""The lists a clerk looks at: names, how each is read, and how long the short ones are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from app.domain.case_rows import CaseQuery, CaseRow
from app.domain.lifecycle import State
from ui.clerk.case_signs import ShownCase, in_order
from ui.clerk.dependencies import ClerkDependencies
from ui.i18n import Words, tr
from ui.tasks import Task

MOST = 200
TO_ARCHIVE = (State.DELIVERED, State.WITHDRAWN, State.CANCELLED, State.RETURNED)


@dataclass(frozen=True)
class CaseList:
    """A list: its name and how it is read."""

    name: Words
    read: Callable[[], tuple[CaseRow, ...]]


Listing = Callable[["ClerkDependencies"], tuple[CaseList, ...]]


def counter_lists(needs: ClerkDependencies) -> tuple[CaseList, ...]:
    """Return the lists of a clerk at the counter; the last one has everything."""
    book, actor = needs.use.case_book, needs.actor
    return (
        CaseList(tr("我的"), lambda: book.mine(actor)),
        CaseList(tr("临期"), lambda: book.due_soon(actor)),
        CaseList(tr("超期"), lambda: book.overdue(actor)),
        CaseList(tr("待补正"), lambda: book.waiting_for_materials(actor)),
        CaseList(tr("待选定"), lambda: book.forked(actor)),
        CaseList(tr("全部"), lambda: book.find(actor, CaseQuery(limit=MOST))),
    )


def review_lists(needs: ClerkDependencies) -> tuple[CaseList, ...]:
    """Return the lists of who examines and decides, in the order in which a case goes through them."""
    book, actor = needs.use.case_book, needs.actor

    def in_states(*states: State) -> Callable[[], tuple[CaseRow, ...]]:
        return lambda: book.find(actor, CaseQuery(states=frozenset(states), limit=MOST))

    return (
        CaseList(tr("待决定"), in_states(State.REVIEWING)),
        CaseList(tr("待审查"), in_states(State.ACCEPTED)),
        CaseList(tr("特别程序"), in_states(State.SUSPENDED)),
        CaseList(tr("制证"), in_states(State.GRANTED, State.MAKING)),
        CaseList(tr("待送达"), in_states(State.READY, State.DENIED, State.REJECTED)),
        CaseList(tr("待归档"), in_states(*TO_ARCHIVE)),
        CaseList(tr("全部"), in_states()),
    )


class CaseLists(QObject):
    """Reads lists for one page; a later wish replaces an earlier one that is still on its way."""

    def __init__(self, needs: ClerkDependencies, page: QObject, listing: Listing) -> None:
        super().__init__(page)
        self._needs, self._page = needs, page
        self._task: Task | None = None
        self.all = listing(needs)

    def read(self, number: int, text: str, take: Callable[[tuple[ShownCase, ...]], None]) -> None:
        """Read a list, or what fits the words in all cases; ordered by what needs a hand first."""
        needs = self._needs
        if self._task is not None:
            self._task.cancel()

        def work(_: Task) -> tuple[ShownCase, ...]:
            rows = self._find(text) if text else self.all[number].read()
            return in_order(rows, needs.calendar, needs.today())

        self._task = needs.runner.run("db", work, name="read list", done=take, owner=self._page)

    def count(self, take: Callable[[Sequence[int]], None]) -> None:
        """Count all lists but the last, which has everything."""

        def work(task: Task) -> list[int]:
            found = []
            for one in self.all[:-1]:
                task.check()
                found.append(len(one.read()))
            return found

        self._needs.runner.run("db", work, name="count lists", done=take, owner=self._page)

    def _find(self, text: str) -> tuple[CaseRow, ...]:
        return self._needs.use.case_book.find(self._needs.actor, CaseQuery(text=text, limit=MOST))
