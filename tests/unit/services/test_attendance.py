"""Days and months from real records: slips, corrections, leave with steps, posts, patrols, duty."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from app.domain.accounts import Account, Actor, Right
from app.domain.attendance import SlipReason, SlotResult
from app.domain.dates import day_start
from app.domain.fingers import ClockQuality, Punch
from app.domain.leave import LeaveAct, LeaveKind, LeaveState
from app.domain.posts import CounterDuty, Finding, PostPair
from app.domain.shifts import AttendanceRules, Slot
from app.errors import RuleError
from app.services.accounts import Credentials
from app.services.attendance import Attendance
from app.services.journal import Journal
from app.services.leave import Leaves
from app.services.patrols import Patrols
from app.services.posts import Posts
from data.working_days import CalendarTables
from tests import factories as make
from tests.unit.services.conftest import PASSWORD, SmallHall, actor_of

DAY = date(2026, 9, 15)
EVENING = 19 * 60


def at(minute: int, day: date = DAY) -> datetime:
    return day_start(day) + timedelta(minutes=minute)


class Office:
    """The hall's staff at hand."""

    def __init__(self, hall: SmallHall) -> None:
        self.hall = hall
        self.journal = Journal(hall.store, CalendarTables(), hall.clock)
        self.attendance = Attendance(self.journal, hall.use.accounts)
        self.leaves, self.posts, self.patrols = (
            Leaves(self.journal),
            Posts(self.journal),
            Patrols(self.journal),
        )
        with hall.store.write() as unit:
            boss = Account(
                make.new_id(), "zhuren", "主任", f"plain:{PASSWORD}", frozenset({Right.SUPERVISOR}), ""
            )
            unit.accounts.put(boss)
            unit.commit()
        self.boss = actor_of(boss)
        self.clerk, self.chief, self.deputy = (
            self.actor("zhuoma"),
            self.actor("shenpi"),
            self.actor("danzeng"),
        )

    def actor(self, login: str) -> Actor:
        with self.hall.store.read() as unit:
            found = unit.accounts.by_login(login)
        assert found is not None
        return actor_of(found)

    def punch(self, who: Actor, *minutes: int, clock: ClockQuality = ClockQuality.STEADY) -> None:
        with self.hall.store.write() as unit:
            for minute in minutes:
                made = Punch(
                    make.new_id(), who.account_id, who.name, make.new_id(), at(minute), 0, "打卡机", clock, 0
                )
                unit.fingers.punch(made)
            unit.commit()

    def results(self, who: Actor) -> list[SlotResult]:
        return [one.result for one in self.attendance.own_day(who, DAY).outcome.slots]

    def audit(self) -> list[object]:
        with self.hall.store.read() as unit:
            return [entry.fields["action"] for entry in unit.audit.entries()]


@pytest.fixture
def office(hall: SmallHall) -> Office:
    hall.clock.at = at(EVENING)
    return Office(hall)


def test_a_day_of_four_slots(office: Office) -> None:
    office.punch(office.clerk, 535, 552, 718, 873, 1020)
    results = [SlotResult.NORMAL, SlotResult.NORMAL, SlotResult.NORMAL, SlotResult.ABSENT]
    assert office.results(office.clerk) == results
    assert office.results(office.deputy) == [SlotResult.ABSENT] * 4


def test_the_day_is_not_judged_before_it_is_over(office: Office) -> None:
    office.hall.clock.at = at(600)
    office.punch(office.clerk, 552)
    results = [SlotResult.LATE, SlotResult.PENDING, SlotResult.PENDING, SlotResult.PENDING]
    assert office.results(office.clerk) == results


def test_a_jumped_clock_is_kept_and_flagged_in_the_month(office: Office) -> None:
    office.punch(office.clerk, 535, clock=ClockQuality.JUMPED)
    sheet = office.attendance.month(office.boss, date(2026, 9, 1))
    line = next(one for one in sheet.lines if one.person.account_id == office.clerk.account_id)
    assert line.flagged == 1
    assert [one.edition for one in sheet.editions] == [AttendanceRules().edition]


def test_a_slip_counts_and_stays_marked(office: Office) -> None:
    slip = office.attendance.enter_slip(
        office.boss, office.clerk.account_id, at(535), SlipReason.POWER_CUT, "上午停电"
    )
    assert slip.actor_name == "主任"
    first = office.attendance.own_day(office.clerk, DAY).outcome.slots[0]
    assert first.result is SlotResult.NORMAL
    assert first.check_in is not None
    assert first.check_in.slip
    with pytest.raises(RuleError, match=r"attendance\.own"):
        office.attendance.enter_slip(office.boss, office.boss.account_id, at(535), SlipReason.OTHER, "")
    with pytest.raises(RuleError, match="slip_future"):
        office.attendance.enter_slip(office.boss, office.clerk.account_id, at(1300), SlipReason.OTHER, "")
    old = at(535) - timedelta(days=8)
    with pytest.raises(RuleError, match="slip_old"):
        office.attendance.enter_slip(office.boss, office.clerk.account_id, old, SlipReason.OTHER, "")


