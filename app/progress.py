"""How long work tells how far it is, and how it is ended."""

from collections.abc import Callable

Between = Callable[[int, int], None]
"""Called between parts with how much is done, of how much; what it raises ends the work there."""


def unasked(done: int, total: int) -> None:
    """Let the work go on: nobody looks on."""
