"""The parsers of displays with frames of their own, with the noise they have to bear."""

from functools import partial

from devices.custom_display.display import CustomDisplay, CustomScreen
from devices.custom_display.frames import AddressForm, ChecksumKind, Frame, take_frame
from devices.line import Line
from devices.simulators.custom import CustomSimulator
from tests.unit.devices.custom_display.test_frames import FORMS, TEXT
from tests.unit.devices.fuzzing import Trial, blocks, device, in_blocks, spoilt, stream

_LARGEST = 300
_BLOCK = 1024
_LONG_TEXT = TEXT * 25
_FORMS = {
    **{name: form for name, (form, _) in FORMS.items()},
    "no suffix, sum": Frame(b"\x02", b""),
    "nothing but text": Frame(b"", b"", b"", AddressForm.NONE, ChecksumKind.NONE),
}
_SCREEN = CustomScreen(1, Frame(b"\x02", b"\x03"), reply=b"\x06\x15")
_LINE = [Frame(b"\x02", b"\x03").pack(1, TEXT)]


def _frames(form: Frame) -> Trial:
    seeds = [form.pack(4, TEXT), form.pack(5, b"1" * 40)]
    take = partial(take_frame, form=form, addresses=(4, 5))
    if form.suffix:
        return stream(take, spoilt(seeds), _LARGEST)
    # Such a frame may end at any byte, so a spoilt one is tried to its greatest length: read late, few are.
    return stream(take, in_blocks(spoilt([form.pack(one, _LONG_TEXT) for one in (4, 5)]), _BLOCK), _LARGEST)


_TAKEN = {name: form for name, form in _FORMS.items() if name != "no suffix, crc"}
"""A sum at every byte is quick where a CRC is not; which of the two it is, taking a frame does not know."""

TRIALS = {
    **{f"custom_display/frames take_frame: {name}": _frames(form) for name, form in _TAKEN.items()},
    **{
        f"custom_display/frames Frame.parse: {name}": blocks(
            partial(form.parse, addresses=(4, 5)), spoilt([form.pack(4, TEXT), form.pack(5, b"1" * 40)])
        )
        for name, form in _FORMS.items()
    },
    "custom_display/display CustomDisplay._take": stream(
        CustomDisplay(Line("loop://"), _SCREEN)._take, spoilt([b"\x06\x15", b"\x06"]), 64
    ),
    "simulators/custom CustomSimulator.receive": device(
        lambda: CustomSimulator(reply=b"\x06"), spoilt(_LINE), _LARGEST
    ),
    "simulators/custom CustomSimulator.receive: no suffix": device(
        lambda: CustomSimulator(form=_FORMS["no suffix, sum"], reply=b"\x06"),
        in_blocks(spoilt([_FORMS["no suffix, sum"].pack(1, _LONG_TEXT)]), _BLOCK),
        _LARGEST,
    ),
}
