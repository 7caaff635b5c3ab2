"""The card reader and the scanner beside a counter's keyboard: what they read fills the form."""

from typing import cast

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.device_records import DeviceKind, IdCard
from app.ports.devices import IdCardReader, Scanner
from ui.device_desk import DeviceDesk
from ui.tasks import Task

CARD_SECONDS = 20.0
"""How long the reader waits for a card after the key was pressed."""
SCAN_MS = 200


class FrontDevices(QObject):
    """Says `card` with what a card says, `scanned` with a text, `failed` with an error.

    A scanner is listened to all the time; a card is read when it is asked for, for it is personal data.
    """

    card = Signal(object)
    scanned = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: DeviceDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reading: Task | None = None
        self._listening: Task | None = None
        self._listen = QTimer(self, interval=SCAN_MS)
        self._listen.timeout.connect(self._hear)
        if self._name(DeviceKind.SCANNER):
            self._listen.start()

    @property
    def reads_cards(self) -> bool:
        """Whether this counter has a card reader."""
        return bool(self._name(DeviceKind.ID_CARD_READER))

    def read_card(self) -> None:
        """Wait for a card on the reader; a second call while it waits changes nothing."""
        name = self._name(DeviceKind.ID_CARD_READER)
        if self._reading is not None or not name:
            return

        def read(task: Task, room: object) -> IdCard | None:
            reader = cast(IdCardReader, self._desk.room.device(name))
            return reader.read(lambda: task.cancelled)

        self._reading = self._desk.run(
            name, read, title="id card", done=self._read, failed=self._stopped, owner=self
        )
        QTimer.singleShot(int(CARD_SECONDS * 1000), self, self.give_up)

    def stop(self) -> None:
        """Listen and wait no longer; the window goes."""
        self._listen.stop()
        self.give_up()

    def give_up(self) -> None:
        """Wait for a card no longer."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _read(self, card: IdCard | None) -> None:
        self._reading = None
        if card is not None:
            self.card.emit(card)

    def _stopped(self, error: Exception) -> None:
        self._reading = None
        self.failed.emit(error)

    def _hear(self) -> None:
        """Listen for up to two seconds, then again; a scanner that is away is told by the health place."""
        name = self._name(DeviceKind.SCANNER)
        if self._listening is not None or not name:
            return

        def listen(task: Task, room: object) -> str | None:
            return cast(Scanner, self._desk.room.device(name)).poll()

        self._listening = self._desk.run(
            name, listen, title="scan", done=self._heard, failed=self._silent, owner=self
        )

    def _heard(self, text: str | None) -> None:
        self._listening = None
        if text:
            self.scanned.emit(text)

    def _silent(self, error: Exception) -> None:
        self._listening = None

    def _name(self, kind: DeviceKind) -> str:
        return next((one.name for one in self._desk.settings if one.kind is kind), "")
