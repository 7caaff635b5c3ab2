"""The kinds of steps and what each of them says (domain §2)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, TypeAlias
from uuid import UUID

from app.domain.items import Limit


class StepKind(StrEnum):
    """What can happen to a case."""

    RECEIVED = "received"
    SUPPLEMENTED = "supplemented"
    NOTICED = "noticed"
    ACCEPTED = "accepted"
    DEEMED_ACCEPTED = "deemed_accepted"
    REJECTED = "rejected"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    REVIEW_STARTED = "review_started"
    EXAMINED = "examined"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    EXTENDED = "extended"
    GRANTED = "granted"
    DENIED = "denied"
    CERTIFICATE_BEGUN = "certificate_begun"
    CERTIFICATE_READY = "certificate_ready"
    DELIVERED = "delivered"
    ARCHIVED = "archived"
    ENTRY_CORRECTED = "entry_corrected"
    FORK_RESOLVED = "fork_resolved"


class RefusalReason(StrEnum):
    """Why an application is not accepted (Art. 32 (1), (2))."""

    NO_LICENCE_NEEDED = "no_licence_needed"
    NOT_OUR_COMPETENCE = "not_our_competence"
    OTHER_LAW = "other_law"


class Form(StrEnum):
    """In which form a material was handed in."""

    ORIGINAL = "原件"
    COPY = "复印件"
    ELECTRONIC = "电子"


@dataclass(frozen=True)
class HandedIn:
    """One material as it came over the counter; `key` is empty for something not on the item's list."""

    key: str
    name: str
    form: Form
    count: int
    pages: int
    remark: str = ""


@dataclass(frozen=True)
class Problem:
    """One missing or faulty material: what is wrong, how to mend it; `knowable` at the first notice."""

    key: str
    name: str
    problem: str
    remedy: str
    basis: str = ""
    knowable: bool = True


@dataclass(frozen=True)
class Approval:
    """A person who approved with the own password, and why."""

    approver_id: UUID
    approver_name: str
    reason: str


@dataclass(frozen=True)
class Received:
    """The application and its materials came in; T_NOTICE starts."""

    kind: ClassVar[StepKind] = StepKind.RECEIVED
    materials: tuple[HandedIn, ...]


@dataclass(frozen=True)
class Supplemented:
    """Further or mended materials came in: on the spot, after a notice, or after 容缺受理."""

    kind: ClassVar[StepKind] = StepKind.SUPPLEMENTED
    materials: tuple[HandedIn, ...]


@dataclass(frozen=True)
class Noticed:
    """The one-time notice of everything missing; a second one carries its approval (Art. 32 (4), 72 (4))."""

    kind: ClassVar[StepKind] = StepKind.NOTICED
    problems: tuple[Problem, ...]
    correct_by: date
    approval: Approval | None = None


@dataclass(frozen=True)
class Accepted:
    """Accepted; with 容缺受理 `promised` names the materials still to come, until `promised_by`."""

    kind: ClassVar[StepKind] = StepKind.ACCEPTED
    promised: tuple[str, ...] = ()
    promised_by: date | None = None


@dataclass(frozen=True)
class DeemedAccepted:
    """No notice was given in time, so the case counts as accepted from the day of receipt (Art. 32 (4))."""

    kind: ClassVar[StepKind] = StepKind.DEEMED_ACCEPTED
    notice_due: date


@dataclass(frozen=True)
class Rejected:
    """Not accepted; `where` is the organ to apply to instead."""

    kind: ClassVar[StepKind] = StepKind.REJECTED
    reason: RefusalReason
    where: str
    explanation: str


@dataclass(frozen=True)
class Returned:
    """Given back because nothing came after the notice."""

    kind: ClassVar[StepKind] = StepKind.RETURNED
    reason: str


@dataclass(frozen=True)
class Withdrawn:
    """The applicant took the application back."""

    kind: ClassVar[StepKind] = StepKind.WITHDRAWN
    reason: str


