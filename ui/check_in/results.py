"""What a check-in came to, in words: the slot it counts for and that slot's result."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.accounts import Actor
from app.domain.attendance import DayOutcome, SlotOutcome, SlotResult
from app.domain.dates import hall_date, hall_time
from app.domain.fingers import ClockQuality
from app.services.attendance import Attendance
from ui.i18n import Words, tr
from ui.wording import spoken

DayOf = Callable[[UUID], DayOutcome]
"""The day of a person as it stands; blocks."""


def today_of(attendance: Attendance, now: Callable[[], datetime]) -> DayOf:
    """Return what tells anybody's today by the rules of attendance."""

    def day(account_id: UUID) -> DayOutcome:
        person = Actor(account_id, "", frozenset(), "", "")
        return attendance.own_day(person, hall_date(now())).outcome

    return day


@dataclass(frozen=True)
class CheckInResult:
    """Who checked in when, and the slot it counts for.

    Attributes:
        slot: None when it counts for none: a second time, or at no time that counts.
        judged: whether anybody said what it counts for.
    """

    person: str
    at: datetime
    clock: ClockQuality
    slot: SlotOutcome | None
    judged: bool

    @property
    def well(self) -> bool:
        """Whether there is nothing to think about."""
        return not self.judged or (self.slot is not None and self.slot.result in _WELL)


_WELL = (SlotResult.NORMAL, SlotResult.LEAVE, SlotResult.OFF)


def resulted(
    account_id: UUID,
    person: str,
    at: datetime,
    day_of: DayOf | None,
    clock: ClockQuality = ClockQuality.STEADY,
) -> CheckInResult:
    """Return what a check-in that was just recorded came to."""
    day = day_of(account_id) if day_of is not None else None
    slots = day.slots if day is not None else ()
    counted = next((one for one in slots if one.check_in is not None and one.check_in.at == at), None)
    return CheckInResult(person, at, clock, counted, day is not None)


def result_words(result: CheckInResult) -> Words:
    """Return the line below the name."""
    time = f"{hall_time(result.at):%H:%M:%S}"
    if not result.judged:
        words = tr("{time} 已打卡", time=time)
    elif result.slot is None:
        words = tr("{time} 已记下。刚打过卡，或不在打卡时段，这次不另计", time=time)
    else:
        slot = result.slot
        words = tr("{time} {slot}，{result}", time=time, slot=spoken(slot.slot), result=spoken(slot.result))
    if result.clock is ClockQuality.STEADY:
        return words
    return tr("{words}，{clock}，已注明", words=words, clock=spoken(result.clock))
