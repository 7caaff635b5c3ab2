"""The page of the hall's own papers as a tab of whoever prints them."""

from typing import TYPE_CHECKING

from app.domain.accounts import Actor
from app.domain.dates import hall_date
from ui.i18n import tr
from ui.machine import Machine
from ui.staff_window import PageTab

if TYPE_CHECKING:
    from app.domain.items import ServiceItem
    from ui.hall_papers.page import HallPapersPage


def hall_papers_tab(machine: Machine, actor: Actor) -> PageTab:
    """Return the page as a tab; it is loaded, and looks after the spool, from when it is first shown."""

    def items() -> tuple["ServiceItem", ...]:
        with machine.store.read() as unit:
            return unit.catalogue.items_on(hall_date(machine.clock.now()))

    def make() -> "HallPapersPage":
        from ui.hall_papers.dependencies import HallPapersDependencies
        from ui.hall_papers.page import HallPapersPage
        from ui.print_queue.pump import PrintPump
        from ui.save_dialog import ask_where

        program = machine.program
        pump = PrintPump(program.runner, machine.use.print_jobs)
        needs = HallPapersDependencies(
            look=program.look,
            runner=program.runner,
            actor=actor,
            papers=machine.use.hall_papers,
            composer=machine.composer,
            items=items,
            today=lambda: hall_date(machine.clock.now()),
            pump=pump,
            save_where=ask_where,
        )
        page = HallPapersPage(needs)
        pump.setParent(page)
        return page

    return PageTab(tr("文书"), make)
