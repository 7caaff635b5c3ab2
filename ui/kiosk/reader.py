"""Looks at the queue every few seconds, one look at a time."""

from PySide6.QtCore import QObject, QTimer, Signal

from ui.kiosk.dependencies import KioskDependencies
from ui.kiosk.offers import read_offers
from ui.tasks import Task

LANE = "db"


class OfferReader(QObject):
    """Says `came` with what is on offer, or `lost` with why it is not known."""

    came = Signal(object)
    lost = Signal(object)

    def __init__(self, needs: KioskDependencies, parent: QObject) -> None:
        super().__init__(parent)
        self._needs = needs
        self._under_way: Task | None = None
        self._timer = QTimer(self, interval=needs.times.poll)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Look now, unless the last look has not come back."""
        needs = self._needs
        if self._under_way is None:
            self._under_way = needs.runner.run(
                LANE,
                lambda _: read_offers(needs.queue, needs.departments, needs.now(), needs.works()),
                name="kiosk offers",
                done=lambda offers: self._back(self.came, offers),
                failed=lambda error: self._back(self.lost, error),
                owner=self,
            )

    def end(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _back(self, signal: object, value: object) -> None:
        self._under_way = None
        signal.emit(value)  # type: ignore[attr-defined]  # one of the two signals above
