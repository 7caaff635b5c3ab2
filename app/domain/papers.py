"""Papers: their kinds, what one is composed from, and the record of each print."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.domain.cases import CaseHeader, Step
from app.domain.details import Accepted, HandedIn, StepDetail, StepKind
from app.domain.fees import AT_THE_COUNTER, Payee
from app.domain.items import Department, ServiceItem
from app.domain.timers import Timer
from app.domain.workdays import Due


class PaperKind(StrEnum):
    """The papers that steps of a case write (domain §3) by their Chinese titles."""

    MATERIALS_RECEIPT = "材料接收凭证"
    ACCEPTANCE = "受理通知书"
    NOTICE = "一次性告知书"
    REFUSAL = "不予受理通知书"
    SHORTAGE_PROMISE = "容缺受理承诺书"
    SUSPENSION = "特别程序（除外时间）告知书"
    EXTENSION = "延长办理期限告知书"
    GRANT = "准予行政许可决定书"
    DENIAL = "不予行政许可决定书"
    DELIVERY = "送达回证"


DOCUMENT_WORD: dict[PaperKind, str] = {
    PaperKind.MATERIALS_RECEIPT: "收",
    PaperKind.ACCEPTANCE: "受",
    PaperKind.NOTICE: "补告",
    PaperKind.REFUSAL: "不受",
    PaperKind.SUSPENSION: "特告",
    PaperKind.EXTENSION: "延告",
    PaperKind.GRANT: "准",
    PaperKind.DENIAL: "不准",
    PaperKind.DELIVERY: "送",
}
"""The 文书代字 of each kind of paper with a number of its own, the second part of a document number."""

COPIES: dict[PaperKind, int] = {
    PaperKind.MATERIALS_RECEIPT: 2,
    PaperKind.ACCEPTANCE: 3,
    PaperKind.NOTICE: 2,
    PaperKind.REFUSAL: 3,
    PaperKind.SHORTAGE_PROMISE: 2,
    PaperKind.SUSPENSION: 2,
    PaperKind.EXTENSION: 2,
    PaperKind.GRANT: 3,
    PaperKind.DENIAL: 3,
    PaperKind.DELIVERY: 1,
}
"""How many copies are made of each kind by default (domain §3, common foot)."""


_PAPER_OF: dict[StepKind, PaperKind] = {
    StepKind.RECEIVED: PaperKind.MATERIALS_RECEIPT,
    StepKind.SUPPLEMENTED: PaperKind.MATERIALS_RECEIPT,
    StepKind.ACCEPTED: PaperKind.ACCEPTANCE,
    StepKind.DEEMED_ACCEPTED: PaperKind.ACCEPTANCE,
    StepKind.NOTICED: PaperKind.NOTICE,
    StepKind.REJECTED: PaperKind.REFUSAL,
    StepKind.SUSPENDED: PaperKind.SUSPENSION,
    StepKind.EXTENDED: PaperKind.EXTENSION,
    StepKind.GRANTED: PaperKind.GRANT,
    StepKind.DENIED: PaperKind.DENIAL,
    StepKind.DELIVERED: PaperKind.DELIVERY,
}


def paper_of(detail: StepDetail) -> PaperKind | None:
    """Return the paper that carries the step's document number, if it has one (domain §2, "writes")."""
    return _PAPER_OF.get(detail.kind)


def papers_of(detail: StepDetail) -> tuple[PaperKind, ...]:
    """Return every paper that a step writes, the one with the step's document number first.

    What else it writes bears the number of the first: the promise of 容缺受理 is the applicant's word about
    that very acceptance, no document of the organ's own.
    """
    first = paper_of(detail)
    if first is None:
        return ()
    promised = isinstance(detail, Accepted) and bool(detail.promised)
    return (first, PaperKind.SHORTAGE_PROMISE) if promised else (first,)


@dataclass(frozen=True)
class HallFacts:
    """What every paper says of the hall; `demo` puts 演示 样张 无效 across it.

    `full_code_on` names the kinds of papers on which the applicant's code stands in full, not masked.
    `review_organ` and `court` are where a decision may be contested; empty: those of the hall's own place.
    `payee` is where fees are paid; empty: at the counter.
    """

    name: str
    area_code: str
    address: str
    opening_hours: str
    supervision_phone: str
    progress_query: str
    demo: bool
    full_code_on: tuple[PaperKind, ...] = ()
    review_organ: str = ""
    court: str = ""
    payee: Payee = AT_THE_COUNTER


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
    was recorded, `timers_before` those without it. `full_code` prints the applicant's ID number in full,
    otherwise it is masked. `history` are the case's steps up to and with `step`; `expected_end` the day on
    which a special procedure should be over.
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
    history: tuple[Step, ...] = ()
    timers_before: tuple[Timer, ...] = ()
    expected_end: Due | None = None


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
