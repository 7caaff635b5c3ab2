"""Departments, service items and their materials: what the hall offers and under which rules."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.workdays import TermUnit


class HandlingKind(StrEnum):
    """Whether a case is finished in one sitting or within the promised limit (domain §2)."""

    ON_THE_SPOT = "即办件"
    PROMISED = "承诺件"


@dataclass(frozen=True)
class Limit:
    """A length of time with its unit; `number` is 0 when the unit is `AT_ONCE`."""

    number: int
    unit: TermUnit


@dataclass(frozen=True)
class SpecialProcedure:
    """A procedure of Art. 45; its time counts towards the limit unless `excluded`."""

    name: str
    time: Limit
    excluded: bool
    basis: str


@dataclass(frozen=True)
class Fee:
    """What is charged: the published rate in words and, where it is fixed, in 分 a unit (Art. 58, 59)."""

    charged: bool
    standard: str
    fen: int | None
    basis: str


@dataclass(frozen=True)
class Material:
    """One thing an applicant hands in; mandatory unless `condition` names the case in which it is needed."""

    key: str
    sequence: int
    name: str
    medium: str
    format: str
    originals: int
    copies: int
    source: str
    issuer: str
    mandatory: bool
    condition: str
    shortage_ok: bool
    electronic_licence: bool


@dataclass(frozen=True)
class Department:
    """An organ with counters in the hall.

    `organ_word` (机关代字) begins its document numbers; `code` is the three-digit part of the case number.
    """

    code: str
    name: str
    short_name: str
    organ_word: str
    counters: tuple[int, ...]
    counter_business: tuple[str, ...]
    ticket_prefix: str
    credit_code: str
    inquiry_phone: str
    complaint_phone: str


@dataclass(frozen=True)
class ServiceItem:
    """A service item (事项) in one version of its guide (GB/T 36114).

    `statutory` is None where no law sets a limit. `notice` is the time for the one-time notice, not always
    five working days. `extension` is how much the law lets the limit be extended.
    """

    key: str
    name: str
    department: str
    counter: int
    type_code: str
    type_name: str
    service_object: tuple[str, ...]
    handling: HandlingKind
    joint_with: tuple[str, ...]
    report_to: str
    exercise_level: str
    basic_code: str
    implementation_code: str
    handling_codes: tuple[str, ...]
    legal_basis: str
    statutory: Limit | None
    statutory_basis: str
    extension: Limit | None
    extension_basis: str
    promised: Limit
    notice: Limit
    notice_basis: str
    procedures: tuple[SpecialProcedure, ...]
    fee: Fee
    conditions: str
    process: str
    result_name: str
    result_validity: str
    result_months: int | None
    blank: str
    delivery_ways: tuple[str, ...]
    visits: int
    online: bool
    shortage_ok: bool
    promise_ok: bool
    synonyms: tuple[str, ...]
    note: str
    version: str
    effective_on: date
    materials: tuple[Material, ...]

    @property
    def on_the_spot(self) -> bool:
        """Tell whether a case of this item may pass to its result in one sitting."""
        return self.handling is HandlingKind.ON_THE_SPOT
