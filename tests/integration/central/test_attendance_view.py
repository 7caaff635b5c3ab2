"""The view of attendance by month, counted by the centre alone, is what the hall's own sheet says."""

import json
import random
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from app.domain.accounts import Account, Right
from app.domain.attendance import Correction, Slip, SlipReason, SlotResult
from app.domain.attendance_month import MonthLine
from app.domain.dates import HALL_ZONE
from app.domain.fingers import ClockQuality, Punch
from app.domain.ids import new_id
from app.domain.leave import LeaveAct, LeaveKind, LeaveRequest, LeaveStep
from app.domain.posts import Finding, Patrol
from app.domain.shifts import AttendanceBook, AttendanceRules, Season, Shift, Slot
from app.services.accounts import Accounts
from app.services.attendance import Attendance
from data.central.readers import admit_reader
from data.records import reference_id
from tests import factories as make
from tests.fakes import PlainHash
from tests.integration.central.conftest import Centre, Desk, OpenDesk
from tests.integration.central.newer_records import WHO
from tests.integration.central.test_views import read

SUMMER = Season("夏", "05-01", "09-20", (Shift((540, 720, 870, 1080)), Shift((540, 700, 880, 1020), (4,))))
WINTER = Season("冬", "09-21", "04-30", (Shift((570, 720, 840, 1020)),))
BOOK = AttendanceBook(
    (
        AttendanceRules(),
        AttendanceRules("二", date(2026, 9, 7), (SUMMER, WINTER), 45, 50, 3, 20, 5, overtime_from=20),
        AttendanceRules("三", date(2026, 10, 12), (SUMMER, WINTER), before=30, absent_over=40),
    )
)
SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
NOW = (
    "create or replace function report.now() returns timestamptz language sql as "
    "$$ select timestamptz '{}' $$"
)


def moment(day: date, minutes: float) -> datetime:
    return datetime.combine(day, time(), HALL_ZONE) + timedelta(minutes=minutes)


def fill_months(desk: Desk, people: list[Account], dice: random.Random) -> None:
    """Let two months pass for some people, as chance will have it."""
    with desk.store.write() as unit:
        for one in people:
            unit.accounts.put(one)
        for number in range(61):
            day = SEPTEMBER + timedelta(days=number)
            for one in people:
                for due in (540, 720, 870, 1050):
                    for _ in range(dice.choice((0, 1, 1, 1, 1, 2))):
                        at = moment(
                            day, due + dice.choice((-50, -8, -2, 0, 3, 6, 17, 35, 55)) + dice.random()
                        )
                        unit.fingers.punch(
                            Punch(new_id(), one.id, one.name, new_id(), at, 0, "S1",
                                  dice.choice((*[ClockQuality.STEADY] * 9, ClockQuality.JUMPED)), 0)
                        )  # fmt: skip
                if dice.random() < 0.1:
                    at = moment(day, dice.choice((535, 725, 880)))
                    unit.attendance.add_slip(
                        Slip(new_id(), one.id, one.name, at, SlipReason.POWER_CUT, "", at, WHO, "才让")
                    )
                if dice.random() < 0.08:
                    result = dice.choice((SlotResult.NORMAL, SlotResult.ABSENT, SlotResult.OFF))
                    slot = dice.choice(list(Slot))
                    at = moment(day, 1100)
                    unit.attendance.add_correction(
                        Correction(new_id(), one.id, one.name, day, slot, result, "核实", at, WHO, "才让")
                    )
                if dice.random() < 0.2:
                    seen = dice.choice((Finding.OFF_POST, Finding.OFF_POST, Finding.CONDUCT))
                    unit.attendance.add_patrol(
                        Patrol(new_id(), moment(day, 600), "二楼", "26", one.id, one.name, seen, "", "", WHO,
                               "才让", dice.random() < 0.3)
                    )  # fmt: skip
                if dice.random() < 0.2:
                    _leave(unit, one, day, dice)
        unit.rules.put(BOOK)
        unit.commit()


