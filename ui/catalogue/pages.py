"""The catalogue page as a tab, for the window of any role that has it."""

from functools import partial

from app.domain.accounts import Actor
from app.domain.dates import hall_date
from app.domain.items import Department
from app.services.catalogue_editor import CatalogueEditor
from app.services.journal import Journal
from ui.catalogue.dependencies import CatalogueDependencies
from ui.catalogue.page import CataloguePage
from ui.i18n import tr
from ui.machine import Machine
from ui.sheet_dialogs import ask_sheet, ask_which
from ui.staff_window import PageTab


def catalogue_tabs(machine: Machine, actor: Actor) -> list[PageTab]:
    """Return the page for an administrator who has signed in."""
    program, parts, store = machine.program, machine.parts, machine.store
    journal = Journal(store, parts.working_days(), machine.clock)

    def departments() -> tuple[Department, ...]:
        with store.read() as unit:
            return unit.catalogue.departments()

    needs = CatalogueDependencies(
        look=program.look,
        runner=program.runner,
        changes=program.changes,
        actor=actor,
        editor=CatalogueEditor(journal),
        departments=departments,
        sheets=parts.sheets,
        ask_where=ask_sheet,
        ask_which=ask_which,
        today=lambda: hall_date(machine.clock.now()),
    )
    return [PageTab(tr("事项目录"), partial(CataloguePage, needs))]
