"""Visitors of a rehearsal: a ticket at the kiosk, a call, and at the counter their story begins."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from app.commands.guide_visits import GuideDesk
from app.commands.stage import Scene, SimulatedClock, Story
from app.domain.accounts import Actor
from app.domain.dates import hall_date
from app.domain.ids import new_id
from app.domain.queue_figures import QueueFigures
from app.domain.tickets import Priority, Turn
from app.errors import AppError
from app.services.announcements import ShownCalls
from app.services.kiosk import Kiosk, Tap
from app.services.queue import Queue

PRIORITY_SHARE = 0.15
RECALLS = 3


@dataclass(frozen=True)
class Visitor:
    """Who waits with a ticket; without a story somebody who took one and left."""

    scene: Scene
    story: Story | None


@dataclass(frozen=True)
class FrontHall:
    """What visitors meet: the kiosk, the counters' keys, the displays.

    Attributes:
        services: the queue's service of each counter.
        figures: counts what came of all tickets.
        desk: the guide desk, where visitors ask, book and complain.
        watch: told after each call.
    """

    kiosk: Kiosk
    queue: Queue
    shown: ShownCalls
    services: Mapping[int, str]
    figures: Callable[[], QueueFigures]
    desk: GuideDesk
    watch: Callable[[], None]


class Floor:
    """The hall's floor: who waits, which counters are free, and what they do when somebody comes.

    Args:
        schedule: lets a story go on at a moment.
        failed: told of a story that an error ended.
    """

    def __init__(
        self,
        front: FrontHall,
        clock: SimulatedClock,
        schedule: Callable[[datetime, Story], None],
        failed: Callable[[AppError], None],
    ) -> None:
        self._front, self._clock = front, clock
        self._schedule, self._failed = schedule, failed
        self._waiting: dict[UUID, Visitor] = {}
        self._busy: set[str] = set()
        self._opened: dict[str, date] = {}

    def arrive(self, visitor: Visitor) -> Story:
        """Let a visitor take a ticket; a free counter calls at once."""
        scene = visitor.scene
        favoured = scene.chance.random() < PRIORITY_SHARE
        tap = Tap(
            ticket_id=new_id(),
            service=self._front.services[scene.item.counter],
            item=scene.item.key,
            priority=scene.chance.choice(list(Priority)) if favoured else None,
        )
        given = self._front.kiosk.issue(tap)
        self.expect(given.turn.ticket.id, visitor)
        yield from ()

    def expect(self, ticket_id: UUID, visitor: Visitor) -> None:
        """Let a visitor wait with a ticket; a free counter calls at once."""
        clerk = visitor.scene.clerk
        self._waiting[ticket_id] = visitor
        if clerk.counter not in self._busy:
            self._busy.add(clerk.counter)
            self._schedule(self._clock.now(), self._serve(clerk))

    def _serve(self, clerk: Actor) -> Story:
        """Call and serve until nobody waits for this counter."""
        while (turn := self._call(clerk)) is not None:
            visitor = self._waiting.pop(turn.ticket.id)
            yield self._after(visitor.scene, 15, 60)
            if visitor.story is None:
                yield from self._pass(clerk, turn, visitor.scene)
            else:
                yield from self._attend(clerk, turn, visitor.scene, visitor.story)
        self._busy.discard(clerk.counter)

    def _call(self, clerk: Actor) -> Turn | None:
        today = hall_date(self._clock.now())
        if self._opened.get(clerk.counter) != today:
            self._front.queue.open(clerk)
            self._opened[clerk.counter] = today
        turn = self._front.queue.call_next(clerk, new_id())
        if turn is not None:
            self._front.shown.catch_up()
            self._front.watch()
        return turn

    def _attend(self, clerk: Actor, turn: Turn, scene: Scene, story: Story) -> Story:
        """Serve a visitor; what their case needs later goes on without them."""
        self._front.queue.start(clerk, turn.ticket.id)
        goes_on = None
        try:
            goes_on = next(story, None)
        except AppError as error:
            self._failed(error)
        yield self._after(scene, 180, 900)
        self._front.queue.finish(clerk, turn.ticket.id)
        if goes_on is not None:
            self._schedule(goes_on, story)

    def _pass(self, clerk: Actor, turn: Turn, scene: Scene) -> Story:
        """Call somebody who has left until the ticket may be passed."""
        for _ in range(RECALLS):
            self._front.queue.recall(clerk, turn.ticket.id)
            self._front.shown.catch_up()
            yield self._after(scene, 30, 40)
        self._front.queue.no_show(clerk, turn.ticket.id)

    def _after(self, scene: Scene, least: int, most: int) -> datetime:
        return self._clock.now() + timedelta(seconds=scene.chance.randint(least, most))
