"""The ends of an application: which use case each end calls, for a new application and for a case."""

from collections.abc import Callable
from datetime import date

from app.domain.details import Delivered, RefusalReason
from app.domain.items import ServiceItem
from app.services.intake import Approver, Promise
from app.services.journal import Outcome
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.form_state import FormState, application, handed_in, problems

Act = Callable[[], Outcome]


class AcceptActs:
    """Builds blocking acts from what was typed, each one unit of work; they run on the `db` lane."""

    def __init__(self, needs: ClerkDependencies) -> None:
        self._use, self._actor = needs.use, needs.actor

    def accept(self, state: FormState, promise: Promise | None) -> Act:
        """Accept: a new application, or a case with what came now."""
        intake, actor, case_id = self._use.intake, self._actor, state.case_id
        if case_id is None:
            return lambda: intake.accept_new(actor, application(state), promise)
        return lambda: intake.accept(actor, case_id, promise, state.seen, handed_in(state))

    def notify(
        self, state: FormState, correct_by: date, approver: Approver | None = None, knowable: bool = True
    ) -> Act:
        """Give the notice; a second one for something knowable the first time has an approver."""
        intake, actor, case_id = self._use.intake, self._actor, state.case_id
        told = problems(state, knowable)
        if case_id is None:
            return lambda: intake.notify_new(actor, application(state), told, correct_by)
        return lambda: intake.notify(actor, case_id, told, correct_by, approver, state.seen, handed_in(state))

    def refuse(self, state: FormState, reason: RefusalReason, where: str, explanation: str) -> Act:
        """Refuse to accept."""
        intake, actor, case_id = self._use.intake, self._actor, state.case_id
        if case_id is None:
            typed = application(state)
            return lambda: intake.refuse_new(actor, typed, reason, where, explanation)
        return lambda: intake.refuse(actor, case_id, reason, where, explanation, state.seen, handed_in(state))

    def receive(self, state: FormState) -> Act:
        """Take the application in, or take further materials into a case."""
        intake, actor, case_id = self._use.intake, self._actor, state.case_id
        if case_id is None:
            return lambda: intake.receive(actor, application(state))
        return lambda: intake.supplement(actor, case_id, handed_in(state), state.seen)

    def finish_new(self, state: FormState, text: str, item: ServiceItem, delivery: Delivered) -> Act:
        """Take a 即办件 in and hand its result over in one sitting."""
        intake, actor = self._use.intake, self._actor
        validity = item.result_validity
        return lambda: intake.finish_new(actor, application(state), text, delivery, validity)

    def finish(self, accepted: Outcome, text: str, item: ServiceItem, delivery: Delivered) -> Act:
        """Bring an accepted 即办件 to its result and hand it over."""
        review, actor, case_id = self._use.review, self._actor, accepted.case.id
        validity, seen = item.result_validity, accepted.step.id
        return lambda: review.finish(actor, case_id, text, delivery, validity, seen)
