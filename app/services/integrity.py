"""Checking a whole store: chain, states, outbox and numbers, each fact computed again from its source."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.domain.audit_chain import first_break
from app.domain.case_number import parse_case_number
from app.domain.cases import Step
from app.domain.certificate_accounts import account_for
from app.domain.lifecycle import branches
from app.domain.retention import QUEUE_KINDS
from app.domain.summary import row_of
from app.domain.workdays import Calendar
from app.errors import RuleError
from app.ports.store import UnitOfWork
from app.services.journal import Journal
from app.services.paper_check import unaccounted


@dataclass(frozen=True)
class Finding:
    """Something that does not hold: which check, and about what."""

    check: str
    subject: str
    detail: str


@dataclass(frozen=True)
class Report:
    """What was checked, how much of it, and what was found."""

    counts: dict[str, int]
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Tell whether everything holds."""
        return not self.findings


class Integrity:
    """Verifies a store without changing it."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def verify(self, progress: Callable[[str], None] = lambda check: None) -> Report:
        """Check audit chain, states, outbox and printed numbers, and tell each check as it begins."""
        counts: Counter[str] = Counter()
        found: list[Finding] = []
        checks = {
            "audit": self._audit,
            "cases": self._cases,
            "outbox": self._outbox,
            "numbers": self._numbers,
            "papers": self._papers,
            "certificates": self._certificates,
        }
        with self._journal.store.read() as unit:
            for name, check in checks.items():
                progress(name)
                found += check(unit, counts)
        return Report(dict(counts), tuple(found))

    def _audit(self, unit: UnitOfWork, counts: Counter[str]) -> Iterator[Finding]:
        entries = tuple(unit.audit.entries())
        counts["audit"] = len(entries)
        broken = first_break(entries)
        if broken is not None:
            yield Finding("audit", str(broken), "the hash chain breaks here")

    def _cases(self, unit: UnitOfWork, counts: Counter[str]) -> Iterator[Finding]:
        calendar = self._journal.calendar(unit)
        for case_id in unit.cases.ids():
            counts["cases"] += 1
            steps = unit.cases.steps(case_id)
            counts["steps"] += len(steps)
            number = unit.cases.header(case_id).number
            try:
                branches(steps)
            except RuleError as error:
                yield Finding("cases", number, str(error))
                continue
            yield from self._row(unit, steps, calendar)

    def _row(self, unit: UnitOfWork, steps: tuple[Step, ...], calendar: Calendar) -> Iterator[Finding]:
        """Derive the row again for the day on which it was stored: it must come out the same."""
        header = unit.cases.header(steps[0].case_id)
        stored = unit.cases.row(header.id)
        if stored is None:
            yield Finding("cases", header.number, "the case has no row")
            return
        item = unit.catalogue.item_as(header.item_key, header.item_version)
        again = row_of(header, steps, item, calendar, stored.updated_at, stored.as_of)
        if again != stored:
            yield Finding("cases", header.number, f"stored as {stored.state}, its steps say {again.state}")

    def _outbox(self, unit: UnitOfWork, counts: Counter[str]) -> Iterator[Finding]:
        newest = {}
        for expected, row in enumerate(unit.outbox.rows(), start=1):
            counts["outbox"] += 1
            if row.sequence != expected:
                yield Finding("outbox", str(expected), f"the sequence has {row.sequence} here")
                return
            newest[row.kind, row.record_id] = row
        for record in unit.outbox.records():
            counts["records"] += 1
            sent = newest.pop((record.kind, record.record_id), None)
            if sent is None:
                yield Finding("outbox", f"{record.kind} {record.record_id}", "the record has no outbox row")
            elif (sent.revision, sent.payload) != (record.revision, record.payload):
                yield Finding("outbox", f"{record.kind} {record.record_id}", "record and outbox row differ")
        taken_over = unit.outbox.taken_over()
        cleared = unit.past_queue.cleared()
        for sent in newest.values():
            if sent.kind in QUEUE_KINDS and not sent.payload and sent.sequence <= cleared:
                continue
            if taken_over.get((sent.kind, sent.record_id), 0) < sent.revision:
                yield Finding("outbox", f"{sent.kind} {sent.record_id}", "the outbox row has no record")

    def _numbers(self, unit: UnitOfWork, counts: Counter[str]) -> Iterator[Finding]:
        """Account for every number given out: once on a header or step of this store, and no other."""
        used = Counter(_used_numbers(unit))
        for number, times in used.items():
            if times > 1:
                yield Finding("numbers", number, f"stands {times} times")
        counts["numbers"] = len(used)
        given = sum(issued.last - issued.first + 1 for issued in unit.numbers.issued())
        if given != len(used):
            yield Finding("numbers", "", f"{given} numbers were given out, {len(used)} are accounted for")

    def _papers(self, unit: UnitOfWork, counts: Counter[str]) -> Iterator[Finding]:
        """Find numbered papers that have neither exactly one valid print nor a reason why not."""
        counts["prints"] = sum(1 for _ in unit.prints.all()) + sum(1 for _ in unit.hall_prints.all())
        for lost in unaccounted(unit):
            yield Finding("papers", lost.number, str(lost.fault))

    def _certificates(self, unit: UnitOfWork, counts: Counter[str]) -> Iterator[Finding]:
        """Find certificates that have neither exactly one valid print a copy nor a reason why not."""
        issued = tuple(unit.certificates.all())
        counts["certificates"] = len(issued)
        for lost in account_for(issued, unit.certificates.all_prints(), unit.certificates.voids()):
            yield Finding("certificates", lost.subject, str(lost.fault))


def _used_numbers(unit: UnitOfWork) -> Iterator[str]:
    own = {row.record_id for row in unit.outbox.rows() if row.revision == 1}
    for case_id in unit.cases.ids():
        if case_id in own:
            yield str(parse_case_number(unit.cases.header(case_id).number))
        for step in unit.cases.steps(case_id):
            if step.document is not None and step.id in own:
                yield step.document
    for charge in unit.fees.all():
        if charge.station == unit.station.index:
            yield charge.number
    for certificate in unit.certificates.all():
        if certificate.id in own:
            yield certificate.number
