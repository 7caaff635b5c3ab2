"""The stage of a rehearsal: the simulated clock, the cast, and what one case needs while it is played."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import TypeAlias

from app.domain.accounts import Actor
from app.domain.cases import Applicant, ApplicantKind
from app.domain.dates import day_start, hall_date
from app.domain.details import Form, HandedIn
from app.domain.ids import new_id
from app.domain.items import Material, ServiceItem
from app.domain.workdays import Calendar, add_workdays, next_workday
from app.ports.people import People
from app.services.accounts import Credentials
from app.services.intake import Application, Approver
from app.services.journal import Outcome
from app.services.use_cases import UseCases

FIRST_DAY = date(2026, 9, 14)
OPENING = timedelta(hours=9)
SITTING = timedelta(hours=8)


def opening_moment() -> datetime:
    """Return the moment a rehearsal begins: the hall opens on its first day."""
    return day_start(FIRST_DAY) + OPENING


Story: TypeAlias = Iterator[datetime]
"""One case as it is played: does something, yields when it goes on, does the next."""


class SimulatedClock:
    """A clock that stands still until it is moved, and never moves back."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        """Return the simulated time, UTC."""
        return self._now

    def move_to(self, moment: datetime) -> None:
        """Move on; a moment that has passed already changes nothing."""
        self._now = max(self._now, moment)


@dataclass(frozen=True)
class Cast:
    """Who plays: a clerk for each counter, a reviewer of each department, and an approver for each."""

    clerks: Mapping[int, Actor]
    reviewers: Mapping[str, Actor]
    approvers: Mapping[str, Credentials]


def gather(
    use: UseCases, clerk: Callable[[int], Credentials], reviewer: Callable[[str], Credentials]
) -> Cast:
    """Sign the clerk of each counter and the reviewer of each department in.

    Args:
        clerk: credentials by counter.
        reviewer: credentials by department.
    """
    with use.store.read() as unit:
        departments = unit.catalogue.departments()
    counters = sorted({counter for department in departments for counter in department.counters})
    approvers = {department.code: reviewer(department.code) for department in departments}
    return Cast(
        clerks={counter: use.accounts.sign_in(clerk(counter), str(counter)) for counter in counters},
        reviewers={code: use.accounts.sign_in(who, "") for code, who in approvers.items()},
        approvers=approvers,
    )


@dataclass(frozen=True)
class Scene:
    """One case's surroundings: the station, another station, its item, its people, and chance."""

    here: UseCases
    elsewhere: UseCases
    clock: SimulatedClock
    calendar: Calendar
    cast: Cast
    people: People
    item: ServiceItem
    chance: Random

    @property
    def clerk(self) -> Actor:
        """Return the clerk of the item's counter."""
        return self.cast.clerks[self.item.counter]

    @property
    def reviewer(self) -> Actor:
        """Return the reviewer of the item's department."""
        return self.cast.reviewers[self.item.department]

    def approver(self, reason: str) -> Approver:
        """Return the approver of the item's department, with a reason."""
        return Approver(self.cast.approvers[self.item.department], reason)

    def later(self, workdays: int) -> datetime:
        """Return a moment of opening hours so many working days on (0: within the hour)."""
        if workdays == 0:
            return self.clock.now() + timedelta(minutes=self.chance.randint(5, 50))
        day = add_workdays(self.calendar, hall_date(self.clock.now()), workdays).day
        return self.moment(day)

    def moment(self, day: date) -> datetime:
        """Return a moment of opening hours on that day, or on the next working day."""
        open_day = next_workday(self.calendar, day).day
        return day_start(open_day) + OPENING + self.chance.random() * SITTING

    def application(self, materials: tuple[HandedIn, ...]) -> Application:
        """Return a new application by an invented applicant."""
        kind = ApplicantKind.PERSON if "自然人" in self.item.service_object else ApplicantKind.ORGANISATION
        who: Applicant = self.people.applicant(self.chance, kind)
        agent = self.people.agent(self.chance) if self.chance.random() < 0.2 else None
        return Application(
            id=new_id(),
            item_key=self.item.key,
            applicant=who,
            agent=agent,
            contact=agent.name if agent else who.representative or who.name,
            contact_phone=agent.phone if agent else who.phone,
            delivery_way=self.item.delivery_ways[0],
            materials=materials,
        )

    def hand_in(self, materials: tuple[Material, ...]) -> tuple[HandedIn, ...]:
        """Return materials as they come over the counter."""
        return tuple(
            HandedIn(
                m.key,
                m.name,
                Form.ORIGINAL if m.originals else Form.COPY if m.copies else Form.ELECTRONIC,
                max(1, m.originals or m.copies),
                self.chance.randint(1, 12),
            )
            for m in materials
        )

    def paper(self, outcome: Outcome) -> None:
        """Print every paper of the steps just recorded, as the counter would."""
        self.here.papers.print_all(self.clerk, outcome)
        self.here.print_jobs.round()

    def reprint(self, outcome: Outcome) -> None:
        """Spoil the last paper of a case, void it with a reason, and print it again."""
        view = self.here.case_book.view(self.clerk, outcome.case.id)
        spoiled, _ = view.prints[-1]
        self.here.papers.void(self.clerk, spoiled.id, "打印模糊")
        self.here.papers.print(self.clerk, outcome.case.id, spoiled.step_id, spoiled.kind)
        self.here.print_jobs.round()
