"""Departments and service items in the store."""

from app.domain.items import Department, ServiceItem
from app.errors import RuleError
from data.records import ReferenceRecords
from data.schema import department, service_item
from data.transaction import Transaction

_DEPARTMENTS = ReferenceRecords(department, Department, lambda record: record.code)
_ITEMS = ReferenceRecords(service_item, ServiceItem, lambda record: record.key)


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

    def put_department(self, department: Department) -> None:
        """Store a department's next revision."""
        _DEPARTMENTS.put(self._tx, department)

    def put_item(self, item: ServiceItem) -> None:
        """Store a service item's next revision."""
        _ITEMS.put(self._tx, item)
