"""Posts with two people, and whether somebody is on duty: what the queue asks before a counter opens."""

from dataclasses import dataclass

from app.domain.accounts import Actor, Right
from app.domain.leave import Leave
from app.domain.posts import CounterDuty, PostPair, check_pair, counter_duty
from app.errors import RuleError
from app.ports.store import UnitOfWork
from app.services.attendance_days import DayBook
from app.services.journal import Journal


@dataclass(frozen=True)
class CounterStaffing:
    """A counter with posts: who should be there, and whether somebody is."""

    counter: str
    duty: CounterDuty
    posts: tuple[PostPair, ...]


def staffing_of(unit: UnitOfWork, today: DayBook) -> tuple[CounterStaffing, ...]:
    """Return every counter with posts, and who of them is on duty now."""
    posts = unit.attendance.posts()
    people = {one.holder_id for one in posts} | {one.deputy_id for one in posts if one.deputy_id}
    here = today.here([one for one in unit.accounts.all() if one.id in people]) if people else {}
    made = []
    for counter in sorted({one.counter for one in posts}, key=lambda text: (len(text), text)):
        pairs = tuple(one for one in posts if one.counter == counter)
        made.append(CounterStaffing(counter, counter_duty(pairs, here), pairs))
    return tuple(made)


class Posts:
    """AB岗 and duty."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def put(self, actor: Actor, pair: PostPair) -> None:
        """Set up a post, or change its people.

        Raises:
            RuleError: `account.right_missing`, `post.incomplete`, `post.same_person`.
        """
        actor.require_any(Right.SUPERVISOR, Right.ADMINISTRATOR)
        check_pair(pair)
        with self._journal.store.write() as unit:
            unit.attendance.put_post(pair)
            facts = {"a": pair.holder, "b": pair.deputy}
            unit.audit.append(self._journal.moment().at, actor.name, "post.put", pair.key, "ok", facts)
            unit.commit()

    def staffing(self, actor: Actor) -> tuple[CounterStaffing, ...]:
        """Return every counter with posts, and whether its A, only its B, or nobody is on duty now.

        Raises:
            RuleError: `account.right_missing`.
        """
        actor.require_any(Right.SUPERVISOR, Right.ADMINISTRATOR, Right.REVIEWER)
        with self._journal.store.read() as unit:
            return staffing_of(unit, self._today(unit))

    def require_on_duty(self, actor: Actor) -> None:
        """Refuse to open a counter for somebody on leave, or who has not checked in where the hall asks it.

        The demo hall does not ask for check-ins, and neither does a hall whose rules say so.

        Raises:
            RuleError: `duty.on_leave`, `duty.not_checked_in`.
        """
        now = self._journal.moment()
        with self._journal.store.read() as unit:
            today = self._today(unit)
            leaves: tuple[Leave, ...] = today.leaves(actor.account_id)
            here = today.here([unit.accounts.get(actor.account_id)])[actor.account_id]
            asked = today.book.on(now.today).check_in_to_open and not unit.hall.facts().demo
        if any(leave.covers(now.at) for leave in leaves):
            raise RuleError("duty.on_leave", name=actor.name)
        if asked and not here:
            raise RuleError("duty.not_checked_in", name=actor.name)

    def _today(self, unit: UnitOfWork) -> DayBook:
        now = self._journal.moment()
        return DayBook(unit, self._journal.calendar(unit), now.today, now.today, now.at)
