"""What was typed survives the way to the disk and back, and becomes what the use cases take."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.applicants import CREDIT_CODE
from app.domain.cases import ApplicantKind
from app.domain.details import Form
from tests import factories as make
from ui.clerk.faults import FAULTS, with_fault
from ui.clerk.form_state import (
    FormState,
    MaterialLine,
    application,
    from_content,
    handed_in,
    missing,
    new_state,
    problems,
)

TEXTS = st.text(max_size=30)
LINES = st.builds(
    MaterialLine,
    key=TEXTS,
    name=TEXTS,
    form=st.sampled_from(Form),
    count=st.integers(1, 99),
    pages=st.integers(1, 999),
    came=st.booleans(),
    before=st.booleans(),
    remark=TEXTS,
    fault=st.sampled_from(["", *(fault.key for fault in FAULTS)]),
    problem=TEXTS,
    remedy=TEXTS,
)
STATES = st.builds(
    FormState,
    id=st.uuids(),
    item_key=TEXTS,
    lines=st.lists(LINES, max_size=5).map(tuple),
    case_id=st.none() | st.uuids(),
    seen=st.none() | st.uuids(),
    kind=st.sampled_from(ApplicantKind),
    with_agent=st.booleans(),
    texts=st.dictionaries(TEXTS, TEXTS, max_size=5),
    notes=st.dictionaries(TEXTS, TEXTS, max_size=5),
    row=st.integers(0, 9),
)


@given(STATES)
def test_a_draft_comes_back_as_it_was(state: FormState) -> None:
    assert from_content(json.loads(json.dumps(state.content()))) == state


def test_a_new_form_is_of_the_kind_the_item_serves() -> None:
    assert new_state(make.item(service_object=("自然人",))).kind is ApplicantKind.PERSON
    state = new_state(make.item(service_object=("企业法人",)))
    assert (state.kind, state.code_name) == (ApplicantKind.ORGANISATION, CREDIT_CODE)


def test_the_applicant_is_the_contact_unless_another_is_named() -> None:
    state = new_state(make.item()).with_text("name", "才让多杰").with_text("phone", "13800000000")
    assert application(state).contact == "才让多杰"
    assert application(state.with_text("contact", "拉毛")).contact == "拉毛"
    agent = replace(state, with_agent=True).with_text("agent_name", "卓玛措")
    assert application(agent).contact == "卓玛措"


def test_what_came_is_handed_in_and_what_is_wrong_is_told() -> None:
    item = make.item()
    state = new_state(item)
    state = state.with_line(0, replace(state.lines[0], came=True, pages=4))
    state = state.with_line(1, with_fault(replace(state.lines[1], came=True), FAULTS[1]))
    assert [(one.name, one.pages) for one in handed_in(state)] == [("材料1", 4), ("材料2", 1)]
    assert [problem.name for problem in problems(state)] == ["材料2"]
    assert [material.name for material in missing(state, item)] == ["材料3"]


def test_a_missing_material_did_not_come() -> None:
    line = new_state(make.item()).lines[0]
    assert not with_fault(replace(line, came=True), FAULTS[0]).came


@pytest.mark.parametrize("fault", FAULTS[:5], ids=lambda fault: fault.key)
def test_a_fault_begins_with_its_words(fault: object) -> None:
    line = new_state(make.item()).lines[0]
    made = with_fault(line, fault)  # type: ignore[arg-type]  # a parameter of pytest has no type
    assert made.problem
    assert "原件 1 份" in made.remedy


def test_own_words_are_kept_when_the_fault_changes() -> None:
    line = with_fault(new_state(make.item()).lines[0], FAULTS[0])
    assert with_fault(line, FAULTS[1]).problem == FAULTS[1].problem
    own = replace(line, problem="第三页缺公章")
    assert with_fault(own, FAULTS[3]).problem == "第三页缺公章"
