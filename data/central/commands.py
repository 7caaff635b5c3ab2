"""Running `central` and `sync` over the real server."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from app.changes import unheard
from app.commands.central import (
    connection_text,
    read_connection,
    status_json,
    status_text,
    sync_json,
    sync_text,
)
from app.services.sync import Sync
from data.central.enrolling import disable, enrol, standings
from data.central.form import bring_up_to_date
from data.central.readers import admit_reader
from data.store import LocalStore, create_encrypted_store, holds_store, open_store

Say = Callable[[str], None]


def run_central(args: argparse.Namespace, say: Say) -> int:
    """Run an administrator's command at the centre.

    Raises:
        SyncError: see `data.central.enrolling`.
    """
    if args.action == "init":
        say(f"中心库已就绪，版式 {bring_up_to_date(args.url)}。")
    elif args.action == "enrol":
        certificate = args.certificate.read_text(encoding="ascii") if args.certificate else ""
        made = enrol(
            args.url,
            args.hall,
            args.station,
            departments=tuple(args.department),
            demo=args.demo,
            certificate=certificate,
            renew=args.renew,
        )
        say(connection_text(made))
        sys.stderr.write("连接文件只显示这一次，请存成文件，在工作站上用 sync --join 导入后删除。\n")
    elif args.action == "reader":
        say(admit_reader(args.url, args.name, tuple(args.hall)))
        sys.stderr.write("连接地址只显示这一次，内有口令，请交给对方系统后删除。\n")
    elif args.action == "disable":
        disable(args.url, args.hall, args.station)
        say(f"{args.hall} 的 {args.station} 已停用。")
    else:
        found = [asdict(one) for one in standings(args.url)]
        say(status_json(found) if args.json else status_text(found))
    return 0


def store_to_sync(folder: Path, joining: Path | None) -> LocalStore:
    """Open the store of a folder; a machine that joins a hall without one gets an encrypted one, empty.

    The hall comes down from the centre with the first exchange. The recovery code is told once, on stderr.

    Args:
        joining: the connection file, if the store is to be enrolled.

    Raises:
        SyncError: `sync.connection_file`.
        StorageError: see `open_store` and `create_store`.
    """
    if joining is None or holds_store(folder):
        return open_store(folder, changed=unheard)
    index = read_connection(joining).index
    store, code = create_encrypted_store(folder, index, changed=unheard)
    sys.stderr.write(f"已为本机新建加密的数据文件。恢复码只显示这一次，请抄下封存：\n{code}\n")
    return store


def run_sync(args: argparse.Namespace, sync: Sync, say: Say) -> int:
    """Enrol the store if told, then exchange everything once.

    Raises:
        SyncError: see `app.services.sync.Sync.run`.
    """
    if args.join is not None:
        sync.join(read_connection(args.join))
    done = sync.run()
    standing = sync.standing()
    say(sync_json(done, standing) if args.json else sync_text(done, standing))
    return 0 if standing.parked == 0 else 1
