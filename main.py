"""Composition root: arguments, settings, wiring. It alone knows everybody."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import date
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from platformdirs import user_data_path

from app.changes import Changes
from app.commands.arguments import Command, command_line
from app.errors import AppError, StorageError
from app.sentences import sentence
from app.settings import MachineSettings, load_settings
from app.system_clock import SystemClock
from ui.roles import WINDOWS

if TYPE_CHECKING:
    from app.commands.stage import Scene, SimulatedClock
    from app.commands.visits import FrontHall
    from app.ports.certificates import Signer
    from app.ports.clock import Clock
    from app.ports.print_jobs import PagePrinters
    from app.ports.printing import PageComposer
    from app.services.import_hall import NewHall, Piece
    from app.services.press import Press
    from app.services.sync import Sync
    from app.services.use_cases import UseCases
    from data.store import LocalStore
    from devices.simulators.rehearsal import RehearsalDevices
    from ui.machine import Parts
    from ui.program import Program

SCREEN_FACES = (
    "NotoSansSC_400Regular.ttf",
    "NotoSansSC_700Bold.ttf",
    "NotoSerifTibetanUI_400Regular.ttf",
    "HanaMinB.ttf",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; on failure one clear sentence on stderr."""
    commands: dict[str, Command] = {
        "rehearse": _rehearse,
        "doctor": _doctor,
        "verify": _verify,
        "backup": _backup,
        "restore": _restore,
        "certificate": _certificate,
        "simulate": _simulate,
        "setup": _setup,
        "kiosk-pin": _kiosk_pin,
        "sync": _sync,
        "encrypt": _encrypt,
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


def _unheard(changes: Changes) -> None:
    """Do nothing: a command has no screen to refresh."""


def _use_cases(
    store: "LocalStore",
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


def _press(store: "LocalStore", places: Mapping[str, str], printers: "PagePrinters | None" = None) -> "Press":
    """Return the printers of this machine and the key of its store, each opened when first wanted."""
    from app.services.press import Press
    from devices.cups.first_use import FirstUsePrinters

    def open_key(hall: str) -> "Signer":
        from data.signing_keys import open_signer

        return open_signer(store.folder, hall)

    return Press(printers or FirstUsePrinters(os.environ), places, open_key)


def _faces() -> list[Path]:
    return [Path(str(files("printing.fonts") / name)) for name in SCREEN_FACES]


def _window(args: argparse.Namespace) -> int:
    from ui.display_probe import display_fault

    fault = display_fault(os.environ)
    if fault is not None:
        _say(fault, sys.stderr)
        return 1
    from app.logs import open_log
    from data.demo_store import demo_store
    from ui.program import Program
    from ui.startup import quick_start

    settings, folder, clock = load_settings(args.config), _folder(args), SystemClock()
    program = Program(_faces(), folder / "log" / "hall.log")
    try:
        with (
            closing(open_log(folder / "log")),
            demo_store(folder, 0, clock, program.changes.publish) as store,
            ExitStack() as opened,
        ):
            with quick_start():
                _open_window(args, settings, program, store, opened)
            return program.run()
    except AppError as error:
        program.tell(error)
        raise


def _open_window(
    args: argparse.Namespace,
    settings: MachineSettings,
    program: "Program",
    store: "LocalStore",
    opened: ExitStack,
) -> None:
    """Begin to look after the devices and show the first window of the role."""
    from devices.configured import ConfiguredDevices
    from printing.first_use import FirstUseComposer
    from ui.composing import OtherProcessComposer
    from ui.device_desk import DeviceDesk
    from ui.machine import Machine
    from ui.sync.worker import SyncWorker

    with store.read() as unit:
        hall = unit.hall.facts()
    make_devices = partial(
        ConfiguredDevices, traces=store.folder / "traces", real_only=not (hall.demo or args.simulate)
    )
    desk = DeviceDesk(program.runner, make_devices, settings.devices)
    opened.callback(desk.close)
    opened.callback(program.close)
    program.application.aboutToQuit.connect(desk.stop)
    desk.start()
    composer = OtherProcessComposer(FirstUseComposer)
    opened.callback(composer.close)
    clock = SystemClock()
    use = _use_cases(store, clock, composer, _press(store, settings.printers))
    worker = SyncWorker(program.runner, partial(_exchange, store, use))
    opened.callback(worker.stop)
    parts = _parts(store, clock, hall.demo, args.config or store.folder / "machine.toml")
    machine = Machine(settings, program, clock, store, use, composer, desk, hall, parts, worker)
    WINDOWS[args.role or settings.role](machine, opened)


def _exchange(store: "LocalStore", use: "UseCases") -> "Sync":
    from data.central.stations import station_sync

    return station_sync(store, use.exchange)


def _parts(store: "LocalStore", clock: "Clock", demo: bool, settings_file: Path) -> "Parts":
    from app.settings import save_devices
    from data.backup import StoreVault
    from data.demo_hall import DEMO_PIN, demo_sign_in
    from data.first_use import write_month
    from data.local_queue import LocalQueue
    from data.local_secrets import LocalSecrets
    from data.locks import take_counter, take_kiosk
    from data.passwords import Argon2Passwords
    from data.pinyin import DictionaryPinyin
    from data.working_days import CalendarTables
    from devices.cups.first_use import FirstUsePrinters
    from data.hall_sheets import XlsxSheets
    from devices.ports import found_ports
    from devices.registry import catalogue
    from devices.speaker.hall import CLIPS, hall_speaker
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
        queue=lambda: LocalQueue(store, clock),
        secrets=lambda: LocalSecrets(store),
        speaker=partial(hall_speaker, store.folder / CLIPS),
        slips=typesetting.slips,
        models=catalogue,
        ports=found_ports,
        save_devices=partial(save_devices, settings_file),
        printers=partial(FirstUsePrinters, os.environ),
        typeset=typesetting.line,
        test_ticket=typesetting.test_ticket,
        folder=store.folder,
        vault=partial(StoreVault, store.folder),
        write_month=write_month,
        compose_month=typesetting.month,
        sheets=XlsxSheets,
    )


def _rehearse(args: argparse.Namespace) -> int:
    from app.commands.rehearse import Rehearsal, emptied, tell_terminal, write_summary
    from app.commands.stage import SimulatedClock, opening_moment
    from data.demo_store import fresh_demo_store
    from data.local_queue import LocalQueue
    from devices.simulators.page_printers import FolderPrinters
    from devices.simulators.rehearsal import RehearsalDevices
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
        stage = _stage(_use_cases(here, clock, press=press), _use_cases(elsewhere, clock), clock)
        with here.read() as unit:
            items = unit.catalogue.items()
            hall, departments = unit.hall.facts(), tuple(unit.catalogue.departments())
        watch = HallWatch(LocalQueue(here, clock), departments)
        rehearsal = Rehearsal(stage, _front_hall(devices, here, clock, watch.called, papers))
        summary = rehearsal.play(items, args.cases, args.seed, tell_terminal)
        write_summary(summary, out)
        if args.central:
            from data.central.rehearsal import carry_day

            carry_day(args.central, [(here, stage.here.exchange), (elsewhere, stage.elsewhere.exchange)])
        if watch.reading is not None:
            from ui.display.picture import draw_hall

            draw_hall(watch.reading, hall, _faces(), out / "seen" / "hall-display.png")
    _say(summary.as_json())
    return 0 if summary.errors == 0 else 1


def _front_hall(
    devices: "RehearsalDevices",
    store: "LocalStore",
    clock: "Clock",
    watch: Callable[[], None],
    papers: "PagePrinters",
) -> "FrontHall":
    from app.commands.visits import FrontHall
    from app.domain.queue_figures import queue_figures
    from app.services.announcements import CounterDisplay, ShownCalls
    from app.services.journal import Journal
    from app.services.kiosk import Kiosk, KioskSettings
    from app.services.queue import Queue
    from data.demo_desk import demo_desk
    from data.local_queue import LocalQueue
    from data.working_days import CalendarTables
    from printing.first_use import FirstUseComposer
    from printing.tickets.slips import EscposSlips
    from printing.typesetting.fonts import Fonts

    queue = LocalQueue(store, clock)
    journal = Journal(store, CalendarTables(), clock)
    settings = KioskSettings("取号机（演练）", b"rehearsal")
    displays = {counter: CounterDisplay(display) for counter, display in devices.displays.items()}
    return FrontHall(
        kiosk=Kiosk(queue, journal, devices.printer, EscposSlips(Fonts()), settings),
        queue=Queue(queue, clock),
        shown=ShownCalls(queue, displays),
        services={int(counter.number): counter.services[0] for counter in queue.setup().counters},
        figures=lambda: queue_figures(queue.turns(date.min, date.max)),
        desk=demo_desk(store, clock, FirstUseComposer(), papers),
        watch=watch,
    )


def _stage(here: "UseCases", elsewhere: "UseCases", clock: "SimulatedClock") -> "Scene":
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
    )


