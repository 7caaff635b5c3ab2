"""Who comes to the guide desk in a rehearsal: questions, appointments, visits at home, agents, complaints."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from app.commands.stage import FIRST_DAY, Scene, Story
from app.domain.accounts import Actor
from app.domain.complaints import ComplaintAct, ComplaintKind
from app.domain.dates import hall_date
from app.domain.guide import Language, Outcome
from app.domain.ids import new_id
from app.domain.items import ServiceItem
from app.domain.requests import RequestAct, RequestKind
from app.domain.workdays import add_workdays
from app.services.complaints import Brought, Complaints
from app.services.guide import DESK_NAME, Guide, Told
from app.services.requests import Asked, Done, Requests

CASES_A_VISIT = 4
"""For so many cases one visitor asks at the desk first."""

_FIRST = FIRST_DAY - timedelta(days=1)
_REVIEWER = "值班主任"

Expect = Callable[[UUID, Scene], None]
"""Tells the floor that a ticket waits which no kiosk gave."""


@dataclass(frozen=True)
class GuideDesk:
    """The desk of a rehearsal and who works there.

    Attributes:
        office: who decides about complaints.
        booked: whose appointments are to come, by the request's id.
    """

    guide: Guide
    requests: Requests
    complaints: Complaints
    who: Actor
    office: Actor
    booked: dict[UUID, Scene] = field(default_factory=dict)

    def visits(
        self, stage: Scene, items: tuple[ServiceItem, ...], cases: int, seed: int, expect: Expect
    ) -> Iterator[tuple[datetime, Story]]:
        """Return the visits that belong to so many cases; the same for the same seed.

        Args:
            expect: told of each appointment that enters the queue.
        """
        chance = Random(f"{seed}/guide")
        tellers = (self._ask, self._ask, self._book, self._request, self._ask, self._complain)
        for order in range(cases // CASES_A_VISIT + len(tellers)):
            scene = replace(stage, item=chance.choice(items), chance=Random(chance.random()))
            day = add_workdays(scene.calendar, _FIRST, chance.randint(1, 1 + cases // 150)).day
            yield scene.moment(day), tellers[order % len(tellers)](scene, expect)

    def _ask(self, scene: Scene, expect: Expect) -> Story:
        item, chance = scene.item, scene.chance
        outcome = chance.choice((Outcome.ANSWERED, Outcome.SLIP, Outcome.NOT_HERE))
        if outcome is Outcome.SLIP:
            if item.effective_on > hall_date(scene.clock.now()):
                outcome = Outcome.ANSWERED  # the slip of a version that does not hold yet is never printed
            else:
                self.guide.print_slip(self.who, item.key)
        language, wanted = chance.choice(list(Language)), len(item.materials)
        told = Told(item, language, outcome, chance.randint(0, wanted), wanted)
        self.guide.consulted(self.who, told)
        yield from ()

    def _book(self, scene: Scene, expect: Expect) -> Story:
        day = add_workdays(scene.calendar, hall_date(scene.clock.now()), scene.chance.randint(1, 3)).day
        wanted = scene.moment(day)
        view = self.requests.take_down(self.who, self._asked(scene, RequestKind.APPOINTMENT, wanted))
        self.booked[view.request.id] = scene
        self._log(scene)
        yield wanted
        for entered in self.requests.into_queue(DESK_NAME):
            expect(entered.request.id, self.booked.pop(entered.request.id))

    def _request(self, scene: Scene, expect: Expect) -> Story:
        kinds = (RequestKind.HOME_VISIT, RequestKind.AGENT, RequestKind.FIRST_ASKED)
        made = self.requests.take_down(self.who, self._asked(scene, scene.chance.choice(kinds)))
        self._log(scene)
        yield scene.later(1)
        self.requests.act(scene.clerk, made.request.id, Done(RequestAct.TAKEN))
        yield scene.later(scene.chance.randint(1, 4))
        self.requests.act(scene.clerk, made.request.id, Done(RequestAct.DONE))

    def _complain(self, scene: Scene, expect: Expect) -> Story:
        named = scene.chance.random() < 0.5
        brought = Brought(
            id=new_id(),
            kind=scene.chance.choice(list(ComplaintKind)),
            words="演练：等候时间太长。",
            department=scene.item.department,
            name="演练群众" if named else "",
            phone="13800000000" if named else "",
        )
        made = self.complaints.take_down(self.who, brought).complaint.id
        yield scene.later(scene.chance.randint(1, 4))
        self.complaints.act(self.office, made, ComplaintAct.ACCEPTED)
        yield scene.later(scene.chance.randint(2, 10))
        self.complaints.act(self.office, made, ComplaintAct.ANSWERED, "已核实并改进。", in_writing=True)
        yield scene.later(1)
        self.complaints.act(self.office, made, ComplaintAct.CLOSED, "已回访。", reviewer=_REVIEWER)

    def _asked(self, scene: Scene, kind: RequestKind, wanted_at: datetime | None = None) -> Asked:
        return Asked(
            id=new_id(),
            kind=kind,
            item_key=scene.item.key,
            name="演练群众",
            phone="13800000000",
            place="演练地点" if kind is RequestKind.HOME_VISIT else "",
            wanted_at=wanted_at,
        )

    def _log(self, scene: Scene) -> None:
        told = Told(scene.item, scene.chance.choice(list(Language)), Outcome.REQUEST)
        self.guide.consulted(self.who, told)
