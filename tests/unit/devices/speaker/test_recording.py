"""Recordings: of any rate and any number of channels, without silence around; what cannot be used is told."""

from __future__ import annotations

import array
import io
import math
import sys
import wave
from itertools import pairwise
from pathlib import Path

import pytest

from app.domain.voice import VoiceLanguage
from app.errors import DeviceError
from devices.speaker.clip_book import FolderClips
from devices.speaker.clips import Clips
from devices.speaker.players import FolderPlayer
from devices.speaker.recorders import ProgramRecorder, WindowsRecorder, system_recorder
from devices.speaker.sound import RATE, read_clip
from devices.speaker.synthetic import ProgramVoice, system_voice

ZH = VoiceLanguage.CHINESE


def sound(
    seconds: float = 0.5, rate: int = RATE, channels: int = 1, width: int = 2, still: float = 0
) -> bytes:
    """Return a tone as a WAV file, with a silence before and after it."""
    count = int(rate * seconds)
    tone = array.array("h")
    for at in range(count):
        tone.extend([int(12_000 * math.sin(2 * math.pi * 440 * at / rate))] * channels)
    quiet = array.array("h", bytes(2 * channels * int(rate * still)))
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes((quiet + tone + quiet).tobytes())
    return out.getvalue()


@pytest.fixture
def clips(tmp_path: Path) -> FolderClips:
    return FolderClips(tmp_path / "clips", lambda: FolderPlayer(tmp_path / "heard"))


def kept(clips: FolderClips, tmp_path: Path, data: bytes) -> array.array[int]:
    clips.keep(ZH, "A", data)
    return read_clip(tmp_path / "clips" / "zh" / "A.wav")


@pytest.mark.parametrize(("rate", "channels"), [(RATE, 1), (48_000, 2), (44_100, 1), (16_000, 1)])
def test_a_clip_has_our_form_whatever_recorded_it(
    rate: int, channels: int, clips: FolderClips, tmp_path: Path
) -> None:
    samples = kept(clips, tmp_path, sound(rate=rate, channels=channels))
    assert len(samples) / RATE == pytest.approx(0.5, abs=0.05)
    assert max(samples) == pytest.approx(12_000, rel=0.05)
    crossings = sum(a < 0 <= b for a, b in pairwise(samples))
    assert crossings / (len(samples) / RATE) == pytest.approx(440, rel=0.03)


def test_silence_around_is_cut_so_that_clips_join(clips: FolderClips, tmp_path: Path) -> None:
    assert len(kept(clips, tmp_path, sound(still=1.0))) / RATE == pytest.approx(0.5, abs=0.06)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "clip_form"),
        (b"ID3 an mp3", "clip_form"),
        (sound(width=1), "clip_form"),
        (sound(0, still=0.5), "clip_silent"),
        (sound(7), "clip_long"),
    ],
)
def test_what_cannot_be_used_is_told_and_not_kept(data: bytes, code: str, clips: FolderClips) -> None:
    with pytest.raises(DeviceError, match=code):
        clips.keep(ZH, "A", data)
    assert clips.recorded(ZH) == frozenset()


def test_a_file_is_brought_heard_and_dropped(clips: FolderClips, tmp_path: Path) -> None:
    spoken = Clips(tmp_path / "clips" / "zh")
    assert spoken.cover("A") is None
    (tmp_path / "from-a-phone.wav").write_bytes(sound(rate=44_100))
    clips.bring(ZH, "A", tmp_path / "from-a-phone.wav")
    assert clips.recorded(ZH) == {"A"}
    assert spoken.cover("A") == [tmp_path / "clips" / "zh" / "A.wav"]
    clips.play(ZH, "A")
    assert len(list((tmp_path / "heard").iterdir())) == 1
    clips.drop(ZH, "A")
    clips.drop(ZH, "A")
    assert clips.recorded(ZH) == frozenset()
    with pytest.raises(DeviceError, match="clip_form"):
        clips.bring(ZH, "A", tmp_path / "not-there.wav")


RECORDS = """
import signal, sys, time
from pathlib import Path
Path(sys.argv[1]).write_bytes(b"recorded")
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
while True:
    time.sleep(0.01)
"""


def test_a_program_records_until_it_is_told_to_stop() -> None:
    recorder = ProgramRecorder((sys.executable, "-c", RECORDS, "{file}"))
    recorder.begin()
    assert recorder._running is not None
    file = recorder._running[1]
    while not file.exists() or not file.read_bytes():
        pass
    assert recorder.end() == b"recorded"
    assert not file.parent.exists()


def test_no_program_or_no_microphone_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DeviceError, match="no_microphone"):
        ProgramRecorder(("no-such-recorder",)).begin()
    failing = ProgramRecorder((sys.executable, "-c", "raise SystemExit(1)"))
    failing.begin()
    with pytest.raises(DeviceError, match="no_microphone"):
        failing.end()
    if sys.platform != "win32":
        with pytest.raises(DeviceError, match="no_microphone"):
            WindowsRecorder().begin()
        monkeypatch.setenv("PATH", "")
        with pytest.raises(DeviceError, match="no_microphone"):
            system_recorder()


SAYS = """
import sys, wave
with wave.open(sys.argv[1], "wb") as file:
    file.setnchannels(1); file.setsampwidth(2); file.setframerate(16000)
    file.writeframes(b"\\x00\\x30" * 8000)
assert sys.argv[2] == "A"
"""


def test_the_machines_own_voice_fills_a_part(tmp_path: Path) -> None:
    voice = ProgramVoice((sys.executable, "-c", SAYS, "{file}", "{text}"))
    clips = FolderClips(tmp_path, lambda: FolderPlayer(tmp_path / "heard"), lambda: voice)
    clips.synthesise("A")
    assert clips.recorded(ZH) == {"A"}
    with pytest.raises(DeviceError, match="no_voice"):
        clips.synthesise("B")  # the program ended with an error
    assert clips.recorded(ZH) == {"A"}


def test_without_a_voice_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DeviceError, match="no_voice"):
        ProgramVoice(("no-such-voice", "{text}")).say("A")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DeviceError, match="no_voice"):
        system_voice()
    monkeypatch.setattr(sys, "platform", "win32")
    assert system_voice()._quoted("3'号窗口") == "3''号窗口"
