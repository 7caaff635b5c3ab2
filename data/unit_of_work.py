"""One unit of work over the repositories of a store."""

from collections.abc import Callable
from types import TracebackType
from typing import Self

from app.changes import Changes
from app.ports.store import Station
from data.repositories.accounts import AccountRepository
from data.repositories.audit import AuditRepository
from data.repositories.cases import CaseRepository
from data.repositories.catalogue import CatalogueRepository
from data.repositories.certificates import CertificateRepository
from data.repositories.drafts import DraftRepository
from data.repositories.fees import FeeRepository, HallPrintRepository
from data.repositories.fingers import FingerRepository
from data.repositories.guide import GuideRepository
from data.repositories.hall import HallRepository
from data.repositories.numbers import NumberRepository
from data.repositories.outbox import OutboxRepository
from data.repositories.parted import PartedRepository
from data.repositories.past_queue import PastQueueRepository
from data.repositories.print_jobs import PrintJobRepository
from data.repositories.prints import PrintRepository
from data.repositories.queue import QueueRepository
from data.repositories.secrets import SecretRepository
from data.repositories.staff import AttendanceRepository, HallRuleRepository, SignInGuardRepository
from data.repositories.sync import SyncRepository
from data.transaction import Transaction


class LocalUnit:
    """Implements `app.ports.store.UnitOfWork`; nothing can be read or written after `commit`."""

    def __init__(self, tx: Transaction, station: Station, changed: Callable[[Changes], None]) -> None:
        self._tx = tx
        self._changed = changed
        self.station = station
        self.cases = CaseRepository(tx)
        self.catalogue = CatalogueRepository(tx)
        self.accounts = AccountRepository(tx)
        self.numbers = NumberRepository(tx)
        self.prints = PrintRepository(tx)
        self.audit = AuditRepository(tx, station)
        self.drafts = DraftRepository(tx)
        self.hall = HallRepository(tx)
        self.queue = QueueRepository(tx)
        self.secrets = SecretRepository(tx)
        self.fingers = FingerRepository(tx)
        self.print_jobs = PrintJobRepository(tx)
        self.fees = FeeRepository(tx)
        self.hall_prints = HallPrintRepository(tx)
        self.certificates = CertificateRepository(tx)
        self.guide = GuideRepository(tx)
        self.rules = HallRuleRepository(tx)
        self.guard = SignInGuardRepository(tx)
        self.attendance = AttendanceRepository(tx)
        self.outbox = OutboxRepository(tx)
        self.sync = SyncRepository(tx)
        self.parted = PartedRepository(tx)
        self.past_queue = PastQueueRepository(tx)

    def __enter__(self) -> Self:
        """Begin."""
        self._tx.begin()
        station = self._tx.station
        if station is not None and station != self.station:  # enrolled or in a new epoch since
            self.station, self.audit = station, AuditRepository(self._tx, station)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Roll back what was not committed."""
        self._tx.close()

    def commit(self) -> None:
        """Make it durable, let other units write, and tell what changed, on this thread.

        Raises:
            StorageError: the disk is full, the folder read-only, or the store damaged.
        """
        changes = self._tx.commit()
        if changes.kinds:
            self._changed(changes)
