"""The ends of an application: which use case each end calls, for a new application and for a case."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.domain.details import Delivered, RefusalReason
from app.domain.items import ServiceItem
from app.services.intake import Approver, Promise
from app.services.journal import Outcome
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.form_state import FormState, application, handed_in, problems


@dataclass(frozen=True)
class Done:
    """What an act did, and how many steps the case had before it."""

    outcome: Outcome
    before: int


Act = Callable[[], Done]


class AcceptActs:
    """Builds blocking acts from what was typed; they run on the `db` lane."""

    def __init__(self, needs: ClerkDependencies) -> None:
        self._use, self._actor = needs.use, needs.actor

    def accept(self, state: FormState, promise: Promise | None) -> Act:
        """Accept: a new application in one go, a case after taking in what came now."""
        intake, actor, case_id = self._use.intake, self._actor, state.case_id
        if case_id is None:
            return lambda: Done(intake.accept_new(actor, application(state), promise), 0)

        def act() -> Done:
            before, seen = self._took_in(state)
            return Done(intake.accept(actor, case_id, promise, seen), before)

        return act

    def notify(
        self, state: FormState, correct_by: date, approver: Approver | None = None, knowable: bool = True
    ) -> Act:
        """Give the notice; a second one for something knowable the first time has an approver."""
        intake, actor, case_id = self._use.intake, self._actor, state.case_id
        told = problems(state, knowable)
        if case_id is None:
            return lambda: Done(intake.notify_new(actor, application(state), told, correct_by), 0)

        def act() -> Done:
            before, seen = self._took_in(state)
            return Done(intake.notify(actor, case_id, told, correct_by, approver, seen), before)

        return act

    def refuse(self, state: FormState, reason: RefusalReason, where: str, explanation: str) -> Act:
        """Refuse to accept."""
        intake, actor, case_id = self._use.intake, self._actor, state.case_id
        if case_id is None:
            typed = application(state)
            return lambda: Done(intake.refuse_new(actor, typed, reason, where, explanation), 0)

        def act() -> Done:
            before, seen = self._took_in(state)
            return Done(intake.refuse(actor, case_id, reason, where, explanation, seen), before)

        return act

    def receive(self, state: FormState) -> Act:
        """Take the application in, or take further materials into a case."""
        intake, actor, case_id = self._use.intake, self._actor, state.case_id
        if case_id is None:
            return lambda: Done(intake.receive(actor, application(state)), 0)

        def act() -> Done:
            outcome = intake.supplement(actor, case_id, handed_in(state), state.seen)
            return Done(outcome, len(outcome.steps) - 1)

        return act

    def finish(self, done: Done, text: str, item: ServiceItem, delivery: Delivered) -> Act:
        """Bring an accepted 即办件 to its result and hand it over in the same sitting."""
        review, actor, case_id = self._use.review, self._actor, done.outcome.case.id

        def act() -> Done:
            before = len(done.outcome.steps)
            granted = review.grant(actor, case_id, text, item.result_validity, done.outcome.step.id)
            return Done(review.deliver(actor, case_id, delivery, granted.step.id), before)

        return act

    def _took_in(self, state: FormState) -> tuple[int, UUID | None]:
        """Take in what came now; return how many steps the case had before, and the tip to go on from."""
        came = handed_in(state)
        assert state.case_id is not None
        if not came:
            with self._use.store.read() as unit:
                return len(unit.cases.steps(state.case_id)), state.seen
        outcome = self._use.intake.supplement(self._actor, state.case_id, came, state.seen)
        return len(outcome.steps) - 1, outcome.step.id
