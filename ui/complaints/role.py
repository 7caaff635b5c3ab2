"""The page of complaints as a tab of the office's window, put together from a machine."""

from functools import partial

from app.domain.accounts import Actor
from app.services.complaints import Complaints
from app.services.journal import Journal
from ui.complaints.page import ComplaintDependencies, ComplaintsPage
from ui.i18n import tr
from ui.machine import Machine
from ui.staff_window import PageTab


def complaints_tab(machine: Machine, actor: Actor) -> PageTab:
    """Return the page for a supervisor who has signed in."""
    program = machine.program
    journal = Journal(machine.store, machine.parts.working_days(), machine.clock)
    needs = ComplaintDependencies(
        look=program.look,
        runner=program.runner,
        changes=program.changes,
        actor=actor,
        complaints=Complaints(journal),
    )
    return PageTab(tr("投诉"), partial(ComplaintsPage, needs))
