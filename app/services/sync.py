"""Bringing a store and the centre together: greet, push what waits, read what others wrote."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.accounts import Actor, Right
from app.domain.ids import new_id
from app.domain.sync import (
    BATCH_ROWS,
    PAGE_ROWS,
    Connection,
    Greeting,
    HeldBack,
    Outgoing,
    Parked,
    Standing,
    Verdict,
    Welcome,
    first_batch,
)
from app.errors import RuleError, SyncError
from app.ports.clock import Clock
from app.ports.store import Store, UnitOfWork
from app.ports.sync import CentralServer
from app.services.carrying import Carrying, Connect
from app.services.exchange import Exchange

_REFUSED = {
    Verdict.UPGRADE: "sync.upgrade",
    Verdict.SERVER_OLDER: "sync.server_older",
    Verdict.OTHER_STORE: "sync.other_store",
    Verdict.DEMO: "sync.demo",
}
_ROUNDS = 3


@dataclass(frozen=True)
class Exchanged:
    """What one exchange with the centre did."""

    sent: int
    refused: int
    taken: int


class Sync:
    """Exchanges records with the centre; safe to use from any thread, by several programs of a store.

    Args:
        connect: makes a connection to the centre.
        reach: tells whether the centre's door can be reached, without going in; takes 2 s at most.
        version: what the centre is told of this program.
    """

    def __init__(
        self,
        store: Store,
        exchange: Exchange,
        clock: Clock,
        connect: Connect,
        reach: Callable[[Connection], bool],
        version: str,
    ) -> None:
        self._store = store
        self._exchange = exchange
        self._clock = clock
        self._connect = connect
        self._reach = reach
        self._version = version
        self._tried_held_back = False
        self.carrying = Carrying(store, clock, connect)

    def standing(self) -> Standing:
        """Return where the store stands with the centre."""
        with self._store.read() as unit:
            return unit.sync.standing()

    def parked(self) -> tuple[Parked, ...]:
        """Return what the centre refused and nobody has mended yet, oldest first."""
        with self._store.read() as unit:
            return unit.sync.parked()

    def held_back(self) -> tuple[HeldBack, ...]:
        """Return records of other stations that do not fit in here."""
        with self._store.read() as unit:
            return unit.sync.held_back()

    def reaches(self) -> bool:
        """Tell whether the centre's door can be reached now."""
        joined = self.standing().connection
        return joined is not None and self._reach(joined)

    def join(self, connection: Connection) -> None:
        """Enrol the store at a centre, by the administrator of this machine.

        Raises:
            SyncError: `sync.joined_already`, another station's connection is in use.
        """
        with self._store.write() as unit:
            joined = unit.sync.standing().connection
            if joined is not None and (joined.hall, joined.station) != (connection.hall, connection.station):
                raise SyncError("sync.joined_already", hall=joined.hall, station=joined.station)
            unit.sync.join(connection)
            facts = {"hall": connection.hall, "station": connection.station}
            unit.audit.append(self._clock.now(), "", "sync.join", connection.hall, "ok", facts)
            unit.commit()

    def mend(self, actor: Actor, sequence: int, text: str) -> None:
        """Have a text sent in the place of a parked record at the next exchange; the record stays as it is.

        Args:
            text: the record's JSON; what was parked itself, to only try again.

        Raises:
            RuleError: `account.right_missing`, `sync.not_parked`.
        """
        actor.require(Right.ADMINISTRATOR)
        with self._store.write() as unit:
            if all(one.sequence != sequence for one in unit.sync.parked()):
                raise RuleError("sync.not_parked")
            unit.sync.mend(sequence, text)
            unit.audit.append(self._clock.now(), actor.name, "sync.mend", str(sequence), "ok", {})
            unit.commit()

    def run(self, between: Callable[[], None] = lambda: None) -> Exchanged:
        """Exchange everything there is, both ways.

        Args:
            between: called between calls and units of work; what it raises ends the exchange there.

        Raises:
            SyncError: the centre cannot be reached or refuses; the store keeps the code.
            StorageError: the store cannot be read or written.
        """
        joined = self.standing().connection
        if joined is None:
            raise SyncError("sync.alone")
        try:
            with self._connect(joined) as centre:
                done = self._exchange_all(centre, between)
        except SyncError as error:
            self._tried(error.code)
            raise
        self._tried(None)
        return done

    def _tried(self, fault: str | None) -> None:
        with self._store.write() as unit:
            unit.sync.tried(self._clock.now(), fault)
            unit.commit()

    def _exchange_all(self, centre: CentralServer, between: Callable[[], None]) -> Exchanged:
        sent, refused = self._push(centre, self._greet(centre), between)
        refused += self._push_mended(centre, between)
        return Exchanged(sent, refused, self._pull(centre, between))

    def _greet(self, centre: CentralServer) -> int:
        """Agree with the centre on what it has, if need be in a new epoch; return the last row it has."""
        for _ in range(_ROUNDS):
            with self._store.read() as unit:
                greeting = self._greeting(unit)
            welcome = centre.hello(greeting)
            if welcome.verdict in _REFUSED:
                raise SyncError(_REFUSED[welcome.verdict])
            with self._store.write() as unit:
                if welcome.verdict is Verdict.OK and _knows(unit, welcome):
                    had = _settle(unit, welcome)
                    unit.commit()
                    return had
            self._begin_epoch(centre, welcome)
        raise SyncError("sync.epoch")

    def _greeting(self, unit: UnitOfWork) -> Greeting:
        try:
            demo: bool | None = unit.hall.facts().demo
        except RuleError:
            demo = None  # a new store, whose hall comes down from the centre
        return Greeting(
            unit.station.id, unit.station.epoch, demo, self._version, unit.sync.standing().waiting
        )

    def _begin_epoch(self, centre: CentralServer, welcome: Welcome) -> None:
        """Go on in a new epoch: this store went back in time, or the centre does not know where it was.

        The epoch is kept before it is asked for, so that a lost answer leads to the same one.
        """
        with self._store.write() as unit:
            new = unit.sync.standing().next_epoch or new_id()
            unit.sync.ask_epoch(new)
            unit.commit()
        blocks = centre.new_epoch(new)
        with self._store.write() as unit:
            standing = unit.sync.standing()
            if standing.next_epoch != new:
                return  # another program of this store was faster
            if standing.cursor.feed != welcome.feed:
                unit.sync.acknowledge(0)  # the centre itself went back: it may lack what it had
            unit.sync.begin_epoch(new, blocks)
            unit.sync.rewind(welcome.feed, own=True)
            facts = {"epoch": str(new)}
            unit.audit.append(self._clock.now(), "", "sync.epoch", str(standing.acknowledged), "ok", facts)
            unit.commit()

    def _push(self, centre: CentralServer, had: int, between: Callable[[], None]) -> tuple[int, int]:
        """Hand over what waits; ask only what became of rows up to `had`.

        Another machine carried those there, or the answer was lost: what was put aside is not known here.
        """
        sent = refused = 0
        while True:
            between()
            with self._store.read() as unit:
                epoch, standing = unit.station.epoch, unit.sync.standing()
                rows = first_batch(unit.sync.waiting(standing.acknowledged, BATCH_ROWS))
            if not rows:
                return sent, refused
            known = tuple(row for row in rows if row.sequence <= had)
            if known:
                last, refusals = known[-1].sequence, centre.put_aside(known)
            else:
                last, refusals = centre.push(epoch, standing.base, rows)
            with self._store.write() as unit:
                if unit.station.epoch == epoch:
                    unit.sync.acknowledge(last)
                    unit.sync.park(refusals, self._clock.now())
                    unit.commit()
            sent, refused = sent + (0 if known else len(rows)), refused + len(refusals)

    def _push_mended(self, centre: CentralServer, between: Callable[[], None]) -> int:
        refused = 0
        for one in self.parked():
            if one.mended is None:
                continue
            between()
            wrong = centre.mend(Outgoing(one.sequence, one.kind, one.record_id, one.revision, one.mended))
            with self._store.write() as unit:
                if wrong is None:
                    unit.sync.settle(one.sequence, self._clock.now())
                else:
                    unit.sync.still_wrong(wrong, self._clock.now())
                    refused += 1
                unit.commit()
        return refused

    def _pull(self, centre: CentralServer, between: Callable[[], None]) -> int:
        taken = 0
        if not self._tried_held_back and self.standing().held_back:
            between()
            self._exchange.try_held_back()
        self._tried_held_back = True
        while True:
            between()
            standing = self.standing()
            rows = centre.pull(standing.cursor, PAGE_ROWS, own=standing.pulls_own)
            if not rows:
                break
            self._exchange.receive(rows, between)
            taken += len(rows)
        if standing.pulls_own:
            with self._store.write() as unit:
                unit.sync.read_own(own=False)
                unit.commit()
        return taken


def _knows(unit: UnitOfWork, welcome: Welcome) -> bool:
    """Tell whether all that the centre has of this epoch stands in this store.

    If not, the store went back in time, as when a copy was put in its place, or somebody cut its end off.
    """
    if welcome.last and welcome.last_record is not None:
        place = unit.sync.standing().base + welcome.last
        if not unit.sync.holds_row(place, welcome.last_record, welcome.last_revision):
            return False
    return welcome.audit is None or unit.sync.holds_audit(welcome.audit)


def _settle(unit: UnitOfWork, welcome: Welcome) -> int:
    """Mark what the centre lacks; read its feed anew where it is another one than before.

    Returns:
        The last row that the centre has.
    """
    standing = unit.sync.standing()
    place = standing.base + welcome.last
    if welcome.last == 0 and standing.cursor.feed not in ("", welcome.feed):
        place = 0  # a centre that never had anything of this store
    if place < standing.acknowledged:
        unit.sync.acknowledge(place)
    if standing.cursor.feed != welcome.feed:
        unit.sync.rewind(welcome.feed, own=False)
    return place
