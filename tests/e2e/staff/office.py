"""A hall's office for tests and pictures: a real store, its people, and a month with something to tell."""

from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from app.domain.accounts import Account, Actor, Right
from app.domain.attendance import SlipReason, SlotResult
from app.domain.dates import day_start
from app.domain.fingers import ClockQuality, Punch
from app.domain.leave import LeaveKind
from app.domain.posts import Finding, PostPair
from app.domain.queue_services import Opening
from app.domain.shifts import Slot
from app.errors import RuleError
from app.services.accounts import Accounts, Credentials
from app.services.attendance import Attendance
from app.services.audit_log import AuditLog
from app.services.backups import Backups
from app.services.day_end import DayEndCheck
from app.services.hall_papers import HallPapers
from app.services.journal import Journal
from app.services.leave import Leaves
from app.services.patrols import Patrols
from app.services.posts import Posts
from app.services.print_jobs import PrintJobs
from app.services.queue_settings import QueueSettings
from app.services.retention import Retention
from app.services.settings_book import SettingsBook
from app.services.working_days import WorkingDayTables
from data.backup import StoreVault
from data.local_queue import LocalQueue
from data.store import LocalStore, create_store
from data.working_days import CalendarTables
from data.xlsx_reports import write_month
from devices.simulators.page_printers import FolderPrinters
from printing.first_use import FirstUseComposer
from tests import factories as make
from tests.fakes import PlainHash, StillClock
from ui.accounts.dependencies import AccountDependencies
from ui.attendance.dependencies import AttendanceDependencies
from ui.events import ChangesBridge
from ui.look import Look
from ui.tasks import TaskRunner
from ui.timing import CallbackTimes

PASSWORD = "Lamp-Oil-26"
TODAY = date(2026, 9, 15)
STAFF = {
    "zhuoma": ("卓玛措", Right.CLERK, "117"),
    "cairang": ("才让多杰", Right.CLERK, "117"),
    "gesang": ("格桑德吉", Right.CLERK, "117"),
    "maqiang": ("马强", Right.REVIEWER, "117"),
    "zhuren": ("旦正才让", Right.SUPERVISOR, ""),
    "guanli": ("李明", Right.ADMINISTRATOR, ""),
    "shenji": ("王秀兰", Right.AUDITOR, ""),
}


@dataclass
class Office:
    """What the pages stand on, by who has signed in."""

    look: Look
    runner: TaskRunner
    changes: ChangesBridge
    store: LocalStore
    clock: StillClock
    people: dict[str, Account]
    folder: Path
    saved: list[Path]
    composer: FirstUseComposer = field(default_factory=FirstUseComposer)
    places: dict[str, str] = field(default_factory=dict)

    def actor(self, login: str) -> Actor:
        one = self.people[login]
        return Actor(one.id, one.name, one.rights, one.department, "26")

    @property
    def journal(self) -> Journal:
        return Journal(self.store, CalendarTables(), self.clock)

    @property
    def accounts(self) -> Accounts:
        return Accounts(self.store, PlainHash(), self.clock)

    @property
    def queue(self) -> LocalQueue:
        return LocalQueue(self.store, self.clock)

    @property
    def printed(self) -> Path:
        return self.folder / "printed"

    @property
    def print_jobs(self) -> PrintJobs:
        self.printed.mkdir(exist_ok=True)
        return PrintJobs(self.journal, FolderPrinters(self.printed), self.places)

    @property
    def papers(self) -> HallPapers:
        return HallPapers(self.journal, self.composer, self.print_jobs)

    def where(self, name: str) -> Path:
        self.saved.append(self.folder / name)
        return self.saved[-1]

    def attendance_needs(self, login: str) -> AttendanceDependencies:
        journal = self.journal
        return AttendanceDependencies(
            look=self.look,
            runner=self.runner,
            changes=self.changes,
            actor=self.actor(login),
            hall=make.hall(),
            attendance=Attendance(journal, self.accounts),
            leaves=Leaves(journal),
            patrols=Patrols(journal),
            posts=Posts(journal),
            now=self.clock.now,
            write_xlsx=write_month,
            papers=self.papers,
            print_jobs=self.print_jobs,
            compose=self.composer.compose_sheets,
            save_where=self.where,
        )

    def account_needs(self, login: str) -> AccountDependencies:
        journal = self.journal
        vault = StoreVault(self.store.folder)
        backups = Backups(self.store, vault, self.clock, self.folder / "backups")
        return AccountDependencies(
            look=self.look,
            runner=self.runner,
            changes=self.changes,
            actor=self.actor(login),
            hall=make.hall(),
            departments=(make.department(),),
            accounts=self.accounts,
            audit=AuditLog(self.store),
            settings=SettingsBook(journal),
            retention=Retention(journal),
            backups=backups,
            day_end=DayEndCheck(journal, self.queue, backups),
            attendance=Attendance(journal, self.accounts),
            working_days=WorkingDayTables(journal),
            queue=QueueSettings(self.queue, journal),
            now=self.clock.now,
            papers=self.papers,
            print_jobs=self.print_jobs,
            compose=self.composer.compose_sheets,
            save_where=self.where,
        )


