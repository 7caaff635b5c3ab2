"""Looks at the queue every few seconds, one look at a time."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.dates import hall_date
from ui.kiosk.dependencies import KioskDependencies
from ui.kiosk.offers import Listed, Offers, read_offers
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
        self._listed: tuple[date, datetime, Listed] | None = None
        self._timer = QTimer(self, interval=needs.times.poll)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Look now, unless the last look has not come back."""
        if self._under_way is None:
            self._under_way = self._needs.runner.run(
                LANE,
                lambda _: self._read(),
                name="kiosk offers",
                done=lambda offers: self._back(self.came, offers),
                failed=lambda error: self._back(self.lost, error),
                owner=self,
            )

    def end(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _read(self) -> Offers:
        """Read the queue; the catalogue too when a minute or the day has passed, for it is large."""
        needs, now = self._needs, self._needs.now()
        today, kept = hall_date(now), self._listed
        old = timedelta(milliseconds=needs.times.listed)
        if kept is None or kept[0] != today or now - kept[1] >= old:
            kept = self._listed = (today, now, needs.listed(today))
        return read_offers(needs.queue, kept[2], now, needs.works())

    def _back(self, signal: object, value: object) -> None:
        self._under_way = None
        signal.emit(value)  # type: ignore[attr-defined]  # one of the two signals above
