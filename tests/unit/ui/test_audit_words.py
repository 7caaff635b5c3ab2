"""The log of the hall speaks in words: every act that a use case writes has one."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.details import StepKind
from app.domain.requests import RequestKind
from ui.accounts.audit_words import act_words, value_words

SERVICES = Path(__file__).parents[3] / "app" / "services"
WRITERS = {"append": 2, "_log": None, "_record": None}
"""What writes into the log: the place of the act among its arguments, None where it may be any."""


def _acts() -> Iterator[str]:
    for file in SERVICES.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield from _of_call(node)


def _of_call(call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name not in WRITERS or (name == "append" and not ast.unparse(call.func).endswith("audit.append")):
        return
    place = WRITERS[name]
    for argument in call.args if place is None else call.args[place : place + 1]:
        text = argument.value if isinstance(argument, ast.Constant) else None
        if isinstance(text, str) and text not in RESULTS:
            yield text


RESULTS = ("", "ok", "refused", "locked")
ACTS = sorted({*_acts(), *(f"case.{kind}" for kind in StepKind)})


def test_the_walk_finds_the_acts() -> None:
    assert {"account.create", "print", "request.taken_down", "sync.carry_in", "case.accepted"} <= set(ACTS)


@pytest.mark.parametrize("act", ACTS)
def test_an_act_of_the_log_has_a_word(act: str) -> None:
    assert act_words(act) != act


def test_what_was_asked_for_is_said_in_words() -> None:
    assert value_words("request.taken_down", "kind", RequestKind.FIRST_ASKED) == "首问登记"
    assert value_words("request.taken_down", "item", "104-08") == "104-08"
