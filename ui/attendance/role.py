"""The page of attendance of any staff window, put together from a machine."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.accounts import Actor
from app.services.attendance import Attendance
from app.services.journal import Journal
from app.services.leave import Leaves
from app.services.patrols import Patrols
from app.services.posts import Posts
from ui.i18n import tr
from ui.machine import Machine
from ui.save_dialog import ask_where
from ui.staff_window import PageTab


def attendance_tab(machine: Machine, actor: Actor) -> PageTab:
    """Return the page of attendance; it is put together when first wanted."""
    return PageTab(tr("考勤"), partial(_page, machine, actor))


def _page(machine: Machine, actor: Actor) -> QWidget:
    from ui.attendance.dependencies import AttendanceDependencies
    from ui.attendance.pages import AttendancePage

    program, parts = machine.program, machine.parts
    journal = Journal(machine.store, parts.working_days(), machine.clock)
    return AttendancePage(
        AttendanceDependencies(
            look=program.look,
            runner=program.runner,
            changes=program.changes,
            actor=actor,
            hall=machine.hall,
            attendance=Attendance(journal, machine.use.accounts),
            leaves=Leaves(journal),
            patrols=Patrols(journal),
            posts=Posts(journal),
            now=machine.clock.now,
            write_xlsx=parts.write_month,
            papers=machine.use.hall_papers,
            print_jobs=machine.use.print_jobs,
            compose=machine.composer.compose_sheets,
            save_where=ask_where,
        )
    )
