"""The system's own Chinese voice, for halls that choose it: espeak-ng, or the voices of Windows."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from app.errors import DeviceError

_PATIENCE = 20.0
_ESPEAK = ("espeak-ng", "-v", "cmn", "-s", "150", "-w", "{file}", "{text}")
_WINDOWS = (
    "Add-Type -AssemblyName System.Speech; "
    "$v = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "$v.SelectVoiceByHints('NotSet', 'NotSet', 0, [Globalization.CultureInfo]'zh-CN'); "
    "$v.SetOutputToWaveFile('{file}'); $v.Speak('{text}'); $v.Dispose()"
)


class ProgramVoice:
    """Lets a program say something into a file.

    Args:
        command: the program and its arguments, in which `{file}` and `{text}` are replaced.
        quoted: makes a text safe inside an argument.
    """

    def __init__(self, command: Sequence[str], quoted: Callable[[str], str] = str) -> None:
        self._command, self._quoted = tuple(command), quoted

    def say(self, text: str) -> bytes:
        """Return a WAV file of what is said.

        Raises:
            DeviceError: `speaker.no_voice`.
        """
        with tempfile.TemporaryDirectory(prefix="hall-voice-") as folder:
            file = Path(folder) / "said.wav"
            command = [
                part.replace("{file}", str(file)).replace("{text}", self._quoted(text))
                for part in self._command
            ]
            try:
                subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=True)
                return file.read_bytes()
            except (OSError, subprocess.SubprocessError):
                raise DeviceError("speaker.no_voice") from None


def system_voice() -> ProgramVoice:
    """Return the Chinese voice of this machine.

    Raises:
        DeviceError: `speaker.no_voice`, it has none.
    """
    if sys.platform == "win32":
        return ProgramVoice(("powershell", "-NoProfile", "-Command", _WINDOWS), _in_quotes)
    if shutil.which(_ESPEAK[0]) is None:
        raise DeviceError("speaker.no_voice")
    return ProgramVoice(_ESPEAK)


def _in_quotes(text: str) -> str:
    return text.replace("'", "''")
