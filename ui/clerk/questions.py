"""What an act on a case asks, and which use case it then calls."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.domain.details import StepDetail
from app.services.case_book import CaseView
from app.services.journal import Outcome
from ui.clerk.asked import Asked
from ui.clerk.dependencies import ClerkDependencies

Answers = Mapping[str, str]

WHY = "why"
LOGIN, PASSWORD = "approver.login", "approver.password"


@dataclass(frozen=True)
class Question:
    """What is asked before an act.

    Attributes:
        asked: without any the act is done at once.
        do: blocks; called with the answers.
        texts: what stands in the fields at first.
        paper: the step as it would be recorded; its paper is shown before.
    """

    title: str
    words: str
    verb: str
    asked: tuple[Asked, ...]
    do: Callable[[Answers], Outcome]
    texts: Mapping[str, str] = field(default_factory=dict)
    danger: bool = False
    paper: Callable[[Answers], StepDetail] | None = None


Ask = Callable[[ClerkDependencies, CaseView], Question]
