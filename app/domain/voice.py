"""What has to be recorded so that every call of a hall can be spoken: letters, digits, words, counters."""

from collections.abc import Iterable
from enum import StrEnum

from app.domain.queue_services import QueueCounter, QueueService

DIGITS = "0123456789"


class VoiceLanguage(StrEnum):
    """A language in which calls are spoken; the value is the folder of its recordings."""

    CHINESE = "zh"
    TIBETAN = "bo"


def voice_parts(
    line: str, services: Iterable[QueueService], counters: Iterable[QueueCounter]
) -> tuple[str, ...]:
    """Return the parts of all calls, in the order in which they are best recorded.

    Args:
        line: how a call is said, with `{number}` and `{counter}`; a counter is recorded with what follows it.
    """
    between, after = line.split("{number}", 1)[1].split("{counter}", 1)
    letters = sorted({letter for service in services for letter in service.prefix})
    numbers = sorted({counter.number for counter in counters}, key=lambda number: (len(number), number))
    return (*letters, *DIGITS, between, *(f"{number}{after}" for number in numbers))