def test_a_password_before_a_supervisor_is_as_good_as_a_finger(office: Office) -> None:
    office.hall.clock.at = at(530)
    own, witness = Credentials("zhuoma", PASSWORD), Credentials("zhuren", PASSWORD)
    office.attendance.check_in_by_password(own, witness)
    assert office.results(office.clerk)[0] is SlotResult.NORMAL
    with pytest.raises(RuleError, match="right_missing"):
        office.attendance.check_in_by_password(own, Credentials("shenpi", PASSWORD))


def test_a_correction_needs_a_reason_and_leaves_the_former_result_to_be_seen(office: Office) -> None:
    who = office.clerk.account_id
    with pytest.raises(RuleError, match="reason_missing"):
        office.attendance.correct(office.boss, who, DAY, Slot.MORNING_IN, SlotResult.NORMAL, " ")
    with pytest.raises(RuleError, match="same_result"):
        office.attendance.correct(office.boss, who, DAY, Slot.MORNING_IN, SlotResult.ABSENT, "补签")
    office.attendance.correct(office.boss, who, DAY, Slot.MORNING_IN, SlotResult.NORMAL, "领导补签")
    first = office.attendance.own_day(office.clerk, DAY).outcome.slots[0]
    assert (first.result, first.computed, first.reason) == (SlotResult.NORMAL, SlotResult.ABSENT, "领导补签")
    assert "attendance.correct" in office.audit()


def test_a_chief_looks_after_the_own_department_alone(office: Office) -> None:
    stranger = Actor(make.new_id(), "外单位", frozenset({Right.REVIEWER}), "101", "")
    with pytest.raises(RuleError, match="right_missing"):
        office.attendance.correct(
            stranger, office.clerk.account_id, DAY, Slot.MORNING_IN, SlotResult.NORMAL, "补签"
        )
    assert office.attendance.month(stranger, date(2026, 9, 1), "117").lines == ()
    assert {one.department for one in office.attendance.staff(office.chief)} == {"117"}


@pytest.mark.parametrize(
    ("begins", "ends", "steps"),
    [
        (at(600), at(690), [LeaveAct.DUTY_DESK]),
        (at(540), at(1050), [LeaveAct.CHIEF]),
        (at(540), at(1050) + timedelta(days=1), [LeaveAct.HOME_UNIT, LeaveAct.LEADER]),
    ],
)
def test_longer_leave_takes_more_people(
    office: Office, begins: datetime, ends: datetime, steps: list[LeaveAct]
) -> None:
    asked = office.leaves.ask(office.clerk, LeaveKind.PERSONAL, begins, ends, "家中有事")
    wanted = asked.leave.request.id
    for act in steps:
        row = next(one for one in office.leaves.open(office.boss) if one.leave.request.id == wanted)
        assert row.next is act
        by = office.chief if act in (LeaveAct.CHIEF, LeaveAct.HOME_UNIT) else office.boss
        wrong = office.boss if by is office.chief else office.chief
        with pytest.raises(RuleError, match="right_missing"):
            office.leaves.agree(wrong, wanted)
        done = office.leaves.agree(by, wanted)
    assert done.state is LeaveState.APPROVED
    assert office.leaves.report_back(office.clerk, wanted).state is LeaveState.RETURNED


def test_a_chief_and_the_centres_people_are_let_go_by_the_supervisor(office: Office) -> None:
    with office.hall.store.write() as unit:
        guide = Account(make.new_id(), "daoban", "才旦", "plain:x", frozenset({Right.GUIDE}), "")
        unit.accounts.put(guide)
        unit.commit()
    whole_day = (at(540), at(1050), "家中有事")
    for who in (office.chief, actor_of(guide)):
        asked = office.leaves.ask(who, LeaveKind.PERSONAL, *whole_day).leave.request.id
        assert office.leaves.agree(office.boss, asked).state is LeaveState.APPROVED
    asked = office.leaves.ask(office.clerk, LeaveKind.PERSONAL, *whole_day).leave.request.id
    with pytest.raises(RuleError, match="right_missing"):
        office.leaves.agree(office.boss, asked)


def test_nobody_approves_the_own_leave(office: Office) -> None:
    asked = office.leaves.ask(office.chief, LeaveKind.PERSONAL, at(540), at(1050), "家中有事")
    with pytest.raises(RuleError, match=r"leave\.own"):
        office.leaves.agree(office.chief, asked.leave.request.id)
    with pytest.raises(RuleError, match="reason_missing"):
        office.leaves.refuse(actor_like(office.chief), asked.leave.request.id, "")
    refused = office.leaves.refuse(actor_like(office.chief), asked.leave.request.id, "人手不够")
    assert refused.state is LeaveState.REFUSED


