"""The queue's settings as people type and read them: numbers with bounds, hours, letters of services."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.queue_services import Opening, QueueRules, QueueService
from app.domain.text import half_width
from app.errors import RuleError

BASIS = "中心自定"
DAY_MINUTES = 24 * 60
_STRETCH = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")
_DASH = re.compile(r"\s*[-–—~～至]\s*")
_BETWEEN = re.compile(r"[\s、,;]+")


@dataclass(frozen=True)
class Bound:
    """What a number of the queue is called, and between what it may be."""

    title: str
    lowest: int
    highest: int

    def read(self, text: str) -> int:
        """Return a typed number.

        Raises:
            RuleError: `setting.form`, `setting.range`.
        """
        typed = half_width(text).strip()
        if not re.fullmatch(r"-?[0-9]+", typed):
            raise RuleError("setting.form", title=self.title)
        return self.within(int(typed))

    def within(self, value: int) -> int:
        """Return a number that is within the bounds.

        Raises:
            RuleError: `setting.range`.
        """
        if not self.lowest <= value <= self.highest:
            raise RuleError(
                "setting.range", title=self.title, lowest=self.lowest, highest=self.highest, basis=BASIS
            )
        return value


NUMBERS = {
    "head_start_minutes": Bound("优先提前（分钟）", 0, 240),
    "recalls": Bound("重呼几次可过号", 0, 20),
    "no_show_seconds": Bound("等几秒可过号", 0, 3600),
    "recall_pause_seconds": Bound("两次重呼间隔（秒）", 0, 600),
}
"""The numbers of `QueueRules` by their fields."""
QUOTA = Bound("每天限号", 1, 9999)


def check_queue_rules(rules: QueueRules) -> None:
    """Refuse numbers with which no queue could be called.

    Raises:
        RuleError: `setting.range`.
    """
    for name, bound in NUMBERS.items():
        bound.within(getattr(rules, name))


def parse_openings(text: str, *, workdays: bool) -> tuple[Opening, ...]:
    """Return hours typed as `9:00-12:00、14:30-17:30`; nothing typed is none.

    Raises:
        RuleError: `queue.hours_form`.
    """
    pieces = [piece for piece in _BETWEEN.split(_DASH.sub("-", half_width(text))) if piece]
    made = []
    for piece in pieces:
        found = _STRETCH.fullmatch(piece)
        if found is None or int(found[2]) > 59 or int(found[4]) > 59:
            raise RuleError("queue.hours_form", text=piece)
        start, end = 60 * int(found[1]) + int(found[2]), 60 * int(found[3]) + int(found[4])
        if not start < end <= DAY_MINUTES:
            raise RuleError("queue.hours_form", text=piece)
        made.append(Opening(start, end, workdays))
    return tuple(sorted(made, key=lambda one: one.start))


def opening_words(hours: Iterable[Opening], *, workdays: bool) -> str:
    """Return the hours of working days, or of days off, as they are typed."""
    own = (Opening(one.start, one.end) for one in hours if one.workdays is workdays)
    return "、".join(map(str, own))


def parse_letters(text: str, services: Iterable[QueueService]) -> tuple[str, ...]:
    """Return the keys of services whose letters were typed as `RA、RB`, in that order and each once.

    Raises:
        RuleError: `queue.letter_unknown`.
    """
    keys = {service.prefix: service.key for service in services}
    letters = [piece.upper() for piece in _BETWEEN.split(half_width(text)) if piece]
    for letter in letters:
        if letter not in keys:
            raise RuleError("queue.letter_unknown", prefix=letter)
    return tuple(dict.fromkeys(keys[letter] for letter in letters))


def of_keys(keys: Iterable[str], services: Sequence[QueueService]) -> tuple[QueueService, ...]:
    """Return the services of some keys, in that order."""
    known = {service.key: service for service in services}
    return tuple(known[key] for key in keys if key in known)
