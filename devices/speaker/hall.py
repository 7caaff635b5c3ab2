"""The hall's voice on this machine: its player and the clips that its guide recorded."""

from pathlib import Path

from app.domain.voice import VoiceLanguage
from devices.speaker.clip_book import FolderClips
from devices.speaker.clips import Clips
from devices.speaker.players import system_player
from devices.speaker.recorders import system_recorder
from devices.speaker.speaker import CallSpeaker

__all__ = ["CLIPS", "hall_clips", "hall_speaker", "system_recorder"]
CLIPS = "clips"
"""Folder of the clips in the folder of the store, with one folder for each language."""


def hall_speaker(folder: Path) -> CallSpeaker:
    """Return what speaks calls on this machine, in one language after the other.

    Raises:
        DeviceError: `speaker.missing`, the machine has no sound.
    """
    return CallSpeaker(system_player(), tuple(Clips(folder / one.value) for one in VoiceLanguage))


def hall_clips(folder: Path) -> FolderClips:
    """Return the recordings of this machine."""
    return FolderClips(folder, system_player)
