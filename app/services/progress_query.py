"""The public asks how a case stands: by the receipt, or by its number and the last four of the ID."""

import re
from threading import Lock

from app.domain.case_number import parse_case_number
from app.domain.cases import CaseHeader
from app.domain.lifecycle import State
from app.domain.progress_guard import Misses
from app.domain.progress_words import PLAIN, PublicProgress
from app.domain.summary import row_of
from app.domain.text import half_width
from app.errors import RuleError
from app.ports.store import UnitOfWork
from app.services.journal import Journal, Moment

_LAST_FOUR = re.compile("[0-9A-Z]{4}")
_RUNNING_LIMIT = frozenset((State.RECEIVED, State.ACCEPTED, State.REVIEWING))


class ProgressQuery:
    """Answers at one machine of the hall; misses in a row make it answer later and later.

    Args:
        machine: what the hall calls the machine, for the log.
    """

    def __init__(self, journal: Journal, machine: str) -> None:
        self._journal, self._machine = journal, machine
        self._misses, self._lock = Misses(), Lock()

    def by_receipt(self, scanned: str) -> PublicProgress:
        """Return how the case of a scanned receipt stands.

        Raises:
            RuleError: `progress.not_found`, `progress.slow_down`, `case_number.form`,
                `case_number.check_digit`.
        """
        return self._ask(scanned, None)

    def by_number(self, number: str, last_four: str) -> PublicProgress:
        """Return how a case stands; the digits are those of the applicant's or the agent's ID.

        A wrong number and wrong digits get the same answer.

        Raises:
            RuleError: `progress.last_four`, `progress.not_found`, `progress.slow_down`, `case_number.form`,
                `case_number.check_digit`.
        """
        digits = half_width(last_four).strip().upper()
        if not _LAST_FOUR.fullmatch(digits):
            raise RuleError("progress.last_four")
        return self._ask(number, digits)

    def _ask(self, number: str, last_four: str | None) -> PublicProgress:
        now = self._journal.moment()
        with self._lock:
            self._misses.check(now.at)
        wanted = str(parse_case_number(number))
        with self._journal.store.read() as unit:
            header = unit.cases.by_number(wanted)
            if header is not None and (last_four is None or last_four in _last_fours(header)):
                with self._lock:
                    self._misses = Misses()
                return self._public(unit, header, now)
        with self._lock:
            self._misses = self._misses.missed(now.at)
        self._log(wanted, now)
        raise RuleError("progress.not_found")

    def _public(self, unit: UnitOfWork, header: CaseHeader, now: Moment) -> PublicProgress:
        item = unit.catalogue.item_as(header.item_key, header.item_version)
        calendar, steps = self._journal.calendar(unit), unit.cases.steps(header.id)
        row = row_of(header, steps, item, calendar, now.at, now.today)
        said, todo = PLAIN[row.state]
        due = row.promise_due or row.statutory_due
        return PublicProgress(
            number=header.number,
            item_name=header.item_name,
            state=row.state,
            now=said,
            next=todo,
            received_on=header.opened_on,
            due=due if row.state in _RUNNING_LIMIT else None,
            counter=item.counter,
        )

    def _log(self, number: str, now: Moment) -> None:
        with self._journal.store.write() as unit:
            unit.audit.append(now.at, self._machine, "progress.asked", number, "refused", {})
            unit.commit()


def _last_fours(header: CaseHeader) -> set[str]:
    codes = [header.applicant.code, header.agent.code if header.agent else ""]
    return {code[-4:].upper() for code in codes if len(code) >= 4}
