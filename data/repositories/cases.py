"""Case headers, steps and the rows derived from them, in the store."""

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, insert, select
from sqlalchemy.dialects import sqlite

from app.domain.case_rows import CaseQuery, CaseRow
from app.domain.cases import CaseHeader, Step
from app.errors import RuleError
from data.case_search import ROW_COLUMNS, case_row_of, found_rows
from data.records import Records, decode
from data.schema import case_header, case_names, case_row, case_step
from data.search import index_words
from data.transaction import Transaction, Values

_HEADERS = Records(
    case_header,
    CaseHeader,
    lambda header: {"number": header.number, "agent_name": header.agent.name if header.agent else ""},
)
_STEPS = Records(case_step, Step, lambda step: {"case_id": step.case_id, "at": step.at})

_BY_ID = _HEADERS.payloads.where(case_header.c.id == bindparam("id_"))
_BY_NUMBER = _HEADERS.payloads.where(case_header.c.number == bindparam("number_"))
_STEPS_OF = _STEPS.payloads.where(case_step.c.case_id == bindparam("id_")).order_by(
    case_step.c.at, case_step.c.id
)
_STEPS_BETWEEN = _STEPS.payloads.where(
    case_step.c.at >= bindparam("start_"), case_step.c.at < bindparam("end_")
).order_by(case_step.c.at, case_step.c.id)
_IDS = select(case_header.c.id).order_by(case_header.c.n)
_PLACE = select(case_header.c.n).where(case_header.c.id == bindparam("id_"))
_ROW = select(*ROW_COLUMNS).where(case_row.c.case_id == bindparam("id_"))

_SOME_HEADERS = "SELECT id, payload FROM case_header WHERE id IN"
_SOME_STEPS = "SELECT case_id, payload FROM case_step WHERE case_id IN"

_FIELDS = tuple(field.name for field in dataclasses.fields(CaseRow))
_DERIVED = (*_FIELDS, "code_reversed", "phone_reversed")


def _put_row() -> sqlite.Insert:
    """Return the statement that takes place and agent from the header and replaces the former row."""
    given = [bindparam(f"{name}_", type_=case_row.c[name].type) for name in _DERIVED]
    source = select(case_header.c.n, case_header.c.agent_name, *given).where(
        case_header.c.id == bindparam("case_id_", type_=case_row.c.case_id.type)
    )
    statement = sqlite.insert(case_row).from_select(["n", "agent_name", *_DERIVED], source)
    replaced = {name: statement.excluded[name] for name in ("agent_name", *_DERIVED)}
    return statement.on_conflict_do_update(index_elements=["n"], set_=replaced)


_PUT_ROW = _put_row()
_INDEX = insert(case_names).prefix_with("OR REPLACE")


class CaseRepository:
    """Implements `app.ports.store.Cases`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def open(self, header: CaseHeader) -> None:
        """Add a new case."""
        self._index(_HEADERS.add(self._tx, header.id, header), header)

    def revise(self, header: CaseHeader) -> None:
        """Store the next revision of a header.

        Raises:
            RuleError: `record.changed_meanwhile`, the stored revision is not the one before.
        """
        _HEADERS.revise(self._tx, header.id, header.revision, header)
        self._index(self._place(header.id), header)

    def header(self, case_id: UUID) -> CaseHeader:
        """Return a header.

        Raises:
            RuleError: `case.unknown`.
        """
        found = _HEADERS.one(self._tx, _BY_ID, id_=case_id)
        if found is None:
            raise RuleError("case.unknown")
        return found

    def by_number(self, number: str) -> CaseHeader | None:
        """Return the header with that case number."""
        return _HEADERS.one(self._tx, _BY_NUMBER, number_=number)

    def append(self, step: Step) -> None:
        """Add a step; steps are never changed."""
        _STEPS.add(self._tx, step.id, step)

    def steps(self, case_id: UUID) -> tuple[Step, ...]:
        """Return the steps of a case in the order of time."""
        return _STEPS.some(self._tx, _STEPS_OF, id_=case_id)

    def some(self, case_ids: Collection[UUID]) -> Iterator[tuple[CaseHeader, tuple[Step, ...]]]:
        """Return headers with their steps in the order of time; a case without a header is left out."""
        keys = [case_id.bytes for case_id in case_ids]
        steps: defaultdict[bytes, list[Step]] = defaultdict(list)
        for key, payload in self._tx.among(_SOME_STEPS, keys):
            steps[key].append(decode(Step, payload))
        for key, payload in self._tx.among(_SOME_HEADERS, keys):
            yield decode(CaseHeader, payload), tuple(sorted(steps[key], key=_in_time))

    def steps_between(self, start: datetime, end: datetime) -> tuple[Step, ...]:
        """Return the steps of all cases from a moment up to, without, another, in the order of time."""
        return _STEPS.some(self._tx, _STEPS_BETWEEN, start_=start, end_=end)

    def take_in(self, header: CaseHeader, steps: Iterable[Step]) -> None:
        """Store what another station recorded: new steps, and the header if its revision is newer."""
        _HEADERS.take_in(self._tx, header.id, header, header.revision)
        self._index(self._place(header.id), self.header(header.id))
        for step in steps:
            _STEPS.take_in(self._tx, step.id, step)

    def put_row(self, row: CaseRow) -> None:
        """Store the derived row of a case, replacing the former one.

        Raises:
            RuleError: `case.unknown`, the case has no header.
        """
        if self._tx.write_raw(_PUT_ROW, _values(row)).rowcount != 1:
            raise RuleError("case.unknown")
        self._tx.touch(case_row.name, (row.case_id,))

    def put_rows(self, rows: Iterable[CaseRow]) -> None:
        """Store the derived rows of cases that have a header, replacing the former ones."""
        given = tuple(rows)
        self._tx.write_many(_PUT_ROW, [_values(row) for row in given])
        self._tx.touch(case_row.name, (row.case_id for row in given))

    def row(self, case_id: UUID) -> CaseRow | None:
        """Return the derived row of a case."""
        found = self._tx.read(_ROW, {"id_": case_id}).one_or_none()
        return None if found is None else case_row_of(found)

    def find(self, query: CaseQuery) -> tuple[CaseRow, ...]:
        """Return the rows that match, at most `query.limit`: newest first, or by due date."""
        return tuple(found_rows(self._tx, query))

    def ids(self) -> Iterator[UUID]:
        """Return the ids of all cases, oldest first."""
        return iter(self._tx.read(_IDS).yield_per(1000).scalars())

    def _place(self, case_id: UUID) -> int:
        return int(self._tx.read_raw(_PLACE, {"id_": case_id})[0][0])

    def _index(self, place: int, header: CaseHeader) -> None:
        agent = (header.agent.name,) if header.agent else ()
        words = index_words((header.applicant.name, *agent, header.item_name))
        self._tx.write_raw(_INDEX, {"rowid": place, "words": words})


def _in_time(step: Step) -> tuple[datetime, UUID]:
    return step.at, step.id


def _values(row: CaseRow) -> Values:
    values = {f"{name}_": getattr(row, name) for name in _FIELDS}
    return values | {"code_reversed_": row.applicant_code[::-1], "phone_reversed_": row.phone[::-1]}
