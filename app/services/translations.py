"""The hall's readers at work: write a Tibetan text with its source, confirm one, take a table back."""

from collections.abc import Iterable, Mapping

from app.domain.accounts import Actor, Right
from app.domain.scripts import ScriptRules
from app.domain.translations import Reviewed, Translated, confirmed, written
from app.errors import RuleError
from app.ports.store import UnitOfWork
from app.services.journal import Journal


class Translations:
    """Strings as readers have left them, over what came with the program.

    Args:
        shipped: the strings of the program by their Chinese text, as `ui.i18n` ships them.
    """

    def __init__(self, journal: Journal, shipped: Mapping[str, Reviewed]) -> None:
        self._journal, self._shipped = journal, shipped

    def all(self) -> tuple[Reviewed, ...]:
        """Return every string of the program as it stands in this hall."""
        with self._journal.store.read() as unit:
            own = unit.guide.reviewed()
        return tuple(own.get(zh, one) for zh, one in self._shipped.items())

    def write(self, actor: Actor, zh: str, bo: str, source: str, remark: str = "") -> Reviewed:
        """Store another text for a string; whoever confirmed the former text must look again.

        Raises:
            RuleError: `account.right_missing`, `translation.unknown` and what
                `app.domain.translations.written` raises.
        """
        _may_read(actor)
        return self._store(actor, (Translated(zh, bo, source, remark),))[0]

    def take_back(self, actor: Actor, lines: Iterable[Translated]) -> tuple[Reviewed, ...]:
        """Store the lines of a table that say something new, all of them or none; return those.

        Raises:
            RuleError: as `write`.
        """
        _may_read(actor)
        return self._store(actor, lines)

    def confirm(self, actor: Actor, zh: str) -> Reviewed:
        """Confirm a text in one's own name; with a second reader it is confirmed.

        Raises:
            RuleError: `account.right_missing`, `translation.unknown`, `translation.missing`,
                `translation.read_before`, `translation.not_reader`.
        """
        _may_read(actor)
        now = self._journal.moment()
        with self._journal.store.write() as unit:
            _is_named(unit, actor)
            made = confirmed(self._held(unit.guide.reviewed(), zh), actor.name, actor.account_id, now.at)
            unit.guide.put_reviewed(made)
            facts = {"status": made.status.value}
            unit.audit.append(now.at, actor.name, "translation.confirmed", zh, "ok", facts)
            unit.commit()
        return made

    def _store(self, actor: Actor, lines: Iterable[Translated]) -> tuple[Reviewed, ...]:
        now = self._journal.moment()
        with self._journal.store.write() as unit:
            own, found = unit.guide.reviewed(), []
            for line in lines:
                before = self._held(own, line.zh)
                made = written(before, line.bo, line.source, line.remark, now.at)
                if (made.bo, made.source, made.remark) != (before.bo, before.source, before.remark):
                    unit.guide.put_reviewed(made)
                    unit.audit.append(now.at, actor.name, "translation.written", line.zh, "ok", {})
                    found.append(made)
            unit.commit()
        return tuple(found)

    def _held(self, own: Mapping[str, Reviewed], zh: str) -> Reviewed:
        found = own.get(zh) or self._shipped.get(zh)
        if found is None:
            raise RuleError("translation.unknown", zh=zh)
        return found


def _is_named(unit: UnitOfWork, actor: Actor) -> None:
    """Refuse to let confirm whom the hall has not named, where it has named its readers."""
    named = [unit.accounts.by_login(login) for login in unit.rules.get(ScriptRules).readers.split()]
    if named and actor.account_id not in [one.id for one in named if one is not None]:
        raise RuleError("translation.not_reader", name=actor.name)


def _may_read(actor: Actor) -> None:
    """Refuse who is no reader: guides read both languages, the administrator names them (design §8)."""
    if Right.GUIDE not in actor.rights:
        actor.require(Right.ADMINISTRATOR)
