"""Carrying what waits to the centre by hand: out of a station without a line, in at one that has it."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from app.domain.accounts import Actor, Right
from app.domain.carrying import (
    CarriedPart,
    carry_key,
    file_text,
    part_body,
    read_file_text,
    sealed,
)
from app.domain.sync import BATCH_ROWS, Connection, Outgoing, first_batch
from app.errors import SyncError
from app.ports.clock import Clock
from app.ports.store import Store
from app.ports.sync import CentralServer
from app.progress import Between

Connect = Callable[[Connection], CentralServer]
"""Makes a connection to the centre."""


class Carrying:
    """Writes and brings files of what waits; a file brought twice, or sent meanwhile, changes nothing."""

    def __init__(self, store: Store, clock: Clock, connect: Connect) -> None:
        self._store = store
        self._clock = clock
        self._connect = connect

    def take_out(self, actor: Actor, file: Path, between: Between) -> int:
        """Write everything the centre has not acknowledged into a file and return how many rows it is.

        The rows go on waiting here: the next exchange learns from the centre what it has by then.

        Raises:
            RuleError: `account.right_missing`.
            SyncError: `sync.alone`, `carry.nothing`, `carry.not_written`.
        """
        actor.require(Right.ADMINISTRATOR)
        joined, key = self._joined()
        with self._store.read() as unit:
            epoch, standing = unit.station.epoch, unit.sync.standing()
        parts, after = list[CarriedPart](), standing.acknowledged
        while rows := self._some(after):
            between(after - standing.acknowledged, standing.waiting)
            parts.append(sealed(part_body(epoch, standing.base, rows), key))
            after = rows[-1].sequence
        if not parts:
            raise SyncError("carry.nothing")
        count = after - standing.acknowledged
        self._log(actor, "sync.carry_out", f"{joined.hall}/{joined.station}", count)
        beside = file.with_name(f".{file.name}.part")
        try:
            beside.touch(0o600)
            beside.write_text(file_text(joined.hall, joined.station, count, parts), encoding="ascii")
            beside.replace(file)
        except OSError:
            raise SyncError("carry.not_written", file=file.name) from None
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
        return count

    def bring(self, actor: Actor, file: Path, between: Between) -> tuple[int, int]:
        """Bring a file of another station of the hall to the centre.

        Returns:
            How many rows it holds, and how many of them the centre put aside.

        Raises:
            RuleError: `account.right_missing`.
            SyncError: `sync.alone`, `carry.form`, `carry.newer`, `carry.altered`, `carry.not_this_hall`, or
                what the line does.
        """
        actor.require(Right.ADMINISTRATOR)
        joined, _ = self._joined()
        try:
            carried = read_file_text(file.read_text(encoding="ascii"), file.name)
        except (OSError, UnicodeDecodeError):
            raise SyncError("carry.form", file=file.name) from None
        if carried.hall != joined.hall:
            raise SyncError("carry.not_this_hall", file=file.name, hall=carried.hall)
        refused = 0
        with self._connect(joined) as centre:
            for place, part in enumerate(carried.parts):
                between(place, len(carried.parts))
                refused += centre.carry(carried.hall, carried.station, part)
        self._log(actor, "sync.carry_in", f"{carried.hall}/{carried.station}", carried.rows)
        return carried.rows, refused

    def _joined(self) -> tuple[Connection, bytes]:
        with self._store.read() as unit:
            joined = unit.sync.standing().connection
        if joined is None:
            raise SyncError("sync.alone")
        return joined, carry_key(joined.password)

    def _some(self, after: int) -> tuple[Outgoing, ...]:
        with self._store.read() as unit:
            return first_batch(unit.sync.waiting(after, BATCH_ROWS))

    def _log(self, actor: Actor, action: str, subject: str, rows: int) -> None:
        with self._store.write() as unit:
            facts = {"rows": str(rows)}
            unit.audit.append(self._clock.now(), actor.name, action, subject, "ok", facts)
            unit.commit()
