"""A crowd of programs on one store: kiosks and counters in processes of their own, killed at random."""

import math
import os
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from app.domain.ids import new_id
from app.domain.queue_services import QueueCounter, QueueService
from app.domain.tickets import Priority, TicketAct, TicketEvent, TicketState, Turn
from app.errors import StorageError
from app.ports.queue import DeskEvent, DeskState, Press, Wish
from data.local_queue import LocalQueue
from data.store import create_store, open_store
from tests.integration.store.processes import FORK

T = TypeVar("T")

CLERK = new_id()
_LOOK_AGAIN = 0.01
"""Seconds until a counter where nobody waits presses again."""
SERVICES = {"HOUSEHOLD": "C", "SOCIAL-AID": "D", "TRADE": "R"}
KIOSKS = 4
COUNTERS = {
    "1": ("HOUSEHOLD",),
    "2": ("SOCIAL-AID",),
    "3": ("TRADE",),
    "4": ("HOUSEHOLD", "SOCIAL-AID"),
    "5": ("SOCIAL-AID", "TRADE"),
    "6": ("HOUSEHOLD", "TRADE"),
    "7": tuple(SERVICES),
    "8": tuple(SERVICES),
}


class WallClock:
    """The real time: the order of calls is that of many programs."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True)
class Interval:
    """A press as its program saw it: monotonic nanoseconds; `end` is None when it was killed meanwhile."""

    press: UUID
    ticket: UUID | None
    begin: int
    end: int | None


class Diary:
    """What a program writes down before and after each press; it survives the program."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, word: str, press: UUID, ticket: UUID | None = None) -> None:
        line = f"{word} {time.monotonic_ns()} {press} {ticket or '-'}\n"
        file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(file, line.encode())
        os.close(file)

    def intervals(self) -> list[Interval]:
        found: dict[UUID, Interval] = {}
        lines = self._path.read_text().splitlines() if self._path.exists() else []
        for word, at, press, ticket in (line.split() for line in lines):
            key, moment = UUID(press), int(at)
            begun = found.setdefault(key, Interval(key, None, moment, None))
            if word == "end":
                named = None if ticket == "-" else UUID(ticket)
                found[key] = Interval(key, named, begun.begin, moment)
        return list(found.values())


@dataclass(frozen=True)
class Crowd:
    """One run: the folder of the store, of the diaries, and how many tickets each kiosk gives."""

    folder: Path
    each: int

    def diary(self, name: str) -> Diary:
        return Diary(self.folder.parent / f"{name}.diary")

    @property
    def all_given(self) -> Path:
        return self.folder.parent / "all-given"

    def prepare(self) -> None:
        with create_store(self.folder, 1, changed=lambda changes: None) as store:
            queue = LocalQueue(store, WallClock())
            for key, prefix in SERVICES.items():
                queue.put_service(QueueService(key, key, prefix, "103"))
            for number, services in COUNTERS.items():
                queue.put_counter(QueueCounter(number, services))

    def kiosk(self, name: str) -> None:
        """Give the tickets that are still missing in the diary; the one in doubt is asked for again."""
        chance, diary = random.Random(name), self.diary(name)
        wishes = [
            Wish(
                UUID(int=chance.getrandbits(128)),
                chance.choice(list(SERVICES)),
                name,
                priority=chance.choice((None, None, None, Priority.ELDERLY)),
            )
            for _ in range(self.each)
        ]
        done = {one.press for one in diary.intervals() if one.end is not None}
        with open_store(self.folder, changed=lambda changes: None) as store:
            queue = LocalQueue(store, WallClock())
            for wish in wishes:
                if wish.ticket_id not in done:
                    diary.write("begin", wish.ticket_id)
                    turn = _pressed(partial(queue.issue, wish))
                    diary.write("end", wish.ticket_id, turn.ticket.id)

    def counter(self, number: str) -> None:
        """Finish what the counter holds, repeat the press in doubt, then call until nobody comes any more."""
        diary = self.diary(f"counter-{number}")
        doubtful = [one.press for one in diary.intervals() if one.end is None]
        with open_store(self.folder, changed=lambda changes: None) as store:
            queue = LocalQueue(store, WallClock())
            opened = DeskEvent(new_id(), number, DeskState.OPEN, WallClock().now(), CLERK, "卓玛措")
            for turn in _pressed(partial(queue.staff, opened)):
                _finish(queue, turn)
            while True:
                nobody_comes = self.all_given.exists()
                press = doubtful.pop() if doubtful else new_id()
                diary.write("begin", press)
                called = _pressed(partial(queue.claim, Press(press, number, CLERK, "卓玛措")))
                diary.write("end", press, called.ticket.id if called else None)
                if called is not None:
                    _finish(queue, called)
                elif nobody_comes:
                    return
                else:
                    time.sleep(_LOOK_AGAIN)

    def run(self, seed: int, kills: int) -> int:
        """Run everybody to the end, killing so many at random moments; return how many were killed."""
        self.prepare()
        chance = random.Random(seed)
        kiosks = {f"kiosk-{n}": _started(self.kiosk, f"kiosk-{n}") for n in range(KIOSKS)}
        counters = {number: _started(self.counter, number) for number in COUNTERS}
        try:
            return self._kill(chance, kiosks, counters, kills)
        finally:
            for left in (*kiosks.values(), *counters.values()):
                left.kill()
                left.join()

    def _kill(
        self,
        chance: random.Random,
        kiosks: dict[str, BaseProcess],
        counters: dict[str, BaseProcess],
        kills: int,
    ) -> int:
        killed = 0
        while kiosks or counters:
            everybody = {**kiosks, **counters}
            name, process = chance.choice(list(everybody.items()))
            process.join(chance.uniform(0, 0.08))
            if process.is_alive() and killed < kills:
                process.kill()
                process.join()
                killed += 1
                group, work = (kiosks, self.kiosk) if name in kiosks else (counters, self.counter)
                group[name] = _started(work, name)
            for group in (kiosks, counters):
                for ended in [name for name, one in group.items() if not one.is_alive()]:
                    assert group.pop(ended).exitcode == 0, ended
            if not kiosks:
                self.all_given.touch()
        return killed