def _leave(unit: Any, one: Account, day: date, dice: random.Random) -> None:
    kind = dice.choice((LeaveKind.ERRAND, LeaveKind.ERRAND, LeaveKind.SICK))
    begins = moment(day, dice.choice((480, 560, 720, 860)))
    ends = begins + timedelta(minutes=dice.choice((90, 240, 600, 1440, 4000)))
    asked = LeaveRequest(new_id(), one.id, one.name, "117", kind, begins, ends, "有事", begins)
    unit.attendance.add_leave(asked)
    acts = dice.choice(
        [(), *[(LeaveAct.CHIEF,)] * 3, (LeaveAct.DUTY_DESK,), (LeaveAct.HOME_UNIT, LeaveAct.LEADER),
         (LeaveAct.CHIEF, LeaveAct.RETURNED), (LeaveAct.CHIEF, LeaveAct.WITHDRAWN),
         (LeaveAct.DUTY_DESK, LeaveAct.RETURNED)]
    )  # fmt: skip
    for act in acts:
        at = ends - timedelta(minutes=dice.choice((30, -30))) if act is LeaveAct.RETURNED else begins
        unit.attendance.add_leave_step(LeaveStep(new_id(), asked.id, act, at, WHO, "才让"))


def figures(line: MonthLine) -> tuple[Any, ...]:
    leave = sum(count for _, count in line.leave)
    return (
        line.person.name, line.due, line.attended, line.late, line.early, line.missing, line.absent_halves,
        leave, line.errands, line.errand_minutes, line.overtime, line.off_post, line.flagged, line.slips,
        line.corrected, line.rate,
    )  # fmt: skip


MONTH = (
    "SELECT name, due, attended, late, early, missing, absent_halves, leave_slots, errands, errand_minutes, "
    "overtime_minutes, off_post, flagged, slips, corrected, (attended_percent * 100)::int "
    "FROM report.attendance_month WHERE month = '{}' ORDER BY name"
)


@pytest.mark.parametrize("seed", [0, *(pytest.param(n, marks=pytest.mark.long) for n in range(1, 20))])
def test_a_month_of_attendance_is_what_the_halls_sheet_says(
    centre: Centre, open_desk: OpenDesk, seed: int
) -> None:
    dice = random.Random(seed)
    desk = open_desk(centre.enrol("s1"))
    rights = (Right.CLERK, Right.REVIEWER, Right.SUPERVISOR)
    people = [
        Account(new_id(), f"p{n}", f"员工{n}", "", frozenset({right}), "117")
        for n, right in enumerate(rights)
    ]
    people.append(replace(people[0], id=new_id(), login="p9", rights=frozenset({Right.KIOSK})))
    fill_months(desk, people, dice)
    desk.clock.at = moment(date(2026, 10, 21), 700)
    desk.sync.run()
    assert desk.sync.parked() == ()
    centre.do(NOW.format(desk.clock.at))
    reader = admit_reader(centre.url, "oa", ("h1",))
    sheets = Attendance(desk.journal, Accounts(desk.store, PlainHash(), desk.clock))
    seen = []
    for first in (SEPTEMBER, OCTOBER):
        lines = sheets.month(make.actor(Right.SUPERVISOR), first).lines
        told = sorted(figures(one) for one in lines)
        assert read(reader, MONTH.format(first)) == told
        seen += told
    assert [place for place in range(len(seen[0])) if not any(line[place] for line in seen)] == []


def test_a_hall_whose_rules_cannot_be_read_spoils_no_other_halls_months(
    centre: Centre, open_desk: OpenDesk
) -> None:
    one, other = open_desk(centre.enrol("s1")), open_desk(centre.enrol("s1", "h2"))
    for desk in (one, other):
        with desk.store.write() as unit:
            person = Account(new_id(), "p1", "员工", "", frozenset({Right.CLERK}), "117")
            unit.accounts.put(person)
            at = moment(SEPTEMBER, 540)
            unit.fingers.punch(
                Punch(new_id(), person.id, person.name, new_id(), at, 0, "S1", ClockQuality.STEADY, 0)
            )
            unit.rules.put(BOOK)
            unit.commit()
    with one.store.write() as unit:
        spoiled = {"editions": [{"effective_from": "春天", "seasons": "全年"}]}
        into = "INSERT INTO outbox (kind, record_id, revision, payload) VALUES ('hall_rule', ?, 2, ?)"
        rules = reference_id("hall_rule", "attendance")
        unit._tx.run_many(into, [(rules.bytes, json.dumps(spoiled))])
        unit.commit()
    for desk in (one, other):
        desk.sync.run()
        assert desk.sync.parked() == ()
    reader = admit_reader(centre.url, "oa", ("h1", "h2"))
    assert read(reader, "SELECT DISTINCT hall, month FROM report.attendance_month") == [("h2", SEPTEMBER)]
