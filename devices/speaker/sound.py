"""Sound as 16-bit samples: the hall's chime, made by ourselves, recorded clips, and the WAV they make."""

import array
import io
import math
import sys
import wave
from pathlib import Path

from app.errors import DeviceError

RATE = 22_050
"""Samples a second, one channel; clips are recorded so."""

_WIDTH = 2
_LOUD = 0.6 * 32_767
_TONES = ((784.0, 0.45), (587.33, 0.9))  # G5, D5: a door's chime, in Hz and seconds
_FADE_IN = 0.005
_PAUSE = 0.12
_STEP, _HEARD = RATE // 50, 700  # 20 ms; softer than this is a quiet room


def chime() -> "array.array[int]":
    """Return two falling tones that swell at once and die away."""
    samples = array.array("h")
    for pitch, seconds in _TONES:
        for at in range(int(RATE * seconds)):
            time = at / RATE
            swell = min(time / _FADE_IN, 1.0) * math.exp(-4 * time / seconds)
            tone = math.sin(2 * math.pi * pitch * time) + 0.3 * math.sin(4 * math.pi * pitch * time)
            samples.append(int(_LOUD * swell * tone / 1.3))
    return samples


def pause() -> "array.array[int]":
    """Return the silence between the chime and the words."""
    return array.array("h", bytes(_WIDTH * int(RATE * _PAUSE)))


def read_clip(file: Path) -> "array.array[int]":
    """Read a recorded clip.

    Raises:
        DeviceError: `speaker.clip`, it is no WAV of 22050 samples a second, 16 bits, one channel.
    """
    try:
        with wave.open(str(file), "rb") as clip:
            form = (clip.getnchannels(), clip.getsampwidth(), clip.getframerate())
            frames = clip.readframes(clip.getnframes())
    except (OSError, EOFError, wave.Error):
        raise DeviceError("speaker.clip", file=file.name) from None
    if form != (1, _WIDTH, RATE):
        raise DeviceError("speaker.clip", file=file.name)
    return _turned(array.array("h", frames))


def any_wav(data: bytes) -> "array.array[int]":
    """Return the samples of a WAV file of 16 bits, of any rate and number of channels, as one of our clips.

    Raises:
        DeviceError: `speaker.clip_form`, it is no such file.
    """
    try:
        with wave.open(io.BytesIO(data)) as file:
            channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
            frames = file.readframes(file.getnframes())
    except (EOFError, wave.Error):
        raise DeviceError("speaker.clip_form") from None
    if width != _WIDTH or not channels or not rate:
        raise DeviceError("speaker.clip_form")
    whole = len(frames) // (_WIDTH * channels) * _WIDTH * channels  # a recorder that was ended may cut one
    every = _turned(array.array("h", frames[:whole]))
    one = array.array(
        "h", (sum(every[at : at + channels]) // channels for at in range(0, len(every), channels))
    )
    return one if rate == RATE else _at_our_rate(one, rate)


def _at_our_rate(samples: "array.array[int]", rate: int) -> "array.array[int]":
    """Return samples of another rate at ours, each between its two neighbours."""
    made = array.array("h")
    for at in range(len(samples) * RATE // rate):
        place, part = divmod(at * rate, RATE)
        after = samples[min(place + 1, len(samples) - 1)]
        made.append(samples[place] + (after - samples[place]) * part // RATE)
    return made


def trimmed(samples: "array.array[int]") -> "array.array[int]":
    """Return a recording without the silence around it, so that clips join into a sentence.

    Raises:
        DeviceError: `speaker.clip_silent`, there is nothing else.
    """
    loud = [at for at in range(0, len(samples), _STEP) if max(map(abs, samples[at : at + _STEP])) >= _HEARD]
    if not loud:
        raise DeviceError("speaker.clip_silent")
    first, last = max(loud[0] - _STEP, 0), loud[-1] + 2 * _STEP
    return samples[first:last]


def wav(samples: "array.array[int]") -> bytes:
    """Return samples as the bytes of a WAV file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(_WIDTH)
        file.setframerate(RATE)
        file.writeframes(_turned(array.array("h", samples)).tobytes())
    return out.getvalue()


def _turned(samples: "array.array[int]") -> "array.array[int]":
    """Turn between this machine's order of bytes and a WAV's, which has the low byte first."""
    if sys.byteorder == "big":
        samples.byteswap()
    return samples
