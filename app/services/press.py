"""Where the papers of a machine are printed, and with which key its certificates are signed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NoReturn

from app.domain.accounts import Actor, Right
from app.domain.papers import PrintEvent
from app.domain.print_jobs import Place, PrintJob, place_of
from app.errors import DeviceError, StorageError
from app.ports.certificates import Signer
from app.ports.print_jobs import JobReport, PageFile, PagePrinter, PagePrinters


@dataclass(frozen=True)
class Press:
    """What a machine prints with.

    Attributes:
        places: printers by kind of paper, from the machine's settings; see `app.domain.print_jobs.place_of`.
        open_key: opens the station's key for the hall of an area code.
    """

    printers: PagePrinters
    places: Mapping[str, str]
    open_key: Callable[[str], Signer]


class ChosenPrinters(Mapping[str, str]):
    """The printers by kind of paper of this machine; what is chosen anew counts from the next print on.

    Args:
        chosen: as the settings file said at the start.
        keep: writes them into the settings file; raises `StorageError`.
    """

    def __init__(self, chosen: Mapping[str, str], keep: Callable[[Mapping[str, str]], None]) -> None:
        self._chosen = dict(chosen)
        self._keep = keep

    def __getitem__(self, kind: str) -> str:
        return self._chosen[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self._chosen)

    def __len__(self) -> int:
        return len(self._chosen)

    def choose(self, actor: Actor, chosen: Mapping[str, str]) -> None:
        """Store which printer takes which kind of paper, and print there from now on.

        Raises:
            RuleError: `account.right_missing`, `print.place_form`.
            StorageError: the settings file cannot be written; everything stays as it was.
        """
        actor.require(Right.ADMINISTRATOR)
        for kind in chosen:
            place_of(kind, chosen)
        self._keep(chosen)
        self._chosen = dict(chosen)


class NoSpooler:
    """Implements `PagePrinters` for a program that prints nothing: what it adds waits for one that does."""

    def all(self) -> tuple[PagePrinter, ...]:
        """There is none; see `PagePrinters`."""
        self._refuse()

    def default(self) -> str:
        """There is none; see `PagePrinters`."""
        self._refuse()

    def ask(self, place: Place) -> None:
        """Nobody can be asked; see `PagePrinters`."""
        self._refuse()

    def send(self, file: PageFile) -> JobReport:
        """Nothing is taken; see `PagePrinters`."""
        self._refuse()

    def find(self, job: PrintJob, claim: PrintEvent) -> JobReport:
        """Nobody can be asked; see `PagePrinters`."""
        self._refuse()

    def report(self, job: PrintJob, spooled: str) -> JobReport:
        """Nobody can be asked; see `PagePrinters`."""
        self._refuse()

    def withdraw(self, job: PrintJob, spooled: str) -> JobReport:
        """Nobody can be asked; see `PagePrinters`."""
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise DeviceError("page_printer.no_spooler")


def no_key(hall: str) -> Signer:
    """Open no key: such a program signs nothing.

    Raises:
        StorageError: `signing_key.none`.
    """
    raise StorageError("signing_key.none", hall=hall)


NO_PRESS = Press(NoSpooler(), {}, no_key)
"""The press of a program that neither prints nor signs."""
