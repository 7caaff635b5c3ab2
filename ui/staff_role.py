"""A staff machine: its sign-in, then the window of who signed in, by right."""

from collections.abc import Callable

from app.domain.accounts import Actor, Right
from app.services.accounts import Credentials
from ui.machine import Machine
from ui.session import StaffSession
from ui.sign_in import DemoSignIn, SignInPage
from ui.staff_window import StaffWindow

MakeWindow = Callable[[Machine, Actor], StaffWindow]


def open_staff(machine: Machine, place: str, counter: str, make: MakeWindow) -> None:
    """Show the sign-in of a machine that staff work at.

    Args:
        place: counter or role in the words of the hall.
        counter: the counter people sign in at, empty at a machine that is none.
        make: makes the role's window; an administrator gets the technician's on every machine.
    """
    program = machine.program
    known = machine.parts.demo_sign_in(machine.settings.role, counter)
    demo = DemoSignIn(known.login, known.password) if known else None

    def check(login: str, password: str) -> Actor:
        return machine.use.accounts.sign_in(Credentials(login, password), counter)

    def sign_in() -> SignInPage:
        return SignInPage(program.look, program.runner, machine.hall.name, place, check, demo)

    def window(actor: Actor) -> StaffWindow:
        if Right.ADMINISTRATOR not in actor.rights:
            return make(machine, actor)
        from ui.technician.role import technician_window

        return technician_window(machine, actor)

    StaffSession(sign_in, window, program.application)
