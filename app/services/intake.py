"""The front desk: an application comes in and becomes a receipt, a one-time notice or a refusal."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from app.domain.accounts import Actor, Right
from app.domain.applicants import checked_agent, checked_applicant
from app.domain.cases import Agent, Applicant, CaseHeader, VisitorTicket
from app.domain.codes import check_phone
from app.domain.details import (
    Accepted,
    Delivered,
    Granted,
    HandedIn,
    Noticed,
    Problem,
    Received,
    RefusalReason,
    Rejected,
    Signed,
    StepDetail,
    Supplemented,
)
from app.domain.guards import is_by_hand
from app.domain.ids import new_id
from app.domain.text import clean_line, clean_name, clean_text
from app.errors import RuleError
from app.services.accounts import Accounts, Credentials
from app.services.journal import Journal, Outcome

LINE_LIMIT = 500
SELF = "本人"


@dataclass(frozen=True)
class Application:
    """What a clerk types for a new case; `id` is made where the record is born, so that a retry is the same.

    `materials` are those handed in now, `ticket` the one with which the visitor came.
    """

    id: UUID
    item_key: str
    applicant: Applicant
    agent: Agent | None
    contact: str
    contact_phone: str
    delivery_way: str
    materials: tuple[HandedIn, ...]
    joint: bool = False
    ticket: VisitorTicket | None = None


@dataclass(frozen=True)
class Promise:
    """What was promised in writing at 容缺受理: names of materials, and until when."""

    materials: tuple[str, ...]
    until: date


@dataclass(frozen=True)
class Approver:
    """A second person's own credentials and reason, asked for where the law makes an act an exception."""

    credentials: Credentials
    reason: str


class Intake:
    """Receive, accept, notify, refuse; each for a new application or for a case that is already here."""

    def __init__(self, journal: Journal, accounts: Accounts) -> None:
        self._journal = journal
        self._accounts = accounts

    def receive(self, actor: Actor, application: Application) -> Outcome:
        """Take an application in (收件); T_NOTICE starts.

        Raises:
            RuleError: the right, a field's form, the item, or a guard.
        """
        return self._open(actor, application)

    def accept_new(self, actor: Actor, application: Application, promise: Promise | None = None) -> Outcome:
        """Take an application in and accept it at once (受理).

        Raises:
            RuleError: `case.materials_missing` and the other guards of acceptance.
        """
        return self._open(actor, application, _accepted(promise))

    def finish_new(
        self, actor: Actor, application: Application, text: str, delivery: Delivered, validity: str = ""
    ) -> Outcome:
        """Take an application for a 即办件 in, accept it, grant it and hand the result over in one sitting.

        Raises:
            RuleError: `case.review_first`, the item is not decided on the spot; every guard on the way.
        """
        granted = Granted(clean_text(text, "决定内容"), actor.name, clean_line(validity, "有效期"))
        return self._open(actor, application, Accepted(), granted, cleaned_delivery(delivery))

    def notify_new(
        self, actor: Actor, application: Application, problems: tuple[Problem, ...], correct_by: date
    ) -> Outcome:
        """Take an application in and tell at once everything that is missing (一次性告知).

        Raises:
            RuleError: `notice.incomplete` and the other guards of a notice (Art. 32 (4)).
        """
        return self._open(actor, application, Noticed(_cleaned(problems), correct_by))

    def refuse_new(
        self, actor: Actor, application: Application, reason: RefusalReason, where: str, explanation: str
    ) -> Outcome:
        """Take an application in and refuse to accept it (不予受理).

        Raises:
            RuleError: `refusal.without_reason`, `refusal.without_where`.
        """
        return self._open(actor, application, _rejected(reason, where, explanation))

    def accept(
        self,
        actor: Actor,
        case_id: UUID,
        promise: Promise | None = None,
        seen: UUID | None = None,
        came: tuple[HandedIn, ...] = (),
    ) -> Outcome:
        """Accept a case that was received or has been corrected.

        Args:
            came: materials handed in now, taken in by a step before this one in the same unit of work.

        Raises:
            RuleError: the guards of acceptance, or the case moved on; nothing is taken in then.
        """
        return self._follow(actor, case_id, _accepted(promise), seen, came)

    def notify(
        self,
        actor: Actor,
        case_id: UUID,
        problems: tuple[Problem, ...],
        correct_by: date,
        approver: Approver | None = None,
        seen: UUID | None = None,
        came: tuple[HandedIn, ...] = (),
    ) -> Outcome:
        """Give the one-time notice of a received case, or a second one with an approver (Art. 72 (4)).

        Args:
            came: materials handed in now, see `accept`.

        Raises:
            RuleError: `notice.second` when something knowable the first time is told now without an approver.
        """
        actor.require(Right.CLERK)
        approval = None
        if approver is not None:
            approval = self._accounts.approve(actor, approver.credentials, Right.REVIEWER, approver.reason)
        return self._follow(actor, case_id, Noticed(_cleaned(problems), correct_by, approval), seen, came)

    def refuse(
        self,
        actor: Actor,
        case_id: UUID,
        reason: RefusalReason,
        where: str,
        explanation: str,
        seen: UUID | None = None,
        came: tuple[HandedIn, ...] = (),
    ) -> Outcome:
        """Refuse to accept a received case.

        Args:
            came: materials handed in now, see `accept`.

        Raises:
            RuleError: the guards of refusal, or the case moved on.
        """
        return self._follow(actor, case_id, _rejected(reason, where, explanation), seen, came)

    def supplement(
        self, actor: Actor, case_id: UUID, materials: tuple[HandedIn, ...], seen: UUID | None = None
    ) -> Outcome:
        """Take further or mended materials in: on the spot, after a notice, or owed by promise.

        Raises:
            RuleError: `case.no_material`, `case.nothing_owed`.
        """
        return self._follow(actor, case_id, Supplemented(materials), seen)

    def _open(self, actor: Actor, application: Application, *then: StepDetail) -> Outcome:
        actor.require(Right.CLERK)
        today = self._journal.moment().today
        checked = _checked(application, today)
        with self._journal.store.write() as unit:
            item = unit.catalogue.item_on(checked.item_key, today)
            if actor.department and item.department != actor.department:
                raise RuleError("item.other_department", item=item.name)
            department = unit.catalogue.department(item.department)
            header = CaseHeader(
                id=checked.id,
                number=self._journal.new_case_number(unit, department, today),
                item_key=item.key,
                item_name=item.name,
                item_version=item.version,
                department=item.department,
                applicant=checked.applicant,
                agent=checked.agent,
                contact=checked.contact,
                contact_phone=checked.contact_phone,
                delivery_way=checked.delivery_way,
                joint=checked.joint and bool(item.joint_with),
                opened_on=today,
                ticket=checked.ticket,
            )
            outcome = self._journal.open(unit, actor, header, Received(checked.materials), then)
            unit.commit()
        return outcome

    def _follow(
        self,
        actor: Actor,
        case_id: UUID,
        detail: StepDetail,
        seen: UUID | None,
        came: tuple[HandedIn, ...] = (),
    ) -> Outcome:
        actor.require(Right.CLERK)
        details = (Supplemented(came), detail) if came else (detail,)
        with self._journal.store.write() as unit:
            outcome = self._journal.follow(unit, actor, case_id, details, seen)
            unit.commit()
        return outcome


