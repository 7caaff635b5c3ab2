"""The hall's voice: a chime before every call, and the words where the hall recorded them."""

import array
from pathlib import Path

from devices.speaker.clips import Clips
from devices.speaker.players import Player
from devices.speaker.sound import chime, pause, read_clip, wav


class CallSpeaker:
    """Implements `app.ports.queue.Speaker`.

    Without a recording of every part of a text only the chime sounds: half a sentence, or a synthetic voice
    nobody chose, would mislead more than the display over the counter does.

    Args:
        player: used on the calling thread, which is the speaker's lane.
        clips: one folder of recordings a language, spoken in this order.
    """

    def __init__(self, player: Player, clips: tuple[Clips, ...] = ()) -> None:
        self._player = player
        self._clips = clips
        self._chime = chime()

    def say(self, text: str) -> None:
        """Sound the chime and speak; return when it was heard.

        Raises:
            DeviceError: `speaker.missing`, `speaker.failed`, `speaker.clip`.
        """
        samples = array.array("h", self._chime)
        for language in self._clips:
            files = language.cover(text)
            if files:
                samples += pause()
                samples += _joined(files)
        self._player.play(wav(samples))


def _joined(files: list[Path]) -> "array.array[int]":
    samples = array.array("h")
    for file in files:
        samples += read_clip(file)
    return samples
