"""Versions of a service item: each holds from its date until the next one's, and stays readable."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.items import ServiceItem


@dataclass(frozen=True)
class ItemVersion:
    """A version of an item as the hall's office published it; withdrawn ones never come into force."""

    item: ServiceItem
    published_at: datetime
    published_by: str
    reason: str
    withdrawn: bool = False


def in_force(first: ServiceItem, later: Iterable[ItemVersion], day: date) -> ServiceItem:
    """Return the version of an item that holds on a day.

    Args:
        first: the item as it stood before any version was published here.
        later: the published versions of this item; of two with the same date the one published last holds.
    """
    held = [one for one in later if not one.withdrawn and one.item.effective_on <= day]
    if not held:
        return first
    newest = max(held, key=lambda one: (one.item.effective_on, one.published_at))
    # A catalogue that was loaded anew after the last edit speaks for itself.
    return first if first.effective_on > newest.item.effective_on else newest.item
