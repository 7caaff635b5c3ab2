"""Certificates: issued, printed, spoiled, voided; the stock of numbered blanks; all append-only."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.domain.dates import hall_date
from app.domain.papers import PrintEvent, PrintState
from app.domain.text import graphemes, mask_name
from app.errors import RuleError

_MANY_STARS = re.compile(r"\*{4,}")
_MARK_LENGTH = 12
_LEVELS = "县市区州"
ENDED = (PrintState.VOIDED, PrintState.CANCELLED)
"""What ends a print for good, the stronger one first: only then may the copy be printed anew."""
LEFT_THE_STATION = frozenset({PrintState.SENT, PrintState.UNKNOWN, PrintState.PRINTED, PrintState.VOIDED})
"""After any of these the blank may not be white any more, whatever came later."""


class PrintWay(StrEnum):
    """Text alone over a pre-printed, numbered blank, or everything on plain paper."""

    OVER_PRINT = "套打"
    FULL = "全文打印"


@dataclass(frozen=True)
class Certificate:
    """A certificate that was issued under a number.

    Attributes:
        kind: key of its template; `title` as it read when it was issued.
        values: what it states, by the template's fields; dates as `2026-09-15`.
        copies: how many copies of it exist.
        code: the signed text of its QR code.
        station: index of the station whose block the number is from.
    """

    id: UUID
    case_id: UUID
    kind: str
    title: str
    number: str
    holder: str
    values: Mapping[str, str]
    organ: str
    issued_on: date
    copies: int
    way: PrintWay
    code: str
    station: int
    at: datetime
    actor_id: UUID
    actor_name: str


@dataclass(frozen=True)
class CertificatePrint:
    """One print of one copy; what became of it stands in `PrintEvent` records, as with papers.

    Attributes:
        copy: which of the certificate's copies, from 1.
        nth: which print of that copy, from 1; above 1 the ones before were spoiled or never left a printer.
        blank: kind of the blank it was printed over, and its `serial`; both empty on plain paper.
    """

    id: UUID
    certificate_id: UUID
    copy: int
    nth: int
    blank: str
    serial: str
    station: int
    at: datetime
    actor_id: UUID
    actor_name: str


@dataclass(frozen=True)
class CertificateVoid:
    """A certificate was declared void, for a reason; its number is never used again."""

    id: UUID
    certificate_id: UUID
    reason: str
    at: datetime
    actor_id: UUID
    actor_name: str


@dataclass(frozen=True)
class BlankReceipt:
    """Blanks came into stock: serials `first` to `last` of `digits` digits after a prefix."""

    id: UUID
    blank: str
    prefix: str
    digits: int
    first: int
    last: int
    station: int
    at: datetime
    actor_id: UUID
    actor_name: str
    note: str = ""

    def serial(self, number: int) -> str:
        """Return a serial as it is printed on the blank."""
        return f"{self.prefix}{number:0{self.digits}}"


@dataclass(frozen=True)
class BlankSpoiled:
    """A blank cannot be used any more, for a reason; by a print, or before one."""

    id: UUID
    blank: str
    serial: str
    reason: str
    print_id: UUID | None
    station: int
    at: datetime
    actor_id: UUID
    actor_name: str


@dataclass(frozen=True)
class SigningKey:
    """The public half of a station's key; a key that was stolen is withdrawn, an old one only replaced."""

    key_id: str
    hall: str
    station: int
    public: str
    made_at: datetime
    replaced_at: datetime | None = None
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""


@dataclass(frozen=True)
class PrintStanding:
    """A print and the state it stands in; `touched` says that its blank may not be white any more."""

    print: CertificatePrint
    state: PrintState
    touched: bool

    @property
    def ended(self) -> bool:
        """Tell whether the copy may be printed anew."""
        return self.state in ENDED

    @property
    def valid(self) -> bool:
        """Tell whether the print counts: it was not spoiled, cancelled or failed."""
        return not self.ended and self.state is not PrintState.FAILED

    @property
    def holds_blank(self) -> bool:
        """Tell whether its blank is no longer free: only a print cancelled in time gives it back."""
        return bool(self.print.serial) and (self.touched or not self.ended)


def standing(one: CertificatePrint, events: Iterable[PrintEvent]) -> PrintStanding:
    """Return where a print stands: the last event counts, but what ended a print is never unmade.

    Args:
        events: in the order in which they arrived; a clock may have been set back between them.
    """
    states = [event.state for event in events]
    newest = states[-1] if states else PrintState.QUEUED
    state = next((end for end in ENDED if end in states), newest)
    return PrintStanding(one, state, not LEFT_THE_STATION.isdisjoint(states))


def holder_mark(name: str) -> str:
    """Return the holder's masked name for strangers' eyes, `才**杰`, a dozen characters at most."""
    masked = _MANY_STARS.sub("***", mask_name(name))
    parts = graphemes(masked)
    return masked if len(parts) <= _MARK_LENGTH else "".join(parts[: _MARK_LENGTH - 3]) + "***"


def organ_in_full(hall_name: str, department_name: str) -> str:
    """Return the organ's name with the place before it, as the catalogue says only 县市场监督管理局."""
    place, level, _ = hall_name.partition(department_name[:1])
    return place + department_name if department_name[:1] in _LEVELS and level else department_name


def refuse_withdrawn(key: SigningKey) -> None:
    """Refuse whatever a withdrawn key signed.

    Raises:
        RuleError: `certificate.key_withdrawn`.
    """
    if key.withdrawn_at is not None:
        day, reason = hall_date(key.withdrawn_at), key.withdrawn_reason
        raise RuleError("certificate.key_withdrawn", key_id=key.key_id, date=day, reason=reason)
