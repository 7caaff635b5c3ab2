"""Every record comes back from its wire form as it was."""

import json
from dataclasses import dataclass

import pytest

from app.domain.cases import CaseHeader, Step
from app.domain.details import StepKind
from app.domain.items import Department, ServiceItem
from app.domain.papers import HallFacts
from app.domain.wire import from_plain, to_plain
from tests import factories as make


@pytest.mark.parametrize("kind", list(StepKind))
def test_a_step_of_every_kind(kind: StepKind) -> None:
    step = make.step(make.detail(kind))
    assert from_plain(Step, json.loads(json.dumps(to_plain(step)))) == step


@pytest.mark.parametrize(
    "record",
    [make.item(), make.department(), make.hall(), make.header(agent=make.agent()), make.header()],
    ids=lambda record: type(record).__name__,
)
def test_other_records(record: ServiceItem | Department | HallFacts | CaseHeader) -> None:
    assert from_plain(type(record), json.loads(json.dumps(to_plain(record)))) == record


@dataclass(frozen=True)
class _Newer:
    number: int
    remark: str = "无"


def test_a_field_that_came_later_takes_its_default_and_one_unknown_is_left_aside() -> None:
    assert from_plain(_Newer, {"number": 3, "gone": "x"}) == _Newer(3)


def test_a_field_without_default_must_be_there() -> None:
    with pytest.raises(TypeError):
        from_plain(_Newer, {"remark": "x"})
