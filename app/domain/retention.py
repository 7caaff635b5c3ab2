"""How long records are kept, and what of that the law fixes (domain §9)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.dates import day_start
from app.domain.queue_figures import QueueFigures
from app.domain.workdays import same_day_after

LEAST_LOG_MONTHS = 6
"""Logs are kept for six months at least (网络安全法 2025 text, Art. 23)."""

QUEUE_KINDS = frozenset(("ticket", "ticket_event", "desk_event"))
"""Kinds of records that leave the store when their time is over; no other kind does."""


@dataclass(frozen=True)
class RetentionRules:
    """What the hall has set.

    Attributes:
        log_months: the audit log; never under six.
        draft_days: what was typed and never finished.
        queue_months: tickets, calls and what counters did; a year is usual, no law says it.
    """

    log_months: int = 36
    draft_days: int = 30
    queue_months: int = 12


@dataclass(frozen=True)
class Leaving:
    """What would go of one kind of records: how many, and the oldest and newest moment among them."""

    kind: str
    count: int
    before: datetime
    oldest: datetime | None


@dataclass(frozen=True)
class QueueDay:
    """A day of the queue that went: what it came to stays in the log."""

    day: date
    records: int
    figures: QueueFigures


def draft_limit(rules: RetentionRules, now: datetime) -> datetime:
    """Return the moment before which drafts go."""
    return now - timedelta(days=rules.draft_days)


def queue_limit(rules: RetentionRules, today: date) -> date:
    """Return the day before which the queue's records go."""
    return same_day_after(today, -rules.queue_months)


def log_limit(rules: RetentionRules, today: date) -> datetime:
    """Return the moment before which entries of the log lose their words, never under the law's months."""
    months = max(rules.log_months, LEAST_LOG_MONTHS)
    return day_start(same_day_after(today, -months))
