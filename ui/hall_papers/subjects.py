"""What such a paper is about: a day, or a service item."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from app.domain.accounts import Actor
from app.domain.dates import chinese_date
from app.domain.hall_papers import HallPaperKind
from app.domain.items import ServiceItem
from app.services.hall_papers import HallPapers, Printed

DAYS = 31
"""So many days back a list is offered."""
LISTS = (HallPaperKind.RECEIVED_LIST, HallPaperKind.FINISHED_LIST)
KINDS = (*LISTS, HallPaperKind.CARD, HallPaperKind.CONSULTATION, HallPaperKind.GUIDE)


@dataclass(frozen=True)
class Subject:
    """One line to choose: a day of a list, or the item of a paper."""

    words: str
    day: date | None = None
    item: str = ""


@dataclass(frozen=True)
class ChosenPaper:
    """One paper that can be seen, saved and printed."""

    kind: HallPaperKind
    subject: Subject

    @property
    def file(self) -> str:
        """Return the name of a file it is saved in."""
        return f"{self.kind}-{self.subject.words}.pdf".replace("/", "-")

    def preview(self, papers: HallPapers, actor: Actor) -> bytes:
        """Return it as a PDF file; nothing is counted."""
        if self.subject.day is not None:
            return papers.preview_list(actor, self.kind, self.subject.day)
        return papers.preview_item(self.kind, self.subject.item)

    def print(self, papers: HallPapers, actor: Actor) -> Printed:
        """Put it into the spool, counted."""
        if self.subject.day is not None:
            return papers.print_list(actor, self.kind, self.subject.day)
        return papers.print_item(actor, self.kind, self.subject.item)


def days_before(today: date) -> tuple[Subject, ...]:
    """Return the days whose lists are offered, today first."""
    days = (today - timedelta(days=back) for back in range(DAYS))
    return tuple(Subject(chinese_date(day), day=day) for day in days)


def of_items(items: Sequence[ServiceItem]) -> tuple[Subject, ...]:
    """Return the items whose papers are offered, in the order of the catalogue."""
    return tuple(Subject(item.name, item=item.key) for item in items)


def held(typed: str) -> Callable[[Subject], bool]:
    """Return what tells whether a subject holds every word that was typed."""
    return partial(_holds, typed.split())


def _holds(words: list[str], subject: Subject) -> bool:
    return all(word in subject.words or word == subject.item for word in words)
