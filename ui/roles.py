"""The window each role of a machine opens with; a role's modules are loaded when it is the one."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING

from app.settings import Role

if TYPE_CHECKING:
    from ui.machine import Machine

Open = Callable[["Machine", ExitStack], None]
"""Makes and shows a machine's first window; what has to end with the program goes onto the stack."""


def _counter(machine: "Machine", opened: ExitStack) -> None:
    from ui.clerk.role import clerk_window
    from ui.i18n import tr
    from ui.staff_role import open_staff

    counter = machine.settings.counter
    opened.enter_context(machine.parts.take_counter(counter))
    open_staff(machine, tr("{counter} 号窗口", counter=counter), counter, clerk_window)


WINDOWS: dict[Role, Open] = {Role.CLERK: _counter}
