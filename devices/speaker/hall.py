"""The hall's voice on this machine: its player and the clips that its guide recorded."""

from pathlib import Path

from devices.speaker.clips import Clips
from devices.speaker.players import system_player
from devices.speaker.speaker import CallSpeaker

CLIPS = "clips"
"""Folder of the clips in the folder of the store, with one folder for each language."""
LANGUAGES = ("zh", "bo")
"""In this order they are spoken."""


def hall_speaker(folder: Path) -> CallSpeaker:
    """Return what speaks calls on this machine.

    Raises:
        DeviceError: `speaker.missing`, the machine has no sound.
    """
    return CallSpeaker(system_player(), tuple(Clips(folder / language) for language in LANGUAGES))
