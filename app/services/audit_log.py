"""The audit log as the auditor reads it; nobody else does, and nobody changes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.accounts import Actor, Right
from app.domain.audit_chain import Break, first_break
from app.ports.store import Store

LONGEST_LIST = 2000


@dataclass(frozen=True)
class AuditEntry:
    """One entry: when (UTC), who, what, about what, with which result, and facts."""

    sequence: int
    at: datetime
    actor: str
    action: str
    subject: str
    result: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AuditPage:
    """The newest entries that match, whether there are more, and where the chain breaks, if it does."""

    entries: tuple[AuditEntry, ...]
    more: bool
    broken: Break | None


class AuditLog:
    """The log of this station."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def read(
        self, actor: Actor, since: datetime, until: datetime, words: str = "", only_refused: bool = False
    ) -> AuditPage:
        """Return the entries in [since, until) that hold the words, newest first, and check the chain.

        Args:
            words: looked for in person, act, subject and result; empty for all.
            only_refused: leaves out what went well.

        Raises:
            RuleError: `account.right_missing`.
        """
        actor.require(Right.AUDITOR)
        with self._store.read() as unit:
            chain = tuple(unit.audit.entries())
        wanted = words.strip().casefold()
        found = [
            entry
            for entry in (_entry(one.fields, one.sequence) for one in chain if one.fields)
            if since <= entry.at < until
            and not (only_refused and entry.result == "ok" and entry.action != "account.lock")
            and wanted in " ".join((entry.actor, entry.action, entry.subject, entry.result)).casefold()
        ]
        newest = tuple(reversed(found))
        return AuditPage(newest[:LONGEST_LIST], len(newest) > LONGEST_LIST, first_break(chain))


def _entry(fields: Mapping[str, object], sequence: int) -> AuditEntry:
    facts = fields.get("facts")
    told = facts if isinstance(facts, Mapping) else {}
    return AuditEntry(
        sequence=sequence,
        at=datetime.fromisoformat(str(fields["at"])),
        actor=str(fields["actor"]),
        action=str(fields["action"]),
        subject=str(fields["subject"]),
        result=str(fields["result"]),
        facts=tuple((str(name), str(value)) for name, value in told.items()),
    )
