"""The window each role of a machine opens with; a role's modules are loaded when it is the one."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING

from app.domain.accounts import Right
from app.settings import Role

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.domain.accounts import Actor
    from ui.machine import Machine
    from ui.staff_window import PageTab, StaffWindow

Open = Callable[["Machine", ExitStack], None]
"""Makes and shows a machine's first window; what has to end with the program goes onto the stack."""


def _counter(machine: "Machine", opened: ExitStack) -> None:
    from ui.call_signs import follow_calls
    from ui.i18n import tr
    from ui.left_fingers import forget_left_fingers
    from ui.staff_role import open_staff

    counter = machine.settings.counter
    opened.enter_context(machine.parts.take_counter(counter))
    opened.callback(follow_calls(machine).stop)
    forget_left_fingers(machine, opened)
    open_staff(machine, tr("{counter} 号窗口", counter=counter), counter, _clerk)


def _clerk(machine: "Machine", actor: "Actor") -> "StaffWindow":
    from ui.clerk.role import clerk_window
    from ui.strip.role import offer_strip

    window = clerk_window(machine, actor)
    if Right.CLERK in actor.rights:
        window.append(_certificate_paper(machine, actor))
    offer_strip(machine, actor, window)
    return window


def _certificate_paper(machine: "Machine", actor: "Actor") -> "PageTab":
    """Return the page of blanks and printers for who prints certificates; it is loaded when first shown."""
    from ui.i18n import tr
    from ui.staff_window import PageTab

    def make() -> "QWidget":
        from ui.designer.pages import PAGES, PAPER
        from ui.designer.role import designer_needs

        return PAGES[PAPER](designer_needs(machine, actor))

    return PageTab(tr("证照用纸"), make)


def _kiosk(machine: "Machine", opened: ExitStack) -> None:
    from ui.call_signs import follow_calls
    from ui.kiosk.role import kiosk_window

    opened.callback(follow_calls(machine).stop)
    kiosk_window(machine, opened)


def _display(machine: "Machine", opened: ExitStack) -> None:
    from ui.call_signs import follow_calls
    from ui.display.role import display_window

    opened.callback(follow_calls(machine).stop)
    display_window(machine, opened)


def _supervisor(machine: "Machine", opened: ExitStack) -> None:
    from ui.i18n import tr
    from ui.left_fingers import forget_left_fingers
    from ui.staff_role import open_staff
    from ui.supervisor.role import supervisor_window

    forget_left_fingers(machine, opened)
    open_staff(machine, tr("中心管理"), "", supervisor_window)


def _guide(machine: "Machine", opened: ExitStack) -> None:
    from ui.guide.role import guide_window
    from ui.i18n import tr
    from ui.kiosk.printer import ticket_paper
    from ui.left_fingers import forget_left_fingers
    from ui.staff_role import open_staff

    paper = ticket_paper(machine.desk.settings, machine.desk.room)
    forget_left_fingers(machine, opened)
    open_staff(machine, tr("导办台"), "", lambda m, actor: guide_window(m, actor, paper.printer, paper.lane))


def _check_in(machine: "Machine", opened: ExitStack) -> None:
    from ui.check_in.role import check_in_stand

    check_in_stand(machine, opened)


WINDOWS: dict[Role, Open] = {
    Role.CLERK: _counter,
    Role.KIOSK: _kiosk,
    Role.DISPLAY: _display,
    Role.SUPERVISOR: _supervisor,
    Role.CHECK_IN: _check_in,
    Role.GUIDE: _guide,
}
