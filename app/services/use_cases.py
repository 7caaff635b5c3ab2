"""All use cases over one store, for a window, a command or a test; each is loaded when first used."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Self

from app.ports.clock import Clock
from app.ports.printing import PageComposer
from app.ports.rules import PasswordHash, WorkingDays
from app.ports.store import Store
from app.services.accounts import Accounts
from app.services.journal import Journal
from app.services.press import NO_PRESS, Press

if TYPE_CHECKING:
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
    from app.services.papers import Papers
    from app.services.print_desk import PrintDesk
    from app.services.print_jobs import PrintJobs
    from app.services.review import Review
    from app.services.signing_keys import SigningKeys
    from app.services.working_days import WorkingDayTables


@dataclass(frozen=True)
class UseCases:
    """The subjects of the hall's work; none but `accounts` and the signing key keeps anything in memory."""

    store: Store
    clock: Clock
    accounts: Accounts
    journal: Journal
    composer: PageComposer
    press: Press

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
        accounts = Accounts(store, hashing, clock)
        return cls(store, clock, accounts, Journal(store, tables, clock), composer, press)

    @cached_property
    def intake(self) -> "Intake":
        """Applications, until they are accepted or refused."""
        from app.services.intake import Intake

        return Intake(self.journal, self.accounts)

    @cached_property
    def review(self) -> "Review":
        """What comes after acceptance, to the delivery."""
        from app.services.review import Review

        return Review(self.journal, self.accounts)

    @cached_property
    def papers(self) -> "Papers":
        """The papers of steps."""
        from app.services.papers import Papers

        return Papers(self.journal, self.composer, self.print_jobs)

    @cached_property
    def print_jobs(self) -> "PrintJobs":
        """The spool: what waits for a printer."""
        from app.services.print_jobs import PrintJobs

        return PrintJobs(self.journal, self.press.printers, self.press.places)

    @cached_property
    def print_desk(self) -> "PrintDesk":
        """What a person decides about a print."""
        from app.services.print_desk import PrintDesk

        return PrintDesk(self.journal, self.press.printers)

    @cached_property
    def certificates(self) -> "Certificates":
        """Certificates and their numbers."""
        from app.services.certificates import Certificates
        from app.services.signing_keys import FirstUseSigner

        signer = FirstUseSigner(self.journal, self.signing_keys, self.press.open_key)
        return Certificates(self.journal, self.accounts, self.composer, self.templates, signer)

    @cached_property
    def certificate_prints(self) -> "CertificatePrints":
        """Certificates on their blanks."""
        from app.services.certificate_prints import CertificatePrints

        return CertificatePrints(self.journal, self.composer, self.templates, self.print_jobs)

    @cached_property
    def templates(self) -> "CertificateTemplates":
        """What certificates look like."""
        from app.services.certificate_templates import CertificateTemplates

        return CertificateTemplates(self.journal, self.composer)

    @cached_property
    def blanks(self) -> "BlankStock":
        """The stock of numbered blanks."""
        from app.services.blank_stock import BlankStock

        return BlankStock(self.journal)

    @cached_property
    def signing_keys(self) -> "SigningKeys":
        """The public keys certificates are checked with."""
        from app.services.signing_keys import SigningKeys

        return SigningKeys(self.journal)

    @cached_property
    def fees(self) -> "Fees":
        """Charges and what became of them."""
        from app.services.fees import Fees

        return Fees(self.journal, self.accounts, self.composer, self.hall_papers)

    @cached_property
    def hall_papers(self) -> "HallPapers":
        """Papers about items and days."""
        from app.services.hall_papers import HallPapers

        return HallPapers(self.journal, self.composer, self.print_jobs)

    @cached_property
    def drafts(self) -> "Drafts":
        """What was typed and not yet used."""
        from app.services.drafts import Drafts

        return Drafts(self.journal)

    @cached_property
    def case_book(self) -> "CaseBook":
        """Finding cases, and the worklists."""
        from app.services.case_book import CaseBook

        return CaseBook(self.journal)

    @cached_property
    def exchange(self) -> "Exchange":
        """What comes from other stations."""
        from app.services.exchange import Exchange

        return Exchange(self.journal)

    @cached_property
    def integrity(self) -> "Integrity":
        """The checks of a whole store."""
        from app.services.integrity import Integrity

        return Integrity(self.journal)

    @cached_property
    def working_days(self) -> "WorkingDayTables":
        """The hall's own tables of working days."""
        from app.services.working_days import WorkingDayTables

        return WorkingDayTables(self.journal)