def _started(work: Callable[[str], None], name: str) -> BaseProcess:
    process = FORK.Process(target=work, args=(name,))
    process.start()
    return process


def _pressed(act: Callable[[], T]) -> T:
    """Press, and press again when another program was in the way too long, as the sentence asks for."""
    while True:
        try:
            return act()
        except StorageError as error:
            if error.code != "storage.busy":
                raise


def _finish(queue: LocalQueue, turn: Turn) -> None:
    for act, state in ((TicketAct.STARTED, TicketState.CALLED), (TicketAct.FINISHED, TicketState.SERVING)):
        if turn.state is state:
            at = WallClock().now()
            event = TicketEvent(new_id(), turn.ticket.id, act, at, turn.counter, CLERK, "卓玛措")
            turn = _pressed(partial(queue.record, event))


@dataclass(frozen=True)
class Wait:
    """A ticket and the nanoseconds between which it was certainly waiting."""

    number: str
    order: int
    since: int
    until: int


def overtaken(crowd: Crowd, turns: dict[UUID, Turn]) -> Iterator[str]:
    """Find calls that took a ticket, or none, while one of a lower order number was certainly waiting.

    A ticket certainly waits from the moment its kiosk had it confirmed until somebody begins the press that
    calls it; a call that lies wholly within that time must not have passed it over.
    """
    calls = {number: crowd.diary(f"counter-{number}").intervals() for number in COUNTERS}
    waits = _waits(crowd, turns, [one for intervals in calls.values() for one in intervals])
    for counter, intervals in calls.items():
        before = [wait for service in COUNTERS[counter] for wait in waits[service]]
        for one in intervals:
            order = turns[one.ticket].ticket.order if one.ticket else math.inf
            end = one.end or math.inf
            yield from (
                f"{counter} passed {wait.number} over"
                for wait in before
                if wait.order < order and wait.since < one.begin and wait.until > end
            )


def _waits(crowd: Crowd, turns: dict[UUID, Turn], calls: list[Interval]) -> dict[str, list[Wait]]:
    called = {one.ticket: one.begin for one in calls}
    waits: dict[str, list[Wait]] = {key: [] for key in SERVICES}
    for n in range(KIOSKS):
        for one in crowd.diary(f"kiosk-{n}").intervals():
            assert one.ticket is not None
            assert one.end is not None
            ticket = turns[one.ticket].ticket
            waits[ticket.service].append(Wait(ticket.number, ticket.order, one.end, called[ticket.id]))
    return waits
