"""The hall's recordings on this machine: one folder a language, one WAV file a part."""

import array
from collections.abc import Callable
from pathlib import Path

from app.domain.voice import VoiceLanguage
from app.errors import DeviceError
from devices.speaker.players import Player
from devices.speaker.sound import RATE, any_wav, read_clip, trimmed, wav
from devices.speaker.synthetic import ProgramVoice, system_voice

LONGEST_SECONDS = 6.0
_BIGGEST_FILE = 8 * 1024 * 1024


class FolderClips:
    """Implements `app.ports.voice.ClipBook`.

    Args:
        folder: with a folder of clips for each language.
        player: makes what plays, when something is to be heard.
        voice: makes the machine's own Chinese voice, when somebody chooses it.
    """

    def __init__(
        self, folder: Path, player: Callable[[], Player], voice: Callable[[], ProgramVoice] = system_voice
    ) -> None:
        self._folder, self._player, self._voice = folder, player, voice

    def recorded(self, language: VoiceLanguage) -> frozenset[str]:
        """See `ClipBook`."""
        return frozenset(file.stem for file in (self._folder / language.value).glob("*.wav"))

    def keep(self, language: VoiceLanguage, part: str, wav_file: bytes) -> None:
        """See `ClipBook`."""
        samples = trimmed(any_wav(wav_file))
        _check_length(samples)
        file = self._file(language, part)
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_suffix(".new")
        beside.write_bytes(wav(samples))
        beside.replace(file)  # a call that is spoken meanwhile has the old one or the new one

    def bring(self, language: VoiceLanguage, part: str, file: Path) -> None:
        """See `ClipBook`."""
        try:
            fits = file.stat().st_size <= _BIGGEST_FILE
            data = file.read_bytes() if fits else b""
        except OSError:
            raise DeviceError("speaker.clip_form") from None
        if not fits:
            raise DeviceError("speaker.clip_long", seconds=int(LONGEST_SECONDS))
        self.keep(language, part, data)

    def synthesise(self, part: str) -> None:
        """See `ClipBook`."""
        self.keep(VoiceLanguage.CHINESE, part, self._voice().say(part))

    def drop(self, language: VoiceLanguage, part: str) -> None:
        """See `ClipBook`."""
        self._file(language, part).unlink(missing_ok=True)

    def play(self, language: VoiceLanguage, part: str) -> None:
        """See `ClipBook`."""
        self._player().play(wav(read_clip(self._file(language, part))))

    def _file(self, language: VoiceLanguage, part: str) -> Path:
        return self._folder / language.value / f"{part}.wav"


def _check_length(samples: "array.array[int]") -> None:
    if len(samples) > RATE * LONGEST_SECONDS:
        raise DeviceError("speaker.clip_long", seconds=int(LONGEST_SECONDS))
