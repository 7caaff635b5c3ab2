"""What a card or a scan puts into a form."""

from dataclasses import replace

from app.domain.applicants import CREDIT_CODE, FOREIGNER_CARD, ID_NUMBER, RESIDENCE_PERMIT
from app.domain.cases import ApplicantKind
from app.domain.codes import check_credit_code
from app.domain.device_records import CardType, IdCard
from app.errors import RuleError
from ui.clerk.form_state import FormState

CODE_NAMES = {
    CardType.RESIDENT: ID_NUMBER,
    CardType.HK_MACAO_TAIWAN: RESIDENCE_PERMIT,
    CardType.FOREIGNER_2017: FOREIGNER_CARD,
    CardType.FOREIGNER_2023: FOREIGNER_CARD,
}


def with_card(state: FormState, card: IdCard) -> FormState:
    """Return the form with a card's person: the applicant, or who came for an organisation or another.

    A Hong Kong, Macao or Taiwan residence permit and a foreigner's card name the kind of their number.
    """
    name = card.name or card.foreign_name
    if state.with_agent:
        return state.with_text("agent_name", name).with_text("agent_code", card.number)
    if state.kind is ApplicantKind.ORGANISATION:
        return state.with_text("contact", name)
    filled = state.with_text("name", name).with_text("code", card.number)
    if card.address:
        filled = filled.with_text("address", card.address)
    return replace(filled, code_name=CODE_NAMES[card.card_type])


def with_scan(state: FormState, text: str) -> FormState | None:
    """Return the form with a scanned credit code as the organisation's, or None for any other text."""
    try:
        code = check_credit_code(scanned_code(text)).value
    except RuleError:
        return None
    return replace(state, kind=ApplicantKind.ORGANISATION, code_name=CREDIT_CODE).with_text("code", code)


def scanned_code(text: str) -> str:
    """Return the credit code in a scan: a business licence's QR code is an address that ends with it."""
    return text.strip().rsplit("/", 1)[-1].rsplit("=", 1)[-1]
