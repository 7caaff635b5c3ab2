"""The commands `backup` and `restore` over the store of a folder; see `FolderCommand` for what they take."""

import argparse
from collections.abc import Callable
from pathlib import Path

from app.changes import unheard
from app.commands.backup import back_up, put_back
from app.system_clock import SystemClock
from data.backup import StoreVault
from data.backup_sheet import bring_key
from data.store import open_store


def run_backup(args: argparse.Namespace, folder: Path, say: Callable[[str], None]) -> int:
    """Back the store up, brought to this program's form first."""
    open_store(folder, changed=unheard).close()
    say(back_up(StoreVault(folder), args.file))
    return 0


def run_restore(args: argparse.Namespace, folder: Path, say: Callable[[str], None]) -> int:
    """Restore the store; on a new machine its key comes back by the recovery code."""
    bring_key(folder, args.file, args.code)
    now = SystemClock().now()
    say(put_back(StoreVault(folder), args.file, now, discard=args.discard, index=args.index))
    return 0
