"""What the counter page reads in the background: items and their index, cases that need a hand, a case."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject

from app.domain.case_number import parse_case_number
from app.domain.case_rows import CaseRow
from app.domain.guide import with_words
from app.errors import RuleError
from app.services.case_book import CaseView
from ui.clerk.case_signs import ShownCase, in_order
from ui.clerk.dependencies import ClerkDependencies
from ui.item_finder import ItemFinder, full_finder, quick_finder
from ui.tasks import Task

DB, INDEX = "db", "index"


class Readings(QObject):
    """Reads for one page; results come to the page on the main thread."""

    def __init__(self, needs: ClerkDependencies, page: QObject) -> None:
        super().__init__(page)
        self._needs, self._page = needs, page

    def items(self, take: Callable[[ItemFinder], None]) -> None:
        """Read the current items, found by parts of what they are called."""

        def work(_: Task) -> ItemFinder:
            with self._needs.use.store.read() as unit:
                return quick_finder(unit.catalogue.items_on(self._needs.today()))

        self._needs.runner.run(DB, work, name="read items", done=take, owner=self._page)

    def spelt_items(self, take: Callable[[ItemFinder], None]) -> None:
        """Read them again with pinyin and Tibetan words, which takes a second the first time."""

        def work(_: Task) -> ItemFinder:
            from ui.i18n.catalogue import read_catalogue  # not before the first page stands

            tibetan = {row.zh: row.bo for row in read_catalogue() if row.bo}
            with self._needs.use.store.read() as unit:
                items = with_words(unit.catalogue.items_on(self._needs.today()), unit.guide.item_words())
                departments = unit.catalogue.departments()
            return full_finder(items, departments, self._needs.pinyin, tibetan)

        self._needs.runner.run(INDEX, work, name="index items", done=take, owner=self._page)

    def waiting(self, take: Callable[[tuple[ShownCase, ...]], None]) -> None:
        """Read what is overdue, due soon, or waits for materials."""
        book, actor = self._needs.use.case_book, self._needs.actor
        calendar = self._needs.calendar

        def work(task: Task) -> tuple[ShownCase, ...]:
            found: dict[UUID, CaseRow] = {}
            for read in (book.overdue, book.due_soon, book.waiting_for_materials):
                task.check()
                found.update((row.case_id, row) for row in read(actor))
            return in_order(found.values(), calendar, self._needs.today())

        self._needs.runner.run(DB, work, name="read waiting", done=take, owner=self._page)

    def case(
        self, case_id: UUID, take: Callable[[CaseView], None], failed: Callable[[Exception], None]
    ) -> None:
        """Read one case."""
        book, actor = self._needs.use.case_book, self._needs.actor
        self._needs.runner.run(
            DB,
            lambda _: book.view(actor, case_id),
            name="read case",
            done=take,
            failed=failed,
            owner=self._page,
        )

    def numbered(self, text: str, take: Callable[[UUID], None], failed: Callable[[Exception], None]) -> None:
        """Find the case of a scanned number.

        An error comes to `failed`: the text is no case number, or there is no such case.
        """
        use = self._needs.use

        def work(_: Task) -> UUID:
            number = str(parse_case_number(text))
            with use.store.read() as unit:
                header = unit.cases.by_number(number)
            if header is None:
                raise RuleError("case.unknown")
            return header.id

        self._needs.runner.run(DB, work, name="find case", done=take, failed=failed, owner=self._page)