@dataclass(frozen=True)
class Cancelled:
    """Ended because the applicant or the object is gone; needs an approver."""

    kind: ClassVar[StepKind] = StepKind.CANCELLED
    approval: Approval


@dataclass(frozen=True)
class ReviewStarted:
    """The organ began to examine the case."""

    kind: ClassVar[StepKind] = StepKind.REVIEW_STARTED


class Advice(StrEnum):
    """What the examiner advises whoever decides."""

    GRANT = "建议准予"
    DENY = "建议不予许可"


@dataclass(frozen=True)
class Examined:
    """The examiner's opinion (审查意见), which whoever decides reads and the decision prints."""

    kind: ClassVar[StepKind] = StepKind.EXAMINED
    opinion: str
    advice: Advice


@dataclass(frozen=True)
class Suspended:
    """A special procedure of Art. 45 began; the applicant was told the expected time in writing."""

    kind: ClassVar[StepKind] = StepKind.SUSPENDED
    procedure: str
    expected: Limit


@dataclass(frozen=True)
class Resumed:
    """The special procedure ended."""

    kind: ClassVar[StepKind] = StepKind.RESUMED
    result: str


@dataclass(frozen=True)
class Extended:
    """The limit was extended, once, with an approver (Art. 42)."""

    kind: ClassVar[StepKind] = StepKind.EXTENDED
    by: Limit
    approval: Approval


@dataclass(frozen=True)
class Granted:
    """Granted; `validity` in words, `conditions` of the licence."""

    kind: ClassVar[StepKind] = StepKind.GRANTED
    text: str
    decider: str
    validity: str = ""
    conditions: str = ""


@dataclass(frozen=True)
class Denied:
    """Denied, with reasons (Art. 38 II)."""

    kind: ClassVar[StepKind] = StepKind.DENIED
    text: str
    decider: str
    reason: str


@dataclass(frozen=True)
class CertificateBegun:
    """The certificate is being made."""

    kind: ClassVar[StepKind] = StepKind.CERTIFICATE_BEGUN


@dataclass(frozen=True)
class CertificateReady:
    """The certificate waits for collection."""

    kind: ClassVar[StepKind] = StepKind.CERTIFICATE_READY
    certificate_number: str = ""


class Signed(StrEnum):
    """How the receiver of a delivery signs the paper proof of it (送达回证)."""

    OWN = "本人签名"
    AGENT = "代收人签名"
    SEAL = "单位盖章"
    WITNESS = "拒签，见证人签名"


@dataclass(frozen=True)
class Delivered:
    """Handed over: identity checked and signed, or a mail number, or a record of electronic delivery.

    `signed` says how the paper proof is signed, `signed_by` by whom; both empty where nobody stands at the
    counter.
    """

    kind: ClassVar[StepKind] = StepKind.DELIVERED
    way: str
    receiver: str
    relation: str
    identity_checked: bool
    proof: str
    signed: Signed | None = None
    signed_by: str = ""


@dataclass(frozen=True)
class Archived:
    """Put into the archive; nothing follows."""

    kind: ClassVar[StepKind] = StepKind.ARCHIVED
    volume: str


@dataclass(frozen=True)
class EntryCorrected:
    """A wrong entry was put right; it changes no state."""

    kind: ClassVar[StepKind] = StepKind.ENTRY_CORRECTED
    entry: str
    old: str
    new: str
    reason: str


@dataclass(frozen=True)
class ForkResolved:
    """Of two branches that grew apart one was chosen; the papers of the others are void (design §3)."""

    kind: ClassVar[StepKind] = StepKind.FORK_RESOLVED
    dropped: tuple[UUID, ...]
    reason: str


StepDetail: TypeAlias = (
    Received | Supplemented | Noticed | Accepted | DeemedAccepted | Rejected | Returned | Withdrawn
    | Cancelled | ReviewStarted | Examined | Suspended | Resumed | Extended | Granted | Denied
    | CertificateBegun | CertificateReady | Delivered | Archived | EntryCorrected | ForkResolved
)  # fmt: skip
