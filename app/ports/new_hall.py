"""Making a hall that is not there yet: its workbooks read, its store made, its records written."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from app.domain.hall_records import HallRecords, NewHall, Piece


class HallMaker(Protocol):
    """Makes the hall of one folder. All of it blocks."""

    def read(self, files: Sequence[Path], place_word: str, told: Callable[[Piece], object]) -> HallRecords:
        """Read workbooks; what `told` raises ends the reading.

        Raises:
            TableError: every faulty cell.
            StorageError: `import.file`.
        """

    def begin(self, hall: NewHall) -> str:
        """Make the store of a checked hall and return its recovery code, which is told only now.

        Raises:
            RuleError: `import.hall_there`, or what is wrong with the hall.
            StorageError: the store cannot be made.
        """

    def write(self, hall: NewHall) -> Iterator[Piece]:
        """Write the hall into its store piece by piece."""
