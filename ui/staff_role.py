"""A staff machine: its sign-in, then the window of who signed in, by right."""

from collections.abc import Callable
from functools import partial

from app.domain.accounts import Actor, Right
from app.errors import AppError
from app.services.accounts import Credentials
from app.services.attendance_days import ATTENDING
from ui.accounts.role import administrator_tabs, auditor_window, day_end_tab, keep_backed_up
from ui.attendance.role import attendance_tab
from ui.error_texts import explain
from ui.export.role import export_tab
from ui.line_banner import tell_line
from ui.lock.new_password import NewPasswordDialog
from ui.lock.role import guard_screen
from ui.machine import Machine
from ui.session import StaffSession
from ui.sign_in import DemoSignIn, SignInPage
from ui.staff_window import StaffWindow

BELOW_THE_BAND = 1

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
        page = SignInPage(program.look, program.runner, machine.hall.name, place, check, demo)
        page.password_wanted.connect(lambda *said: _new_password(machine, page, *said))
        return page

    def window(actor: Actor) -> StaffWindow:
        shown = _window_of(machine, actor, make)
        if Right.SUPERVISOR in actor.rights:
            shown.append(export_tab(machine, actor))
        guard_screen(machine, actor, shown)
        tell_line(shown, program.look, machine.watch, BELOW_THE_BAND)
        shown.signed_out.connect(partial(_signed_out, machine, actor))
        return shown

    keep_backed_up(machine)
    StaffSession(sign_in, window, program.application)


def _window_of(machine: Machine, actor: Actor, make: MakeWindow) -> StaffWindow:
    """Make the window of who has signed in, by right; whoever attends has the page of attendance too."""
    if Right.ADMINISTRATOR in actor.rights:
        from ui.technician.role import technician_window

        shown = technician_window(machine, actor)
        for tab in administrator_tabs(machine, actor):
            shown.append(tab)
        return shown
    if Right.AUDITOR in actor.rights:
        return auditor_window(machine, actor)
    shown = make(machine, actor)
    if not ATTENDING.isdisjoint(actor.rights):
        shown.append(attendance_tab(machine, actor))
    if Right.SUPERVISOR in actor.rights:
        shown.append(day_end_tab(machine, actor))
    return shown


def _signed_out(machine: Machine, actor: Actor) -> None:
    accounts = machine.use.accounts
    machine.program.runner.run("db", lambda _: accounts.sign_out(actor), name="log the leaving")


def _new_password(machine: Machine, page: SignInPage, login: str, password: str, why: AppError) -> None:
    """Let a new password be chosen, and sign in with it."""
    given, accounts, program = Credentials(login, password), machine.use.accounts, machine.program
    dialog = NewPasswordDialog(
        program.look,
        program.runner,
        page,
        explain(why),
        lambda chosen: accounts.change_password(given, chosen),
    )

    def over(result: int) -> None:
        if result:
            page.password.put(dialog.first.text)
            page.sign_in()
        dialog.deleteLater()

    dialog.finished.connect(over)
    dialog.open()
