"""The hall's voice, tested into files: the chime always, words only where every part was recorded."""

from __future__ import annotations

import array
import io
import sys
import wave
from pathlib import Path

import pytest

from app.errors import DeviceError
from devices.speaker.clips import Clips
from devices.speaker.players import FolderPlayer, Player, ProgramPlayer, WindowsPlayer, system_player
from devices.speaker.sound import RATE, chime, pause, read_clip, wav
from devices.speaker.speaker import CallSpeaker

TEXT = "A012号请到12号窗口"
PARTS = ("A", "0", "1", "2", "号请到", "12号窗口")


def record(folder: Path, name: str, value: int, seconds: float = 0.1, rate: int = RATE) -> array.array[int]:
    """Record a clip of one value, which tells it from others."""
    samples = array.array("h", [value] * int(RATE * seconds))
    folder.mkdir(exist_ok=True)
    with wave.open(str(folder / f"{name}.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return samples


def heard(data: bytes) -> array.array[int]:
    with wave.open(io.BytesIO(data), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        return array.array("h", file.readframes(file.getnframes()))


def one_file(folder: Path) -> bytes:
    (file,) = folder.iterdir()
    return file.read_bytes()


def test_the_chime_swells_at_once_dies_away_and_is_never_cut() -> None:
    samples = chime()
    assert 1.2 < len(samples) / RATE < 1.5
    assert 10_000 < max(samples) < 32_767
    assert abs(samples[0]) < 500
    assert max(map(abs, samples[-RATE // 50 :])) < 1_000


def test_without_recordings_the_chime_alone_sounds(tmp_path: Path) -> None:
    CallSpeaker(FolderPlayer(tmp_path / "out"), (Clips(tmp_path / "none"),)).say(TEXT)
    assert heard(one_file(tmp_path / "out")) == chime()


def test_recorded_parts_are_spoken_in_the_order_of_the_text(tmp_path: Path) -> None:
    clips = {name: record(tmp_path / "zh", name, 100 * n) for n, name in enumerate(PARTS, 1)}
    CallSpeaker(FolderPlayer(tmp_path / "out"), (Clips(tmp_path / "zh"),)).say(TEXT)
    wanted = chime() + pause()
    for name in ("A", "0", "1", "2", "号请到", "12号窗口"):
        wanted += clips[name]
    assert heard(one_file(tmp_path / "out")) == wanted


def test_a_part_nobody_recorded_silences_the_words_not_the_chime(tmp_path: Path) -> None:
    for name in PARTS[:-1]:
        record(tmp_path / "zh", name, 1)
    CallSpeaker(FolderPlayer(tmp_path / "out"), (Clips(tmp_path / "zh"),)).say(TEXT)
    assert heard(one_file(tmp_path / "out")) == chime()


def test_two_languages_follow_each_other(tmp_path: Path) -> None:
    first = record(tmp_path / "zh", TEXT, 5)
    second = record(tmp_path / "bo", TEXT, 7)
    CallSpeaker(FolderPlayer(tmp_path / "out"), (Clips(tmp_path / "zh"), Clips(tmp_path / "bo"))).say(TEXT)
    assert heard(one_file(tmp_path / "out")) == chime() + pause() + first + pause() + second


def test_the_longest_recording_wins(tmp_path: Path) -> None:
    for name in ("1", "2", "号窗口", "12号窗口"):
        record(tmp_path, name, 1)
    clips = Clips(tmp_path)
    assert [file.stem for file in clips.cover("12号窗口") or ()] == ["12号窗口"]
    assert [file.stem for file in clips.cover("21号窗口") or ()] == ["2", "1", "号窗口"]
    assert clips.cover("3号窗口") is None


def test_a_clip_of_another_form_is_refused_by_its_name(tmp_path: Path) -> None:
    record(tmp_path, "A", 1, rate=44_100)
    (tmp_path / "B.wav").write_bytes(b"no sound")
    for name in ("A", "B", "C"):
        with pytest.raises(DeviceError, match=r"speaker\.clip") as told:
            read_clip(tmp_path / f"{name}.wav")
        assert told.value.facts == {"file": f"{name}.wav"}


def test_a_program_gets_the_whole_sound(tmp_path: Path) -> None:
    out = tmp_path / "heard.wav"
    code = f"import sys; open({str(out)!r}, 'wb').write(sys.stdin.buffer.read())"
    CallSpeaker(ProgramPlayer((sys.executable, "-c", code))).say(TEXT)
    assert out.read_bytes() == wav(chime())


@pytest.mark.parametrize(
    "command", [(sys.executable, "-c", "raise SystemExit(1)"), ("no-such-player-anywhere",)]
)
def test_a_player_that_fails_is_told(command: tuple[str, ...]) -> None:
    with pytest.raises(DeviceError, match=r"speaker\.failed"):
        CallSpeaker(ProgramPlayer(command)).say(TEXT)


def test_a_machine_without_sound_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("devices.speaker.players.shutil.which", lambda name: None)
    monkeypatch.setattr("devices.speaker.players.sys.platform", "linux")
    with pytest.raises(DeviceError, match=r"speaker\.missing"):
        system_player()
    with pytest.raises(DeviceError, match=r"speaker\.missing"):
        WindowsPlayer().play(b"")


@pytest.mark.parametrize("program", ["aplay", "pw-play"])
def test_the_systems_player_is_found(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("devices.speaker.players.sys.platform", "linux")
    monkeypatch.setattr(
        "devices.speaker.players.shutil.which", lambda name: name if name == program else None
    )
    found: Player = system_player()
    assert isinstance(found, ProgramPlayer)