def open_office(look: Look, runner: TaskRunner, folder: Path, ends: ExitStack) -> Office:
    """Make the office; its store is closed with `ends`."""
    changes = ChangesBridge(CallbackTimes())
    store = ends.enter_context(create_store(folder / "store", 0, changed=changes.publish))
    hashed = PlainHash().hash(PASSWORD)
    people = {
        login: Account(make.new_id(), login, name, hashed, frozenset({right}), department)
        for login, (name, right, department) in STAFF.items()
    }
    with store.write() as unit:
        unit.hall.put_facts(make.hall())
        unit.catalogue.put_department(make.department())
        for account in people.values():
            unit.accounts.put(account)
        unit.commit()
    office = Office(look, runner, changes, store, StillClock(), people, folder, [])
    _fill(office)
    return office


def _fill(office: Office) -> None:
    """Let two weeks pass, with all that can happen in them."""
    for day in range(1, 15):
        _punch(office, "zhuoma", date(2026, 9, day), (535, 722, 868, 1055))
        _punch(office, "cairang", date(2026, 9, day), (548, 722, 868, 1040 if day % 5 else 1055))
        _punch(office, "gesang", date(2026, 9, day), (535, 722) if day == 4 else (530, 722, 866, 1090))
        _punch(office, "zhuren", date(2026, 9, day), (533, 722, 869, 1055))
        _punch(office, "maqiang", date(2026, 9, day), (537, 722, 868, 1055))
    _punch(office, "zhuoma", TODAY, (535,))
    _punch(office, "cairang", TODAY, (549,), ClockQuality.JUMPED)
    office.clock.at = day_start(TODAY) + timedelta(hours=10)
    boss, chief = office.actor("zhuren"), office.actor("maqiang")
    attendance = Attendance(office.journal, office.accounts)
    gesang = office.people["gesang"].id
    morning = day_start(TODAY) + timedelta(hours=8, minutes=50)
    attendance.enter_slip(boss, gesang, morning, SlipReason.POWER_CUT, "上午停电")
    on = date(2026, 9, 4)
    attendance.correct(boss, gesang, on, Slot.AFTERNOON_IN, SlotResult.NORMAL, "下乡，首席代表补签")
    a, b = office.people["zhuoma"], office.people["cairang"]
    Posts(office.journal).put(boss, PostPair("26", "食品经营许可", a.id, a.name, b.id, b.name))
    Patrols(office.journal).record(boss, "一楼", "26", b.id, Finding.OFF_POST, "窗口无人，约十分钟")
    Patrols(office.journal).record(boss, "一楼", "25", None, Finding.IN_ORDER, "")
    leaves, tomorrow = Leaves(office.journal), day_start(TODAY) + timedelta(days=1, hours=9)
    leaves.ask(office.actor("gesang"), LeaveKind.SICK, tomorrow, tomorrow + timedelta(hours=8), "看病")
    asked = leaves.ask(
        office.actor("zhuoma"), LeaveKind.OFFICIAL, tomorrow, tomorrow + timedelta(hours=8), "参加培训"
    )
    leaves.agree(chief, asked.leave.request.id)
    WorkingDayTables(office.journal).exchange(
        office.actor("guanli"), date(2026, 10, 19), False, "果洛州人民政府办公室通知（演示）"
    )
    _set_queue(office)
    for n in range(5):
        try:
            office.accounts.sign_in(Credentials("cairang", f"Wrong-{n}-x"), "26")
        except RuleError:
            continue
    office.accounts.sign_in(Credentials("zhuoma", PASSWORD), "26")


def _set_queue(office: Office) -> None:
    """Let the hall have services of which one is open at some hours only."""
    setup, admin = QueueSettings(office.queue, office.journal), office.actor("guanli")
    setup.adopt(admin, (make.department(),))
    hours = (Opening(540, 720), Opening(870, 1050), Opening(600, 720, workdays=False))
    setup.put_service(admin, replace(setup.setup().services[1], hours=hours, quota=60), "设备检验限号")


def _punch(
    office: Office,
    login: str,
    day: date,
    minutes: tuple[int, ...],
    clock: ClockQuality = ClockQuality.STEADY,
) -> None:
    who = office.people[login]
    with office.store.write() as unit:
        for minute in minutes:
            at: datetime = day_start(day) + timedelta(minutes=minute)
            unit.fingers.punch(
                Punch(make.new_id(), who.id, who.name, make.new_id(), at, 0, "打卡机", clock, 0)
            )
        unit.commit()
