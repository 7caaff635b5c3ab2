"""The state machine of a case: which step may follow in which state, and how forks are told (domain §2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from uuid import UUID

from app.domain.cases import Step
from app.domain.details import ForkResolved, StepDetail, StepKind
from app.errors import RuleError


class State(StrEnum):
    """Where a case stands; always computed from its steps."""

    RECEIVED = "received"
    CORRECTING = "correcting"
    ACCEPTED = "accepted"
    REVIEWING = "reviewing"
    SUSPENDED = "suspended"
    GRANTED = "granted"
    DENIED = "denied"
    MAKING = "making"
    READY = "ready"
    DELIVERED = "delivered"
    REJECTED = "rejected"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    ARCHIVED = "archived"


OPEN_BEFORE_DECISION = (
    State.RECEIVED,
    State.CORRECTING,
    State.ACCEPTED,
    State.REVIEWING,
    State.SUSPENDED,
)
FINISHED = frozenset(
    (State.DELIVERED, State.REJECTED, State.RETURNED, State.WITHDRAWN, State.CANCELLED, State.ARCHIVED)
)

_S, _K = State, StepKind
NEXT: dict[tuple[State | None, StepKind], State] = {
    (None, _K.RECEIVED): _S.RECEIVED,
    (_S.RECEIVED, _K.SUPPLEMENTED): _S.RECEIVED,
    (_S.CORRECTING, _K.SUPPLEMENTED): _S.CORRECTING,
    (_S.ACCEPTED, _K.SUPPLEMENTED): _S.ACCEPTED,
    (_S.REVIEWING, _K.SUPPLEMENTED): _S.REVIEWING,
    (_S.RECEIVED, _K.NOTICED): _S.CORRECTING,
    (_S.CORRECTING, _K.NOTICED): _S.CORRECTING,
    (_S.RECEIVED, _K.ACCEPTED): _S.ACCEPTED,
    (_S.CORRECTING, _K.ACCEPTED): _S.ACCEPTED,
    (_S.RECEIVED, _K.DEEMED_ACCEPTED): _S.ACCEPTED,
    (_S.RECEIVED, _K.REJECTED): _S.REJECTED,
    (_S.CORRECTING, _K.RETURNED): _S.RETURNED,
    (_S.ACCEPTED, _K.REVIEW_STARTED): _S.REVIEWING,
    (_S.ACCEPTED, _K.SUSPENDED): _S.SUSPENDED,
    (_S.REVIEWING, _K.EXAMINED): _S.REVIEWING,
    (_S.REVIEWING, _K.SUSPENDED): _S.SUSPENDED,
    (_S.REVIEWING, _K.EXTENDED): _S.REVIEWING,
    (_S.ACCEPTED, _K.GRANTED): _S.GRANTED,
    (_S.REVIEWING, _K.GRANTED): _S.GRANTED,
    (_S.ACCEPTED, _K.DENIED): _S.DENIED,
    (_S.REVIEWING, _K.DENIED): _S.DENIED,
    (_S.GRANTED, _K.CERTIFICATE_BEGUN): _S.MAKING,
    (_S.MAKING, _K.CERTIFICATE_READY): _S.READY,
    (_S.READY, _K.CERTIFICATE_READY): _S.READY,
    (_S.GRANTED, _K.DELIVERED): _S.DELIVERED,
    (_S.READY, _K.DELIVERED): _S.DELIVERED,
    (_S.DENIED, _K.DELIVERED): _S.DELIVERED,
    (_S.REJECTED, _K.DELIVERED): _S.DELIVERED,
    **{(state, _K.WITHDRAWN): _S.WITHDRAWN for state in OPEN_BEFORE_DECISION},
    **{(state, _K.CANCELLED): _S.CANCELLED for state in OPEN_BEFORE_DECISION},
    **{
        (state, _K.ARCHIVED): _S.ARCHIVED for state in (_S.DELIVERED, _S.WITHDRAWN, _S.CANCELLED, _S.RETURNED)
    },
    **{(state, _K.ENTRY_CORRECTED): state for state in State if state is not _S.ARCHIVED},
}
"""Every allowed (state, step) pair but two: `RESUMED` leads back, and `FORK_RESOLVED` follows a fork only."""


@dataclass(frozen=True)
class Branch:
    """One line of steps from the first to a tip, and the state it leads to.

    `before_suspension` is the state to which `RESUMED` leads back.
    """

    steps: tuple[Step, ...]
    state: State | None = None
    before_suspension: State | None = None

    @property
    def tip(self) -> Step:
        """Return the last step."""
        return self.steps[-1]

    def then(self, step: Step) -> "Branch":
        """Return the branch with one more step.

        Raises:
            RuleError: `case.step_not_allowed`, the step may not follow in this state.
        """
        state = self.state_after(step.detail)
        before = self.state if step.kind is StepKind.SUSPENDED else self.before_suspension
        return Branch((*self.steps, step), state, before)

    def state_after(self, detail: StepDetail) -> State:
        """Return the state to which such a step would lead.

        Raises:
            RuleError: `case.step_not_allowed`.
        """
        if detail.kind is StepKind.RESUMED and self.state is State.SUSPENDED and self.before_suspension:
            return self.before_suspension
        if detail.kind is StepKind.FORK_RESOLVED and self.state:
            return self.state
        state = NEXT.get((self.state, detail.kind))
        if state is None:
            raise RuleError("case.step_not_allowed", state=self.state or "draft", step=detail.kind)
        return state


def branches(steps: Iterable[Step]) -> tuple[Branch, ...]:
    """Return the live branches of a case, oldest tip first: one, or several where stations grew apart.

    A branch is live until a `ForkResolved` names its tip among those dropped. A step that arrives later on
    a dropped branch makes a new tip, so that nothing is lost without a person's word.

    Raises:
        RuleError: `case.step_not_allowed`, a step stands where it may not; `case.step_missing`, there is no
            first step, or a step follows one that has not come from its station.
    """
    ordered = sorted(steps, key=lambda step: (step.at, step.id))
    by_id = {step.id: step for step in ordered}
    followed = {step.follows for step in ordered}
    dropped = set(chain.from_iterable(_dropped(step) for step in ordered))
    tips = [step for step in ordered if step.id not in followed and step.id not in dropped]
    if not tips:
        raise RuleError("case.step_missing")
    return tuple(_branch_to(tip, by_id) for tip in tips)


def _dropped(step: Step) -> tuple[UUID, ...]:
    return step.detail.dropped if isinstance(step.detail, ForkResolved) else ()


def _branch_to(tip: Step, by_id: dict[UUID, Step]) -> Branch:
    path: list[Step] = [tip]
    while (before := path[-1].follows) is not None:
        if before not in by_id:
            raise RuleError("case.step_missing")
        path.append(by_id[before])
    branch = Branch(())
    for step in reversed(path):
        branch = branch.then(step)
    return branch


def only_branch(found: Sequence[Branch]) -> Branch:
    """Return the branch of a case that has one.

    Raises:
        RuleError: `case.forked`, two stations went different ways and a person must choose first.
    """
    if len(found) > 1:
        raise RuleError("case.forked", branches=len(found))
    return found[0]
