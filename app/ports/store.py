"""The station's store as use cases see it: units of work over repositories of frozen records."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType
from typing import Any, Protocol, Self
from uuid import UUID

from app.domain.accounts import Account
from app.domain.audit_chain import Sealed
from app.domain.guide_items import ItemVersion
from app.domain.items import Department, ServiceItem
from app.domain.papers import HallFacts
from app.domain.workdays import DayRow
from app.ports.cases import Cases, Prints
from app.ports.certificates import CertificateRecords
from app.ports.fees import FeeRecords, HallPrints
from app.ports.fingers import Fingers
from app.ports.guide import GuideRecords
from app.ports.past_queue import PastQueue
from app.ports.print_jobs import Spool
from app.ports.staff import AttendanceRecords, HallRules, SignInGuard
from app.ports.sync import SyncRecords


@dataclass(frozen=True)
class Station:
    """One store on one machine: its id, its incarnation, its index in the hall, and its number blocks.

    `case_index` is that of the case numbers among the stations that serve the same departments,
    `document_index` that of the document numbers in the hall; both change with the epoch, `index` does not.
    """

    id: UUID
    epoch: UUID
    index: int
    case_index: int
    document_index: int


@dataclass(frozen=True)
class Series:
    """A run of numbers with this station's block, both ends included."""

    name: str
    first: int
    last: int


@dataclass(frozen=True)
class Issued:
    """How far a series has been used: `last` is the highest number given out."""

    series: str
    first: int
    last: int


@dataclass(frozen=True)
class OutboxRow:
    """A record as it left a unit of work, in the order in which the centre will get it."""

    sequence: int
    kind: str
    record_id: UUID
    revision: int
    payload: Mapping[str, Any]


@dataclass(frozen=True)
class Draft:
    """Something typed but not yet done; never leaves the station."""

    key: str
    content: Mapping[str, Any]
    saved_at: datetime


class Catalogue(Protocol):
    """Departments and service items: as loaded, in the version of a day, and in the version of a case."""

    def departments(self) -> tuple[Department, ...]:
        """Return all departments by code."""

    def department(self, code: str) -> Department:
        """Return a department.

        Raises:
            RuleError: `department.unknown`.
        """

    def items(self) -> tuple[ServiceItem, ...]:
        """Return all service items by key."""

    def item(self, key: str) -> ServiceItem:
        """Return a service item.

        Raises:
            RuleError: `item.unknown`.
        """

    def items_on(self, day: date) -> tuple[ServiceItem, ...]:
        """Return all service items by key, each in the version that holds on a day."""

    def item_on(self, key: str, day: date) -> ServiceItem:
        """Return a service item in the version that holds on a day.

        Raises:
            RuleError: `item.unknown`.
        """

    def item_as(self, key: str, version: str) -> ServiceItem:
        """Return a service item in a version by its name, as a case began under it.

        A version that is not here, because it never reached this store, gives way to the loaded one.

        Raises:
            RuleError: `item.unknown`.
        """

    def versions(self, key: str) -> tuple[ItemVersion, ...]:
        """Return the published versions of an item, withdrawn ones too."""

    def put_version(self, version: ItemVersion) -> None:
        """Store a version of an item; one of the same name is replaced."""

    def put_department(self, department: Department) -> None:
        """Store a department's next revision."""

    def put_item(self, item: ServiceItem) -> None:
        """Store a service item's next revision."""


class Accounts(Protocol):
    """Accounts of staff."""

    def by_login(self, login: str) -> Account | None:
        """Return the account with that sign-in name."""

    def get(self, account_id: UUID) -> Account:
        """Return an account.

        Raises:
            RuleError: `account.unknown`.
        """

    def all(self) -> tuple[Account, ...]:
        """Return every account by sign-in name."""

    def put(self, account: Account) -> None:
        """Store a new account or its next revision."""


class Numbers(Protocol):
    """Number blocks of this station; a number is never given out twice."""

    def take(self, series: Series) -> int:
        """Give out the next number.

        Raises:
            RuleError: `numbers.exhausted`.
        """

    def issued(self) -> tuple[Issued, ...]:
        """Return how far each series has been used."""


@dataclass(frozen=True)
class Outdated:
    """Entries at the beginning of the log that are old enough: how many, the oldest, and the last of all.

    `last` is None where there are none.
    """

    count: int
    oldest: datetime | None
    last: Sealed | None


