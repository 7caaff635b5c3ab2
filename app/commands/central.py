"""`central` and `sync`: their arguments, the connection file, and what they say to a person or a program."""

import argparse
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import SyncError

if TYPE_CHECKING:
    from app.domain.sync import Connection, Standing
    from app.services.sync import Exchanged


def central_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of `central`."""
    actions = command.add_subparsers(dest="action", required=True, metavar="init|enrol|disable|status|reader")
    server = argparse.ArgumentParser(add_help=False)
    server.add_argument("--url", required=True, help="administrator's URL, postgresql://…")
    station = argparse.ArgumentParser(add_help=False)
    station.add_argument("--hall", required=True, help="code of the hall: small letters and digits")
    station.add_argument("--station", required=True, help="code of the station: small letters and digits")
    actions.add_parser("init", help="create or upgrade the central schema", parents=[server])
    once = "make a station known and print its connection file, once"
    enrol = actions.add_parser("enrol", help=once, parents=[server, station])
    enrol.add_argument("--department", action="append", default=[], help="repeatable; none: all of them")
    enrol.add_argument("--demo", action="store_true", help="a demo hall, kept apart from real ones")
    enrol.add_argument("--certificate", type=Path, help="PEM of the authority of the server's certificate")
    enrol.add_argument(
        "--renew", action="store_true", help="new password; another machine may take its place"
    )
    actions.add_parser("disable", help="take a station out of use", parents=[server, station])
    reader = actions.add_parser("reader", help="let another system read the views", parents=[server])
    reader.add_argument("--name", required=True, help="code of the system: small letters and digits")
    reader.add_argument("--hall", action="append", default=[], help="repeatable; none: every hall")
    status = actions.add_parser("status", help="how each station stands", parents=[server])
    status.add_argument("--json", action="store_true")


def sync_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of `sync`."""
    command.add_argument("--join", type=Path, metavar="FILE", help="enrol this store by its connection file")
    command.add_argument("--json", action="store_true")


def connection_text(connection: "Connection") -> str:
    """Return a connection as its file holds it."""
    from app.domain import wire

    return json.dumps(wire.to_plain(connection), ensure_ascii=False, indent=1)


def read_connection(path: Path) -> "Connection":
    """Read a connection file.

    Raises:
        SyncError: `sync.connection_file`.
    """
    from app.domain import wire
    from app.domain.sync import Connection

    try:
        return wire.from_plain(Connection, json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        raise SyncError("sync.connection_file", path=str(path)) from None


def status_text(stations: Iterable[Mapping[str, Any]]) -> str:
    """Return how the stations stand, a line each."""
    lines = []
    for one in stations:
        seen = f"最近 {one['last_seen']}" if one["last_seen"] else "从未连接"
        state = "" if one["enabled"] else "（已停用）"
        waiting = "未知" if one["waiting"] is None else one["waiting"]
        lines.append(
            f"{one['hall']} {one['station']}{state}：{seen}，已收到 {one['last_sequence']}，"
            f"待传 {waiting}，待处理 {one['parked']}，版本 {one['version'] or '未知'}"
        )
    return "\n".join(lines) or "还没有登记工作站。"


def status_json(stations: Iterable[Mapping[str, Any]]) -> str:
    """Return how the stations stand as one JSON object."""
    return json.dumps({"stations": list(stations)}, ensure_ascii=False, default=str)


def sync_text(done: "Exchanged", standing: "Standing") -> str:
    """Return what an exchange did, for a person."""
    told = f"已上传 {done.sent} 条，收到 {done.taken} 条，待传 {standing.waiting} 条。"
    return told + (f"有 {standing.parked} 条被中心退回，请在“数据同步”页处理。" if standing.parked else "")


def sync_json(done: "Exchanged", standing: "Standing") -> str:
    """Return what an exchange did as one JSON object."""
    told = {**vars(done), "waiting": standing.waiting, "parked": standing.parked}
    return json.dumps(told | {"held_back": standing.held_back, "ok": standing.parked == 0})
