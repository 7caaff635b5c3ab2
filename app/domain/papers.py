"""Papers: their kinds, what one is composed from, and the record of each print."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.domain.cases import CaseHeader, Step
from app.domain.details import HandedIn, StepDetail, StepKind
from app.domain.items import Department, ServiceItem
from app.domain.timers import Timer


class PaperKind(StrEnum):
    """The papers of domain §3 by their Chinese titles."""

    MATERIALS_RECEIPT = "材料接收凭证"
    ACCEPTANCE = "受理通知书"
    NOTICE = "一次性告知书"
    REFUSAL = "不予受理通知书"


DOCUMENT_WORD: dict[PaperKind, str] = {
    PaperKind.MATERIALS_RECEIPT: "收",
    PaperKind.ACCEPTANCE: "受",
    PaperKind.NOTICE: "补告",
    PaperKind.REFUSAL: "不受",
}
"""The 文书代字 of each kind of paper, the second part of a document number."""

COPIES: dict[PaperKind, int] = {
    PaperKind.MATERIALS_RECEIPT: 2,
    PaperKind.ACCEPTANCE: 3,
    PaperKind.NOTICE: 2,
    PaperKind.REFUSAL: 3,
}
"""How many copies are made of each kind by default (domain §3, common foot)."""


_PAPER_OF: dict[StepKind, PaperKind] = {
    StepKind.RECEIVED: PaperKind.MATERIALS_RECEIPT,
    StepKind.SUPPLEMENTED: PaperKind.MATERIALS_RECEIPT,
    StepKind.ACCEPTED: PaperKind.ACCEPTANCE,
    StepKind.DEEMED_ACCEPTED: PaperKind.ACCEPTANCE,
    StepKind.NOTICED: PaperKind.NOTICE,
    StepKind.REJECTED: PaperKind.REFUSAL,
}


def paper_of(detail: StepDetail) -> PaperKind | None:
    """Return the paper that a step of this kind writes, if it writes one (domain §2, column "writes")."""
    return _PAPER_OF.get(detail.kind)


@dataclass(frozen=True)
class HallFacts:
    """What every paper says of the hall; `demo` puts 演示 样张 无效 across it.

    `full_code_on` names the kinds of papers on which the applicant's code stands in full, not masked.
    """

    name: str
    area_code: str
    address: str
    opening_hours: str
    supervision_phone: str
    progress_query: str
    demo: bool
    full_code_on: tuple[PaperKind, ...] = ()


@dataclass(frozen=True)
class PrintMark:
    """Which print of a paper this is: copies made, the running number of the print, and when (UTC)."""

    nth: int
    copies: int
    at: datetime


@dataclass(frozen=True)
class Paper:
    """Everything a document is composed from.

    `materials` is the whole list as handed in up to `step`; `timers` the limits as they stood when the step
    was recorded. `full_code` prints the applicant's ID number in full, otherwise it is masked.
    """

    kind: PaperKind
    number: str
    hall: HallFacts
    department: Department
    item: ServiceItem
    case: CaseHeader
    step: Step
    materials: tuple[HandedIn, ...]
    timers: tuple[Timer, ...]
    mark: PrintMark
    full_code: bool


class PrintState(StrEnum):
    """Where a print stands; `UNKNOWN` is a state (design §5)."""

    QUEUED = "queued"
    COMPOSING = "composing"
    SENT = "sent"
    PRINTED = "printed"
    FAILED = "failed"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"
    VOIDED = "voided"


@dataclass(frozen=True)
class Print:
    """One print of a numbered paper: append-only; what became of it stands in `PrintEvent` records."""

    id: UUID
    case_id: UUID
    step_id: UUID
    kind: PaperKind
    number: str
    nth: int
    copies: int
    at: datetime
    actor_id: UUID
    actor_name: str


@dataclass(frozen=True)
class PrintEvent:
    """A print entered a state, for a reason where the state needs one."""

    id: UUID
    print_id: UUID
    state: PrintState
    at: datetime
    reason: str