def _doctor(args: argparse.Namespace) -> int:
    from app.commands.doctor import as_json, as_text, device_check, examine, rights_check
    from devices.configured import ConfiguredDevices

    settings, folder = load_settings(args.config), _folder(args)

    def fonts() -> str:
        from printing.typesetting.fonts import Fonts

        Fonts().check(("政务服务大厅", "བོད་ཡིག", "𬴂𫛭㛃"))
        return "中文、藏文、生僻字齐全"

    def store() -> str:
        from data.demo_store import demo_store

        with demo_store(folder, 0, SystemClock(), _unheard) as opened:
            if opened.faults():
                raise StorageError("storage.damaged", folder=str(folder))
            with opened.read() as unit:
                return f"{unit.hall.facts().name}，工作站序号 {opened.station.index}"

    def calendar() -> str:
        from data.working_days import CalendarTables

        until = CalendarTables().calendar("632621").known_until
        return f"全国工作日表到 {until}，之后的期限为暂定"

    def tibetan() -> str:
        from data.demo_store import demo_store
        from ui.i18n.hall_words import hall_status
        from ui.i18n.shares import shares_in_words

        with demo_store(folder, 0, SystemClock(), _unheard) as opened:
            return shares_in_words(hall_status(opened))

    with ConfiguredDevices(settings.devices) as devices:
        answers = devices.begin_probe()  # they take their seconds beside everything else
        checks = {
            "本机数据": store,
            "字体": fonts,
            "工作日历": calendar,
            "藏文": tibetan,
            "权限": rights_check(folder),
        }
        found = examine(checks)
        found += examine({health.name: device_check(health) for health in answers()})
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


