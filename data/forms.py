"""What is read of another station's JSON: the fields that its kind's columns are made of, checked."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from operator import attrgetter
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct, defstruct
from msgspec.json import Decoder
from sqlalchemy import Column, Date, Integer

from app.domain.sync import Incoming
from data.columns import Id, Moment
from data.records import reference_id
from data.repositories.staff import SUBJECTS

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_At = Annotated[datetime, Meta(tz=True)]
_TYPES = {Id: UUID, Moment: _At, Date: date, Integer: int}


class _Person(Struct, gc=False):
    name: str


class Header(Struct, gc=False):
    """What is read of a case header."""

    number: str
    item_name: str
    applicant: _Person
    agent: _Person | None = None

    @property
    def agent_name(self) -> str:
        """Return the name of who acts for the applicant, empty without one."""
        return self.agent.name if self.agent else ""


class _Fee(Struct, gc=False):
    case_id: UUID


class _Charge(Struct, gc=False):
    number: str
    at: _At
    fee: _Fee

    @property
    def case_id(self) -> UUID:
        return self.fee.case_id


class _Item(Struct, gc=False):
    key: str
    version: str


class _ItemVersion(Struct, gc=False):
    item: _Item

    @property
    def key(self) -> str:
        return f"{self.item.key}@{self.item.version}"


class _Post(Struct, gc=False):
    counter: str
    name: str

    @property
    def key(self) -> str:
        return f"{self.counter}/{self.name}"


class _DayRow(Struct, gc=False):
    area: str
    day: date

    @property
    def key(self) -> str:
        return f"{self.area}/{self.day}"


class _Known(Struct, gc=False):
    key: str


FORMS: dict[str, type[Struct]] = {
    "case_header": Header,
    "charge": _Charge,
    "item_version": _ItemVersion,
    "post_pair": _Post,
    "day_row": _DayRow,
}
"""What is read of kinds whose columns are not simply fields of the record."""

KEYS = {
    "department": "code",
    "queue_counter": "number",
    "signing_key": "key_id",
    "item_words": "item_key",
    "translation": "zh",
}
"""The field that reference data are known by, where it is not `key`."""

KEPT_UNDER = {"hall_facts": ("hall",), "queue_rules": ("hall",), "hall_rule": tuple(SUBJECTS.values())}
"""The keys of kinds whose records do not say theirs: their ids, which are made from the keys, do."""


def reader(kind: str, columns: Sequence["Column[Any]"]) -> Callable[[Incoming], Struct]:
    """Return what reads a record of a kind; it raises ValueError for one without the form of its kind."""
    if kind in KEPT_UNDER:
        return _reader_by_id(kind)
    fields = [(str(column.name), _TYPES.get(type(column.type), str)) for column in columns]
    renamed = {"key": KEYS.get(kind, "key")}
    decode = Decoder(FORMS.get(kind) or defstruct(kind, fields, gc=False, rename=renamed)).decode
    return lambda row: decode(row.text)


def _reader_by_id(kind: str) -> Callable[[Incoming], Struct]:
    keys = {reference_id(kind, key): key for key in KEPT_UNDER[kind]}
    decode = Decoder(dict[str, Any]).decode

    def read(row: Incoming) -> Struct:
        decode(row.text)
        if row.record_id not in keys:
            raise ValueError(f"a {kind} of another version")
        return _Known(keys[row.record_id])

    return read


def stored(column: "Column[Any]") -> Callable[[Struct], Any]:
    """Return what takes a column's value, as it is stored, from what was read."""
    read = attrgetter(column.name)
    if isinstance(column.type, Id):
        return lambda record: read(record).bytes
    if isinstance(column.type, Moment):
        return lambda record: (read(record) - _EPOCH) // _MICROSECOND
    if isinstance(column.type, Date):
        return lambda record: str(read(record))
    return read
