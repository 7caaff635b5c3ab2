"""What lists and searches show of a case: derived from header and steps, rebuilt at will, never synced."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.domain.lifecycle import State


@dataclass(frozen=True)
class CaseRow:
    """One line of a worklist.

    `state` is that of the branch that is due first, with deemed acceptance already counted on `as_of`;
    `forked` says that a person must choose between branches. `due` is the earliest running limit.
    """

    case_id: UUID
    number: str
    item_key: str
    item_name: str
    department: str
    applicant_name: str
    applicant_code: str
    phone: str
    state: State
    forked: bool
    handler_id: UUID
    handler_name: str
    opened_on: date
    due: date | None
    promise_due: date | None
    statutory_due: date | None
    provisional: bool
    updated_at: datetime
    as_of: date


@dataclass(frozen=True)
class CaseQuery:
    """What to look for: words of any kind in `text`, narrowed by the other fields; newest first.

    `text` may be (part of) a case number, a name from one character on, a phone, the last four digits of
    phone or ID number, or a service item's name. `due_until` also orders by due date.
    """

    text: str = ""
    department: str | None = None
    handler_id: UUID | None = None
    states: frozenset[State] | None = None
    due_until: date | None = None
    forked: bool | None = None
    limit: int = 50
