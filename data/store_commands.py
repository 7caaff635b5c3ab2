"""Commands about one store: `verify`, `certificate check`, `encrypt`; what `doctor` asks of it."""

import argparse
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from app.changes import unheard
from app.commands import certificate, verify
from app.errors import StorageError
from app.ports.clock import Clock
from app.ports.store import Store
from app.services.certificate_check import Finding, check
from app.services.integrity import Integrity
from app.services.queue_settings import check_turns
from app.system_clock import SystemClock
from data.demo_store import demo_store
from data.encryption import encrypt_store
from data.keys import recover
from data.local_queue import LocalQueue
from data.signing_keys import PublicKeys, read_key_list
from data.store import open_store
from data.working_days import CalendarTables

Say = Callable[[str], None]


def run_verify(
    args: argparse.Namespace, folder: Path, integrity: Callable[[Store, Clock], Integrity], say: Say
) -> int:
    """Check a whole store and say what was found; 1 if it is not sound."""
    clock = SystemClock()
    with open_store(folder, changed=unheard) as store:
        report = integrity(store, clock).verify()
        turns = check_turns(LocalQueue(store, clock), date.min, date.max)
    report = replace(report, findings=(*report.findings, *turns))
    say(verify.as_json(report) if args.json else verify.as_text(report))
    return 0 if report.sound else 1


def run_certificate(args: argparse.Namespace, folder: Path, say: Say) -> int:
    """Check a certificate's code by a list of keys or by the store; 1 if it is not genuine."""
    code = certificate.code_of(args.code)
    finding = _by_list(code, args.keys) if args.keys is not None else _by_store(code, folder)
    say(certificate.as_json(finding) if args.json else certificate.as_text(finding))
    return 0 if finding.genuine else 1


def _by_list(code: str, keys: Path) -> Finding:
    return check(code, read_key_list(keys), None)


def _by_store(code: str, folder: Path) -> Finding:
    with open_store(folder, changed=unheard) as store:
        with store.read() as unit:
            keys = PublicKeys(unit.hall.facts().area_code, unit.certificates.signing_keys())
        return check(code, keys, store)


def run_encrypt(args: argparse.Namespace, folder: Path, say: Say) -> int:
    """Encrypt a store and say its recovery code, or take the key back by it."""
    if args.recover:
        recover(folder, args.recover)
        say("密钥已找回，可以打开本机数据了。")
    else:
        say(f"数据已加密。恢复码只显示这一次，请抄下封存：\n{encrypt_store(folder)}")
    return 0


def store_check(folder: Path) -> str:
    """Open the store and return in words whose it is.

    Raises:
        StorageError: it cannot be opened; `storage.damaged`.
    """
    with demo_store(folder, 0, SystemClock(), unheard) as opened:
        if opened.faults():
            raise StorageError("storage.damaged", folder=str(folder))
        with opened.read() as unit:
            return f"{unit.hall.facts().name}，工作站序号 {opened.station.index}"


def calendar_check() -> str:
    """Return in words how far the table of working days goes."""
    until = CalendarTables().calendar("632621").known_until
    return f"全国工作日表到 {until}，之后的期限为暂定"
