"""Retention: a preview of what would go, and letting it go; what the law wants kept stays (domain §9)."""

from datetime import datetime

from app.domain.accounts import Actor, Right
from app.domain.retention import Leaving, RetentionRules, draft_limit
from app.ports.store import Draft, UnitOfWork
from app.services.journal import Journal


class Retention:
    """Drafts that nobody finished go; records of cases, the log and numbers are never deleted here.

    The log is kept longer than the law asks for: its chain is one piece, and a part of it would no longer
    verify. Case files leave by the archive's schedule alone.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def preview(self, actor: Actor) -> tuple[Leaving, ...]:
        """Return what would go now.

        Raises:
            RuleError: `account.right_missing`.
        """
        actor.require(Right.ADMINISTRATOR)
        with self._journal.store.read() as unit:
            limit, old = self._old(unit)
        return (Leaving("draft", len(old), limit, min((one.saved_at for one in old), default=None)),)

    def clear(self, actor: Actor) -> tuple[Leaving, ...]:
        """Let it go, and return what went.

        Raises:
            RuleError: `account.right_missing`.
        """
        actor.require(Right.ADMINISTRATOR)
        with self._journal.store.write() as unit:
            limit, old = self._old(unit)
            for draft in old:
                unit.drafts.drop(draft.key)
            facts = {"drafts": str(len(old)), "before": limit.isoformat()}
            unit.audit.append(self._journal.moment().at, actor.name, "retention.clear", "", "ok", facts)
            unit.commit()
        return (Leaving("draft", len(old), limit, min((one.saved_at for one in old), default=None)),)

    def _old(self, unit: UnitOfWork) -> tuple[datetime, tuple[Draft, ...]]:
        limit = draft_limit(unit.rules.get(RetentionRules), self._journal.moment().at)
        return limit, tuple(one for one in unit.drafts.all() if one.saved_at < limit)
