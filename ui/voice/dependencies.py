"""What the page of recordings stands on; the role that shows it fills it in."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.domain.accounts import Actor
from app.ports.voice import Recorder
from app.services.hall_voice import HallVoice
from ui.look import Look
from ui.tasks import TaskRunner


@dataclass(frozen=True)
class VoiceDependencies:
    """One record for who records.

    Attributes:
        recorder: makes what records; raises `DeviceError` where the machine cannot.
        ask_which: asks for a sound file, None when the person thought better of it.
    """

    look: Look
    runner: TaskRunner
    actor: Actor
    voice: HallVoice
    recorder: Callable[[], Recorder]
    ask_which: Callable[[], Path | None]
