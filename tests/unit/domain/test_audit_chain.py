"""The audit chain: every change, gap, swap or graft is found at its place."""

import hashlib
from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.audit_chain import GENESIS, Break, Fault, Sealed, Value, canonical, first_break, link, seal

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
VALUES: st.SearchStrategy[Value] = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.dictionaries(TEXT, VALUES, max_size=4)


def chain(*epochs: str, length: int = 3) -> list[Sealed]:
    entries: list[Sealed] = []
    for epoch in epochs:
        for number in range(length):
            fields: dict[str, Value] = {"act": "受理", "number": number}
            entries.append(seal(entries[-1] if entries else None, "s1", epoch, fields))
    return entries


def test_the_form_is_fixed_for_ever() -> None:
    fields: dict[str, Value] = {"名": "བཀྲ་ཤིས", "b": [1, None, True], "a": {"y": 1, "x": "𠮷"}}
    written = '["' + GENESIS + '","s1","e1",1,{"a":{"x":"𠮷","y":1},"b":[1,null,true],"名":"བཀྲ་ཤིས"}]'
    assert link(GENESIS, "s1", "e1", 1, fields) == hashlib.sha256(written.encode()).hexdigest()


@given(FIELDS)
def test_the_order_of_fields_does_not_matter(fields: dict[str, Value]) -> None:
    turned = MappingProxyType(dict(reversed(fields.items())))
    assert canonical(turned) == canonical(fields)


@given(FIELDS, FIELDS)
def test_different_fields_have_different_forms(one: dict[str, Value], two: dict[str, Value]) -> None:
    same = repr(sorted_deep(one)) == repr(sorted_deep(two))
    assert (canonical(one) == canonical(two)) is same


def sorted_deep(value: Value) -> object:
    if isinstance(value, dict):
        return ("map", sorted((key, repr(sorted_deep(part))) for key, part in value.items()))
    return [sorted_deep(part) for part in value] if isinstance(value, list) else value


@pytest.mark.parametrize("value", [1.5, date(2026, 9, 15), b"x", {1: "x"}, {"x"}])
def test_values_without_one_form_are_bugs(value: Value) -> None:
    with pytest.raises(TypeError, match="audit entry"):
        canonical({"value": value})


def test_a_lone_surrogate_has_no_form() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        canonical("\ud842")


def test_a_whole_chain_holds_over_a_restore() -> None:
    entries = chain("e1", "e2")
    assert [entry.sequence for entry in entries] == [1, 2, 3, 1, 2, 3]
    assert first_break([]) is None
    assert first_break(entries) is None
    assert first_break(entries[2:], entries[1]) is None


@given(st.lists(FIELDS, min_size=1, max_size=5), st.data())
def test_a_changed_entry_is_found_at_its_place(
    all_fields: list[dict[str, Value]], data: st.DataObject
) -> None:
    entries: list[Sealed] = []
    for fields in all_fields:
        entries.append(seal(entries[-1] if entries else None, "s1", "e1", fields))
    place = data.draw(st.integers(0, len(entries) - 1))
    entries[place] = replace(entries[place], fields={**entries[place].fields, "forged": 1, "": 0})
    assert first_break(entries) == Break("e1", place + 1, Fault.HASH)


def test_a_change_with_its_own_hash_made_new_breaks_the_next() -> None:
    entries = chain("e1")
    entries[1] = seal(entries[0], "s1", "e1", {"act": "不予受理"})
    assert first_break(entries) == Break("e1", 3, Fault.HASH)


def test_missing_doubled_and_swapped_entries_are_found() -> None:
    one, two, three = chain("e1")
    assert first_break([one, three]) == Break("e1", 3, Fault.ORDER)
    assert first_break([two, three]) == Break("e1", 2, Fault.ORDER)
    assert first_break([one, one, two]) == Break("e1", 1, Fault.ORDER)
    assert first_break([one, three, two]) == Break("e1", 3, Fault.ORDER)


def test_an_epoch_that_ended_does_not_come_back() -> None:
    entries = chain("e1", "e2", "e1")
    assert first_break(entries) == Break("e1", 1, Fault.ORDER)


def test_a_removed_epoch_is_found() -> None:
    entries = chain("e1", "e2", "e3")
    assert first_break(entries[:3] + entries[6:]) == Break("e3", 1, Fault.HASH)


def test_an_entry_of_another_station_or_epoch_does_not_fit() -> None:
    entries = chain("e1")
    other = seal(entries[1], "s2", "e1", entries[2].fields)
    assert first_break([*entries[:2], other]) == Break("e1", 3, Fault.STATION)
    moved = [replace(entry, station="s2") for entry in entries]
    assert first_break(moved) == Break("e1", 1, Fault.HASH)
    renamed = [replace(entry, epoch="e9") for entry in entries]
    assert first_break(renamed) == Break("e9", 1, Fault.HASH)
