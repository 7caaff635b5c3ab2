"""What acts at a kiosk stand on: the screen they change."""

from typing import Protocol

from ui.kiosk.state import KioskState


class Screen(Protocol):
    """The window, as far as those who act for a visitor need it."""

    @property
    def state(self) -> KioskState:
        """Where the visitor is."""

    def show_state(self, state: KioskState) -> None:
        """Show a page."""

    def take(self, service: str, state: KioskState) -> None:
        """Take a ticket for a service, for the visitor as they stand in a state."""

    def tell(self, error: Exception) -> None:
        """Say why something was not done; a bug of ours is told and goes on."""
