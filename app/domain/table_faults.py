"""Faults of an imported table: each names its cell, and one fault refuses the whole table."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.errors import RuleError

WHOLE_ROW = "整行"


@dataclass(frozen=True)
class CellFault:
    """What is wrong with one cell.

    `row` counts as a spreadsheet does: the head is row 1. `column` is `WHOLE_ROW` where no single cell is to
    blame.
    """

    file: str
    row: int
    column: str
    problem: RuleError

    @property
    def place(self) -> tuple[str, int, str]:
        """Return file, row and column."""
        return self.file, self.row, self.column


class TableError(RuleError):
    """Tables were refused and nothing was taken over.

    Args:
        faults: every fault found, at least one, in the order of files and rows.
    """

    def __init__(self, faults: Sequence[CellFault]) -> None:
        first = faults[0]
        super().__init__(
            "catalogue.refused", count=len(faults), file=first.file, row=first.row, column=first.column
        )
        self.faults = tuple(faults)
