"""A case: its header and the append-only steps that are its truth."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.domain.details import StepDetail, StepKind


class ApplicantKind(StrEnum):
    """A natural person, or a legal person or other organisation."""

    PERSON = "person"
    ORGANISATION = "organisation"


@dataclass(frozen=True)
class Applicant:
    """Who applies.

    `code` is the ID number or the credit code, canonical; `code_name` is what it is called on paper
    (身份证号, 统一社会信用代码, 护照号 …). `representative` is the legal representative of an organisation.
    """

    kind: ApplicantKind
    name: str
    code_name: str
    code: str
    address: str
    phone: str
    representative: str = ""


@dataclass(frozen=True)
class Agent:
    """Who acts for the applicant."""

    name: str
    code: str
    phone: str


@dataclass(frozen=True)
class VisitorTicket:
    """The ticket with which the visitor came who brought the application; `number` as it is printed."""

    id: UUID
    number: str


@dataclass(frozen=True)
class CaseHeader:
    """The revisioned part of a case; everything that happened stands in its steps.

    `joint` says that the case is handled jointly, so that the limits of Art. 42 II apply. `ticket` is None
    for who came without one.
    """

    id: UUID
    number: str
    item_key: str
    item_name: str
    item_version: str
    department: str
    applicant: Applicant
    agent: Agent | None
    contact: str
    contact_phone: str
    delivery_way: str
    joint: bool
    opened_on: date
    revision: int = 1
    ticket: VisitorTicket | None = None


@dataclass(frozen=True)
class Step:
    """One fact in the life of a case: who did what, when, at which counter, following which step.

    `at` is UTC; `on` is the hall's date, by which all limits are counted. `follows` is None for the first
    step. `document` is the number of the paper that the step wrote.
    """

    id: UUID
    case_id: UUID
    follows: UUID | None
    at: datetime
    on: date
    actor_id: UUID
    actor_name: str
    counter: str
    station: int
    document: str | None
    detail: StepDetail

    @property
    def kind(self) -> StepKind:
        """Return the step's kind, which its detail names."""
        return self.detail.kind
