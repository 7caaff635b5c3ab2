"""Retention: a preview of what would go, and letting it go; what the law wants kept stays (domain §9)."""

from datetime import date, datetime

from app.domain.accounts import Actor, Right
from app.domain.audit_chain import CUT, cut_facts
from app.domain.dates import day_start
from app.domain.queue_figures import queue_figures
from app.domain.retention import (
    Leaving,
    QueueDay,
    RetentionRules,
    draft_limit,
    log_limit,
    queue_limit,
)
from app.ports.store import Draft, Outdated, UnitOfWork
from app.services.journal import Journal
from app.services.slot_log import NOTES


class Retention:
    """Drafts that nobody finished go, the words of log entries and the queue's days beyond the hall's months.

    An entry of the log keeps its place and its hash, so that the chain still holds, and a new entry says how
    many lost their words. Of a day of the queue the log keeps what it came to. Cases and their numbers are
    never deleted here: case files leave by the archive's schedule alone.
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
            drafts, log = self._drafts(*self._old_drafts(unit)), self._log(*self._old_log(unit))
            return (drafts, log, self._tickets(unit))

    def clear(self, actor: Actor) -> tuple[Leaving, ...]:
        """Let drafts and words of the log go, and return what went; the queue goes by `clear_day`.

        Raises:
            RuleError: `account.right_missing`.
        """
        actor.require(Right.ADMINISTRATOR)
        with self._journal.store.write() as unit:
            limit, old = self._old_drafts(unit)
            unit.past_queue.forget_parted(self._queue_limit(unit))
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

    def clear_day(self, actor: Actor) -> QueueDay | None:
        """Let the oldest day of the queue go, if its time is over; ask again until there is none.

        Raises:
            RuleError: `account.right_missing`.
        """
        actor.require(Right.ADMINISTRATOR)
        with self._journal.store.write() as unit:
            now = self._journal.moment()
            past = unit.past_queue.oldest(self._queue_limit(unit), now.today)
            if past is None:
                return None
            unit.past_queue.let_go(past)
            gone = QueueDay(past.day, len(past.rows), queue_figures(past.turns))
            unit.audit.append(now.at, actor.name, "queue.clear", str(past.day), "ok", _came_to(gone))
            unit.commit()
        return gone

    def _queue_limit(self, unit: UnitOfWork) -> date:
        return queue_limit(unit.rules.get(RetentionRules), self._journal.moment().today)

    def _tickets(self, unit: UnitOfWork) -> Leaving:
        limit = self._queue_limit(unit)
        past = unit.past_queue.tickets(limit)
        oldest = None if past.oldest is None else day_start(past.oldest)
        return Leaving("ticket", past.count, day_start(limit), oldest)

    def _drafts(self, limit: datetime, old: tuple[Draft, ...]) -> Leaving:
        return Leaving("draft", len(old), limit, min((one.saved_at for one in old), default=None))

    def _log(self, limit: datetime, outdated: Outdated) -> Leaving:
        return Leaving("log", outdated.count, limit, outdated.oldest)

    def _old_drafts(self, unit: UnitOfWork) -> tuple[datetime, tuple[Draft, ...]]:
        limit = draft_limit(unit.rules.get(RetentionRules), self._journal.moment().at)
        drafts = (one for one in unit.drafts.all() if not one.key.startswith(NOTES))
        return limit, tuple(one for one in drafts if one.saved_at < limit)

    def _old_log(self, unit: UnitOfWork) -> tuple[datetime, Outdated]:
        limit = log_limit(unit.rules.get(RetentionRules), self._journal.moment().today)
        return limit, unit.audit.outdated(limit)


def _came_to(gone: QueueDay) -> dict[str, str]:
    """Return what the log keeps of a day of the queue; a mean without a case is left out."""
    figures = gone.figures
    said = {
        "records": gone.records,
        "tickets": figures.tickets,
        "calls": figures.calls,
        "no_show": figures.no_show,
        "mean_wait_s": figures.mean_wait_s,
        "mean_service_s": figures.mean_service_s,
    }
    return {name: str(value) for name, value in said.items() if value is not None}
