"""Records to JSON-ready values and back: one form for the store, the outbox and the drafts."""

import dataclasses
import types
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache, partial
from operator import attrgetter
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

T = TypeVar("T")
Plain = dict[str, Any]
_Read = Callable[[Any], Any]

_AS_IT_IS = frozenset((str, int, float, bool, types.NoneType))

TAG = "kind"
"""Names the class of a member of a union of records, which its `kind` class variable gives."""


def to_plain(record: object) -> Plain:
    """Return a frozen record as JSON-ready values; dates and times in ISO 8601, enums by value."""
    cls: Any = type(record)
    tag, names, values = _shape(cls)
    plain: Plain = {TAG: tag} if tag is not None else {}
    for name, value in zip(names, values(record), strict=True):
        kind: Any = type(value)
        plain[name] = value if kind in _AS_IT_IS else _writer(kind)(value)
    return plain


def from_plain(cls: type[T], plain: Mapping[str, Any]) -> T:
    """Rebuild a record; a field that is absent takes its default, one unknown is left aside.

    Raises:
        TypeError: a field without a default is absent.
        ValueError: a value does not have the form of its field.
    """
    fields_of: Any = cls
    known, readers = _readers(fields_of)
    values = {name: value for name, value in plain.items() if name in known}
    for name, read in readers:
        if name in values:
            values[name] = read(values[name])
    return cls(**values)


def _plain(value: object) -> Any:
    kind: Any = type(value)
    return value if kind in _AS_IT_IS else _writer(kind)(value)


@cache
def _writer(kind: type) -> Callable[[Any], Any]:
    """Return the function that turns values of a type into JSON values; chosen once for each type."""
    if issubclass(kind, Enum):
        return lambda value: value.value
    if issubclass(kind, date):
        return lambda value: value.isoformat()
    if issubclass(kind, UUID):
        return str
    if issubclass(kind, tuple):
        return lambda value: [_plain(part) for part in value]
    if issubclass(kind, frozenset):
        return lambda value: sorted(_plain(part) for part in value)
    if issubclass(kind, Mapping):
        return lambda value: {str(key): _plain(part) for key, part in value.items()}
    return to_plain


@cache
def _shape(cls: type) -> tuple[str | None, tuple[str, ...], Callable[[object], tuple[Any, ...]]]:
    """Return a class's tag, the names of its fields, and what reads their values from a record."""
    names, tag = _field_names(cls), getattr(cls, TAG, None)
    if len(names) > 1:
        values: Callable[[object], tuple[Any, ...]] = attrgetter(*names)
    else:
        values = partial(_few_values, names)
    return (str(tag) if isinstance(tag, str) else None), names, values


def _few_values(names: tuple[str, ...], record: object) -> tuple[Any, ...]:
    return tuple(getattr(record, name) for name in names)


@cache
def _field_names(cls: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(cls))


@cache
def _readers(cls: type) -> tuple[frozenset[str], tuple[tuple[str, _Read], ...]]:
    """Return the names of a class's fields, and what reads those whose JSON value is not the value itself."""
    hints, names = get_type_hints(cls), _field_names(cls)
    readers = ((name, _reader(hints[name])) for name in names)
    return frozenset(names), tuple((name, read) for name, read in readers if read is not _as_it_is)


def _as_it_is(value: Any) -> Any:
    return value


@cache
def _reader(hint: Any) -> _Read:
    """Return the function that turns a JSON value into a value of this type."""
    if get_origin(hint) in (Union, types.UnionType):
        return _union_reader(get_args(hint))
    if get_origin(hint) in (tuple, frozenset):
        container, part = get_origin(hint), _reader(get_args(hint)[0])
        return container if part is _as_it_is else lambda value: container(map(part, value))
    if hint is datetime or hint is date:
        return hint.fromisoformat
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return partial(from_plain, hint)
    if hint is UUID or (isinstance(hint, type) and issubclass(hint, Enum)):
        return hint
    return _as_it_is


def _union_reader(members: tuple[Any, ...]) -> _Read:
    real = [member for member in members if member is not types.NoneType]
    if len(real) == 1:
        only = _reader(real[0])
        return only if only is _as_it_is else lambda value: None if value is None else only(value)
    by_kind = {str(getattr(member, TAG)): member for member in real if hasattr(member, TAG)}
    if not by_kind:
        return _as_it_is
    return lambda value: from_plain(by_kind[value[TAG]], value)
