"""Composition root: arguments, settings, wiring. It alone knows everybody."""

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from platformdirs import user_data_path

from app.changes import Changes
from app.commands.arguments import Command, command_line
from app.domain.accounts import Actor
from app.errors import AppError, StorageError
from app.sentences import sentence
from app.settings import MachineSettings, Role, load_settings
from app.system_clock import SystemClock

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.commands.stage import Scene, SimulatedClock
    from app.commands.visits import FrontHall
    from app.domain.papers import HallFacts
    from app.ports.clock import Clock
    from app.services.use_cases import UseCases
    from data.local_queue import LocalQueue
    from data.store import LocalStore
    from ui.clerk.dependencies import ClerkDependencies
    from ui.events import ChangesBridge
    from ui.look import Look
    from ui.tasks import TaskRunner
    from ui.uncaught import UncaughtErrors

SCREEN_FACES = (
    "NotoSansSC_400Regular.ttf",
    "NotoSansSC_700Bold.ttf",
    "NotoSerifTibetanUI_400Regular.ttf",
    "HanaMinB.ttf",
)

WINDOWS = (Role.CLERK,)
"""Roles that have a window so far."""

CHEAP_HASH = {"time_cost": 1, "memory_kib": 8192, "parallelism": 1}
"""For the demo hall, whose one password is shown to everybody."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; on failure one clear sentence on stderr."""
    commands: dict[str, Command] = {
        "rehearse": _rehearse,
        "doctor": _doctor,
        "verify": _verify,
        "simulate": _simulate,
    }
    args = command_line(commands, _window, WINDOWS).parse_args(arguments)
    try:
        return int(args.run(args))
    except AppError as error:
        _say(sentence(error), sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _say(text: str, stream: TextIO | None = None) -> None:
    print(text, file=stream or sys.stdout)


def _folder(args: argparse.Namespace) -> Path:
    chosen: Path | None = getattr(args, "data", None)
    return chosen or user_data_path("hallcounter")


def _unheard(changes: Changes) -> None:
    """Do nothing: a command has no screen to refresh."""


def _demo_store(folder: Path, index: int, clock: "Clock", heard: Callable[[Changes], None]) -> "LocalStore":
    """Open the store of a folder, or make it and furnish it as a demo hall."""
    from data.demo_hall import load_demo_hall
    from data.passwords import Argon2Passwords
    from data.store import create_store, holds_store, open_store

    if holds_store(folder):
        return open_store(folder, changed=heard)
    store = create_store(folder, index, changed=heard)
    load_demo_hall(store, Argon2Passwords(**CHEAP_HASH), clock)
    return store


def _use_cases(store: "LocalStore", clock: "Clock") -> "UseCases":
    from app.services.use_cases import UseCases
    from data.passwords import Argon2Passwords
    from data.working_days import CalendarTables
    from printing.first_use import FirstUseComposer

    return UseCases.over(store, CalendarTables(), clock, Argon2Passwords(), FirstUseComposer())


def _window(args: argparse.Namespace) -> int:
    from ui.display_probe import display_fault

    fault = display_fault(os.environ)
    if fault is not None:
        _say(fault, sys.stderr)
        return 1
    from PySide6.QtWidgets import QApplication

    from app.logs import open_log
    from ui.look import Look, dress, load_fonts
    from ui.uncaught import UncaughtErrors, error_dialog

    settings, folder = load_settings(args.config), _folder(args)
    application, look = QApplication(sys.argv[:1]), Look()
    load_fonts(Path(str(files("printing.fonts") / name)) for name in SCREEN_FACES)
    dress(application, look)
    log_file = folder / "log" / "hall.log"
    errors = UncaughtErrors(look, application, log_file)
    try:
        with closing(open_log(log_file.parent)):
            errors.install()
            return _clerk(application, look, errors, settings, folder)
    except AppError as error:
        if application.platformName() != "offscreen":
            error_dialog(look, None, error, log_file).exec()
        raise
    finally:
        errors.remove()


def _clerk(
    application: "QApplication",
    look: "Look",
    errors: "UncaughtErrors",
    settings: MachineSettings,
    folder: Path,
) -> int:
    from app.domain.accounts import Actor
    from app.services.accounts import Credentials
    from data.demo_hall import DEMO_PASSWORD, clerk_login
    from data.locks import take_counter
    from ui.clerk.window import ClerkWindow
    from ui.events import ChangesBridge
    from ui.session import StaffSession
    from ui.sign_in import DemoSignIn, SignInPage
    from ui.tasks import TaskRunner
    from ui.timing import CallbackTimes

    times, clock = CallbackTimes(), SystemClock()
    changes, runner = ChangesBridge(times), TaskRunner(errors.show, times)
    with (
        _demo_store(folder, 0, clock, changes.publish) as store,
        take_counter(folder, settings.counter),
        closing(runner),
    ):
        use = _use_cases(store, clock)
        with store.read() as unit:
            hall = unit.hall.facts()
        demo = DemoSignIn(clerk_login(int(settings.counter)), DEMO_PASSWORD) if hall.demo else None

        def sign_in() -> SignInPage:
            def check(login: str, password: str) -> Actor:
                return use.accounts.sign_in(Credentials(login, password), settings.counter)

            return SignInPage(look, runner, hall.name, f"{settings.counter} 号窗口", check, demo)

        def window(actor: Actor) -> ClerkWindow:
            return ClerkWindow(_clerk_needs(look, runner, changes, use, hall, actor), application)

        StaffSession(sign_in, window, application)
        return application.exec()


def _clerk_needs(
    look: "Look",
    runner: "TaskRunner",
    changes: "ChangesBridge",
    use: "UseCases",
    hall: "HallFacts",
    actor: Actor,
) -> "ClerkDependencies":
    from data.pinyin import DictionaryPinyin
    from data.working_days import CalendarTables
    from printing.first_use import FirstUseComposer
    from ui.clerk.dependencies import ClerkDependencies
    from ui.page_printer import LpPrinter
    from ui.save_dialog import ask_where

    with use.store.read() as unit:
        department = unit.catalogue.department(actor.department)
    return ClerkDependencies(
        look=look,
        runner=runner,
        changes=changes,
        actor=actor,
        hall=hall,
        department=department,
        calendar=CalendarTables().calendar(hall.area_code),
        use=use,
        composer=FirstUseComposer(),
        printer=LpPrinter(),
        pinyin=DictionaryPinyin,
        save_where=ask_where,
    )


def _rehearse(args: argparse.Namespace) -> int:
    from app.commands.rehearse import Rehearsal, emptied, tell_terminal, write_summary
    from app.commands.stage import SimulatedClock, opening_moment
    from data.local_queue import LocalQueue

    out: Path = args.out
    clock = SimulatedClock(opening_moment())
    folder: Path = getattr(args, "data", None) or out / "store"
    with (
        _fresh_demo_store(folder, 0, clock) as here,
        _fresh_demo_store(out / "other-station", 1, clock) as elsewhere,
        ExitStack() as devices,
    ):
        queue = LocalQueue(here, clock)
        _adopt_queue(queue, here, clock)
        stage = _stage(
            _use_cases(here, clock), _use_cases(elsewhere, clock), clock, emptied(out / "documents")
        )
        rehearsal = Rehearsal(stage, _front_hall(devices, queue, here, clock, out / "seen"))
        with here.read() as unit:
            items = unit.catalogue.items()
        summary = rehearsal.play(items, args.cases, args.seed, tell_terminal)
        write_summary(summary, out)
    _say(summary.as_json())
    return 0 if summary.errors == 0 else 1


def _adopt_queue(queue: "LocalQueue", store: "LocalStore", clock: "Clock") -> None:
    """Give the demo hall the queue that a new hall begins with, once."""
    from app.domain.accounts import Right
    from app.services.journal import Journal
    from app.services.queue_settings import QueueSettings
    from data.demo_hall import ADMINISTRATOR
    from data.working_days import CalendarTables

    if queue.setup().services:
        return
    with store.read() as unit:
        departments, account = unit.catalogue.departments(), unit.accounts.by_login(ADMINISTRATOR)
    if account is not None:
        actor = Actor(account.id, account.name, frozenset({Right.ADMINISTRATOR}), "", "")
        QueueSettings(queue, Journal(store, CalendarTables(), clock)).adopt(actor, departments)


def _front_hall(
    devices: ExitStack, queue: "LocalQueue", store: "LocalStore", clock: "Clock", seen: Path
) -> "FrontHall":
    """Open a simulated ticket printer and two displays on one line; what people would see goes to `seen`."""
    from app.commands.visits import FrontHall
    from app.domain.queue_figures import queue_figures
    from app.services.announcements import CounterDisplay, ShownCalls
    from app.services.journal import Journal
    from app.services.kiosk import Kiosk, KioskSettings
    from app.services.queue import Queue
    from data.working_days import CalendarTables
    from devices.escpos.printer import EscposPrinter
    from devices.line import Line
    from devices.onbon.text_display import OnbonTextDisplay, TextScreen
    from devices.simulators import simulated
    from devices.simulators.frame import Simulation
    from printing.tickets.slips import EscposSlips
    from printing.typesetting.fonts import Fonts

    def line(kind: str, *addresses: int) -> Line:
        device = devices.enter_context(Simulation(simulated(kind, addresses=addresses, out=seen)))
        return devices.enter_context(closing(Line(device.url)))

    printer, wall = EscposPrinter(line("escpos")), line("onbon-k", 1, 2)
    displays = {
        str(counter): CounterDisplay(OnbonTextDisplay(wall, TextScreen(screen=counter))) for counter in (1, 2)
    }
    journal = Journal(store, CalendarTables(), clock)
    settings = KioskSettings("取号机（演练）", b"rehearsal")
    return FrontHall(
        kiosk=Kiosk(queue, journal, printer, EscposSlips(Fonts()), settings),
        queue=Queue(queue, clock),
        shown=ShownCalls(queue, displays),
        services={int(counter.number): counter.services[0] for counter in queue.setup().counters},
        figures=lambda: queue_figures(queue.turns(date.min, date.max)),
    )


def _fresh_demo_store(folder: Path, index: int, clock: "Clock") -> "LocalStore":
    """Begin a rehearsal's store; that of an earlier rehearsal is thrown away, a real hall's never.

    Raises:
        RuleError: `demo.real_hall`.
    """
    from data.demo_hall import load_demo_hall
    from data.passwords import Argon2Passwords
    from data.store import holds_store, open_store

    if holds_store(folder):
        with open_store(folder, changed=_unheard) as former:
            load_demo_hall(former, Argon2Passwords(), clock)
        shutil.rmtree(folder)
    return _demo_store(folder, index, clock, _unheard)


def _stage(here: "UseCases", elsewhere: "UseCases", clock: "SimulatedClock", documents: Path) -> "Scene":
    from random import Random

    from app.commands.stage import Scene, gather
    from app.services.accounts import Credentials
    from data.demo_hall import DEMO_PASSWORD, clerk_login, reviewer_login
    from data.demo_people import DemoPeople
    from data.working_days import CalendarTables

    with here.store.read() as unit:
        item, area = unit.catalogue.items()[0], unit.hall.facts().area_code
    return Scene(
        here=here,
        elsewhere=elsewhere,
        clock=clock,
        calendar=CalendarTables().calendar(area),
        cast=gather(
            here,
            lambda counter: Credentials(clerk_login(counter), DEMO_PASSWORD),
            lambda department: Credentials(reviewer_login(department), DEMO_PASSWORD),
        ),
        people=DemoPeople(),
        item=item,
        chance=Random(0),
        documents=documents,
    )


def _doctor(args: argparse.Namespace) -> int:
    from app.commands.doctor import as_json, as_text, device_check, examine, rights_check
    from data.working_days import CalendarTables
    from devices.configured import ConfiguredDevices
    from printing.typesetting.fonts import Fonts

    settings, folder = load_settings(args.config), _folder(args)

    def fonts() -> str:
        Fonts().check(("政务服务大厅", "བོད་ཡིག", "𬴂𫛭㛃"))
        return "中文、藏文、生僻字齐全"

    def store() -> str:
        with _demo_store(folder, 0, SystemClock(), _unheard) as opened:
            if opened.faults():
                raise StorageError("storage.damaged", folder=str(folder))
            with opened.read() as unit:
                return f"{unit.hall.facts().name}，工作站序号 {opened.station.index}"

    def calendar() -> str:
        until = CalendarTables().calendar("632621").known_until
        return f"全国工作日表到 {until}，之后的期限为暂定"

    with ConfiguredDevices(settings.devices) as devices:
        checks = {"本机数据": store, "字体": fonts, "工作日历": calendar, "权限": rights_check(folder)}
        found = examine(checks | {health.name: device_check(health) for health in devices.probe()})
    _say(as_json(found) if args.json else as_text(found))
    return 0 if all(one.well for one in found) else 1


def _verify(args: argparse.Namespace) -> int:
    from app.commands.verify import as_json, as_text
    from app.services.queue_settings import check_turns
    from data.local_queue import LocalQueue
    from data.store import open_store

    with open_store(_folder(args), changed=_unheard) as store:
        report = _use_cases(store, SystemClock()).integrity.verify()
        turns = check_turns(LocalQueue(store, SystemClock()), date.min, date.max)
        report = replace(report, findings=(*report.findings, *turns))
    _say(as_json(report) if args.json else as_text(report))
    return 0 if report.sound else 1


def _simulate(args: argparse.Namespace) -> int:
    from devices.simulators import run

    listen = None
    if args.listen:
        host, _, port = args.listen.rpartition(":")
        listen = (host, int(port))
    run(
        args.kind,
        link=args.link,
        listen=listen,
        addresses=tuple(args.address),
        faults=args.fault,
        script=args.script,
        out=args.out,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
