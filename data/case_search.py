"""The statement that finds rows of cases, and the walk over what it yields."""

import dataclasses
from collections.abc import Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, Select, UnaryExpression, literal_column, select, union
from sqlalchemy.sql.operators import custom_op

from app.domain.case_rows import CaseQuery, CaseRow
from data.schema import case_header, case_names, case_row
from data.search import Wanted, read_query
from data.transaction import Transaction

ROW_COLUMNS = tuple(case_row.c[field.name] for field in dataclasses.fields(CaseRow))

T = TypeVar("T")

_PAGE = 50
_PLUS: custom_op[Any] = custom_op("+")
_AFTER_ALL = "\U0010ffff"


def found_rows(tx: Transaction, query: CaseQuery) -> Iterator[CaseRow]:
    """Return the rows a query asks for, at most its limit: newest first, or by due date."""
    wanted = read_query(query.text)
    if query.text.strip() and wanted.nothing:
        return iter(())
    rows = tx.read(_statement(query, wanted)).yield_per(_PAGE)
    fitting = (row for row in rows if wanted.fits((row.applicant_name, row.agent_name, row.item_name)))
    return (case_row_of(row) for row in islice(fitting, query.limit))


def case_row_of(row: Row[Any]) -> CaseRow:
    """Return the record of a row that begins with `ROW_COLUMNS`."""
    values: tuple[Any, ...] = row[: len(ROW_COLUMNS)]
    return CaseRow(*values)


def _statement(query: CaseQuery, wanted: Wanted) -> Select[Any]:
    statement = select(*ROW_COLUMNS, case_row.c.agent_name).where(*_narrowed(query))
    place: ColumnElement[Any] = case_row.c.n
    if wanted.match:
        place = literal_column("case_names.rowid")
        statement = statement.join_from(case_names, case_row, case_row.c.n == place).where(
            case_names.c.case_names.match(wanted.match)
        )
    for prefix in wanted.prefixes:
        statement = statement.where(case_row.c.n.in_(_beginning(prefix)))
    for ending in wanted.endings:
        statement = statement.where(case_row.c.n.in_(_ending(ending)))
    if query.due_until is not None:
        return statement.order_by(case_row.c.due, case_row.c.n)
    return statement.order_by(place.desc())


def _narrowed(query: CaseQuery) -> Iterator[ColumnElement[bool]]:
    # What is due is found along the index of due dates, which holds open cases only and is in order.
    through = _without_index if query.due_until is not None else _as_it_is
    if query.department is not None:
        yield through(case_row.c.department) == query.department
    if query.handler_id is not None:
        yield through(case_row.c.handler_id) == query.handler_id
    if query.states is not None:
        yield through(case_row.c.state).in_(sorted(query.states))
    if query.due_until is not None:
        yield case_row.c.due <= query.due_until
    if query.forked is not None:
        yield case_row.c.forked if query.forked else ~case_row.c.forked


def _as_it_is(column: ColumnElement[T]) -> ColumnElement[T]:
    return column


def _without_index(column: ColumnElement[T]) -> ColumnElement[T]:
    """Return the column with SQLite's unary plus, which keeps the planner from using an index on it."""
    return UnaryExpression(column, operator=_PLUS, type_=column.type)


def _beginning(text: str) -> Any:
    numbers = select(case_header.c.n).where(_from(case_header.c.number, text))
    columns = (case_row.c.applicant_code, case_row.c.phone)
    return union(numbers, *(_places(column, text) for column in columns))


def _ending(text: str) -> Any:
    columns = (case_row.c.code_reversed, case_row.c.phone_reversed)
    return union(*(_places(column, text[::-1]) for column in columns))


def _places(column: ColumnElement[str], text: str) -> Select[Any]:
    return select(case_row.c.n).where(_from(column, text))


def _from(column: ColumnElement[str], text: str) -> ColumnElement[bool]:
    """Begin with a text, as a range: a bound LIKE would not use the index."""
    return (column >= text) & (column < text + _AFTER_ALL)
