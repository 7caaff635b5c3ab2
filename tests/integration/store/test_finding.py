"""Cases are found by what a clerk types: names in both scripts, numbers, last digits, dates."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.case_rows import CaseQuery
from app.domain.cases import CaseHeader
from app.domain.lifecycle import State
from data.store import LocalStore
from tests import factories
from tests.integration.store.filling import add_case, named, row

PEOPLE = (
    "王伟",
    "王",
    "王伟业",
    "张王伟",
    "扎西多吉",
    "扎西·多吉·才让",
    "བཀྲ་ཤིས་ལྷ་མོ",
    "བཀྲ་ཤིས།",
    "རྒྱལ་མཚན",
    "𠮷田",
    "𬭁𰻞强",
    "Tashi Dorje",
    "玛沁县格桑畜牧专业合作社",
)

Find = Callable[..., list[str]]


@pytest.fixture
def find(store: LocalStore) -> Find:
    def find(text: str = "", **narrowed: object) -> list[str]:
        with store.read() as unit:
            rows = unit.cases.find(replace(CaseQuery(text), **narrowed))  # type: ignore[arg-type]  # any field
        return [found.applicant_name for found in rows]

    return find


@pytest.fixture
def crowd(store: LocalStore) -> dict[str, CaseHeader]:
    return {name: add_case(store, named(name)) for name in PEOPLE}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("王", ["张王伟", "王伟业", "王", "王伟"]),
        ("王伟", ["张王伟", "王伟业", "王伟"]),
        ("伟", ["张王伟", "王伟业", "王伟"]),
        ("王伟业", ["王伟业"]),
        ("业", ["玛沁县格桑畜牧专业合作社", "王伟业"]),
        ("扎西", ["扎西·多吉·才让", "扎西多吉"]),
        ("扎西多吉", ["扎西·多吉·才让", "扎西多吉"]),
        ("多吉才让", ["扎西·多吉·才让"]),
        ("བཀྲ", ["བཀྲ་ཤིས།", "བཀྲ་ཤིས་ལྷ་མོ"]),
        ("བཀྲ་ཤི", ["བཀྲ་ཤིས།", "བཀྲ་ཤིས་ལྷ་མོ"]),
        ("བཀྲ་ཤིས་ལྷ", ["བཀྲ་ཤིས་ལྷ་མོ"]),
        ("ལྷ་མོ", ["བཀྲ་ཤིས་ལྷ་མོ"]),
        ("རྒྱལ", ["རྒྱལ་མཚན"]),
        ("རྒྱ", ["རྒྱལ་མཚན"]),
        ("ཤི་", []),
        ("𠮷", ["𠮷田"]),
        ("田", ["𠮷田"]),
        ("𠮷田", ["𠮷田"]),
        ("𰻞强", ["𬭁𰻞强"]),
        ("tashi", ["Tashi Dorje"]),
        ("ＤＯＲ", ["Tashi Dorje"]),
        ("格桑 许可", ["玛沁县格桑畜牧专业合作社"]),
        ("李", []),
        ("——", []),
    ],
)
def test_names(find: Find, crowd: object, text: str, expected: list[str]) -> None:
    assert find(text) == expected


def test_item_names_and_agents_are_found_too(store: LocalStore, find: Find) -> None:
    add_case(store, named("王伟", item_name="居民身份证换领"))
    add_case(store, named("李强", agent=factories.agent(name="卓玛措")))
    assert find("身份证") == ["王伟"]
    assert find("卓玛") == ["李强"]
    assert find("卓玛 食品") == ["李强"]
    assert find("卓玛 身份证") == []


def test_numbers_codes_and_phones(store: LocalStore, find: Find) -> None:
    applicant = factories.applicant(name="才让", code="63262119900307451X")
    header = add_case(store, factories.header(applicant=applicant, contact_phone="13997512345"))
    add_case(store, named("别人", contact_phone="15509754510"))
    assert find(header.number) == ["才让"]
    assert find(header.number[:20]) == ["别人", "才让"]
    assert find(" ".join((header.number[:6], header.number[6:9], header.number[9:]))) == ["才让"]
    assert find("63262119900307451x") == ["才让"]
    assert find("139975") == ["才让"]
    assert find("451X") == ["才让"]
    assert find("2345") == ["才让"]
    assert find("4510") == ["别人"]
    assert find("才让 2345") == ["才让"]
    assert find("才让 4510") == []
    assert find("99999") == []


def test_a_changed_name_is_found_by_the_new_one_only(store: LocalStore, find: Find) -> None:
    header = add_case(store, named("王伟"))
    changed = replace(header, applicant=replace(header.applicant, name="王维"), revision=2)
    with store.write() as unit:
        unit.cases.revise(changed)
        unit.cases.put_row(row(changed))
        unit.commit()
    assert find("王伟") == []
    assert find("王维") == ["王维"]


def test_rows_are_narrowed(store: LocalStore, find: Find) -> None:
    other = UUID(int=8)
    add_case(store, named("甲"), department="117", state=State.RECEIVED)
    add_case(store, named("乙"), department="117", state=State.ACCEPTED, handler_id=other)
    add_case(store, named("丙"), department="101", state=State.ACCEPTED, forked=True)
    assert find() == ["丙", "乙", "甲"]
    assert find(department="117") == ["乙", "甲"]
    assert find(states=frozenset({State.ACCEPTED, State.REVIEWING})) == ["丙", "乙"]
    assert find(states=frozenset[State]()) == []
    assert find(handler_id=other) == ["乙"]
    assert find(forked=True) == ["丙"]
    assert find(forked=False, department="117") == ["乙", "甲"]
    assert find(limit=1) == ["丙"]
    assert find("甲", department="101") == []


def test_what_is_due_comes_first_when_dates_are_asked_for(store: LocalStore, find: Find) -> None:
    add_case(store, named("后"), due=date(2026, 9, 25))
    add_case(store, named("先"), due=date(2026, 9, 18))
    add_case(store, named("无"), due=None)
    add_case(store, named("远"), due=date(2026, 12, 1))
    assert find(due_until=date(2026, 9, 25)) == ["先", "后"]
    assert find("后", due_until=date(2026, 9, 25)) == ["后"]


def test_the_limit_counts_what_fits_not_what_the_index_offers(store: LocalStore, find: Find) -> None:
    add_case(store, named("扎西多吉"))
    for _ in range(60):
        add_case(store, named("扎西 · 西多 · 多吉x"))
    assert find("扎西多吉", limit=5) == ["扎西多吉"]


SYLLABLES = st.sampled_from(["བཀྲ", "ཤིས", "ལྷ", "མོ", "རྡོ", "རྗེ"])
WRITTEN = st.one_of(
    st.tuples(st.just(""), st.lists(st.sampled_from("王伟扎西多吉才让𠮷𬭁"), min_size=1, max_size=6)),
    st.tuples(st.just("་"), st.lists(SYLLABLES, min_size=1, max_size=4)),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=WRITTEN, data=st.data())
def test_every_part_of_a_name_finds_it(
    store: LocalStore, find: Find, written: tuple[str, list[str]], data: st.DataObject
) -> None:
    between, parts = written
    add_case(store, named(between.join(parts)))
    start = data.draw(st.integers(0, len(parts) - 1))
    end = data.draw(st.integers(start + 1, len(parts)))
    assert between.join(parts) in find(between.join(parts[start:end]), limit=1000)
