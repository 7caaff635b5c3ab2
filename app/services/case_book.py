"""Finding cases: search, worklists, and one case with its steps, timers and prints."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from app.domain.accounts import Actor
from app.domain.case_rows import CaseQuery, CaseRow
from app.domain.cases import CaseHeader
from app.domain.certificates import Certificate, CertificateVoid, PrintStanding
from app.domain.items import ServiceItem
from app.domain.lifecycle import FINISHED, Branch, State, branches
from app.domain.papers import Print, PrintEvent
from app.domain.progress import Progress
from app.domain.summary import row_of, state_on
from app.domain.timers import Signal, Timer, signal, timers
from app.domain.workdays import Calendar
from app.ports.store import UnitOfWork
from app.services.journal import Journal, refuse_other_department, require_staff

if TYPE_CHECKING:
    from app.services.fees import FeeStanding

SOON = timedelta(days=3)
RUNNING = frozenset(set(State) - FINISHED)


@dataclass(frozen=True)
class BranchView:
    """One branch as it stands today: its state with deemed acceptance counted, timers and signal."""

    branch: Branch
    progress: Progress
    state: State
    timers: tuple[Timer, ...]
    signal: Signal


@dataclass(frozen=True)
class CertificateView:
    """A certificate of a case, its prints, and the word that made it void."""

    certificate: Certificate
    prints: tuple[PrintStanding, ...]
    void: CertificateVoid | None


@dataclass(frozen=True)
class CaseView:
    """A case with all a page shows of it; more than one branch means a fork."""

    header: CaseHeader
    item: ServiceItem
    branches: tuple[BranchView, ...]
    prints: tuple[tuple[Print, tuple[PrintEvent, ...]], ...]
    calendar: Calendar
    certificates: tuple[CertificateView, ...] = ()
    fees: "tuple[FeeStanding, ...]" = ()

    @property
    def forked(self) -> bool:
        """Tell whether a person must choose between branches first."""
        return len(self.branches) > 1


@dataclass(frozen=True)
class ShownCodes:
    """ID numbers in full, as a person asked to see them; they stay out of every `repr`."""

    applicant: str = field(repr=False)
    agent: str = field(repr=False)


class CaseBook:
    """Reads cases; an account of a department sees the cases of the own department."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def find(self, actor: Actor, query: CaseQuery) -> tuple[CaseRow, ...]:
        """Return the rows that match, as they stand today."""
        scoped = replace(query, department=actor.department) if actor.department else query
        with self._journal.store.read() as unit:
            return self._as_of_today(unit, unit.cases.find(scoped))

    def mine(self, actor: Actor, limit: int = 200) -> tuple[CaseRow, ...]:
        """Return the running cases that this person took in."""
        return self.find(actor, CaseQuery(handler_id=actor.account_id, states=RUNNING, limit=limit))

    def due_soon(self, actor: Actor, limit: int = 200) -> tuple[CaseRow, ...]:
        """Return running cases whose next limit ends today or within the next days, earliest first."""
        today = self._journal.moment().today
        rows = self.find(actor, CaseQuery(states=RUNNING, due_until=today + SOON, limit=limit))
        return tuple(row for row in rows if row.due is not None and row.due >= today)

    def overdue(self, actor: Actor, limit: int = 200) -> tuple[CaseRow, ...]:
        """Return running cases of which a limit has run out, earliest first."""
        yesterday = self._journal.moment().today - timedelta(days=1)
        rows = self.find(actor, CaseQuery(states=RUNNING, due_until=yesterday, limit=limit))
        return tuple(row for row in rows if row.due is not None and row.due <= yesterday)

    def waiting_for_materials(self, actor: Actor, limit: int = 200) -> tuple[CaseRow, ...]:
        """Return cases that wait for the applicant after a notice."""
        return self.find(actor, CaseQuery(states=frozenset({State.CORRECTING}), limit=limit))

    def forked(self, actor: Actor, limit: int = 200) -> tuple[CaseRow, ...]:
        """Return cases whose branches a person must choose between."""
        return self.find(actor, CaseQuery(forked=True, limit=limit))

    def view(self, actor: Actor, case_id: UUID) -> CaseView:
        """Return one case with everything a page shows.

        Raises:
            RuleError: `case.unknown`, `case.other_department`.
        """
        from app.services.fees import fees_of  # lists show no fees: the first page need not wait for them

        with self._journal.store.read() as unit:
            header = unit.cases.header(case_id)
            refuse_other_department(actor, header)
            item = unit.catalogue.item_as(header.item_key, header.item_version)
            calendar = self._journal.calendar(unit)
            views = tuple(
                self._branch_view(branch, item, header, calendar)
                for branch in branches(unit.cases.steps(case_id))
            )
            prints = tuple((one, unit.prints.events(one.id)) for one in unit.prints.of_case(case_id))
            certificates, fees = _certificates(unit, case_id), fees_of(unit, case_id)
        return CaseView(header, item, views, prints, calendar, certificates, fees)

    def show_codes(self, actor: Actor, case_id: UUID) -> ShownCodes:
        """Return the ID numbers of a case in full; that somebody looked is logged, the numbers are not.

        Raises:
            RuleError: `account.right_missing`, `case.unknown`, `case.other_department`.
        """
        require_staff(actor)
        with self._journal.store.write() as unit:
            header = unit.cases.header(case_id)
            refuse_other_department(actor, header)
            at = self._journal.moment().at
            unit.audit.append(at, actor.name, "case.show_codes", header.number, "ok", {})
            unit.commit()
        return ShownCodes(header.applicant.code, header.agent.code if header.agent else "")

    def _branch_view(
        self, branch: Branch, item: ServiceItem, header: CaseHeader, calendar: Calendar
    ) -> BranchView:
        today, progress = self._journal.moment().today, Progress(branch)
        found = timers(progress, item, header.joint, calendar, today)
        state = state_on(branch, item, calendar, today)
        shown = signal(found, calendar, today) if state in RUNNING else Signal.NONE
        return BranchView(branch, progress, state, found, shown)

    def _as_of_today(self, unit: UnitOfWork, rows: tuple[CaseRow, ...]) -> tuple[CaseRow, ...]:
        """Derive anew what an older day derived: limits run out and acceptance is deemed by date alone."""
        now = self._journal.moment()
        stale = any(row.as_of != now.today and row.state not in FINISHED for row in rows)
        calendar = self._journal.calendar(unit) if stale else None
        return tuple(
            _again(unit, row, calendar, now.today)
            if calendar is not None and row.as_of != now.today and row.state not in FINISHED
            else row
            for row in rows
        )


def _certificates(unit: UnitOfWork, case_id: UUID) -> tuple[CertificateView, ...]:
    kept = unit.certificates
    return tuple(
        CertificateView(one, kept.prints(one.id), kept.void_of(one.id)) for one in kept.of_case(case_id)
    )


def _again(unit: UnitOfWork, row: CaseRow, calendar: Calendar, today: date) -> CaseRow:
    header = unit.cases.header(row.case_id)
    item = unit.catalogue.item_as(header.item_key, header.item_version)
    return row_of(header, unit.cases.steps(row.case_id), item, calendar, row.updated_at, today)
