"""Composition root: arguments, settings, wiring. It alone knows everybody."""

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from platformdirs import user_data_path

from app.changes import Changes
from app.domain.accounts import Actor
from app.errors import AppError, StorageError
from app.sentences import sentence
from app.settings import Role, load_settings

if TYPE_CHECKING:
    from app.commands.stage import Scene, SimulatedClock
    from app.ports.clock import Clock
    from app.services.use_cases import UseCases
    from data.store import LocalStore

Command = Callable[[argparse.Namespace], int]

WINDOWS = (Role.CLERK,)
"""Roles that have a window so far."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the time, timezone-aware, UTC."""
        return datetime.now(UTC)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; on failure one clear sentence on stderr."""
    args = _parser().parse_args(arguments)
    command: Command = args.run
    try:
        return command(args)
    except AppError as error:
        _say(sentence(error), sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    anywhere = argparse.ArgumentParser(add_help=False)
    anywhere.add_argument("--data", type=Path, default=argparse.SUPPRESS, help="folder of the store")
    machine = argparse.ArgumentParser(add_help=False)
    machine.add_argument("--config", type=Path, help="settings of this machine (TOML)")
    machine.add_argument("--simulate", action="store_true", help="allow simulated devices")
    parser = argparse.ArgumentParser(
        prog="main.py", description="政务服务大厅窗口程序", parents=[anywhere, machine]
    )
    parser.set_defaults(run=_window, role=None)
    commands = parser.add_subparsers(metavar="COMMAND")

    def add(name: str, run: Command, text: str, *more: argparse.ArgumentParser) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, parents=[anywhere, *more])
        command.set_defaults(run=run)
        return command

    for role in WINDOWS:
        add(role, _window, f"open this machine's window as {role}", machine).set_defaults(role=role)
    rehearse = add("rehearse", _rehearse, "play a whole day without a screen")
    rehearse.add_argument("--out", type=Path, required=True, help="folder for papers and summary.json")
    rehearse.add_argument("--cases", type=int, default=100)
    rehearse.add_argument("--seed", type=int, default=1)
    add("doctor", _doctor, "look at everything a station needs", machine).add_argument(
        "--json", action="store_true"
    )
    add("verify", _verify, "check a whole store").add_argument("--json", action="store_true")
    _add_simulate(add("simulate", _simulate, "run a simulated device"))
    return parser


def _add_simulate(simulate: argparse.ArgumentParser) -> None:
    simulate.add_argument("kind")
    place = simulate.add_mutually_exclusive_group(required=True)
    place.add_argument("--link", type=Path, help="path of the pseudo terminal (POSIX)")
    place.add_argument("--listen", help="HOST:PORT")
    simulate.add_argument("--address", type=int, action="append", default=[], help="repeatable")
    simulate.add_argument("--fault", action="append", default=[], help="repeatable")
    simulate.add_argument("--script", type=Path, help="fingers, cards and faults of a rehearsal")
    simulate.add_argument("--out", type=Path, help="folder for what a person would see")


def _say(text: str, stream: TextIO | None = None) -> None:
    print(text, file=stream or sys.stdout)


def _folder(args: argparse.Namespace) -> Path:
    chosen: Path | None = getattr(args, "data", None)
    return chosen or user_data_path("hallcounter")


def _unheard(changes: Changes) -> None:
    """Do nothing: a command has no screen to refresh."""


def _demo_store(folder: Path, index: int, clock: "Clock", heard: Callable[[Changes], None]) -> "LocalStore":
    """Open the store of a folder, or make it and furnish it as a demo hall.

    The demo hall's one password is shown to everybody, so its hash may be cheap.
    """
    from data.demo_hall import load_demo_hall
    from data.passwords import Argon2Passwords
    from data.store import create_store, holds_store, open_store

    if holds_store(folder):
        return open_store(folder, changed=heard)
    store = create_store(folder, index, changed=heard)
    load_demo_hall(store, Argon2Passwords(time_cost=1, memory_kib=8192, parallelism=1), clock)
    return store


def _use_cases(store: "LocalStore", clock: "Clock") -> "UseCases":
    from app.services.use_cases import UseCases
    from data.passwords import Argon2Passwords
    from data.working_days import CalendarTables
    from printing.composer import PaperComposer
    from printing.typesetting.fonts import Fonts

    return UseCases.over(store, CalendarTables(), clock, Argon2Passwords(), PaperComposer(Fonts()))


def _window(args: argparse.Namespace) -> int:
    from ui.display_probe import display_fault

    load_settings(args.config)
    fault = display_fault(os.environ)
    if fault is not None:
        _say(fault, sys.stderr)
        return 1
    return 0


def _rehearse(args: argparse.Namespace) -> int:
    from app.commands.rehearse import rehearse, write_summary
    from app.commands.stage import SimulatedClock, opening_moment

    out: Path = args.out
    clock = SimulatedClock(opening_moment())
    folder: Path = getattr(args, "data", None) or out / "store"
    with (
        _fresh_demo_store(folder, 0, clock) as here,
        _fresh_demo_store(out / "other-station", 1, clock) as elsewhere,
    ):
        stage = _stage(_use_cases(here, clock), _use_cases(elsewhere, clock), clock, _emptied(out))
        with here.read() as unit:
            items = unit.catalogue.items()
        summary = rehearse(stage, items, args.cases, args.seed, _progress(args.cases))
        write_summary(summary, out)
    _say(summary.as_json())
    return 0 if summary.errors == 0 else 1


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


def _emptied(out: Path) -> Path:
    """Return the folder of a rehearsal's documents, without those of an earlier one."""
    documents = out / "documents"
    try:
        documents.mkdir(parents=True, exist_ok=True)
        for former in documents.glob("*.pdf"):
            former.unlink()
    except OSError:
        raise StorageError("storage.read_only", folder=str(documents)) from None
    return documents


def _stage(here: "UseCases", elsewhere: "UseCases", clock: "SimulatedClock", documents: Path) -> "Scene":
    from random import Random

    from app.commands.stage import Cast, Scene
    from app.services.accounts import Credentials
    from data.demo_hall import DEMO_PASSWORD, clerk_login, reviewer_login
    from data.demo_people import DemoPeople
    from data.working_days import CalendarTables

    with here.store.read() as unit:
        departments, items = unit.catalogue.departments(), unit.catalogue.items()
        area = unit.hall.facts().area_code

    def signed_in(login: str, counter: str) -> Actor:
        return here.accounts.sign_in(Credentials(login, DEMO_PASSWORD), counter)

    counters = sorted({counter for department in departments for counter in department.counters})
    codes = [department.code for department in departments]
    cast = Cast(
        clerks={counter: signed_in(clerk_login(counter), str(counter)) for counter in counters},
        reviewers={code: signed_in(reviewer_login(code), "") for code in codes},
        approvers={code: Credentials(reviewer_login(code), DEMO_PASSWORD) for code in codes},
    )
    return Scene(
        here=here,
        elsewhere=elsewhere,
        clock=clock,
        calendar=CalendarTables().calendar(area),
        cast=cast,
        people=DemoPeople(),
        item=items[0],
        chance=Random(0),
        documents=documents,
    )


def _progress(cases: int) -> Callable[[int], None]:
    """Return what tells a person at a terminal how far a rehearsal is."""

    def tell(ended: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{ended} / {cases}", end="", file=sys.stderr, flush=True)  # noqa: T201

    return tell


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
    from data.store import open_store

    with open_store(_folder(args), changed=_unheard) as store:
        report = _use_cases(store, SystemClock()).integrity.verify()
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
