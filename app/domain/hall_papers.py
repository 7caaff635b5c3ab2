"""Papers that no step writes: about a service item, a day, or a fee."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.domain.cases import CaseHeader
from app.domain.dates import hall_date
from app.domain.fees import FeeRecord, Payee
from app.domain.items import Department, ServiceItem
from app.domain.papers import HallFacts, PrintMark
from app.errors import RuleError


class HallPaperKind(StrEnum):
    """The papers of domain §3 that belong to no step, by their Chinese titles."""

    CONSULTATION = "咨询用一次性告知单"
    CARD = "公示卡"
    GUIDE = "办事指南"
    RECEIVED_LIST = "收件登记表"
    FINISHED_LIST = "办结登记表"
    PAYMENT = "缴款通知书"
    FREE = "收费告知书"
    DAY_END = "日终检查表"
    ATTENDANCE = "考勤月报"


SHEETS = frozenset((HallPaperKind.DAY_END, HallPaperKind.ATTENDANCE))
"""Sheets to sign: tables of figures on A4 across, without sentences of the law."""


@dataclass(frozen=True)
class ItemPaper:
    """What a service item asks for and gives, to take home or to hang up.

    `kind` is `CONSULTATION`, `CARD` or `GUIDE`; `current` the version that the catalogue holds now; `tibetan`
    the words of it that have Tibetan, Chinese before its Tibetan, for slips alone: drafts may stand on those.
    """

    kind: HallPaperKind
    hall: HallFacts
    department: Department
    item: ServiceItem
    current: str
    at: datetime
    tibetan: tuple[tuple[str, str], ...] = ()


def check_in_force(paper: ItemPaper) -> None:
    """Refuse a version that is not the one in force (domain §3: 过期不得打印).

    Raises:
        RuleError: `paper.version_expired`, `paper.version_not_yet`.
    """
    item = paper.item
    if item.version != paper.current:
        raise RuleError("paper.version_expired", item=item.name, old=item.version, new=paper.current)
    if item.effective_on > hall_date(paper.at):
        raise RuleError("paper.version_not_yet", item=item.name, date=item.effective_on)


@dataclass(frozen=True)
class DayEntry:
    """One case on a list of the day; `result` is what came of it, `due` its promised day."""

    at: datetime
    number: str
    applicant: str
    item: str
    counter: str
    handler: str
    result: str
    due: date | None = None


@dataclass(frozen=True)
class DayList:
    """The cases received or finished on one day, of one department or of the whole hall.

    `kind` is `RECEIVED_LIST` or `FINISHED_LIST`; `by` is who made the list.
    """

    kind: HallPaperKind
    hall: HallFacts
    department: Department | None
    day: date
    entries: tuple[DayEntry, ...]
    by: str
    at: datetime


@dataclass(frozen=True)
class PaymentNotice:
    """Everything a notice of payment is composed from; `fee` is None where the item is free.

    `number` is the document's; `payer` who pays, usually the applicant; `pay_by` the last day for it.
    """

    number: str
    hall: HallFacts
    department: Department
    case: CaseHeader
    item: ServiceItem
    payer: str
    fee: FeeRecord | None
    payee: Payee
    pay_by: date | None
    handler: str
    counter: str
    on: date
    mark: PrintMark


PAYMENT_WORD = "缴"
"""The 文书代字 of notices of payment, the second part of their document numbers."""

HALL_COPIES: dict[HallPaperKind, int] = dict.fromkeys(HallPaperKind, 1) | dict.fromkeys(
    (HallPaperKind.PAYMENT, HallPaperKind.FREE), 2
)
"""How many copies are made of each kind by default."""


@dataclass(frozen=True)
class HallPrint:
    """One print of a paper that no step wrote; what became of it stands in `PrintEvent` records.

    Attributes:
        subject: what it is about: an item's key, a day, the id of a fee, a case's number.
        version: which state of its subject was printed: an item's version, or empty.
        number: the document's own number; empty where papers of its kind have none.
        nth: which print of that subject and version it is, from 1.
    """

    id: UUID
    kind: HallPaperKind
    subject: str
    version: str
    number: str
    nth: int
    copies: int
    station: int
    at: datetime
    actor_id: UUID
    actor_name: str
