"""Writes whole cases into a store, as a use case would."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from app.domain.case_number import CaseNumber
from app.domain.case_rows import CaseRow
from app.domain.cases import CaseHeader, Step
from app.domain.details import Received
from app.domain.ids import new_id
from app.domain.lifecycle import State
from app.ports.store import Series, UnitOfWork
from data.store import LocalStore
from tests import factories

DAY = date(2026, 9, 15)
CASES = Series("case/117/20260915", 1000, 1999)


def row(header: CaseHeader, **changes: object) -> CaseRow:
    base = CaseRow(
        case_id=header.id,
        number=header.number,
        item_key=header.item_key,
        item_name=header.item_name,
        department=header.department,
        applicant_name=header.applicant.name,
        applicant_code=header.applicant.code,
        phone=header.contact_phone,
        state=State.RECEIVED,
        forked=False,
        handler_id=UUID(int=7),
        handler_name="卓玛措",
        opened_on=header.opened_on,
        due=date(2026, 9, 22),
        promise_due=None,
        statutory_due=date(2026, 10, 20),
        provisional=False,
        updated_at=factories.NINE,
        as_of=DAY,
    )
    return replace(base, **changes)  # type: ignore[arg-type]  # a test names fields of any type


def write_case(unit: UnitOfWork, header: CaseHeader | None = None, **row_changes: object) -> CaseHeader:
    """Write number, header, first step, audit entry and row; the caller commits."""
    sequence = unit.numbers.take(CASES)
    number = str(CaseNumber("632621", "117", DAY, sequence))
    header = replace(header or factories.header(), id=new_id(), number=number)
    unit.cases.open(header)
    unit.cases.append(first_step(header))
    unit.audit.append(factories.NINE, "卓玛措", "case.received", number, "ok", {})
    unit.cases.put_row(row(header, **row_changes))
    return header


def first_step(header: CaseHeader) -> Step:
    received = Received(factories.handed_in(1, 2))
    return factories.step(received, id=new_id(), case_id=header.id)


def add_case(store: LocalStore, header: CaseHeader | None = None, **row_changes: object) -> CaseHeader:
    with store.write() as unit:
        written = write_case(unit, header, **row_changes)
        unit.commit()
    return written


def named(name: str, **changes: object) -> CaseHeader:
    """Return a header whose applicant bears that name."""
    header = factories.header(applicant=factories.applicant(name=name))
    return replace(header, **changes)  # type: ignore[arg-type]  # a test names fields of any type
