"""Complaints, reports and suggestions: taken down at the desk, accepted, answered and closed in time."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from app.domain.accounts import Actor, Right
from app.domain.complaints import (
    Complaint,
    ComplaintAct,
    ComplaintEvent,
    ComplaintKind,
    ComplaintState,
    ComplaintView,
    check_complaint,
    check_complaint_act,
)
from app.domain.dates import day_start
from app.domain.ids import new_id
from app.domain.text import clean_line, clean_text, compact
from app.errors import RuleError
from app.ports.store import UnitOfWork
from app.services.journal import Journal, Moment

REMEMBERED = timedelta(days=400)
"""How far back lists of complaints go."""


@dataclass(frozen=True)
class Brought:
    """A complaint as it was typed; without a name it is one of somebody unnamed.

    Attributes:
        id: made when the form is opened, so that Enter pressed twice is one complaint.
        department: code of the organ it is about, empty for the hall itself.
    """

    id: UUID
    kind: ComplaintKind
    words: str
    about: str = ""
    department: str = ""
    name: str = ""
    phone: str = ""


@dataclass(frozen=True)
class ShownComplaint:
    """A complaint with the day until which the next act is owed."""

    view: ComplaintView
    due: date | None
    overdue: bool


class Complaints:
    """The hall's complaints; whoever takes one down does not decide about it."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def take_down(self, actor: Actor, brought: Brought) -> ComplaintView:
        """Take a complaint down and return it with its number; the same one again is not taken down twice.

        Raises:
            RuleError: `account.right_missing`, `complaint.words_missing`, `complaint.phone_missing`.
        """
        actor.require(Right.GUIDE)
        now = self._journal.moment()
        with self._journal.store.write() as unit:
            made = _made(unit, actor, brought, now)
            check_complaint(made)
            try:
                unit.guide.add_complaint(made)
            except RuleError as error:
                if error.code != "record.exists":
                    raise
                return unit.guide.complaint(brought.id)
            facts = {"kind": made.kind.value, "named": str(made.named)}
            unit.audit.append(now.at, actor.name, "complaint.taken_down", made.number, "ok", facts)
            unit.commit()
        return ComplaintView(made, ())

    def act(
        self,
        actor: Actor,
        complaint_id: UUID,
        act: ComplaintAct,
        words: str = "",
        *,
        in_writing: bool = False,
        reviewer: str = "",
    ) -> ComplaintView:
        """Record what the centre's office does with a complaint.

        Raises:
            RuleError: `account.right_missing`, `complaint.unknown` and what
                `app.domain.complaints.check_complaint_act` raises.
        """
        actor.require(Right.SUPERVISOR)
        now = self._journal.moment()
        with self._journal.store.write() as unit:
            view = unit.guide.complaint(complaint_id)
            event = ComplaintEvent(
                id=new_id(),
                complaint_id=complaint_id,
                act=act,
                at=now.at,
                actor_id=actor.account_id,
                actor_name=actor.name,
                words=clean_text(words, "答复或理由"),
                in_writing=in_writing,
                reviewer=clean_line(reviewer, "复核人"),
            )
            check_complaint_act(view, event)
            unit.guide.add_complaint_event(event)
            number = view.complaint.number
            unit.audit.append(now.at, actor.name, "complaint.act", number, "ok", {"act": act.value})
            unit.commit()
        return ComplaintView(view.complaint, (*view.events, event))

    def lately(self, actor: Actor) -> tuple[ShownComplaint, ...]:
        """Return the complaints of the last year, those with a day first, the earliest day first.

        Raises:
            RuleError: `account.right_missing`.
        """
        if Right.GUIDE not in actor.rights:
            actor.require(Right.SUPERVISOR)
        now = self._journal.moment()
        with self._journal.store.read() as unit:
            calendar = self._journal.calendar(unit)
            found = unit.guide.complaints(now.at - REMEMBERED)
        shown = [
            ShownComplaint(view, view.due(calendar), view.overdue(calendar, now.today)) for view in found
        ]
        return tuple(sorted(shown, key=_urgency))

    def open(self, actor: Actor) -> tuple[ShownComplaint, ...]:
        """Return the complaints that are not closed."""
        return tuple(one for one in self.lately(actor) if one.view.state is not ComplaintState.CLOSED)


def _made(unit: UnitOfWork, actor: Actor, brought: Brought, now: Moment) -> Complaint:
    start = day_start(now.today)
    mine = [one for one in unit.guide.complaints(start) if one.complaint.station == unit.station.index]
    return Complaint(
        id=brought.id,
        number=f"T{now.today:%y%m%d}-{unit.station.index}{len(mine) + 1:03}",
        kind=brought.kind,
        at=now.at,
        station=unit.station.index,
        department=brought.department,
        counter=actor.counter,
        about=clean_line(brought.about, "对象"),
        words=clean_text(brought.words, "内容"),
        name=clean_line(brought.name, "姓名"),
        phone=compact(brought.phone),
        actor_id=actor.account_id,
        actor_name=actor.name,
    )


def _urgency(one: ShownComplaint) -> tuple[bool, date, UUID]:
    return one.due is None, one.due or date.max, one.view.complaint.id
