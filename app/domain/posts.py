"""Posts with two people (AB岗): who stands in when the holder is away; and patrols with their findings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.domain.leave import Leave, LeaveRequest
from app.errors import RuleError


@dataclass(frozen=True)
class PostPair:
    """A post at a counter: its holder (A) and who stands in (B)."""

    counter: str
    name: str
    holder_id: UUID
    holder: str
    deputy_id: UUID | None = None
    deputy: str = ""

    @property
    def key(self) -> str:
        """What a post is known by: its counter and its name."""
        return f"{self.counter}/{self.name}"


class Finding(StrEnum):
    """What a patrol finds (domain §7)."""

    IN_ORDER = "in_order"
    OFF_POST = "off_post"
    CONDUCT = "conduct"
    APPEARANCE = "appearance"
    OTHER = "other"


@dataclass(frozen=True)
class Patrol:
    """What somebody saw on a round: time, place, counter, person, finding, photo number, who saw it.

    Attributes:
        account_id: whom it is about, None for a counter as a whole.
        excused: whether a temporary leave covered the absence when it was found.
    """

    id: UUID
    at: datetime
    place: str
    counter: str
    account_id: UUID | None
    person: str
    finding: Finding
    words: str
    photo: str
    actor_id: UUID
    actor_name: str
    excused: bool = False


class CounterDuty(StrEnum):
    """Whether a counter can be staffed."""

    STAFFED = "staffed"
    DEPUTY = "deputy"
    NOBODY = "nobody"


def counter_duty(pairs: Iterable[PostPair], here: Mapping[UUID, bool]) -> CounterDuty:
    """Tell who is at a counter: a holder, only a deputy, or nobody (then it shows 暂停).

    Args:
        pairs: the posts of one counter.
        here: who is on duty now; an account that is not named is not.
    """
    posts = tuple(pairs)
    if any(here.get(one.holder_id) for one in posts):
        return CounterDuty.STAFFED
    stands_in = any(one.deputy_id is not None and here.get(one.deputy_id) for one in posts)
    return CounterDuty.DEPUTY if stands_in else CounterDuty.NOBODY


def check_pair(pair: PostPair) -> None:
    """Refuse a post without a counter or a name, or whose two people are one.

    Raises:
        RuleError: `post.incomplete`, `post.same_person`.
    """
    if not pair.counter.strip() or not pair.name.strip():
        raise RuleError("post.incomplete")
    if pair.holder_id == pair.deputy_id:
        raise RuleError("post.same_person", name=pair.holder)


def check_deputy(
    request: LeaveRequest,
    pairs: Iterable[PostPair],
    leaves: Iterable[Leave],
    here: Mapping[UUID, bool] | None,
) -> None:
    """Refuse the leave of a holder whose deputy is away too, or not yet on duty when it has begun.

    Args:
        leaves: the leave everybody has been granted.
        here: who is on duty now, None when the leave begins on a later day.

    Raises:
        RuleError: `leave.no_deputy`, `leave.deputy_away`, `leave.deputy_not_here`.
    """
    granted = tuple(leaves)
    for pair in pairs:
        if pair.holder_id != request.account_id:
            continue
        if pair.deputy_id is None:
            raise RuleError("leave.no_deputy", post=pair.name)
        for leave in granted:
            together = leave.request.begins < request.ends and request.begins < leave.away_until
            if leave.request.account_id == pair.deputy_id and together:
                raise RuleError("leave.deputy_away", name=pair.deputy)
        if here is not None and not here.get(pair.deputy_id):
            raise RuleError("leave.deputy_not_here", name=pair.deputy)