def actor_like(actor: Actor) -> Actor:
    return Actor(make.new_id(), "另一位", actor.rights, actor.department, "")


def test_when_a_is_away_b_must_be_on_duty(office: Office) -> None:
    holder, stands_in = office.clerk, office.deputy
    pair = PostPair("26", "食品经营", holder.account_id, holder.name, stands_in.account_id, stands_in.name)
    office.posts.put(office.boss, pair)
    assert office.posts.staffing(office.boss)[0].duty is CounterDuty.NOBODY
    office.hall.clock.at = at(640)
    asked = office.leaves.ask(holder, LeaveKind.PERSONAL, at(650), at(700), "家中有事").leave.request.id
    with pytest.raises(RuleError, match="deputy_not_here"):
        office.leaves.agree(office.boss, asked)
    office.punch(stands_in, 530)
    assert office.leaves.agree(office.boss, asked).state is LeaveState.APPROVED
    assert office.posts.staffing(office.boss)[0].duty is CounterDuty.DEPUTY
    tomorrow = at(540) + timedelta(days=1)
    day = (tomorrow, tomorrow + timedelta(minutes=510))
    chief = actor_like(office.chief)
    for_b = office.leaves.ask(stands_in, LeaveKind.PERSONAL, *day, "有事").leave.request.id
    office.leaves.agree(chief, for_b)
    for_a = office.leaves.ask(holder, LeaveKind.PERSONAL, *day, "有事").leave.request.id
    with pytest.raises(RuleError, match="deputy_away"):
        office.leaves.agree(chief, for_a)


def test_an_errand_is_short_and_excuses_at_a_patrol(office: Office) -> None:
    office.hall.clock.at = at(610)
    with pytest.raises(RuleError, match="errand_too_long"):
        office.leaves.ask(office.clerk, LeaveKind.ERRAND, at(600), at(721), "送文件")
    asked = office.leaves.ask(office.clerk, LeaveKind.ERRAND, at(600), at(660), "送文件").leave.request.id
    office.leaves.agree(office.chief, asked)
    seen = office.patrols.record(
        office.boss, "一楼大厅", "26", office.clerk.account_id, Finding.OFF_POST, "窗口无人", "P-12"
    )
    assert seen.excused
    office.hall.clock.at = at(670)
    office.patrols.record(
        office.boss, "一楼大厅", "26", office.clerk.account_id, Finding.OFF_POST, "窗口无人"
    )
    line = next(
        one
        for one in office.attendance.month(office.boss, date(2026, 9, 1)).lines
        if one.person.account_id == office.clerk.account_id
    )
    assert (line.off_post, line.errands, line.errand_minutes) == (1, 1, 60)
    with pytest.raises(RuleError, match="words_missing"):
        office.patrols.record(office.boss, "一楼", "26", None, Finding.OTHER, "")


def test_a_counter_opens_for_who_has_checked_in(office: Office) -> None:
    office.hall.clock.at = at(600)
    office.posts.require_on_duty(office.clerk)
    with office.hall.store.write() as unit:
        unit.hall.put_facts(make.hall(demo=False))
        unit.commit()
    with pytest.raises(RuleError, match="not_checked_in"):
        office.posts.require_on_duty(office.clerk)
    office.punch(office.clerk, 530)
    office.posts.require_on_duty(office.clerk)
    asked = office.leaves.ask(office.clerk, LeaveKind.ERRAND, at(595), at(660), "送文件").leave.request.id
    office.leaves.agree(office.chief, asked)
    with pytest.raises(RuleError, match="on_leave"):
        office.posts.require_on_duty(office.clerk)
    office.leaves.report_back(office.clerk, asked)
    office.hall.clock.at = at(606)
    office.posts.require_on_duty(office.clerk)


def test_a_new_edition_leaves_the_days_before_alone(office: Office) -> None:
    boss = make.actor(Right.ADMINISTRATOR)
    office.punch(office.clerk, 552)
    assert office.results(office.clerk)[0] is SlotResult.LATE
    with pytest.raises(RuleError, match="edition_past"):
        office.attendance.put_rules(boss, AttendanceRules("新办法", date(2026, 9, 14), grace=14))
    office.attendance.put_rules(boss, AttendanceRules("新办法", date(2026, 9, 16), grace=14))
    assert office.results(office.clerk)[0] is SlotResult.LATE
    sheet = office.attendance.month(office.boss, date(2026, 9, 1))
    assert [one.edition for one in sheet.editions] == [AttendanceRules().edition, "新办法"]
    assert isinstance(sheet.lines[0].person.account_id, UUID)