def new_application_id() -> UUID:
    """Return the id under which a new application's draft and case are kept."""
    return new_id()


def cleaned_delivery(delivery: Delivered) -> Delivered:
    """Return a delivery with every word of it in its canonical form.

    Who takes it along at the counter signs the paper proof, unless it is said who else does.

    Raises:
        RuleError: the form of a name or a line is wrong.
    """
    by_hand, own = is_by_hand(delivery.way), delivery.relation in ("", SELF)
    signed = delivery.signed or ((Signed.OWN if own else Signed.AGENT) if by_hand else None)
    receiver = clean_name(delivery.receiver, "领取人") if delivery.receiver.strip() else ""
    signer = delivery.signed_by.strip() or (receiver if by_hand else "")
    return replace(
        delivery,
        receiver=receiver,
        signed=signed,
        signed_by=clean_name(signer, "签收人") if signer else "",
        relation=clean_line(delivery.relation, "与申请人的关系"),
        proof=clean_line(delivery.proof, "送达凭据"),
    )


def _accepted(promise: Promise | None) -> Accepted:
    return Accepted(promise.materials, promise.until) if promise else Accepted()


def _rejected(reason: RefusalReason, where: str, explanation: str) -> Rejected:
    return Rejected(reason, clean_line(where, "应向何处申请"), clean_text(explanation, "理由"))


def _cleaned(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(
        replace(
            problem,
            problem=clean_text(problem.problem, "问题", LINE_LIMIT),
            remedy=clean_text(problem.remedy, "补正要求", LINE_LIMIT),
        )
        for problem in problems
    )


def _checked(application: Application, today: date) -> Application:
    """Return the application with every field in its canonical form.

    Raises:
        RuleError: the first field whose form is wrong.
    """
    return replace(
        application,
        applicant=checked_applicant(application.applicant, today),
        agent=checked_agent(application.agent, today) if application.agent else None,
        contact=clean_name(application.contact, "联系人"),
        contact_phone=check_phone(application.contact_phone),
    )