def _backup(args: argparse.Namespace) -> int:
    from data.backup_commands import backup

    _say(backup(_folder(args), args))
    return 0


def _restore(args: argparse.Namespace) -> int:
    from data.backup_commands import restore

    _say(restore(_folder(args), args, SystemClock().now()))
    return 0


def _certificate(args: argparse.Namespace) -> int:
    from app.commands.certificate import as_json, as_text, code_of
    from app.services.certificate_check import check
    from data.signing_keys import PublicKeys, read_key_list
    from data.store import open_store

    code = code_of(args.code)
    if args.keys is not None:
        finding = check(code, read_key_list(args.keys), None)
    else:
        with open_store(_folder(args), changed=_unheard) as store:
            with store.read() as unit:
                keys = PublicKeys(unit.hall.facts().area_code, unit.certificates.signing_keys())
            finding = check(code, keys, store)
    _say(as_json(finding) if args.json else as_text(finding))
    return 0 if finding.genuine else 1


def _sync(args: argparse.Namespace) -> int:
    from data.central.commands import run_sync
    from data.central.stations import station_sync
    from data.store import open_store

    with open_store(_folder(args), changed=_unheard) as store:
        exchange = _use_cases(store, SystemClock()).exchange
        return run_sync(args, station_sync(store, exchange), _say)


def _encrypt(args: argparse.Namespace) -> int:
    from data.encryption import encrypt_store
    from data.keys import recover

    if args.recover:
        recover(_folder(args), args.recover)
        _say("密钥已找回，可以打开本机数据了。")
        return 0
    _say(f"数据已加密。恢复码只显示这一次，请抄下封存：\n{encrypt_store(_folder(args))}")
    return 0


def _central(args: argparse.Namespace) -> int:
    from data.central.commands import run_central

    return run_central(args, _say)


def _kiosk_pin(args: argparse.Namespace) -> int:
    from getpass import getpass

    from app.commands.kiosk_pin import set_pin
    from app.services.journal import Journal
    from app.services.kiosk_pin import KioskPin
    from data.local_secrets import LocalSecrets
    from data.passwords import Argon2Passwords
    from data.store import open_store
    from data.working_days import CalendarTables

    clock = SystemClock()
    with open_store(_folder(args), changed=_unheard) as store:
        pin = KioskPin(LocalSecrets(store), Argon2Passwords(), Journal(store, CalendarTables(), clock))
        set_pin(_use_cases(store, clock).accounts, pin, args.login, getpass)
    _say("维护密码已设置。")
    return 0


def _setup(args: argparse.Namespace) -> int:
    from data.xlsx_hall import read_hall
    from ui.display_probe import display_fault
    from ui.faces import screen_faces
    from ui.setup.program import FirstStart, run_setup

    fault = display_fault(os.environ)
    if fault is not None:
        _say(fault, sys.stderr)
        return 1
    folder = _folder(args)
    command = (sys.executable, str(Path(__file__).resolve()))
    return run_setup(FirstStart(folder, read_hall, partial(_write_hall, folder), command), screen_faces())


def _write_hall(folder: Path, hall: "NewHall") -> "Iterator[Piece]":
    from app.services.import_hall import HallImport
    from data.local_queue import LocalQueue
    from data.passwords import Argon2Passwords
    from data.store import create_store, holds_store, open_store
    from data.working_days import CalendarTables

    begin = open_store if holds_store(folder) else partial(create_store, index=0)
    with begin(folder, changed=_unheard) as store:
        queue, clock = LocalQueue(store, SystemClock()), SystemClock()
        yield from HallImport(store, queue, CalendarTables(), Argon2Passwords(), clock).write(hall)


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
