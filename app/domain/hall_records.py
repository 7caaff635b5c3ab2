"""What a new hall is made of: departments, service items, and the staff that will sign in."""

from dataclasses import dataclass

from app.domain.accounts import Right
from app.domain.items import Department, ServiceItem
from app.domain.papers import HallFacts

USUAL_HOURS = "周一至周五 9:00—12:00，14:30—17:30（法定节假日除外）"
USUAL_QUERY = "凭受理编号和证件号码后四位，到大厅任一窗口或致电承办窗口查询"
USUAL_WORD = "县"
"""What a hall begins with where nobody says otherwise: hours, the way to ask for progress, 机关代字."""


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


@dataclass(frozen=True)
class Piece:
    """How far the work is: rows written of all there are."""

    done: int
    total: int


@dataclass(frozen=True, repr=False)
class NewHall:
    """Everything a hall begins with.

    Attributes:
        records: departments, items and staff as their tables were read.
        first_password: for the first sign-in of everybody, who then chooses another one.
    """

    facts: HallFacts
    records: HallRecords
    first_password: str
