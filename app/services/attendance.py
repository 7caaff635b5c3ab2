"""Attendance: the own day, the month of a department, slips entered by hand, corrections with a reason."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from app.domain.accounts import Account, Actor, Right
from app.domain.attendance import Correction, DayOutcome, Slip, SlipReason, SlotResult
from app.domain.attendance_month import MonthLine, MonthPerson, month_line
from app.domain.dates import day_start, hall_date
from app.domain.fingers import Punch
from app.domain.ids import new_id
from app.domain.shifts import AttendanceBook, AttendanceRules, Slot, check_rules
from app.domain.text import clean_text
from app.errors import RuleError
from app.ports.store import UnitOfWork
from app.services.accounts import Accounts, Credentials
from app.services.attendance_days import DayBook, attends
from app.services.journal import Journal

SLIP_DAYS = 7
"""A slip of paper is entered within so many days; after that it takes a correction."""

_CORRECTED_TO = frozenset(SlotResult) - {SlotResult.PENDING, SlotResult.LEAVE}


@dataclass(frozen=True)
class OwnDay:
    """A person's own day: the result of each slot, and the punches it rests on."""

    outcome: DayOutcome
    punches: tuple[Punch, ...]
    edition: str


@dataclass(frozen=True)
class MonthSheet:
    """The month of a department (or of the whole hall): its lines, and the editions of rules that held."""

    first: date
    last: date
    department: str
    lines: tuple[MonthLine, ...]
    editions: tuple[AttendanceRules, ...]


