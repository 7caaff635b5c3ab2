"""Composition root: arguments, settings, wiring. It alone knows everybody."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from platformdirs import user_data_path

from app.changes import unheard
from app.commands.arguments import Command, command_line
from app.errors import AppError
from app.sentences import sentence
from app.settings import SETTINGS_FILE, MachineSettings, load_settings, save_devices, save_printers
from app.system_clock import SystemClock
from ui.faces import screen_faces
from ui.roles import WINDOWS

if TYPE_CHECKING:
    from app.ports.certificates import Signer
    from app.ports.clock import Clock
    from app.ports.print_jobs import PagePrinters
    from app.ports.printing import PageComposer
    from app.ports.store import Store
    from app.services.press import Press
    from app.services.use_cases import UseCases
    from data.hall_queue import QueueParts
    from data.store import LocalStore
    from ui.machine import Machine, Parts
    from ui.program import Program
    from ui.setup.program import FirstStart


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; on failure one clear sentence on stderr."""
    commands: dict[str, Command] = {
        "rehearse": _rehearse,
        "doctor": _doctor,
        "verify": _verify,
        "backup": _in_folder("backup"),
        "restore": _in_folder("restore"),
        "certificate": _in_folder("certificate"),
        "simulate": _simulate,
        "setup": _setup,
        "kiosk-pin": _in_folder("kiosk-pin"),
        "export": _in_folder("export"),
        "sync": _sync,
        "encrypt": _in_folder("encrypt"),
        "central": _central,
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


def _settings(args: argparse.Namespace) -> MachineSettings:
    """Return what the file named says, or the one beside the store, if there is one."""
    beside = _folder(args) / SETTINGS_FILE
    return load_settings(args.config or (beside if beside.exists() else None))


def _use_cases(
    store: "Store",
    clock: "Clock",
    composer: "PageComposer | None" = None,
    press: "Press | None" = None,
) -> "UseCases":
    from app.services.press import NO_PRESS
    from app.services.use_cases import UseCases
    from data.passwords import Argon2Passwords
    from data.working_days import CalendarTables
    from printing.first_use import FirstUseComposer

    composing = composer or FirstUseComposer()
    return UseCases.over(store, CalendarTables(), clock, Argon2Passwords(), composing, press or NO_PRESS)


def _printers(composer: "PageComposer") -> "PagePrinters":
    """Return the system's printers: Windows takes pictures of pages, CUPS takes the pages."""
    if sys.platform == "win32":
        from ui.windows_jobs import WindowsQueues
        from ui.windows_printer import QtPrinters, WindowsPrinters

        return WindowsPrinters(QtPrinters(), WindowsQueues(), composer.page_images)
    from devices.cups.first_use import FirstUsePrinters

    return FirstUsePrinters(os.environ)


def _press(store: "LocalStore", places: Mapping[str, str], printers: "PagePrinters") -> "Press":
    """Return the printers of this machine and the key of its store, opened when first wanted."""
    from app.services.press import Press

    def open_key(hall: str) -> "Signer":
        from data.signing_keys import open_signer

        return open_signer(store.folder, hall)

    return Press(printers, places, open_key)


def _display_missing() -> bool:
    from ui.display_probe import display_fault

    fault = display_fault(os.environ)
    if fault is not None:
        _say(fault, sys.stderr)
    return fault is not None


def _window(args: argparse.Namespace) -> int:
    if _display_missing():
        return 1
    from app.logs import open_log
    from data.demo_store import demo_store
    from ui.program import Program
    from ui.startup import quick_start

    settings, folder, clock = _settings(args), _folder(args), SystemClock()
    program = Program(screen_faces(), folder / "log" / "hall.log")
    try:
        with (
            closing(open_log(folder / "log")),
            demo_store(folder, 0, clock, program.changes.publish) as store,
            ExitStack() as opened,
        ):
            with quick_start():
                open_window(args, settings, program, store, opened, clock)
            return program.run()
    except AppError as error:
        program.tell(error)
        raise


def open_window(
    args: argparse.Namespace,
    settings: MachineSettings,
    program: "Program",
    store: "LocalStore",
    opened: ExitStack,
    clock: "Clock",
) -> None:
    """Begin to look after the devices and show the first window of the role."""
    settings_file = args.config or store.folder / SETTINGS_FILE
    machine = make_machine(settings, settings_file, program, store, opened, clock, simulate=args.simulate)
    WINDOWS[args.role or settings.role](machine, opened)


def make_machine(
    settings: MachineSettings,
    settings_file: Path,
    program: "Program",
    store: "LocalStore",
    opened: ExitStack,
    clock: "Clock",
    *,
    simulate: bool = False,
) -> "Machine":
    """Open a machine: its devices are looked after until the stack is closed."""
    from app.services.press import ChosenPrinters
    from data.central.stations import station_sync
    from data.hall_queue import hall_queue
    from devices.configured import ConfiguredDevices
    from printing.first_use import FirstUseComposer
    from ui.composing import OtherProcessComposer
    from ui.device_desk import DeviceDesk
    from ui.line_watch import watch_line
    from ui.machine import Machine
    from ui.sync.worker import SyncWorker

    with store.read() as unit:
        hall = unit.hall.facts()
    real = not (hall.demo or simulate)
    make_devices = partial(ConfiguredDevices, traces=store.folder / "traces", real_only=real)
    desk = DeviceDesk(program.runner, make_devices, settings.devices)
    opened.callback(desk.close)
    shared = opened.enter_context(closing(hall_queue(store, clock, settings.central_url)))
    opened.callback(program.close)
    program.application.aboutToQuit.connect(desk.stop)
    desk.start()
    composer = opened.enter_context(closing(OtherProcessComposer(FirstUseComposer)))
    printers = _printers(composer)
    places = ChosenPrinters(settings.printers, partial(save_printers, settings_file))
    use = _use_cases(store, clock, composer, _press(store, places, printers))
    worker = SyncWorker(program.runner, lambda: station_sync(store, use.exchange))
    program.changes.hear(worker.take)
    opened.callback(worker.stop)
    watch = watch_line(program, shared.line, opened)
    parts = _parts(store, hall.demo, settings_file, printers, shared)
    return Machine(settings, places, program, clock, store, use, composer, desk, hall, parts, worker, watch)


def _parts(
    store: "LocalStore", demo: bool, settings_file: Path, printers: "PagePrinters", shared: "QueueParts"
) -> "Parts":
    from data.backup import StoreVault
    from data.demo_hall import DEMO_PIN, demo_sign_in
    from data.first_use import write_month
    from data.hall_sheets import XlsxSheets
    from data.locks import take_counter, take_kiosk
    from data.passwords import Argon2Passwords
    from data.pinyin import DictionaryPinyin
    from data.working_days import CalendarTables
    from devices.ports import found_ports
    from devices.registry import catalogue
    from devices.speaker.hall import CLIPS, hall_clips, hall_speaker, system_recorder
    from printing.first_use import FirstUseSlips
    from ui.machine import Parts

    typesetting = FirstUseSlips()
    return Parts(
        take_counter=partial(take_counter, store.folder),
        take_kiosk=partial(take_kiosk, store.folder),
        demo_sign_in=demo_sign_in if demo else lambda role, counter: None,
        demo_pin=DEMO_PIN if demo else "",
        passwords=Argon2Passwords,
        working_days=CalendarTables,
        pinyin=DictionaryPinyin,
        queue=shared.queue,
        secrets=shared.secrets,
        speaker=partial(hall_speaker, store.folder / CLIPS),
        clips=partial(hall_clips, store.folder / CLIPS),
        recorder=system_recorder,
        slips=typesetting.slips,
        models=catalogue,
        ports=found_ports,
        save_devices=partial(save_devices, settings_file),
        printers=lambda: printers,
        typeset=typesetting.line,
        test_ticket=typesetting.test_ticket,
        folder=store.folder,
        vault=partial(StoreVault, store.folder),
        write_month=write_month,
        sheets=XlsxSheets,
    )


def _rehearse(args: argparse.Namespace) -> int:
    from app.commands.rehearse import Rehearsal, emptied, tell_terminal, write_summary
    from app.commands.stage import SimulatedClock, opening_moment
    from data.demo_stage import Outfit, demo_stage, front_hall
    from data.demo_store import fresh_demo_store
    from data.local_queue import LocalQueue
    from devices.simulators.page_printers import FolderPrinters
    from devices.simulators.rehearsal import RehearsalDevices
    from printing.first_use import FirstUseComposer, FirstUseSlips
    from ui.display.reading import HallWatch

    out: Path = args.out
    clock = SimulatedClock(opening_moment())
    with (
        fresh_demo_store(getattr(args, "data", None) or out / "store", 0, clock) as here,
        fresh_demo_store(out / "other-station", 1, clock) as elsewhere,
        RehearsalDevices(out / "seen") as devices,
    ):
        papers = FolderPrinters(emptied(out / "documents"))
        press = _press(here, {}, papers)
        stage = demo_stage(_use_cases(here, clock, press=press), _use_cases(elsewhere, clock), clock)
        with here.read() as unit:
            items = unit.catalogue.items()
            hall, departments = unit.hall.facts(), tuple(unit.catalogue.departments())
        watch = HallWatch(LocalQueue(here, clock), departments)
        slips, composer = FirstUseSlips().slips(), FirstUseComposer()
        outfit = Outfit(devices.printer, devices.displays, slips, composer, papers)
        rehearsal = Rehearsal(stage, front_hall(here, clock, outfit, watch.called))
        summary = rehearsal.play(items, args.cases, args.seed, tell_terminal)
        write_summary(summary, out)
        if args.central:
            from data.central.rehearsal import carry_day

            carry_day(args.central, [(here, stage.here.exchange), (elsewhere, stage.elsewhere.exchange)])
        if watch.reading is not None:
            from ui.display.picture import draw_hall

            draw_hall(watch.reading, hall, screen_faces(), out / "seen" / "hall-display.png")
    _say(summary.as_json())
    return 0 if summary.errors == 0 else 1


def _doctor(args: argparse.Namespace) -> int:
    from app.commands.doctor import as_json, as_text, device_check, examine, rights_check
    from devices.configured import ConfiguredDevices
    from printing.typesetting.fonts import fonts_check

    settings, folder = _settings(args), _folder(args)

    def tibetan() -> str:
        from data.demo_store import demo_store
        from ui.i18n.hall_words import hall_status
        from ui.i18n.shares import shares_in_words

        with demo_store(folder, 0, SystemClock(), unheard) as opened:
            return shares_in_words(hall_status(opened))

    with ConfiguredDevices(settings.devices) as devices:
        answers = devices.begin_probe()  # they take their seconds beside everything else
        from data.store_commands import calendar_check, store_check

        checks: dict[str, Callable[[], str]] = {
            "本机数据": partial(store_check, folder),
            "字体": fonts_check,
            "工作日历": calendar_check,
            "藏文": tibetan,
            "权限": rights_check(folder),
        }
        found = examine(checks)
        found += examine({health.name: device_check(health) for health in answers()})
    _say(as_json(found) if args.json else as_text(found))
    return 0 if all(one.well for one in found) else 1


def _verify(args: argparse.Namespace) -> int:
    from data.store_commands import run_verify

    return run_verify(args, _folder(args), lambda store, clock: _use_cases(store, clock).integrity, _say)


def _in_folder(name: str) -> Command:
    def run(args: argparse.Namespace) -> int:
        from data.folder_commands import FOLDER_COMMANDS

        return FOLDER_COMMANDS[name](args, _folder(args), _say)

    return run


def _sync(args: argparse.Namespace) -> int:
    from data.central.commands import run_sync, store_to_sync
    from data.central.stations import station_sync

    with store_to_sync(_folder(args), args.join) as store:
        exchange = _use_cases(store, SystemClock()).exchange
        return run_sync(args, station_sync(store, exchange), _say)


def _central(args: argparse.Namespace) -> int:
    from data.central.commands import run_central

    return run_central(args, _say)


def _setup(args: argparse.Namespace) -> int:
    if _display_missing():
        return 1
    from ui.program import Program
    from ui.setup.program import run_setup

    folder, command = _folder(args), (sys.executable, str(Path(__file__).resolve()))
    first = first_start(folder, SystemClock(), simulate=args.simulate)
    return run_setup(first, Program(screen_faces(), folder / "log" / "hall.log"), command)


def first_start(folder: Path, clock: "Clock", *, simulate: bool = False) -> "FirstStart":
    """Return what the wizard of a new hall needs; its machine is opened once the hall stands."""
    from data.central.joining import JoiningFolder
    from data.hall_commands import HallFolder
    from ui.setup.program import FirstStart

    file, hall = folder / SETTINGS_FILE, HallFolder(folder, clock)
    joiner = JoiningFolder(folder, lambda store: _use_cases(store, clock).exchange)

    def open_machine(program: "Program", opened: ExitStack) -> "Machine":
        store = opened.enter_context(hall.open(program.changes.publish))
        return make_machine(load_settings(file), file, program, store, opened, clock, simulate=simulate)

    return FirstStart(folder, file, hall, joiner, open_machine)


def _simulate(args: argparse.Namespace) -> int:
    from devices.simulators.command import run_simulate

    return run_simulate(args)


if __name__ == "__main__":
    sys.exit(main())
