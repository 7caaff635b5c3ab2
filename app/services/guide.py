"""The guide desk: an item with all a visitor may ask of it, words of the hall, slips, consultations."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.accounts import Actor, Right
from app.domain.dates import day_start
from app.domain.guide import Consultation, ItemWords, Language, Outcome, checked_words, with_words
from app.domain.hall_papers import HallPaperKind, ItemPaper
from app.domain.ids import new_id
from app.domain.items import Department, ServiceItem
from app.domain.print_jobs import A4, Place, PrintJob
from app.domain.translations import words_in
from app.ports.print_jobs import PageFile
from app.ports.printing import HallPaperComposer
from app.ports.queue import DeskState, HallQueue
from app.services.journal import Journal

MOST_WORDS = 12
"""Tibetan words on one slip."""
DESK_NAME = "导办台"
"""What tickets and the log call the guide's machine."""


@dataclass(frozen=True)
class CounterNow:
    """A counter as a visitor meets it now.

    Attributes:
        service: key of the queue's service the counter calls for its items, empty if it has none.
        state: None where the queue does not know the counter.
        waiting: people who wait for that service.
    """

    counter: int
    service: str
    state: DeskState | None
    waiting: int


@dataclass(frozen=True)
class Told:
    """What was told at the desk, for the log.

    Attributes:
        ticked: how many materials of `wanted` the visitor has already.
    """

    item: ServiceItem | None
    language: Language
    outcome: Outcome
    ticked: int = 0
    wanted: int = 0


class Guide:
    """What a guide does for a visitor.

    Args:
        queue: makes the hall's queue when it is first asked for.
        composer: makes the slips that visitors take home.
        send: hands a job to the system's spooler; blocks, raises `DeviceError`.
        place: where slips are printed.
        tibetan: reads the Tibetan words by the Chinese ones they translate; slips show those they contain.
    """

    def __init__(
        self,
        journal: Journal,
        queue: Callable[[], HallQueue],
        composer: HallPaperComposer,
        send: Callable[[PageFile], object],
        place: Place,
        tibetan: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        self._journal, self._queue, self._composer = journal, queue, composer
        self._send, self._place, self._tibetan = send, place, tibetan

    def items(self) -> tuple[tuple[ServiceItem, ...], tuple[Department, ...]]:
        """Return today's items with the hall's words among their synonyms, and the departments."""
        today = self._journal.moment().today
        with self._journal.store.read() as unit:
            items = with_words(unit.catalogue.items_on(today), unit.guide.item_words())
            return items, unit.catalogue.departments()

    def words(self, item_key: str) -> tuple[str, ...]:
        """Return the hall's own words for an item."""
        with self._journal.store.read() as unit:
            own = unit.guide.item_words().get(item_key)
        return own.words if own else ()

    def put_words(self, actor: Actor, item_key: str, words: Iterable[str]) -> tuple[str, ...]:
        """Store what people of this place call an item, and return the words as stored.

        Raises:
            RuleError: `account.right_missing`, `item.unknown`, or a word's form is wrong.
        """
        actor.require(Right.GUIDE)
        now = self._journal.moment()
        with self._journal.store.write() as unit:
            item = unit.catalogue.item_on(item_key, now.today)
            found = checked_words(item, words)
            unit.guide.put_item_words(ItemWords(item_key, found))
            facts = {"words": "、".join(found)}
            unit.audit.append(now.at, actor.name, "guide.words", item_key, "ok", facts)
            unit.commit()
        return found

    def counter(self, item: ServiceItem) -> CounterNow:
        """Return which counter handles an item, whether it is open, and how many wait there."""
        queue = self._queue()
        number = str(item.counter)
        known = next((one for one in queue.setup().counters if one.number == number), None)
        if known is None:
            return CounterNow(item.counter, "", None, 0)
        board = queue.board(calls=0)
        state = next((desk.state for desk in board.desks if desk.counter == number), DeskState.CLOSED)
        service = _service_of(item, known.services)
        return CounterNow(item.counter, service, state, board.waiting.get(service, 0))

    def slip(self, actor: Actor, item_key: str) -> bytes:
        """Return today's 咨询用一次性告知单 of an item as a PDF; an expired version is never composed.

        Raises:
            RuleError: `account.right_missing`, `item.unknown`, `paper.version_not_yet`.
        """
        actor.require(Right.GUIDE)
        return self._composer.compose_item(self._paper(item_key, self._journal.moment().today))

    def print_slip(self, actor: Actor, item_key: str) -> None:
        """Print the slip of an item; it has no number, and one that was spoiled is just printed again.

        Raises:
            RuleError: as `slip`.
            DeviceError: the printer took nothing.
        """
        pdf, at = self.slip(actor, item_key), self._journal.moment().at
        kind = HallPaperKind.CONSULTATION.value
        job = PrintJob(new_id(), kind, f"{kind} {item_key}", 1, 1, A4, self._place, at, actor.name)
        self._send(PageFile(job, new_id(), pdf))

    def consulted(self, actor: Actor, told: Told) -> Consultation:
        """Write a visit into the log: what it was about and what came of it, and nothing of the person.

        Raises:
            RuleError: `account.right_missing`.
        """
        actor.require(Right.GUIDE)
        item = told.item
        made = Consultation(
            id=new_id(),
            at=self._journal.moment().at,
            counter=actor.counter,
            actor_id=actor.account_id,
            actor_name=actor.name,
            item_key=item.key if item else "",
            item_name=item.name if item else "",
            version=item.version if item else "",
            language=told.language,
            outcome=told.outcome,
            ticked=told.ticked,
            wanted=told.wanted,
        )
        with self._journal.store.write() as unit:
            unit.guide.consult(made)
            unit.commit()
        return made

    def today(self, actor: Actor) -> tuple[Consultation, ...]:
        """Return today's consultations, oldest first.

        Raises:
            RuleError: `account.right_missing`.
        """
        actor.require(Right.GUIDE)
        since = day_start(self._journal.moment().today)
        with self._journal.store.read() as unit:
            return unit.guide.consultations(since)

    def _paper(self, item_key: str, today: date) -> ItemPaper:
        with self._journal.store.read() as unit:
            item = unit.catalogue.item_on(item_key, today)
            hall, department = unit.hall.facts(), unit.catalogue.department(item.department)
        at, kind = self._journal.moment().at, HallPaperKind.CONSULTATION
        told = " ".join((item.name, item.conditions, item.process, *(one.name for one in item.materials)))
        words = words_in(f"{department.name} {told}", self._tibetan(), MOST_WORDS)
        return ItemPaper(kind, hall, department, item, item.version, at, words)


def _service_of(item: ServiceItem, services: tuple[str, ...]) -> str:
    """Return the service of a counter's that is the item's department's own, else its first."""
    own = [key for key in services if key.startswith(f"{item.department}-")]
    return next(iter((*own, *services)), "")
