"""How long records are kept, and what of that the law fixes (domain §9)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.dates import day_start
from app.domain.workdays import same_day_after

LEAST_LOG_MONTHS = 6
"""Logs are kept for six months at least (网络安全法 2025 text, Art. 23)."""


@dataclass(frozen=True)
class RetentionRules:
    """What the hall has set.

    Attributes:
        log_months: the audit log; never under six.
        draft_days: what was typed and never finished.
    """

    log_months: int = 36
    draft_days: int = 30


@dataclass(frozen=True)
class Leaving:
    """What would go of one kind of records: how many, and the oldest and newest moment among them."""

    kind: str
    count: int
    before: datetime
    oldest: datetime | None


def draft_limit(rules: RetentionRules, now: datetime) -> datetime:
    """Return the moment before which drafts go."""
    return now - timedelta(days=rules.draft_days)


def log_limit(rules: RetentionRules, today: date) -> datetime:
    """Return the moment before which entries of the log lose their words, never under the law's months."""
    months = max(rules.log_months, LEAST_LOG_MONTHS)
    return day_start(same_day_after(today, -months))