class Audit(Protocol):
    """The hash chain of this station's log."""

    def append(
        self, at: datetime, actor: str, action: str, subject: str, result: str, facts: Mapping[str, str]
    ) -> None:
        """Add an entry; facts never hold ID numbers, passwords or fingerprints."""

    def entries(self) -> Iterator[Sealed]:
        """Return the chain from its beginning."""

    def outdated(self, before: datetime) -> Outdated:
        """Return which entries at the beginning are older than a moment and, where there is one, known to
        the centre."""

    def empty(self, outdated: Outdated) -> None:
        """Let the words of these entries go, here and in the outbox; places and hashes stay."""


class Drafts(Protocol):
    """What was typed and not yet done."""

    def put(self, draft: Draft) -> None:
        """Store a draft, replacing the former one of its key."""

    def get(self, key: str) -> Draft | None:
        """Return a draft."""

    def drop(self, key: str) -> None:
        """Forget a draft; it need not exist."""

    def all(self, prefix: str = "") -> tuple[Draft, ...]:
        """Return the drafts whose key begins so, newest first."""


class HallRecords(Protocol):
    """What is set for the whole hall."""

    def facts(self) -> HallFacts:
        """Return what papers say of the hall.

        Raises:
            RuleError: `hall.not_set_up`.
        """

    def put_facts(self, facts: HallFacts) -> None:
        """Store the next revision of the hall's facts."""

    def day_rows(self) -> tuple[DayRow, ...]:
        """Return the published exceptions to the week."""

    def put_day_rows(self, rows: Iterable[DayRow]) -> None:
        """Store exceptions to the week, replacing those of the same area and day."""


class Outbox(Protocol):
    """Records on their way to the centre."""

    def rows(self) -> Iterator[OutboxRow]:
        """Return every row that is kept, in order."""

    def records(self) -> Iterator[OutboxRow]:
        """Return the stored state of every synced record (sequence 0), to compare with the rows."""

    def taken_over(self) -> Mapping[tuple[str, UUID], int]:
        """Return the revisions of records that another station wrote, by kind and id."""


class UnitOfWork(Protocol):
    """One transaction: everything in it happens or nothing does; left without `commit` it is rolled back."""

    @property
    def station(self) -> Station:
        """Return whose store this is."""

    @property
    def cases(self) -> Cases:
        """Return the cases."""

    @property
    def catalogue(self) -> Catalogue:
        """Return departments and service items."""

    @property
    def accounts(self) -> Accounts:
        """Return the accounts."""

    @property
    def numbers(self) -> Numbers:
        """Return the number blocks."""

    @property
    def prints(self) -> Prints:
        """Return the prints."""

    @property
    def audit(self) -> Audit:
        """Return the audit log."""

    @property
    def drafts(self) -> Drafts:
        """Return the drafts."""

    @property
    def hall(self) -> HallRecords:
        """Return the hall's own records."""

    @property
    def fingers(self) -> Fingers:
        """Return the staff's fingers and punches."""

    @property
    def print_jobs(self) -> Spool:
        """Return the print jobs that are not over."""

    @property
    def fees(self) -> FeeRecords:
        """Return the fees."""

    @property
    def hall_prints(self) -> HallPrints:
        """Return the prints of papers that no step writes."""

    @property
    def certificates(self) -> CertificateRecords:
        """Return the certificates, their blanks and keys."""

    @property
    def guide(self) -> GuideRecords:
        """Return the guide desk's records."""

    @property
    def rules(self) -> HallRules:
        """Return what the hall has set."""

    @property
    def guard(self) -> SignInGuard:
        """Return the counts of wrong passwords."""

    @property
    def attendance(self) -> AttendanceRecords:
        """Return slips, corrections, leave, posts and patrols."""

    @property
    def outbox(self) -> Outbox:
        """Return the outbox."""

    @property
    def past_queue(self) -> PastQueue:
        """Return what of the queue may leave."""

    @property
    def sync(self) -> SyncRecords:
        """Return the standing with the centre."""

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Roll back what was not committed."""

    def commit(self) -> None:
        """Make it durable and tell what changed.

        Raises:
            StorageError: the disk is full, the folder read-only, the store damaged or busy too long.
        """


class Store(Protocol):
    """Opens units of work; safe to use from any thread."""

    def read(self) -> UnitOfWork:
        """Return a unit that only reads and blocks nobody."""

    def write(self) -> UnitOfWork:
        """Return a unit that holds the store's one write lock from its beginning."""
