"""A notice before it is given: the records its paper will be made of, with everything that is known yet."""

from dataclasses import replace
from datetime import date, datetime

from app.domain.accounts import Actor
from app.domain.cases import CaseHeader, Step
from app.domain.details import Noticed
from app.domain.ids import new_id
from app.domain.items import Department, ServiceItem
from app.domain.papers import COPIES, DOCUMENT_WORD, HallFacts, Paper, PaperKind, PrintMark
from ui.clerk.form_state import FormState, application, handed_in, problems
from ui.clerk.record_words import DOCUMENT_NUMBER

BLANK = "    "  # the number is given out when the notice is given


def draft_notice(
    state: FormState,
    hall: HallFacts,
    department: Department,
    item: ServiceItem,
    actor: Actor,
    at: datetime,
    today: date,
    correct_by: date,
    header: CaseHeader | None = None,
) -> Paper:
    """Return the paper of the notice as it would be given now; its numbers are still blank.

    Args:
        header: the case, if it is already here.
    """
    step = Step(
        id=new_id(),
        case_id=state.id,
        follows=None,
        at=at,
        on=today,
        actor_id=actor.account_id,
        actor_name=actor.name,
        counter=actor.counter,
        station=0,
        document=None,
        detail=Noticed(problems(state), correct_by),
    )
    kind = PaperKind.NOTICE
    number = DOCUMENT_NUMBER.format(
        organ=department.organ_word, word=DOCUMENT_WORD[kind], year=today.year, number=BLANK
    )
    return Paper(
        kind=kind,
        number=number,
        hall=hall,
        department=department,
        item=item,
        case=header or _header(state, item, today),
        step=replace(step, document=number),
        materials=handed_in(state),
        timers=(),
        mark=PrintMark(1, COPIES[kind], at),
        full_code=kind in hall.full_code_on,
    )


def _header(state: FormState, item: ServiceItem, today: date) -> CaseHeader:
    typed = application(state)
    return CaseHeader(
        id=state.id,
        number="",
        item_key=item.key,
        item_name=item.name,
        item_version=item.version,
        department=item.department,
        applicant=typed.applicant,
        agent=typed.agent,
        contact=typed.contact,
        contact_phone=typed.contact_phone,
        delivery_way=typed.delivery_way,
        joint=False,
        opened_on=today,
    )
