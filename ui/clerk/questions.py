"""What an act on a case asks, and which use case it then calls; what many of them ask alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from app.domain.accounts import Actor
from app.domain.details import StepDetail
from app.services.accounts import Credentials
from app.services.case_book import CaseView
from app.services.intake import Approver
from app.services.journal import Outcome
from app.services.review import Review
from ui.clerk.asked import Asked
from ui.clerk.dependencies import ClerkDependencies
from ui.i18n import tr

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


@dataclass(frozen=True)
class OnCase:
    """The case a question is about, as the person saw it, and who asks."""

    needs: ClerkDependencies
    view: CaseView

    @property
    def review(self) -> Review:
        """The use cases of a case's life."""
        return self.needs.use.review

    @property
    def actor(self) -> Actor:
        """Who acts."""
        return self.needs.actor

    @property
    def id(self) -> UUID:
        """The case."""
        return self.view.header.id

    @property
    def seen(self) -> UUID:
        """The last step that was seen; a step by somebody else since then is refused."""
        return self.view.branches[0].branch.tip.id


Ask = Callable[[OnCase], Question]


def at_once(do: Callable[[Answers], Outcome]) -> Question:
    """Return an act that asks nothing."""
    return Question("", "", "", (), do)


def approval() -> tuple[Asked, ...]:
    """Return what a second person types to approve."""
    return (
        Asked(LOGIN, tr("审批人用户名")),
        Asked(PASSWORD, tr("审批人密码"), "password"),
        Asked(WHY, tr("理由")),
    )


def approver(said: Answers) -> Approver:
    """Return the second person as typed."""
    return Approver(Credentials(said[LOGIN], said[PASSWORD]), said[WHY])
