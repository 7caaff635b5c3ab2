"""What a writing use case changed, so that screens know whether to refresh."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Changes:
    """Name the kinds of records that one committed unit of work wrote, and their ids."""

    kinds: frozenset[str]
    ids: frozenset[UUID]


def unheard(changes: Changes) -> None:
    """Tell nobody: a command has no screen to refresh, and a store that is only being made no page."""
