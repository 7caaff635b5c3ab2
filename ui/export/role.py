"""The export page as a tab of whoever may export."""

from functools import partial

from app.domain.accounts import Actor
from app.domain.dates import hall_date
from app.services.case_export import CaseExport
from app.services.journal import Journal
from ui.export.dependencies import ExportDependencies
from ui.export.page import ExportPage
from ui.i18n import tr
from ui.machine import Machine
from ui.save_dialog import ask_where
from ui.staff_window import PageTab


def export_tab(machine: Machine, actor: Actor) -> PageTab:
    """Return the page as a tab."""
    program, parts = machine.program, machine.parts
    needs = ExportDependencies(
        look=program.look,
        runner=program.runner,
        actor=actor,
        export=CaseExport(Journal(machine.store, parts.working_days(), machine.clock)),
        today=lambda: hall_date(machine.clock.now()),
        ask_where=ask_where,
        write=lambda table, path: parts.sheets().write_cases(table, path),
    )
    return PageTab(tr("办件导出"), partial(ExportPage, needs))
