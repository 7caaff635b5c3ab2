"""The card reader and the scanner beside a counter's keyboard: what they read fills the form."""

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.device_records import DeviceKind, IdCard
from app.errors import DeviceError
from ui.device_desk import DeviceDesk
from ui.polled_device import PolledDevice

CARD_SECONDS = 20.0
"""How long the reader waits for a card after the key was pressed."""
PAUSE_MS = 200


class FrontDevices(QObject):
    """Says `card` with what a card says, `scanned` with a text, `failed` with why no card was read.

    A scanner is listened to all the time, and one that is away is told by the health place; a card is read
    when it is asked for, for it is personal data.
    """

    card = Signal(object)
    scanned = Signal(str)
    failed = Signal(object)

    def __init__(
        self, desk: DeviceDesk, parent: QObject | None = None, card_seconds: float = CARD_SECONDS
    ) -> None:
        super().__init__(parent)
        self._cards = PolledDevice(desk, DeviceKind.ID_CARD_READER, PAUSE_MS, self)
        self._codes = PolledDevice(desk, DeviceKind.SCANNER, PAUSE_MS, self)
        self._patience = QTimer(self, singleShot=True, interval=int(card_seconds * 1000))
        self._patience.timeout.connect(lambda: self._stopped(DeviceError("id_card.read_failed")))
        self._cards.came.connect(self._read)
        self._cards.failed.connect(self._stopped)
        self._codes.came.connect(self.scanned.emit)
        self._codes.listen(True)

    @property
    def reads_cards(self) -> bool:
        """Whether this counter has a card reader."""
        return self._cards.there

    def read_card(self) -> None:
        """Wait for a card on the reader; a second call while it waits changes nothing."""
        if self._cards.there and not self._patience.isActive():
            self._patience.start()
            self._cards.listen(True)

    def stop(self) -> None:
        """Listen and wait no longer; the window goes."""
        self._codes.listen(False)
        self.give_up()

    def give_up(self) -> None:
        """Wait for a card no longer."""
        self._patience.stop()
        self._cards.listen(False)

    def _read(self, card: IdCard) -> None:
        self.give_up()
        self.card.emit(card)

    def _stopped(self, error: Exception) -> None:
        self.give_up()
        self.failed.emit(error)
