"""Keeps the same record chosen when its list is read anew: others may have come before it."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from ui.widgets.table_view import Table

T = TypeVar("T")


def same_row(table: Table[T], rows: Sequence[T], key: Callable[[T], object]) -> int:
    """Return the place of the chosen record among the rows read anew, the first where it is gone.

    Args:
        key: what a record is known by.
    """
    before = table.chosen()
    known = key(before) if before is not None else None
    return next((place for place, row in enumerate(rows) if key(row) == known), 0)
