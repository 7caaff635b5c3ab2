"""A generated year: each slot has one result, and every figure of a month equals a slow recount."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.domain.attendance import (
    ATTENDED,
    CheckedIn,
    Correction,
    DayOutcome,
    Slip,
    SlipReason,
    SlotOutcome,
    SlotResult,
    check_ins,
    day_outcome,
)
from app.domain.attendance_month import MonthPerson, month_line
from app.domain.dates import hall_time
from app.domain.fingers import ClockQuality, Punch
from app.domain.leave import Leave, LeaveAct, LeaveKind, LeaveRequest, LeaveStep
from app.domain.posts import Finding, Patrol
from app.domain.shifts import AttendanceBook, AttendanceRules, Season, Shift, Slot
from tests import factories as make

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
DAYS = [FIRST + timedelta(days=n) for n in range(365)]
ME = make.new_id()
BOSS = make.new_id()
LATER = datetime(2027, 2, 1, tzinfo=UTC)
KINDS = list(LeaveKind)


def hall_minute(day: date, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minute - 480)


@st.composite
def hours(draw: st.DrawFn) -> tuple[int, ...]:
    first = draw(st.integers(420, 560))
    second = first + draw(st.integers(60, 240))
    third = second + draw(st.integers(1, 200))
    return (first, second, third, third + draw(st.integers(60, 240)))


@st.composite
def rules(draw: st.DrawFn, since: date) -> AttendanceRules:
    summer = Season(
        "夏季", "05-01", "09-30", (Shift(draw(hours())), Shift(draw(hours()), (draw(st.integers(0, 6)),)))
    )
    winter = Season("冬季", "10-01", "04-30", (Shift(draw(hours())), Shift(draw(hours()), (4,))))
    grace = draw(st.integers(0, 5))
    return AttendanceRules(
        edition=f"办法{since}",
        effective_from=since,
        seasons=(summer, winter),
        before=draw(st.integers(0, 90)),
        after=draw(st.integers(1, 90)),
        grace=grace,
        absent_over=draw(st.integers(grace, 30)),
        same=draw(st.integers(0, 10)),
        overtime_from=draw(st.integers(1, 60)),
    )


def punch_at(at: datetime, quality: ClockQuality) -> Punch:
    return Punch(make.new_id(), ME, "卓玛措", make.new_id(), at, 0, "打卡机", quality, 0)


@dataclass(frozen=True)
class Year:
    """What happened to one person; told by its seed, since all of it would fill pages."""

    seed: int
    days: list[date]
    book: AttendanceBook
    works: dict[date, bool]
    punches: list[Punch]
    slips: list[Slip]
    leaves: list[Leave]
    corrections: list[Correction]

    def __repr__(self) -> str:
        since = ", ".join(str(one.effective_from) for one in self.book.editions)
        return f"<{len(self.days)} days, seed {self.seed}, {len(self.punches)} punches, rules of {since}>"


@st.composite
def years(draw: st.DrawFn, length: int = 365) -> Year:
    """Draw a year: editions, exchanged days, check-ins by the slot or anywhere, leave, corrections."""
    seed = draw(st.integers(0, 2**32))
    chance, days = Random(seed), DAYS[:length]
    since = sorted({FIRST, *draw(st.lists(st.sampled_from(days), max_size=3))})
    book = AttendanceBook(tuple(draw(rules(day)) for day in since))
    exchanged = set(chance.sample(days, length // 18))
    works = {day: (day.weekday() < 5) != (day in exchanged) for day in days}
    punches, slips = [], []
    for day in days:
        wished = chance.choice(("regular", "regular", "regular", "wild", "none", "half"))
        edges = edges_of(book, day)
        minutes: list[int] = []
        if wished == "regular":
            minutes = [edge + chance.randint(-20, 20) for edge in edges]
        elif wished == "half":
            minutes = [edge + chance.randint(-9, 9) for edge in chance.sample(edges, chance.randint(1, 3))]
        elif wished == "wild":
            minutes = [chance.randint(300, 1300) for _ in range(chance.randint(0, 12))]
        for minute in minutes + [minute + 1 for minute in minutes if chance.random() < 0.2]:
            at = hall_minute(day, minute) + timedelta(seconds=chance.randint(0, 59))
            if chance.random() < 0.05:
                reason = SlipReason.POWER_CUT
                slips.append(Slip(make.new_id(), ME, "卓玛措", at, reason, "", at, BOSS, "旦正才让"))
            else:
                punches.append(punch_at(at, chance.choice(list(ClockQuality))))
    leaves, at = [], hall_minute(FIRST, 0)
    while (at := at + timedelta(hours=chance.randint(30, 1500))) < hall_minute(days[-1], 0):
        end = at + timedelta(minutes=chance.choice((30, 90, 120, 300, 500, 1440, 5000)))
        asked = LeaveRequest(make.new_id(), ME, "卓玛措", "117", chance.choice(KINDS), at, end, "有事", at)
        back = end + timedelta(minutes=chance.randint(-400, 3000))
        told = (LeaveStep(make.new_id(), asked.id, LeaveAct.RETURNED, back, ME, "卓玛措"),)
        leaves.append(Leave(asked, told if back > at and chance.random() < 0.8 else ()))
        at = end
    corrections = [
        Correction(
            make.new_id(), ME, "卓玛措", chance.choice(days), chance.choice(list(Slot)),
            chance.choice((SlotResult.NORMAL, SlotResult.ABSENT, SlotResult.OFF)), "补签",
            LATER, BOSS, "旦正才让",
        )
        for _ in range(chance.randint(0, length // 12))
    ]  # fmt: skip
    return Year(seed, days, book, works, punches, slips, leaves, corrections)


def edges_of(book: AttendanceBook, day: date) -> tuple[int, ...]:
    """Find the hours of a day by looking through everything, one edition, season and shift after another."""
    valid = [one for one in book.editions if one.effective_from <= day][-1]
    for season in valid.seasons:
        if f"{day:%m-%d}" in days_of(season.first, season.last):
            own = [shift.times for shift in season.shifts if day.weekday() in shift.weekdays]
            return (own or [shift.times for shift in season.shifts if not shift.weekdays])[0]
    raise AssertionError("no hours")


@cache
def days_of(first: str, last: str) -> frozenset[str]:
    """Walk from the first to the last day of a season."""
    day, found = date(2024, int(first[:2]), int(first[3:])), set()
    while True:
        found.add(f"{day:%m-%d}")
        if f"{day:%m-%d}" == last:
            return frozenset(found)
        day = day + timedelta(days=1) if day < date(2024, 12, 31) else date(2024, 1, 1)


def minute_of(at: datetime, day: date) -> float:
    return (at - hall_minute(day, 0)).total_seconds() / 60


def recount(day, book, works, punches, slips, leaves, corrections):  # type: ignore[no-untyped-def]  # noqa: C901
    """Say the result of each slot of a day in the words of domain §7, slowly."""
    valid = [one for one in book.editions if one.effective_from <= day][-1]
    edges = edges_of(book, day)
    moments = sorted((one.at, one in slips) for one in (*punches, *slips))
    single: list[datetime] = []
    for at, _ in moments:
        if not single or (at - single[-1]).total_seconds() > valid.same * 60:
            single.append(at)
    results: dict[Slot, SlotResult] = {}
    used: dict[Slot, datetime | None] = {}
    for number, slot in enumerate(Slot):
        edge, coming = edges[number], number in (0, 2)
        partner = edges[number + 1] if coming else edges[number - 1]
        middle = (edge + partner) / 2
        noon = (edges[1] + edges[2]) / 2
        low, high = (edge - valid.before, middle) if coming else (middle, edge + valid.after)
        if number == 1:
            high = min(high, noon)
        if number == 2:
            low = max(low, noon)
        inside = [at for at in single if low <= minute_of(at, day) < high]
        used[slot] = (inside[0] if coming else inside[-1]) if inside else None
        on_leave = any(leave.request.begins <= hall_minute(day, edge) <= leave.away_until for leave in leaves)
        at = used[slot]
        if not works[day]:
            results[slot] = SlotResult.OFF
        elif on_leave:
            results[slot] = SlotResult.LEAVE
        elif at is None:
            results[slot] = SlotResult.MISSING
        else:
            wrong = minute_of(at, day) - edge if coming else edge - minute_of(at, day)
            if wrong <= valid.grace:
                results[slot] = SlotResult.NORMAL
            elif wrong > valid.absent_over:
                results[slot] = SlotResult.ABSENT
            else:
                results[slot] = SlotResult.LATE if coming else SlotResult.EARLY
    for into, out in ((Slot.MORNING_IN, Slot.MORNING_OUT), (Slot.AFTERNOON_IN, Slot.AFTERNOON_OUT)):
        pair = (into, out)
        both_empty = all(results[slot] is SlotResult.MISSING for slot in pair)
        for slot in pair:
            due = hall_minute(day, edges[list(Slot).index(slot)])
            not_back = any(
                due > leave.request.ends and (leave.returned_at is None or due < leave.returned_at)
                for leave in leaves
            )
            if results[slot] is SlotResult.MISSING and (both_empty or not_back):
                results[slot] = SlotResult.ABSENT
    for correction in corrections:
        if correction.day == day:
            results[correction.slot] = correction.result
    return results, used


WHOLE = settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
"""A year is not made smaller: what is wrong names its day or month. Fortnights are."""


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(years(14))
def test_a_fortnight_adds_up(year: Year) -> None:
    adds_up(year)


@WHOLE
@given(years())
def test_a_year_adds_up(year: Year) -> None:
    adds_up(year)


@pytest.mark.parametrize(("days", "attended", "rate"), [(8, 1, 313), (24, 63, 6563), (8, 3, 938)])
def test_a_rate_in_the_middle_of_two_goes_up(days: int, attended: int, rate: int) -> None:
    outcomes, left = [], attended
    for day in DAYS[:days]:
        slots = []
        for slot in Slot:
            slots.append(SlotOutcome(slot, LATER, SlotResult.NORMAL if left > 0 else SlotResult.MISSING))
            left -= 1
        outcomes.append(DayOutcome(day, tuple(slots)))
    person = MonthPerson(ME, "市监局", "26", "卓玛措", "A")
    line = month_line(person, outcomes, (), (), AttendanceBook())
    assert (line.due, line.attended, line.rate) == (4 * days, attended, rate)


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("count", [10, 100], ids=lambda count: f"{count} years")
def test_many_years_add_up(count: int) -> None:
    settings(WHOLE, max_examples=count)(given(years())(adds_up))()


def adds_up(year: Year) -> None:
    book, works, leaves, corrections = year.book, year.works, year.leaves, year.corrections
    outcomes: dict[date, DayOutcome] = {}
    told = {}
    for day in year.days:
        edition = book.on(day)
        mine = [p for p in year.punches if day_of(p.at) == day]
        paper = [s for s in year.slips if day_of(s.at) == day]
        found: tuple[CheckedIn, ...] = check_ins(mine, paper, edition)
        fixes = [c for c in corrections if c.day == day]
        outcomes[day] = day_outcome(day, works[day], edition, found, leaves, fixes, LATER)
        expected, used = told[day] = recount(day, book, works, mine, paper, leaves, corrections)  # type: ignore[no-untyped-call]
        assert [one.slot for one in outcomes[day].slots] == list(Slot)
        assert {one.slot: one.result for one in outcomes[day].slots} == expected, (day, edition)
        if works[day]:
            assert {o.slot: o.check_in.at if o.check_in else None for o in outcomes[day].slots} == used
    for month in sorted({day.month for day in year.days}):
        one_month(month, book, works, leaves, corrections, outcomes, told)


@cache
def day_of(at: datetime) -> date:
    return hall_time(at).date()


def percent(part: int, whole: int) -> int:
    """Say a share in hundredths of a percent as it is done by hand: a half goes up."""
    written = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return int(written * 100)


def one_month(month, book, works, leaves, corrections, outcomes, all_told) -> None:  # type: ignore[no-untyped-def]
    days = [outcome for day, outcome in outcomes.items() if day.month == month]
    mine = [leave for leave in leaves if hall_time(leave.request.begins).month == month]
    seen = [
        Patrol(make.new_id(), LATER, "大厅", "12", ME, "卓玛措", finding, "", "", BOSS, "旦正才让", excused)
        for finding, excused in ((Finding.OFF_POST, False), (Finding.OFF_POST, True), (Finding.OTHER, False))
    ]
    line = month_line(MonthPerson(ME, "市监局", "26", "卓玛措", "A"), days, mine, seen, book)
    told = [all_told[day.day] for day in days]
    flat = [result for results, _ in told for result in results.values()]
    open_results = (SlotResult.OFF, SlotResult.PENDING)
    assert line.due == len([result for result in flat if result not in open_results])
    assert line.attended == len([result for result in flat if result in ATTENDED])
    assert line.late == flat.count(SlotResult.LATE)
    assert line.early == flat.count(SlotResult.EARLY)
    assert line.missing == flat.count(SlotResult.MISSING)
    absent = 0
    for results, _ in told:
        morning = SlotResult.ABSENT in (results[Slot.MORNING_IN], results[Slot.MORNING_OUT])
        afternoon = SlotResult.ABSENT in (results[Slot.AFTERNOON_IN], results[Slot.AFTERNOON_OUT])
        absent += morning + afternoon
    assert line.absent_halves == absent
    away = [(one.request.begins, one.away_until, one.request.kind) for one in leaves]
    slots = dict.fromkeys(LeaveKind, 0)
    for day, (results, _) in zip(days, told, strict=True):
        for edge, slot in zip(edges_of(book, day.day), Slot, strict=True):
            due = hall_minute(day.day, edge)
            kinds = [kind for begins, until, kind in away if begins <= due <= until]
            if results[slot] is SlotResult.LEAVE and kinds:
                slots[kinds[0]] += 1
    assert dict(line.leave) == {kind: n for kind, n in slots.items() if n}
    assert line.errands == len([x for x in mine if x.request.kind is LeaveKind.ERRAND])
    extra = 0
    for day, (results, used) in zip(days, told, strict=True):
        at, end = used[Slot.AFTERNOON_OUT], edges_of(book, day.day)[3]
        if at and works[day.day] and results[Slot.AFTERNOON_OUT] not in (SlotResult.OFF, SlotResult.LEAVE):
            stayed = int((minute_of(at, day.day) - end) // 1)
            extra += stayed if stayed >= book.on(day.day).overtime_from else 0
    assert line.overtime == extra
    assert line.off_post == 1
    owed = [result for result in flat if result not in open_results]
    assert line.rate == (percent(len([r for r in owed if r in ATTENDED]), len(owed)) if owed else None), month
    assert line.corrected == sum(1 for x in {(c.day, c.slot) for c in corrections} if x[0].month == month)
