"""All use cases over one store, put together once for a window, a command or a test."""

from dataclasses import dataclass
from typing import Self

from app.ports.clock import Clock
from app.ports.printing import Composer
from app.ports.rules import PasswordHash, WorkingDays
from app.ports.store import Store
from app.services.accounts import Accounts
from app.services.case_book import CaseBook
from app.services.exchange import Exchange
from app.services.intake import Intake
from app.services.integrity import Integrity
from app.services.journal import Journal
from app.services.papers import Papers
from app.services.review import Review
from app.services.working_days import WorkingDayTables


@dataclass(frozen=True)
class UseCases:
    """The subjects of the hall's work."""

    store: Store
    clock: Clock
    accounts: Accounts
    intake: Intake
    review: Review
    papers: Papers
    case_book: CaseBook
    exchange: Exchange
    integrity: Integrity
    working_days: WorkingDayTables

    @classmethod
    def over(
        cls, store: Store, tables: WorkingDays, clock: Clock, hashing: PasswordHash, composer: Composer
    ) -> Self:
        """Put the use cases together over a store and what the outside fills in."""
        journal = Journal(store, tables, clock)
        accounts = Accounts(store, hashing, clock)
        return cls(
            store=store,
            clock=clock,
            accounts=accounts,
            intake=Intake(journal, accounts),
            review=Review(journal, accounts),
            papers=Papers(journal, composer),
            case_book=CaseBook(journal),
            exchange=Exchange(journal),
            integrity=Integrity(journal),
            working_days=WorkingDayTables(journal),
        )
