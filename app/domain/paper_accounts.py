"""Accounting for papers: every number that was given out has one valid print, or a reason why it has none."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.domain.papers import PrintEvent, PrintState

Paper = tuple[UUID, str]
"""What a paper is known by: the step or fee that it is about, and its kind."""


class Fault(StrEnum):
    """What is wrong with a numbered paper or a print of one."""

    UNPRINTED = "the paper has no valid print and no reason why not"
    PRINTED_TWICE = "the paper has more than one valid print"
    STILL_VALID = "the paper is void and has a valid print"
    WITHOUT_REASON = "a print is void without a reason"
    OTHER_NUMBER = "a print bears another number than its paper"
    NO_PAPER = "a print of a paper that nobody wrote"


@dataclass(frozen=True)
class NumberedPaper:
    """A paper under a number.

    Attributes:
        void: whether none of its prints may be valid, as those of a branch that was not chosen.
        excused: whether it need not be printed at all.
    """

    paper: Paper
    number: str
    void: bool = False
    excused: bool = False


@dataclass(frozen=True)
class PrintedPaper:
    """A print of a paper: whether it counts, and why it is void if it is."""

    paper: Paper
    number: str
    valid: bool
    void: bool
    reason: str


@dataclass(frozen=True)
class Unaccounted:
    """Something that does not add up, and the number it is about."""

    number: str
    fault: Fault


def printed(paper: Paper, number: str, events: Sequence[PrintEvent]) -> PrintedPaper:
    """Return a print as it counts: what made it void or cancelled it is never unmade; a failed one is none.

    Args:
        events: what became of it, in the order in which it arrived.
    """
    states = [event.state for event in events]
    void = PrintState.VOIDED in states
    ended = void or PrintState.CANCELLED in states
    failed = bool(states) and states[-1] is PrintState.FAILED
    reasons = (event.reason.strip() for event in events if event.state is PrintState.VOIDED)
    return PrintedPaper(paper, number, not ended and not failed, void, next(reasons, ""))


def account_for(papers: Iterable[NumberedPaper], prints: Iterable[PrintedPaper]) -> Iterator[Unaccounted]:
    """Find numbered papers without exactly one valid print or a reason, and prints that fit no paper."""
    by_paper: dict[Paper, list[PrintedPaper]] = defaultdict(list)
    for one in prints:
        by_paper[one.paper].append(one)
        if one.void and not one.reason:
            yield Unaccounted(one.number, Fault.WITHOUT_REASON)
    for paper in papers:
        of_it = by_paper.pop(paper.paper, [])
        if any(one.number != paper.number for one in of_it):
            yield Unaccounted(paper.number, Fault.OTHER_NUMBER)
        yield from _counted(paper, of_it)
    for strangers in by_paper.values():
        yield Unaccounted(strangers[0].number, Fault.NO_PAPER)


def _counted(paper: NumberedPaper, prints: Sequence[PrintedPaper]) -> Iterator[Unaccounted]:
    valid = sum(one.valid for one in prints)
    if paper.void:
        if valid:
            yield Unaccounted(paper.number, Fault.STILL_VALID)
    elif valid > 1:
        yield Unaccounted(paper.number, Fault.PRINTED_TWICE)
    elif not valid and not paper.excused and not any(one.reason for one in prints):
        yield Unaccounted(paper.number, Fault.UNPRINTED)
