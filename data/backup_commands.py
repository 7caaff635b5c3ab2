"""The commands `backup` and `restore` over the store of a folder."""

import argparse
from datetime import datetime
from pathlib import Path

from app.commands.backup import back_up, put_back
from data.backup import StoreVault
from data.backup_sheet import bring_key
from data.store import open_store


def backup(folder: Path, args: argparse.Namespace) -> str:
    """Back the store up, brought to this program's form first, and return what to say."""
    open_store(folder, changed=lambda changes: None).close()
    return back_up(StoreVault(folder), args.file)


def restore(folder: Path, args: argparse.Namespace, now: datetime) -> str:
    """Restore the store and return what to say; on a new machine its key comes back by the recovery code."""
    bring_key(folder, args.file, args.code)
    return put_back(StoreVault(folder), args.file, now, discard=args.discard, index=args.index)