class Attendance:
    """What is shown, entered and corrected of attendance; nobody does so for oneself."""

    def __init__(self, journal: Journal, accounts: Accounts) -> None:
        self._journal = journal
        self._accounts = accounts

    def own_day(self, actor: Actor, day: date) -> OwnDay:
        """Return the actor's own day."""
        with self._journal.store.read() as unit:
            book = self._book(unit, day, day)
            since = day_start(day)
            punches = unit.attendance.punches(since, since + timedelta(days=1))
            mine = tuple(one for one in punches if one.account_id == actor.account_id)
            return OwnDay(book.day(actor.account_id, day), mine, book.book.on(day).edition)

    def month(self, actor: Actor, first: date, department: str = "") -> MonthSheet:
        """Return the month that begins with a day, for a department or for the whole hall.

        Raises:
            RuleError: `account.right_missing`; a reviewer sees the own department alone.
        """
        actor.require_any(Right.SUPERVISOR, Right.REVIEWER)
        if Right.SUPERVISOR not in actor.rights:
            department = actor.department
        last = first.replace(day=monthrange(first.year, first.month)[1])
        with self._journal.store.read() as unit:
            book = self._book(unit, first, last)
            people = tuple(_people(unit, department))
            patrols = unit.attendance.patrols(day_start(first), day_start(last + timedelta(days=1)))
        lines = []
        for person in people:
            who = person.account_id
            begun = [x for x in book.leaves(who) if first <= hall_date(x.request.begins) <= last]
            seen = [one for one in patrols if one.account_id == who]
            lines.append(month_line(person, book.days(who), begun, seen, book.book))
        return MonthSheet(first, last, department, tuple(lines), book.book.between(first, last))

    def staff(self, actor: Actor) -> tuple[Account, ...]:
        """Return the people whose attendance the actor may look after.

        Raises:
            RuleError: `account.right_missing`.
        """
        actor.require_any(Right.SUPERVISOR, Right.REVIEWER)
        hall = Right.SUPERVISOR in actor.rights
        with self._journal.store.read() as unit:
            found = [one for one in unit.accounts.all() if attends(one)]
        return tuple(one for one in found if hall or one.department == actor.department)

    def enter_slip(self, actor: Actor, account_id: UUID, at: datetime, reason: SlipReason, note: str) -> Slip:
        """Enter a sign-in on paper, as after a power cut; it counts and stays marked.

        Raises:
            RuleError: `account.right_missing`, `account.unknown`, `attendance.own`, `attendance.not_staff`,
                `attendance.slip_future`, `attendance.slip_old`.
        """
        actor.require_any(Right.SUPERVISOR, Right.REVIEWER)
        now = self._journal.moment().at
        if at > now:
            raise RuleError("attendance.slip_future")
        if at < now - timedelta(days=SLIP_DAYS):
            raise RuleError("attendance.slip_old", days=SLIP_DAYS)
        with self._journal.store.write() as unit:
            person = self._looked_after(unit, actor, account_id)
            return self._slip(unit, person, actor.account_id, actor.name, at, reason, note)

    def check_in_by_password(self, who: Credentials, witness: Credentials) -> Slip:
        """Check in by the own password before a supervisor: the equal way for who gave no finger (PIPL 29).

        Raises:
            RuleError: what `Accounts.sign_in` and `Accounts.approve` raise.
        """
        actor = self._accounts.sign_in(who, "")
        approval = self._accounts.approve(actor, witness, Right.SUPERVISOR, "密码签到")
        with self._journal.store.write() as unit:
            person, at = unit.accounts.get(actor.account_id), self._journal.moment().at
            return self._slip(
                unit, person, approval.approver_id, approval.approver_name, at, SlipReason.PASSWORD, ""
            )

    def correct(
        self, actor: Actor, account_id: UUID, day: date, slot: Slot, result: SlotResult, reason: str
    ) -> Correction:
        """Set the result of a slot, with a reason; what was computed before stays to be seen.

        Raises:
            RuleError: `account.right_missing`, `account.unknown`, `attendance.own`, `attendance.not_staff`,
                `attendance.result_form`, `attendance.same_result`, `case.reason_missing`.
        """
        actor.require_any(Right.SUPERVISOR, Right.REVIEWER)
        if result not in _CORRECTED_TO:
            raise RuleError("attendance.result_form")
        why = clean_text(reason, "理由")
        if not why:
            raise RuleError("case.reason_missing")
        now = self._journal.moment().at
        with self._journal.store.write() as unit:
            person = self._looked_after(unit, actor, account_id)
            before = self._book(unit, day, day).day(account_id, day)
            was = next(one.result for one in before.slots if one.slot is slot)
            if was is result:
                raise RuleError("attendance.same_result", result=result)
            made = Correction(
                new_id(), account_id, person.name, day, slot, result, why, now, actor.account_id, actor.name
            )
            unit.attendance.add_correction(made)
            facts = {"day": day.isoformat(), "slot": slot.value, "was": was.value, "is": result.value}
            unit.audit.append(now, actor.name, "attendance.correct", person.login, "ok", facts)
            unit.commit()
        return made

    def rules(self, actor: Actor) -> AttendanceBook:
        """Return every edition of the rules.

        Raises:
            RuleError: `account.right_missing`.
        """
        actor.require(Right.ADMINISTRATOR)
        with self._journal.store.read() as unit:
            return unit.rules.get(AttendanceBook)

    def put_rules(self, actor: Actor, rules: AttendanceRules) -> None:
        """Set an edition of the rules that begins today or later; days gone by keep theirs.

        Raises:
            RuleError: `account.right_missing`, `attendance.edition_past`, or what makes the rules useless.
        """
        actor.require(Right.ADMINISTRATOR)
        check_rules(rules)
        now = self._journal.moment()
        if rules.effective_from < now.today:
            raise RuleError("attendance.edition_past")
        with self._journal.store.write() as unit:
            book = unit.rules.get(AttendanceBook)
            others = [one for one in book.editions if one.effective_from != rules.effective_from]
            ordered = sorted((*others, rules), key=lambda one: one.effective_from)
            unit.rules.put(AttendanceBook(tuple(ordered)))
            facts = {"from": rules.effective_from.isoformat()}
            unit.audit.append(now.at, actor.name, "setting.attendance", rules.edition, "ok", facts)
            unit.commit()

    def _slip(
        self,
        unit: UnitOfWork,
        person: Account,
        by_id: UUID,
        by: str,
        at: datetime,
        reason: SlipReason,
        note: str,
    ) -> Slip:
        now = self._journal.moment().at
        said = clean_text(note, "说明")
        made = Slip(new_id(), person.id, person.name, at, reason, said, now, by_id, by)
        unit.attendance.add_slip(made)
        facts = {"at": at.isoformat(), "reason": reason.value}
        unit.audit.append(now, by, "attendance.slip", person.login, "ok", facts)
        unit.commit()
        return made

    def _looked_after(self, unit: UnitOfWork, actor: Actor, account_id: UUID) -> Account:
        person = unit.accounts.get(account_id)
        if person.id == actor.account_id:
            raise RuleError("attendance.own")
        if not attends(person):
            raise RuleError("attendance.not_staff", name=person.name)
        if Right.SUPERVISOR not in actor.rights and person.department != actor.department:
            actor.require(Right.SUPERVISOR)
        return person

    def _book(self, unit: UnitOfWork, first: date, last: date) -> DayBook:
        return DayBook(unit, self._journal.calendar(unit), first, last, self._journal.moment().at)


def _people(unit: UnitOfWork, department: str) -> list[MonthPerson]:
    units = {one.code: one.short_name for one in unit.catalogue.departments()}
    places = {pair.deputy_id: (pair.counter, "B") for pair in unit.attendance.posts() if pair.deputy_id}
    places |= {pair.holder_id: (pair.counter, "A") for pair in unit.attendance.posts()}
    found = [one for one in unit.accounts.all() if attends(one) and department in ("", one.department)]
    ordered = sorted(found, key=lambda one: (one.department, places.get(one.id, ("", ""))[0], one.login))
    people = []
    for one in ordered:
        counter, post = places.get(one.id, ("", ""))
        people.append(MonthPerson(one.id, units.get(one.department, "中心"), counter, one.name, post))
    return people
