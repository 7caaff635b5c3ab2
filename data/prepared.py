"""Core statements compiled once and run on the driver's own cursor: the way of all that is run often.

A statement that goes through SQLAlchemy's execution costs several times what SQLite needs for it. Here the
compiled text is kept, values go through the column types, and raw rows come back: statements that read select
columns which need no conversion (texts, numbers), as the JSON of a record is one.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import ClauseElement
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.compiler import SQLCompiler

_KEPT = 512
_DIALECT = sqlite.dialect()

Convert = Callable[[Any], Any]


class Prepared:
    """One statement: its SQL, the order of its values, and how each goes into the file."""

    def __init__(self, statement: ClauseElement, names: tuple[str, ...]) -> None:
        compiled = cast(SQLCompiler, statement.compile(dialect=_DIALECT, column_keys=names))
        self.sql = str(compiled)
        self._given = [(name, _converter(compiled, name)) for name in compiled.positiontup or ()]
        self._fixed = {name: bind.value for name, bind in compiled.binds.items() if name not in names}

    def values(self, named: Mapping[str, Any]) -> tuple[Any, ...]:
        """Return the values in the order of the SQL, each as it is stored."""
        if self._fixed:
            named = {**self._fixed, **named}
        return tuple([convert(named[name]) if convert else named[name] for name, convert in self._given])


@lru_cache(maxsize=_KEPT)
def prepared(statement: ClauseElement, names: tuple[str, ...]) -> Prepared:
    """Return the compiled form of a statement that lives as long as the program."""
    return Prepared(statement, names)


def _converter(compiled: SQLCompiler, name: str) -> Convert | None:
    return compiled.binds[name].type.dialect_impl(_DIALECT).bind_processor(_DIALECT)
