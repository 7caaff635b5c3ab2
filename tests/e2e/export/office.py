"""The export page over a real store; the file goes where the test, or the picture, says."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.accounts import Right
from app.services.case_export import CaseExport
from app.services.journal import Journal
from data.case_tables import write_cases
from data.store import create_store
from data.working_days import CalendarTables
from tests import factories as make
from tests.fakes import StillClock
from tests.integration.store.filling import add_case
from ui.export.dependencies import ExportDependencies
from ui.export.page import ExportPage
from ui.look import Look, wear
from ui.tasks import TaskRunner
from ui.timing import CallbackTimes

OpenPage = Callable[..., ExportPage]


@contextmanager
def export_office(
    look: Look, folder: Path, target: Path, wait: Callable[[Callable[[], bool]], None]
) -> Iterator[OpenPage]:
    """Give a function that opens the page for who has some rights, over a store with one case.

    Raises:
        AssertionError: an error was shown that nobody handled.
    """
    errors, pages = list[Exception](), list[ExportPage]()
    runner = TaskRunner(lambda error, name: errors.append(error), CallbackTimes())
    with create_store(folder, 0, changed=lambda changes: None) as store:
        with store.write() as unit:
            unit.hall.put_facts(make.hall())
            unit.commit()
        add_case(store)

        def opened(*rights: Right) -> ExportPage:
            actor = make.actor(*rights, department="")
            export = CaseExport(Journal(store, CalendarTables(), StillClock()))
            today = make.NINE.date()
            page = ExportPage(
                ExportDependencies(look, runner, actor, export, lambda: today, lambda _: target, write_cases)
            )
            page.setProperty("kind", "page")
            wear(page, look)
            page.resize(1366, 700)
            pages.append(page)
            page.show()
            page.activateWindow()
            wait(page.isActiveWindow)
            page.setFocus()
            return page

        yield opened
        wait(runner.idle)
        runner.close()
        for page in pages:
            page.close()
            page.deleteLater()
    assert errors == []
