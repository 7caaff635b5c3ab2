"""Lists of records as a model: columns that turn a frozen record into cells of words, signs and remarks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.i18n import now
from ui.theme import BODY, Sign

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Cell:
    """What one cell shows: words, perhaps as a pill (`sign`), with an icon, or with a remark in red below.

    Words are said in the language of now, also those that a record has kept from before.
    """

    words: str
    sign: Sign | None = None
    icon: str = ""
    icon_tone: str = "text_2"
    tone: str = "text"
    size: int = BODY
    below: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", now(self.words))
        object.__setattr__(self, "below", now(self.below))


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column: its head, how a row fills it, and its width in px at 100 % (0 takes what is left)."""

    head: str
    cell: Callable[[T], Cell]
    width: float = 0


class RowsModel(QAbstractTableModel, Generic[T]):
    """Frozen records as rows."""

    def __init__(self, columns: Sequence[Column[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns, self._rows = tuple(columns), tuple[T, ...]()
        self._cells: dict[int, tuple[Cell, ...]] = {}

    @property
    def rows(self) -> tuple[T, ...]:
        """The records shown, in order."""
        return self._rows

    def cells(self, row: int) -> tuple[Cell, ...]:
        """Return the cells of a row, made when first wanted."""
        made = self._cells.get(row)
        if made is None:
            record = self._rows[row]
            made = self._cells[row] = tuple(column.cell(record) for column in self._columns)
        return made

    def forget_cells(self) -> None:
        """Make all cells anew: the language has changed."""
        self._cells.clear()

    def show_rows(self, rows: Sequence[T]) -> None:
        """Show other records."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._cells.clear()
        self.endResetModel()

    def changes(self, rows: Sequence[T], most: int) -> tuple[int, ...] | None:
        """Return where others would be shown; None if in more than `most` places or of another number."""
        if len(rows) != len(self._rows):
            return None
        pairs = enumerate(zip(rows, self._rows, strict=True))
        changed = tuple(islice((place for place, (new, old) in pairs if new != old), most + 1))
        return changed if len(changed) <= most else None

    def replace(self, rows: Sequence[T], changed: Sequence[int]) -> None:
        """Show as many records as before, other ones at these places."""
        self._rows = tuple(rows)
        for place in changed:
            self._cells.pop(place, None)
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(self._columns) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return the number of records."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell, or its words for a screen reader."""
        if not index.isValid() or role not in (CELL, Qt.ItemDataRole.DisplayRole):
            return None
        cell = self.cells(index.row())[index.column()]
        return cell if role == CELL else f"{cell.words} {cell.below}".strip()

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's head in the language of now."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return str(now(self._columns[section].head))
        return None
