"""What is done with a card on the reader, a code before the scanner, and a question about a case."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from app.domain.device_records import DeviceKind, IdCard
from app.domain.ids import new_id
from app.errors import AppError
from app.services.kiosk_visits import CardHolder, Found
from ui.kiosk.dependencies import KioskDependencies
from ui.kiosk.reader import LANE
from ui.kiosk.screen import Screen
from ui.kiosk.state import LISTENING, AskCase, Place
from ui.polled_device import PolledDevice

_STAYS = frozenset((Place.SERVICES, Place.PRIORITY))
_WAITING = frozenset((Place.CARD, Place.TOLD))
"""Where the ticket of a visitor waits for the card; told is what was wrong with the one before."""
_VISITORS = ("id_card.", "scanner.")
"""Codes of errors a visitor can do something about: hold the card or the code again."""


class Visits(QObject):
    """Listens to card reader and scanner while a visitor chooses, and shows what they lead to."""

    def __init__(self, needs: KioskDependencies, screen: Screen, parent: QObject) -> None:
        super().__init__(parent)
        self._needs, self._screen = needs, screen
        pause = needs.times.listen
        self._cards = PolledDevice(needs.desk, DeviceKind.ID_CARD_READER, pause, self)
        self._codes = PolledDevice(needs.desk, DeviceKind.SCANNER, pause, self)
        self._cards.came.connect(self._card)
        self._codes.came.connect(self.scan)
        for device in (self._cards, self._codes):
            device.failed.connect(self._unread)
            device.listen(True)

    @property
    def reads_cards(self) -> bool:
        """Whether there is a card reader."""
        return self._cards.there

    @property
    def scans(self) -> bool:
        """Whether there is a scanner."""
        return self._codes.there

    def end(self) -> None:
        """Listen no more."""
        self._cards.listen(False)
        self._codes.listen(False)

    def scan(self, text: str) -> None:
        """Look up a code that was held before the scanner."""
        if self._screen.state.place in LISTENING:
            self._find(lambda: self._needs.visits.scan(text), "kiosk scan")

    def ask(self, asked: AskCase) -> None:
        """Ask how a case stands."""
        self._find(lambda: self._needs.visits.ask(asked.number, asked.last_four), "kiosk question")

    def _find(self, work: Callable[[], Found], name: str) -> None:
        self._needs.runner.run(
            LANE, lambda _: work(), name=name, done=self._found, failed=self._screen.tell, owner=self
        )

    def _found(self, found: Found) -> None:
        if self._screen.state.place in LISTENING:
            state = replace(self._screen.state, place=Place.FOUND, found=found, ticket_id=new_id())
            self._screen.show_state(state)

    def _card(self, card: IdCard) -> None:
        if self._screen.state.place not in LISTENING:
            return
        number = card.number
        self._needs.runner.run(
            LANE,
            lambda _: self._needs.visits.card(number),
            name="kiosk card",
            done=self._known,
            failed=self._screen.tell,
            owner=self,
        )

    def _known(self, holder: CardHolder) -> None:
        """Give the ticket that waits for the card, or show the services of this person's cases, if any."""
        state = self._screen.state
        if state.place not in LISTENING:
            return
        if state.place in _WAITING and state.wanted:
            self._screen.take(state.wanted, replace(state, person=holder.person))
            return
        place = state.place if state.place in _STAYS else Place.START
        if holder.services:
            place = Place.PERSON
        self._screen.show_state(
            replace(
                state,
                place=place,
                person=holder.person,
                recommended=holder.services,
                ticket_id=new_id(),
                told=None,
                before=None,
                wanted="",
            )
        )

    def _unread(self, error: Exception) -> None:
        """Tell a visitor what to do again; a port that is away is told where the devices are looked after."""
        if not isinstance(error, AppError):
            raise error
        if error.code.startswith(_VISITORS) and self._screen.state.place in LISTENING:
            self._screen.tell(error)
