"""`export`: takes cases out of a store into a file, in the name of who signs in."""

import argparse
from collections.abc import Callable
from functools import partial
from getpass import getpass
from pathlib import Path

from app.changes import unheard
from app.domain.case_export import ExportWish
from app.errors import RuleError
from app.services.accounts import Accounts, Credentials
from app.services.case_export import CaseExport
from app.services.journal import Journal
from app.system_clock import SystemClock
from data.case_tables import write_cases
from data.passwords import Argon2Passwords
from data.store import open_store
from data.working_days import CalendarTables


def run_export(args: argparse.Namespace, folder: Path, say: Callable[[str], None]) -> int:
    """Ask for the password, write the file and say how many cases are in it.

    Raises:
        RuleError: `export.kind`, or what `CaseExport.export` raises.
    """
    if args.out.suffix.lower() not in (".csv", ".xlsx"):
        raise RuleError("export.kind")
    clock = SystemClock()
    with open_store(folder, changed=unheard) as store:
        accounts = Accounts(store, Argon2Passwords(), clock)
        actor = accounts.sign_in(Credentials(args.login, getpass("密码：")), "")
        wish = ExportWish(args.first, args.last, args.reason, args.full_codes)
        export = CaseExport(Journal(store, CalendarTables(), clock))
        count = export.export(actor, wish, partial(write_cases, file=args.out))
    say(f"已导出 {count} 件到 {args.out}。")
    return 0
