"""Versions of service items: published with a date, in force from then on everywhere, never rewritten."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.domain.accounts import Actor, Right
from app.domain.guide_items import ItemVersion
from app.domain.item_codes import check_item_code
from app.domain.item_terms import check_promise
from app.domain.items import ServiceItem
from app.domain.text import clean_text
from app.errors import RuleError
from app.ports.store import UnitOfWork
from app.services.journal import Journal, Moment


@dataclass(frozen=True)
class ItemHistory:
    """An item with its versions; `current` holds today, `coming` are published and not yet in force."""

    current: ServiceItem
    coming: tuple[ItemVersion, ...]
    former: tuple[ItemVersion, ...]


class CatalogueEditor:
    """Publishes and withdraws versions of items; an administrator's work."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def items(self, day: date | None = None) -> tuple[ServiceItem, ...]:
        """Return the items as they hold today, or on another day."""
        with self._journal.store.read() as unit:
            return unit.catalogue.items_on(day or self._journal.moment().today)

    def history(self, key: str) -> ItemHistory:
        """Return an item with its versions.

        Raises:
            RuleError: `item.unknown`.
        """
        today = self._journal.moment().today
        with self._journal.store.read() as unit:
            current, versions = unit.catalogue.item_on(key, today), unit.catalogue.versions(key)
        ordered = sorted(versions, key=lambda one: (one.item.effective_on, one.published_at))
        coming = [one for one in ordered if one.item.effective_on > today and not one.withdrawn]
        former = [one for one in ordered if one not in coming]
        return ItemHistory(current, tuple(coming), tuple(former))

    def publish(self, actor: Actor, item: ServiceItem, reason: str) -> ItemVersion:
        """Publish a version; it holds from its date on, the one before stays for cases begun under it.

        Raises:
            RuleError: `account.right_missing`, `item.unknown`, `catalogue.reason_missing`,
                `catalogue.version_past`, `catalogue.version_taken`, `catalogue.nothing_changed`,
                `catalogue.promise_too_long`, or what `app.domain.item_codes.check_item_code` says of a code.
        """
        return self.publish_all(actor, (item,), reason)[0]

    def publish_all(self, actor: Actor, items: Iterable[ServiceItem], reason: str) -> tuple[ItemVersion, ...]:
        """Publish versions of several items, all of them or none.

        Raises:
            RuleError: as `publish`.
        """
        actor.require(Right.ADMINISTRATOR)
        said = clean_text(reason, "理由")
        if not said:
            raise RuleError("catalogue.reason_missing")
        now = self._journal.moment()
        with self._journal.store.write() as unit:
            made = tuple(self._published(unit, actor, item, said, now) for item in items)
            unit.commit()
        return made

    def withdraw(self, actor: Actor, key: str, version: str, reason: str) -> ItemVersion:
        """Withdraw a version that is not in force yet; it stays readable as withdrawn.

        Raises:
            RuleError: `account.right_missing`, `catalogue.version_unknown`, `catalogue.version_running`,
                `catalogue.reason_missing`.
        """
        actor.require(Right.ADMINISTRATOR)
        said = clean_text(reason, "理由")
        if not said:
            raise RuleError("catalogue.reason_missing")
        now = self._journal.moment()
        with self._journal.store.write() as unit:
            found = next((one for one in unit.catalogue.versions(key) if one.item.version == version), None)
            if found is None:
                raise RuleError("catalogue.version_unknown", version=version)
            if found.item.effective_on <= now.today:
                raise RuleError("catalogue.version_running", version=version)
            gone = replace(found, withdrawn=True)
            unit.catalogue.put_version(gone)
            facts = {"version": version, "reason": said}
            unit.audit.append(now.at, actor.name, "catalogue.withdrawn", key, "ok", facts)
            unit.commit()
        return gone

    def changed(self, items: Iterable[ServiceItem]) -> tuple[ServiceItem, ...]:
        """Return the items of a read table that say something else than what holds today."""
        held = {item.key: item for item in self.items()}
        return tuple(item for item in items if _content(item) != _content(held.get(item.key)))

    def _published(
        self, unit: UnitOfWork, actor: Actor, item: ServiceItem, reason: str, now: Moment
    ) -> ItemVersion:
        first = unit.catalogue.item(item.key)
        unit.catalogue.department(item.department)
        known = {first.version, *(one.item.version for one in unit.catalogue.versions(item.key))}
        if item.version in known:
            raise RuleError("catalogue.version_taken", item=item.name, version=item.version)
        if item.effective_on < now.today:
            raise RuleError("catalogue.version_past", date=item.effective_on)
        if _content(item) == _content(unit.catalogue.item_on(item.key, item.effective_on)):
            raise RuleError("catalogue.nothing_changed")
        check_promise(item.promised, item.statutory)
        for code in _codes(item):
            check_item_code(code)
        made = ItemVersion(item, now.at, actor.name, reason)
        unit.catalogue.put_version(made)
        facts = {"version": item.version, "from": item.effective_on.isoformat(), "reason": reason}
        unit.audit.append(now.at, actor.name, "catalogue.published", item.key, "ok", facts)
        return made


def _content(item: ServiceItem | None) -> ServiceItem | None:
    """Return an item without the name and date of its version."""
    return None if item is None else replace(item, version="", effective_on=date.min)


def _codes(item: ServiceItem) -> list[str]:
    handling = [code.partition("=")[0] for code in item.handling_codes]
    return [code for code in (item.basic_code, item.implementation_code, *handling) if code]
