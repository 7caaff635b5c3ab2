"""Which parts a hall records so that every call can be spoken."""

from app.domain.queue_services import QueueCounter, QueueService
from app.domain.voice import voice_parts
from app.sentences.queue import CALL_LINE

SERVICES = (QueueService("H", "户籍", "CA", "103"), QueueService("T", "登记", "R", "117"))
COUNTERS = (QueueCounter("12", ("H",)), QueueCounter("3", ("T",)))


def test_letters_digits_words_and_each_counter_as_a_whole() -> None:
    assert voice_parts(CALL_LINE, SERVICES, COUNTERS) == (
        *"ACR", *"0123456789", "号请到", "3号窗口", "12号窗口",
    )  # fmt: skip


def test_every_call_is_made_of_the_parts() -> None:
    parts = voice_parts(CALL_LINE, SERVICES, COUNTERS)
    left = CALL_LINE.format(number="CA019", counter="12")
    while left:
        said = max((part for part in parts if left.startswith(part)), key=len)
        left = left[len(said) :]
