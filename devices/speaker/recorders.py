"""What records the microphone: the system's own program, or Windows' media interface."""

import ctypes
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from app.errors import DeviceError
from app.ports.voice import Recorder
from devices.speaker.sound import RATE

_SECONDS = 15
_PATIENCE = 3.0
_PROGRAMS = (
    ("arecord", "-q", "-f", "S16_LE", "-c", "1", "-r", str(RATE), "-d", str(_SECONDS), "{file}"),
    ("pw-record", "--format", "s16", "--channels", "1", "--rate", str(RATE), "{file}"),
)


class ProgramRecorder:
    """Lets a program record into a file until it is told to stop.

    Args:
        command: the program and its arguments; `{file}` stands for the file.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)
        self._running: tuple[subprocess.Popen[bytes], Path] | None = None

    def begin(self) -> None:
        """See `Recorder`."""
        self._stop()
        file = Path(tempfile.mkdtemp(prefix="hall-voice-")) / "clip.wav"
        command = [str(file) if part == "{file}" else part for part in self._command]
        try:
            program = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        except OSError:
            shutil.rmtree(file.parent, ignore_errors=True)
            raise DeviceError("speaker.no_microphone") from None
        self._running = (program, file)

    def end(self) -> bytes:
        """See `Recorder`."""
        data = self._stop()
        if not data:
            raise DeviceError("speaker.no_microphone")
        return data

    def _stop(self) -> bytes:
        """End the program and return what it wrote, nothing where it wrote nothing."""
        if self._running is None:
            return b""
        (program, file), self._running = self._running, None
        program.terminate()
        try:
            program.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()
        try:
            return file.read_bytes()
        except OSError:
            return b""
        finally:
            shutil.rmtree(file.parent, ignore_errors=True)


class WindowsRecorder:
    """Records with the commands of Windows' media control interface."""

    def begin(self) -> None:
        """See `Recorder`."""
        _mci("close hallvoice", must=False)
        _mci("open new type waveaudio alias hallvoice")
        _mci(
            "set hallvoice time format ms bitspersample 16 channels 1 "
            f"samplespersec {RATE} bytespersec {2 * RATE} alignment 2"
        )
        _mci("record hallvoice")

    def end(self) -> bytes:
        """See `Recorder`."""
        with tempfile.TemporaryDirectory(prefix="hall-voice-") as folder:
            file = Path(folder) / "clip.wav"
            _mci("stop hallvoice")
            _mci(f'save hallvoice "{file}"')
            _mci("close hallvoice", must=False)
            return file.read_bytes()


def _mci(command: str, *, must: bool = True) -> None:
    if sys.platform != "win32":
        raise DeviceError("speaker.no_microphone")
    else:  # noqa: RET506 (for the type checker, which reads each platform's branch alone)
        if ctypes.windll.winmm.mciSendStringW(command, None, 0, None) and must:
            raise DeviceError("speaker.no_microphone")


def system_recorder() -> Recorder:
    """Return what records on this machine.

    Raises:
        DeviceError: `speaker.no_microphone`, the machine has neither ALSA's nor PipeWire's recorder.
    """
    if sys.platform == "win32":
        return WindowsRecorder()
    for program, *arguments in _PROGRAMS:
        if shutil.which(program):
            return ProgramRecorder((program, *arguments))
    raise DeviceError("speaker.no_microphone")
