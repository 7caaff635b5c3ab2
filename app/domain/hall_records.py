"""What a new hall is made of: departments, service items, and the staff that will sign in."""

from dataclasses import dataclass

from app.domain.accounts import Right
from app.domain.items import Department, ServiceItem


@dataclass(frozen=True)
class StaffRecord:
    """A person of the staff as a table names them; `department` is empty for the centre."""

    login: str
    name: str
    department: str
    rights: frozenset[Right]


@dataclass(frozen=True)
class HallRecords:
    """Departments by code, service items with their materials by key, staff by sign-in name."""

    departments: tuple[Department, ...]
    items: tuple[ServiceItem, ...]
    staff: tuple[StaffRecord, ...] = ()
