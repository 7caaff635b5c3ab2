"""Backups: how often, how many are kept, and above which numbers a restored store goes on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID


@dataclass(frozen=True)
class BackupRules:
    """What the hall has set.

    Attributes:
        every_hours: how old the newest backup may get before another one is made; 0 for never by itself.
        keep_count: how many are kept whatever their age.
        keep_days: how old an older one may get before it goes.
        folder: where they go, such as a removable disk; empty for the folder beside the store.
    """

    every_hours: int = 24
    keep_count: int = 14
    keep_days: int = 90
    folder: str = ""


@dataclass(frozen=True)
class StoreFacts:
    """What a store says of itself: whose it is, how far it has come, which numbers it has given out.

    Attributes:
        written_at: the moment of its last audit entry (UTC).
        outbox: the sequence of its last outbox row.
        cases: how many cases it holds.
        steps: how many steps of cases.
        issued: the highest number given out by series (or by pattern, after a restore).
        case_index: index of its blocks of case numbers.
        document_index: index of its blocks of document numbers.
    """

    station: UUID
    epoch: UUID
    index: int
    written_at: datetime | None
    outbox: int
    cases: int
    steps: int
    issued: tuple[tuple[str, int], ...]
    case_index: int
    document_index: int


@dataclass(frozen=True)
class BackupFile:
    """One backup: its file's name and when it was made (UTC)."""

    name: str
    made_at: datetime


@dataclass(frozen=True)
class Loss:
    """What a restore would throw away: records since the backup was made."""

    outbox_rows: int
    cases: int
    steps: int

    @property
    def anything(self) -> bool:
        """Whether there is anything to lose."""
        return self.outbox_rows > 0 or self.cases > 0 or self.steps > 0


def loss(backup: StoreFacts, present: StoreFacts) -> Loss:
    """Compare a backup with the store that is there; of another station's store everything is lost."""
    if backup.station != present.station:
        return Loss(present.outbox, present.cases, present.steps)
    return Loss(
        max(present.outbox - backup.outbox, int(present.epoch != backup.epoch)),
        max(present.cases - backup.cases, 0),
        max(present.steps - backup.steps, 0),
    )


def is_due(rules: BackupRules, newest: datetime | None, now: datetime) -> bool:
    """Tell whether a backup should be made by itself."""
    return bool(rules.every_hours) and (
        newest is None or now - newest >= timedelta(hours=rules.every_hours) or newest > now
    )


def to_delete(files: Iterable[BackupFile], rules: BackupRules, now: datetime) -> tuple[BackupFile, ...]:
    """Return the backups that are neither among the newest `keep_count` nor younger than `keep_days`.

    The newest one never goes.
    """
    newest_first = sorted(files, key=lambda one: one.made_at, reverse=True)
    spare = newest_first[max(rules.keep_count, 1) :]
    return tuple(one for one in spare if now - one.made_at > timedelta(days=rules.keep_days))
