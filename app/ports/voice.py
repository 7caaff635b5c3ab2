"""What keeps, records and plays the hall's recordings."""

from pathlib import Path
from typing import Protocol

from app.domain.voice import VoiceLanguage


class ClipBook(Protocol):
    """The recordings of this machine, by language and by what they say; every method blocks."""

    def recorded(self, language: VoiceLanguage) -> frozenset[str]:
        """Return what is recorded in a language."""

    def keep(self, language: VoiceLanguage, part: str, wav: bytes) -> None:
        """Keep a recording, without the silence around it; the former one is replaced.

        Raises:
            DeviceError: `speaker.clip_form`, `speaker.clip_silent`, `speaker.clip_long`.
        """

    def bring(self, language: VoiceLanguage, part: str, file: Path) -> None:
        """Keep a recording that was made elsewhere; see `keep`.

        Raises:
            DeviceError: `speaker.clip_form`, `speaker.clip_silent`, `speaker.clip_long`.
        """

    def synthesise(self, part: str) -> None:
        """Keep a part as the machine's own Chinese voice says it.

        Raises:
            DeviceError: `speaker.no_voice`, and what `keep` raises.
        """

    def drop(self, language: VoiceLanguage, part: str) -> None:
        """Take a recording away."""

    def play(self, language: VoiceLanguage, part: str) -> None:
        """Play a recording and return when it was heard.

        Raises:
            DeviceError: `speaker.missing`, `speaker.failed`, `speaker.clip`.
        """


class Recorder(Protocol):
    """Records what is said into the microphone of this machine."""

    def begin(self) -> None:
        """Begin to record.

        Raises:
            DeviceError: `speaker.no_microphone`.
        """

    def end(self) -> bytes:
        """Stop and return a WAV file.

        Raises:
            DeviceError: `speaker.no_microphone`, nothing could be recorded.
        """
