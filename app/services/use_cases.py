"""All use cases over one store, put together once for a window, a command or a test."""

from dataclasses import dataclass
from typing import Self

from app.ports.clock import Clock
from app.ports.printing import PageComposer
from app.ports.rules import PasswordHash, WorkingDays
from app.ports.store import Store
from app.services.accounts import Accounts
from app.services.blank_stock import BlankStock
from app.services.case_book import CaseBook
from app.services.certificate_prints import CertificatePrints
from app.services.certificate_templates import CertificateTemplates
from app.services.certificates import Certificates
from app.services.drafts import Drafts
from app.services.exchange import Exchange
from app.services.fees import Fees
from app.services.hall_papers import HallPapers
from app.services.intake import Intake
from app.services.integrity import Integrity
from app.services.journal import Journal
from app.services.papers import Papers
from app.services.press import NO_PRESS, Press
from app.services.print_desk import PrintDesk
from app.services.print_jobs import PrintJobs
from app.services.review import Review
from app.services.signing_keys import FirstUseSigner, SigningKeys
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
    print_jobs: PrintJobs
    print_desk: PrintDesk
    certificates: Certificates
    certificate_prints: CertificatePrints
    templates: CertificateTemplates
    blanks: BlankStock
    signing_keys: SigningKeys
    fees: Fees
    hall_papers: HallPapers
    drafts: Drafts
    case_book: CaseBook
    exchange: Exchange
    integrity: Integrity
    working_days: WorkingDayTables

    @classmethod
    def over(
        cls,
        store: Store,
        tables: WorkingDays,
        clock: Clock,
        hashing: PasswordHash,
        composer: PageComposer,
        press: Press = NO_PRESS,
    ) -> Self:
        """Put the use cases together over a store and what the outside fills in."""
        journal = Journal(store, tables, clock)
        accounts = Accounts(store, hashing, clock)
        jobs = PrintJobs(journal, press.printers, press.places)
        templates, keys = CertificateTemplates(journal, composer), SigningKeys(journal)
        signer = FirstUseSigner(journal, keys, press.open_key)
        hall_papers = HallPapers(journal, composer, jobs)
        return cls(
            store=store,
            clock=clock,
            accounts=accounts,
            intake=Intake(journal, accounts),
            review=Review(journal, accounts),
            papers=Papers(journal, composer, jobs),
            print_jobs=jobs,
            print_desk=PrintDesk(journal, press.printers),
            certificates=Certificates(journal, composer, templates, signer),
            certificate_prints=CertificatePrints(journal, composer, templates, jobs),
            templates=templates,
            blanks=BlankStock(journal),
            signing_keys=keys,
            fees=Fees(journal, accounts, composer, hall_papers),
            hall_papers=hall_papers,
            drafts=Drafts(journal),
            case_book=CaseBook(journal),
            exchange=Exchange(journal),
            integrity=Integrity(journal),
            working_days=WorkingDayTables(journal),
        )
