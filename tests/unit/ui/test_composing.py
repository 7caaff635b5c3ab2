"""Composing in another process: answers, errors as they are, and a child that died is started again."""

import os
from collections.abc import Iterator, Sequence

import pytest

from app.domain.details import StepKind
from app.domain.images import PageImage
from app.domain.papers import COPIES, Paper, PaperKind, PrintMark
from app.errors import RuleError
from printing.first_use import FirstUseComposer
from tests import factories as make
from ui.composing import OtherProcessComposer


class Echo(FirstUseComposer):
    """A composer whose papers tell which process made them, and fail by their number."""

    def compose(self, paper: Paper) -> bytes:
        if paper.number == "rule":
            raise RuleError("printing.missing_characters", characters="𬴂")
        if paper.number == "bug":
            raise KeyError("才让多杰")
        if paper.number == "die":
            os._exit(3)
        return f"{os.getpid()} {paper.number}".encode()

    def page_images(self, pdf: bytes, dpi: int, *, colour: bool = False) -> Sequence[PageImage]:
        return [PageImage(1, 1, 3 if colour else 1, bytes(3 if colour else 1))]


def paper(number: str) -> Paper:
    kind = PaperKind.NOTICE
    step = make.step(make.detail(StepKind.NOTICED), document=number)
    mark = PrintMark(1, COPIES[kind], make.NINE)
    return Paper(
        kind=kind,
        number=number,
        hall=make.hall(),
        department=make.department(),
        item=make.item(),
        case=make.header(),
        step=step,
        materials=(),
        timers=(),
        mark=mark,
        full_code=False,
    )


@pytest.fixture(scope="module")
def composer() -> Iterator[OtherProcessComposer]:
    made = OtherProcessComposer(Echo)
    yield made
    made.close()


def child(answer: bytes) -> int:
    return int(answer.split()[0])


def test_papers_are_composed_elsewhere_one_after_the_other(composer: OtherProcessComposer) -> None:
    first, second = composer.compose(paper("1")), composer.compose(paper("2"))
    assert child(first) == child(second) != os.getpid()
    assert second.endswith(b" 2")


def test_pages_come_back_as_pictures(composer: OtherProcessComposer) -> None:
    assert composer.page_images(b"", 100, colour=True)[0].channels == 3


def test_a_rule_is_told_as_it_is(composer: OtherProcessComposer) -> None:
    with pytest.raises(RuleError) as told:
        composer.compose(paper("rule"))
    assert told.value.code == "printing.missing_characters"
    assert told.value.facts == {"characters": "𬴂"}


def test_a_bug_is_a_bug_and_tells_nothing_personal(composer: OtherProcessComposer) -> None:
    with pytest.raises(RuntimeError, match="KeyError") as told:
        composer.compose(paper("bug"))
    assert "才让多杰" not in str(told.value)


def test_a_child_that_died_is_started_again(composer: OtherProcessComposer) -> None:
    before = child(composer.compose(paper("1")))
    with pytest.raises(EOFError):
        composer.compose(paper("die"))
    assert child(composer.compose(paper("1"))) != before


def test_closing_ends_the_child() -> None:
    made = OtherProcessComposer(Echo)
    number = child(made.compose(paper("1")))
    made.close()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
