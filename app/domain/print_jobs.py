"""Print jobs: what waits to go on paper and where, and which state may follow which.

A job is the way of one print to one printer. Its states are the `PrintEvent` records of that print and stand
nowhere else. A print is handed to a printer at most once: only while it is certain that no sheet of it was
taken may the same print be sent again; after that a further print is a reprint, counted on the paper.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.papers import PrintEvent, PrintState
from app.errors import RuleError

_Q, _C, _S, _P = PrintState.QUEUED, PrintState.COMPOSING, PrintState.SENT, PrintState.PRINTED
_F, _U, _X = PrintState.FAILED, PrintState.UNKNOWN, PrintState.CANCELLED

_FOLLOWS: Mapping[PrintState, frozenset[PrintState]] = {
    _Q: frozenset((_Q, _C, _X)),
    _C: frozenset((_Q, _S, _P, _F, _U)),
    _S: frozenset((_Q, _P, _F, _U, _X)),
    _F: frozenset((_Q, _X)),
    _U: frozenset((_Q, _S, _P, _F)),
}
OVER = frozenset((PrintState.PRINTED, PrintState.CANCELLED, PrintState.VOIDED))
"""States in which nobody waits for the paper any more."""

OTHERS = "*"
"""Stands for every kind of paper that has no printer of its own."""
_TRAY = "tray="
_TURNED = "turned"


@dataclass(frozen=True)
class PageSize:
    """The size of a page as it is read, in mm; a landscape page is wider than high."""

    width: float
    height: float


A4 = PageSize(210, 297)
A4_ACROSS = PageSize(297, 210)


@dataclass(frozen=True)
class Place:
    """Where papers of a kind are printed.

    Attributes:
        printer: name of the system's queue; empty for the system's default, named when it is handed over.
        tray: where its paper lies, as the printer's driver calls it; empty for the printer's own choice.
        turned: whether the blank is fed by its other edge, so that the page is turned by a quarter.
    """

    printer: str
    tray: str = ""
    turned: bool = False


@dataclass(frozen=True)
class PrintJob:
    """One print on its way to one printer.

    Attributes:
        kind: kind of paper or certificate, the key to its place.
        title: document number, never a person; shown in the printer's own list.
        nth: which print of the paper it is.
    """

    print_id: UUID
    kind: str
    title: str
    nth: int
    copies: int
    size: PageSize
    place: Place
    queued_at: datetime
    actor_name: str


@dataclass(frozen=True)
class Standing:
    """A job and where it stands.

    Attributes:
        last: the latest event of its print.
        spooled: the spooler's own id of the job; empty unless a spooler has taken it.
        touched: whether sheets may have come out, so that only a counted reprint is allowed.
    """

    job: PrintJob
    last: PrintEvent
    spooled: str
    touched: bool

    @property
    def state(self) -> PrintState:
        """Return the state of the print."""
        return self.last.state

    @property
    def retries(self) -> bool:
        """Tell whether the same print may be sent once more."""
        return self.state is PrintState.FAILED and not self.touched


def check_follows(before: PrintState, after: PrintState) -> None:
    """Refuse a state that cannot follow.

    Raises:
        RuleError: `print.job_meanwhile`, somebody else or the printer was faster.
    """
    if after not in _FOLLOWS.get(before, frozenset()):
        raise RuleError("print.job_meanwhile", state=before)


def place_of(kind: str, printers: Mapping[str, str]) -> Place:
    """Return where a kind of paper is printed on this machine: the system's default unless it is told.

    Args:
        printers: from the machine's settings, by kind of paper, `*` for all others:
            `queue`, `queue;tray=Tray2`, `queue;tray=Tray2;turned`.

    Raises:
        RuleError: `print.place_form` names the entry that cannot be read.
    """
    entry = printers.get(kind) or printers.get(OTHERS)
    if entry is None:
        return Place("")
    name, *options = (part.strip() for part in entry.split(";"))
    trays = [option.removeprefix(_TRAY) for option in options if option.startswith(_TRAY)]
    known = len(trays) <= 1 and all(option == _TURNED or option.startswith(_TRAY) for option in options)
    if not name or not known:
        raise RuleError("print.place_form", entry=entry)
    return Place(name, trays[0] if trays else "", _TURNED in options)


def entry_of(place: Place) -> str:
    """Return how a place with a named printer is written in the machine's settings; see `place_of`."""
    tray = [f"{_TRAY}{place.tray}"] if place.tray else []
    return ";".join((place.printer, *tray, *([_TURNED] if place.turned else [])))
