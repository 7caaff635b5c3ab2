"""Departments and service items in the store."""

from collections import defaultdict
from datetime import date

from app.domain.guide_items import ItemVersion, in_force
from app.domain.items import Department, ServiceItem
from app.errors import RuleError
from data.guide_schema import item_version
from data.records import ReferenceRecords
from data.schema import department, service_item
from data.transaction import Transaction

_DEPARTMENTS = ReferenceRecords(department, Department, lambda record: record.code)
_ITEMS = ReferenceRecords(service_item, ServiceItem, lambda record: record.key)
_VERSIONS = ReferenceRecords(
    item_version, ItemVersion, lambda record: f"{record.item.key}@{record.item.version}"
)


class CatalogueRepository:
    """Implements `app.ports.store.Catalogue`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def departments(self) -> tuple[Department, ...]:
        """Return all departments by code."""
        return _DEPARTMENTS.all(self._tx)

    def department(self, code: str) -> Department:
        """Return a department.

        Raises:
            RuleError: `department.unknown`.
        """
        found = _DEPARTMENTS.by_key(self._tx, code)
        if found is None:
            raise RuleError("department.unknown", department=code)
        return found

    def items(self) -> tuple[ServiceItem, ...]:
        """Return all service items by key."""
        return _ITEMS.all(self._tx)

    def item(self, key: str) -> ServiceItem:
        """Return a service item.

        Raises:
            RuleError: `item.unknown`.
        """
        found = _ITEMS.by_key(self._tx, key)
        if found is None:
            raise RuleError("item.unknown", key=key)
        return found

    def items_on(self, day: date) -> tuple[ServiceItem, ...]:
        """Return all service items by key, each in the version that holds on a day."""
        later: defaultdict[str, list[ItemVersion]] = defaultdict(list)
        for version in _VERSIONS.all(self._tx):
            later[version.item.key].append(version)
        return tuple(in_force(item, later.get(item.key, ()), day) for item in self.items())

    def item_on(self, key: str, day: date) -> ServiceItem:
        """Return a service item in the version that holds on a day.

        Raises:
            RuleError: `item.unknown`.
        """
        return in_force(self.item(key), self.versions(key), day)

    def item_as(self, key: str, version: str) -> ServiceItem:
        """Return a service item in a version by its name; see `Catalogue`.

        Raises:
            RuleError: `item.unknown`.
        """
        first = self.item(key)
        if first.version == version:
            return first
        found = _VERSIONS.by_key(self._tx, f"{key}@{version}")
        return first if found is None else found.item

    def versions(self, key: str) -> tuple[ItemVersion, ...]:
        """Return the published versions of an item, withdrawn ones too."""
        return tuple(one for one in _VERSIONS.all(self._tx) if one.item.key == key)

    def put_version(self, version: ItemVersion) -> None:
        """Store a version of an item; one of the same name is replaced."""
        _VERSIONS.put(self._tx, version)

    def put_department(self, department: Department) -> None:
        """Store a department's next revision."""
        _DEPARTMENTS.put(self._tx, department)

    def put_item(self, item: ServiceItem) -> None:
        """Store a service item's next revision."""
        _ITEMS.put(self._tx, item)
