"""Retention: a preview of what would go, and letting it go; what the law wants kept stays (domain §9)."""

from datetime import datetime

from app.domain.accounts import Actor, Right
from app.domain.audit_chain import CUT, cut_facts
from app.domain.retention import Leaving, RetentionRules, draft_limit, log_limit
from app.ports.store import Draft, Outdated, UnitOfWork
from app.services.journal import Journal


class Retention:
    """Drafts that nobody finished go, and the words of log entries beyond the hall's months.

    An entry of the log keeps its place and its hash, so that the chain still holds, and a new entry says how
    many lost their words. Cases and numbers are never deleted here: case files leave by the archive's
    schedule alone.
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
            return (self._drafts(*self._old_drafts(unit)), self._log(*self._old_log(unit)))

    def clear(self, actor: Actor) -> tuple[Leaving, ...]:
        """Let it go, and return what went.

        Raises:
            RuleError: `account.right_missing`.
        """
        actor.require(Right.ADMINISTRATOR)
        with self._journal.store.write() as unit:
            limit, old = self._old_drafts(unit)
            since, outdated = self._old_log(unit)
            for draft in old:
                unit.drafts.drop(draft.key)
            now = self._journal.moment().at
            facts = {"drafts": str(len(old)), "before": limit.isoformat()}
            unit.audit.append(now, actor.name, "retention.clear", "", "ok", facts)
            if outdated.last is not None:
                unit.audit.empty(outdated)
                facts = cut_facts(outdated.last, outdated.count) | {"before": since.isoformat()}
                unit.audit.append(now, actor.name, CUT, "", "ok", facts)
            unit.commit()
        return (self._drafts(limit, old), self._log(since, outdated))

    def _drafts(self, limit: datetime, old: tuple[Draft, ...]) -> Leaving:
        return Leaving("draft", len(old), limit, min((one.saved_at for one in old), default=None))

    def _log(self, limit: datetime, outdated: Outdated) -> Leaving:
        return Leaving("log", outdated.count, limit, outdated.oldest)

    def _old_drafts(self, unit: UnitOfWork) -> tuple[datetime, tuple[Draft, ...]]:
        limit = draft_limit(unit.rules.get(RetentionRules), self._journal.moment().at)
        return limit, tuple(one for one in unit.drafts.all() if one.saved_at < limit)

    def _old_log(self, unit: UnitOfWork) -> tuple[datetime, Outdated]:
        limit = log_limit(unit.rules.get(RetentionRules), self._journal.moment().today)
        return limit, unit.audit.outdated(limit)
