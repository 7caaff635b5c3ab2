"""What a person has typed and not yet done: kept at every change, so that nothing typed is lost."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app.domain.accounts import Actor
from app.ports.store import Draft
from app.services.journal import Journal


class Drafts:
    """Keeps drafts on this station; each account sees its own, and only those of one page at a time."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def keep(self, actor: Actor, page: str, draft_id: UUID, content: Mapping[str, Any]) -> Draft:
        """Store a draft as it is now, in place of its former state.

        Args:
            page: the name of the page that can go on with it.
            content: JSON-ready values.
        """
        draft = Draft(_key(actor, page, draft_id), content, self._journal.moment().at)
        with self._journal.store.write() as unit:
            unit.drafts.put(draft)
            unit.commit()
        return draft

    def all(self, actor: Actor, page: str) -> tuple[Draft, ...]:
        """Return the account's drafts of a page, newest first."""
        with self._journal.store.read() as unit:
            return unit.drafts.all(_prefix(actor, page))

    def drop(self, actor: Actor, page: str, draft_id: UUID) -> None:
        """Forget a draft, because what it was for is done; it need not exist."""
        with self._journal.store.write() as unit:
            unit.drafts.drop(_key(actor, page, draft_id))
            unit.commit()


def _prefix(actor: Actor, page: str) -> str:
    return f"{page}/{actor.account_id}/"


def _key(actor: Actor, page: str, draft_id: UUID) -> str:
    return f"{_prefix(actor, page)}{draft_id}"
