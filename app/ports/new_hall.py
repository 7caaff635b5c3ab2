"""A machine's first start: a hall made from its workbooks, or one that stands elsewhere fetched."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from app.domain.hall_records import HallRecords, NewHall, Piece
from app.domain.sync import Connection


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


class HallJoiner(Protocol):
    """Brings a hall that stands at a centre to the machine of one folder. All of it blocks."""

    def read(self, file: Path) -> Connection:
        """Read the connection file of this machine.

        Raises:
            SyncError: `sync.connection_file`.
        """

    def begin(self, connection: Connection) -> str:
        """Make the machine's store and return its recovery code, which is told only now.

        Empty when the store was enrolled before and its code told: what was broken off goes on.

        Raises:
            RuleError: `import.hall_there`.
            StorageError: the store cannot be made.
        """

    def fetch(self, connection: Connection, between: Callable[[], None]) -> None:
        """Enrol the store and fetch the hall; called again it goes on where it ended.

        Args:
            between: called between two pieces of the work; what it raises ends it there.

        Raises:
            SyncError: the centre cannot be reached or refuses, or `sync.no_hall`: it has no such hall yet.
            StorageError: the store cannot be written.
        """
