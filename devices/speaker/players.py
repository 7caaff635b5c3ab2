"""What makes a WAV heard: the system's own player, or a folder that keeps what would have been heard."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from app.errors import DeviceError

_PROGRAMS = (("aplay", "-q", "-"), ("pw-play", "-"))
_LONGEST_SECONDS = 30.0


class Player(Protocol):
    """Plays one sound after the other."""

    def play(self, wav: bytes) -> None:
        """Play a WAV file and return when it was heard.

        Raises:
            DeviceError: `speaker.missing`, `speaker.failed`.
        """


class ProgramPlayer:
    """Hands the sound to a program on its standard input.

    Args:
        command: the program and its arguments.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)

    def play(self, wav: bytes) -> None:
        """See `Player`."""
        try:
            done = subprocess.run(
                self._command, input=wav, capture_output=True, timeout=_LONGEST_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            raise DeviceError("speaker.failed", program=self._command[0]) from None
        if done.returncode:
            raise DeviceError("speaker.failed", program=self._command[0])


class FolderPlayer:
    """Keeps every sound as a numbered file; for rehearsals and tests."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    def play(self, wav: bytes) -> None:
        """See `Player`."""
        self._count += 1
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / f"call-{self._count:04}.wav").write_bytes(wav)


class WindowsPlayer:
    """Plays through Windows itself."""

    def play(self, wav: bytes) -> None:
        """See `Player`."""
        if sys.platform != "win32":
            raise DeviceError("speaker.missing")
        else:  # noqa: RET506 (for the type checker, which reads each platform's branch alone)
            import winsound

            try:
                winsound.PlaySound(wav, winsound.SND_MEMORY)
            except RuntimeError:
                raise DeviceError("speaker.failed", program="Windows") from None


def system_player() -> Player:
    """Return what plays sound on this machine.

    Raises:
        DeviceError: `speaker.missing`, the machine has neither ALSA's nor PipeWire's player.
    """
    if sys.platform == "win32":
        return WindowsPlayer()
    for program, *arguments in _PROGRAMS:
        if shutil.which(program):
            return ProgramPlayer((program, *arguments))
    raise DeviceError("speaker.missing")
