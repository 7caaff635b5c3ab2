"""The administrator's further pages and the auditor's window, put together from a machine."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.domain.accounts import Actor
from app.services.attendance import Attendance
from app.services.audit_log import AuditLog
from app.services.backups import FOLDER, Backups
from app.services.day_end import DayEndCheck
from app.services.journal import Journal
from app.services.queue_settings import QueueSettings
from app.services.retention import Retention
from app.services.settings_book import SettingsBook
from app.services.working_days import WorkingDayTables
from ui.accounts.dependencies import AccountDependencies
from ui.accounts.store_copies import LANE
from ui.band import Band
from ui.i18n import tr
from ui.machine import Machine
from ui.save_dialog import ask_where
from ui.staff_window import PageTab, StaffWindow

HOUR_MS = 3_600_000


def administrator_tabs(machine: Machine, actor: Actor) -> list[PageTab]:
    """Return the pages of accounts, settings, hours, backups and the day's end, as one."""
    return [PageTab(tr("管理"), partial(_office, machine, actor))]


def day_end_tab(machine: Machine, actor: Actor) -> PageTab:
    """Return the page of the day's end, for a supervisor's window."""
    return PageTab(tr("日终检查"), partial(_page, machine, actor, "day_end"))


def auditor_window(machine: Machine, actor: Actor) -> StaffWindow:
    """Make the window of an auditor who has signed in: the log and nothing else."""
    program = machine.program
    tabs = [PageTab(tr("审计日志"), partial(_page, machine, actor, "log"))]
    names = [tab.name for tab in tabs]
    band = Band(program.look, machine.hall.name, tr("安全审计"), names, actor.name, machine.clock.now)
    title = tr("{hall} 审计", hall=machine.hall.name)
    window = StaffWindow(program.look, program.application, band, tabs, title)
    window.show_page(0)
    return window


def keep_backed_up(machine: Machine) -> None:
    """Look every hour whether the plan wants a backup, and make it; a fault is shown to who is here."""
    program = machine.program
    vault, beside = machine.parts.vault(), machine.parts.folder / FOLDER
    backups = Backups(machine.store, vault, machine.clock, beside)
    hourly = QTimer(program.application, interval=HOUR_MS)
    hourly.timeout.connect(
        lambda: program.runner.run(
            LANE, lambda task: backups.run_if_due(task.advance), name="back up by plan"
        )
    )
    hourly.start()


def _office(machine: Machine, actor: Actor) -> QWidget:
    from ui.accounts.pages import PAGES, office_titles
    from ui.chip_pages import ChipPages

    needs = _needs(machine, actor)
    return ChipPages(machine.program.look, office_titles(), lambda name: PAGES[name](needs))


def _page(machine: Machine, actor: Actor, name: str) -> QWidget:
    from ui.accounts.pages import PAGES

    return PAGES[name](_needs(machine, actor))


def _needs(machine: Machine, actor: Actor) -> AccountDependencies:
    program, parts, clock = machine.program, machine.parts, machine.clock
    journal = Journal(machine.store, parts.working_days(), clock)
    backups = Backups(machine.store, parts.vault(), clock, parts.folder / FOLDER)
    with machine.store.read() as unit:
        departments = unit.catalogue.departments()
    return AccountDependencies(
        look=program.look,
        runner=program.runner,
        changes=program.changes,
        actor=actor,
        hall=machine.hall,
        departments=departments,
        accounts=machine.use.accounts,
        audit=AuditLog(machine.store),
        settings=SettingsBook(journal),
        retention=Retention(journal),
        backups=backups,
        day_end=DayEndCheck(journal, parts.queue(), backups),
        attendance=Attendance(journal, machine.use.accounts),
        working_days=WorkingDayTables(journal),
        queue=QueueSettings(parts.queue(), journal),
        now=clock.now,
        papers=machine.use.hall_papers,
        print_jobs=machine.use.print_jobs,
        compose=machine.composer.compose_sheets,
        save_where=ask_where,
    )
