"""The command line: what may be asked of the program (design §7)."""

import argparse
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

from app.commands.central import central_arguments, sync_arguments

Command = Callable[[argparse.Namespace], int]
"""Runs with the parsed arguments and returns the exit code."""


def command_line(
    commands: Mapping[str, Command], window: Command, roles: Iterable[str]
) -> argparse.ArgumentParser:
    """Return the parser; a parsed line has its command under `run`.

    Args:
        commands: what runs under each name but the roles'; only these are offered.
        window: opens a window, for a role or, without a word, for the machine's own.
        roles: roles that have a window.
    """
    anywhere = argparse.ArgumentParser(add_help=False)
    anywhere.add_argument("--data", type=Path, default=argparse.SUPPRESS, help="folder of the store")
    machine = argparse.ArgumentParser(add_help=False)
    machine.add_argument("--config", type=Path, help="settings of this machine (TOML)")
    machine.add_argument("--simulate", action="store_true", help="allow simulated devices")
    parser = argparse.ArgumentParser(
        prog="main.py", description="政务服务大厅窗口程序", parents=[anywhere, machine]
    )
    parser.set_defaults(run=window, role=None)
    names = parser.add_subparsers(metavar="COMMAND")
    for role in roles:
        opened = names.add_parser(role, help=f"open the window of a {role}", parents=[anywhere, machine])
        opened.set_defaults(run=window, role=role)
    for name, run in commands.items():
        parents = [anywhere, machine] if name == "doctor" else [anywhere]
        command = names.add_parser(name, help=_HELP[name], parents=parents)
        command.set_defaults(run=run)
        _ARGUMENTS[name](command)
    return parser


def _rehearse(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, required=True, help="folder for papers and summary.json")
    command.add_argument("--cases", type=int, default=100)
    command.add_argument("--seed", type=int, default=1)
    command.add_argument("--central", metavar="URL", help="carry the day to a centre, by administrator's URL")


def _nothing(command: argparse.ArgumentParser) -> None:
    """Ask for nothing more than every command."""


def _as_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true")


def _simulate(command: argparse.ArgumentParser) -> None:
    command.add_argument("kind")
    place = command.add_mutually_exclusive_group(required=True)
    place.add_argument("--link", type=Path, help="path of the pseudo terminal (POSIX)")
    place.add_argument("--listen", help="HOST:PORT")
    command.add_argument("--address", type=int, action="append", default=[], help="repeatable")
    command.add_argument("--fault", action="append", default=[], help="repeatable")
    command.add_argument("--script", type=Path, help="fingers, cards and faults of a rehearsal")
    command.add_argument("--out", type=Path, help="folder for what a person would see")


def _backup(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, help="the copy; it must not exist yet")


def _restore(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, help="a copy made by backup")
    command.add_argument("--discard", action="store_true", help="throw away work newer than the copy")
    command.add_argument("--index", type=int, help="an index for number blocks that no station has used")
    command.add_argument("--code", default="", help="the recovery code of the store the copy was made of")


def _kiosk_pin(command: argparse.ArgumentParser) -> None:
    command.add_argument("--login", required=True, help="sign-in name of who keeps the kiosks")


def _export(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, required=True, help="FILE.csv or FILE.xlsx")
    command.add_argument("--login", required=True, help="sign-in name of who may export")
    command.add_argument("--reason", required=True, help="what the cases are taken out for")
    command.add_argument("--from", dest="first", type=date.fromisoformat, default=date.min, help="2026-01-31")
    command.add_argument("--to", dest="last", type=date.fromisoformat, default=date.max)
    command.add_argument("--full-codes", action="store_true", help="ID numbers in full, by its own right")


def _certificate(command: argparse.ArgumentParser) -> None:
    command.add_argument("action", choices=["check"])
    command.add_argument("code", help="the text of the QR code, or a file that holds it")
    command.add_argument("--keys", type=Path, help="public keys of a hall, where there is no store")
    command.add_argument("--json", action="store_true")


def _encrypt(command: argparse.ArgumentParser) -> None:
    command.add_argument("--recover", metavar="CODE", help="put the lost key back by its recovery code")


_ARGUMENTS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "rehearse": _rehearse,
    "doctor": _as_json,
    "verify": _as_json,
    "backup": _backup,
    "restore": _restore,
    "certificate": _certificate,
    "simulate": _simulate,
    "setup": _nothing,
    "kiosk-pin": _kiosk_pin,
    "export": _export,
    "sync": sync_arguments,
    "encrypt": _encrypt,
    "central": central_arguments,
}
_HELP = {
    "rehearse": "play a whole day without a screen",
    "doctor": "look at everything a station needs",
    "verify": "check a whole store",
    "backup": "write a verified copy of the store",
    "restore": "put a copy back in place of the store",
    "certificate": "check a certificate's code",
    "simulate": "run a simulated device",
    "setup": "set a real hall up, or look at the demo hall",
    "kiosk-pin": "set the number that leads to the kiosks' maintenance",
    "export": "take cases out for another system, marked and logged",
    "sync": "exchange records with the centre once",
    "encrypt": "encrypt a plain store, or find its key again",
    "central": "keep the central database",
}
