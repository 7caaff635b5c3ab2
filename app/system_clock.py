"""The machine's clock; fills the port `Clock`."""

from datetime import UTC, datetime


class SystemClock:
    """Tells the machine's time."""

    def now(self) -> datetime:
        """Return the time, timezone-aware, UTC."""
        return datetime.now(UTC)
