"""The sync page of a machine, as a tab of whoever looks after it."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from app.commands.central import read_connection
from app.domain.accounts import Actor
from app.domain.carrying import ENDING
from ui.i18n import tr
from ui.machine import Machine
from ui.save_dialog import ask_where
from ui.staff_window import PageTab
from ui.sync.dependencies import SyncDependencies
from ui.sync.page import SyncPage


def sync_tabs(machine: Machine, actor: Actor) -> list[PageTab]:
    """Return the page of the exchange with the centre; none on a machine that has no exchange."""
    worker = machine.sync
    if worker is None:
        return []
    needs = SyncDependencies(
        look=machine.program.look,
        runner=machine.program.runner,
        actor=actor,
        worker=worker,
        ask_file=ask_connection,
        read_file=read_connection,
        ask_target=partial(ask_where, f"{tr('待传记录')}{ENDING}"),
        ask_carried=_ask_carried,
    )
    return [PageTab(tr("数据同步"), partial(SyncPage, needs))]


def ask_connection() -> Path | None:
    """Return the connection file that the person chose, None if they thought better of it."""
    chosen, _ = QFileDialog.getOpenFileName(None, str(tr("选择连接文件")), "", "JSON (*.json)")
    return Path(chosen) if chosen else None


def _ask_carried() -> Path | None:
    kind = f"{ENDING[1:].upper()} (*{ENDING})"
    chosen, _ = QFileDialog.getOpenFileName(None, str(tr("选择别机导出的文件")), "", kind)
    return Path(chosen) if chosen else None
