"""The window of a supervisor who has signed in at the centre's office."""

from app.domain.accounts import Actor
from app.services.hall_overview import HallOverview
from app.services.journal import Journal
from ui.complaints.role import complaints_tab
from ui.hall_papers.role import hall_papers_tab
from ui.machine import Machine
from ui.supervisor.dependencies import SupervisorDependencies
from ui.supervisor.window import SupervisorWindow


def supervisor_window(machine: Machine, actor: Actor) -> SupervisorWindow:
    """Make the window of a supervisor who has signed in."""
    program = machine.program
    journal = Journal(machine.store, machine.parts.working_days(), machine.clock)
    needs = SupervisorDependencies(
        look=program.look,
        runner=program.runner,
        changes=program.changes,
        actor=actor,
        hall=machine.hall,
        overview=HallOverview(journal, machine.parts.queue()),
        case_book=machine.use.case_book,
        desk=machine.desk,
        now=machine.clock.now,
    )
    window = SupervisorWindow(needs, program.application)
    window.append(hall_papers_tab(machine, actor))
    window.append(complaints_tab(machine, actor))
    return window
