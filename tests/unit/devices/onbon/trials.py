"""The parsers of Onbon cards with the noise they have to bear."""

from devices.line import Line
from devices.onbon import bitmap, bitmap_areas, link, text, text_areas
from devices.onbon.bitmap_display import BitmapScreen, OnbonBitmapDisplay
from devices.onbon.pixels import unpack_5e, unpack_6e
from devices.onbon.text_display import OnbonTextDisplay, TextScreen
from devices.simulators.onbon import OnbonBitmapSimulator, OnbonTextSimulator
from tests.unit.devices.fuzzing import blocks, device, spoilt, stream
from tests.unit.devices.onbon.test_bitmap import AREA_5E, AREA_6Q
from tests.unit.devices.onbon.test_bitmap import REQUESTS as BITMAP_REQUESTS
from tests.unit.devices.onbon.test_text import CAPTURED_AREA
from tests.unit.devices.onbon.test_text import REQUESTS as TEXT_REQUESTS

_LIMIT = 4096 + 600
_LARGEST = 400_000
"""What a bitmap card takes in one frame, and our simulators therefore wait for."""

_UPDATE = text_areas.Update((CAPTURED_AREA,), (1, 2)).pack()
_TEXTS = [*(data for _, data, _ in TEXT_REQUESTS.values()), _UPDATE]
_TEXT_ANSWERS = [text.ACK, text.nack(3)]
_TEXT_FRAMES = [text.Packet(1, data).frame() for data in _TEXTS]
_TEXT_REPLIES = [text.Packet(1, data, answer=True).frame() for data in _TEXT_ANSWERS]
_DELETE = bitmap.delete([1, 2])
_BITMAPS = [*(packet.data for packet, _ in BITMAP_REQUESTS.values()), AREA_5E.update_5e(), _DELETE]
_BITMAP_ANSWERS = [bitmap.ack(), bitmap.nack(3)]
_BITMAP_FRAMES = [bitmap.Packet(1, data).frame() for data in _BITMAPS]
_BITMAP_REPLIES = [bitmap.Packet(1, data, answer=True).frame() for data in _BITMAP_ANSWERS]


def _body(frame: bytes) -> bytes:
    return link.take_body(bytearray(frame)) or b""


_TEXT_BODIES, _BITMAP_BODIES = [*map(_body, _TEXT_FRAMES)], [*map(_body, _BITMAP_FRAMES)]
_BODIES = _TEXT_BODIES + _BITMAP_BODIES
_TEXT_CARD, _BITMAP_CARD = OnbonTextDisplay, OnbonBitmapDisplay
_NOWHERE = Line("loop://")

TRIALS = {
    "onbon/link take_body": stream(link.take_body, spoilt(_TEXT_FRAMES + _BITMAP_FRAMES), _LIMIT),
    "onbon/link unescape": blocks(link.unescape, spoilt(_BODIES)),
    "onbon/link verified": blocks(link.verified, spoilt([*map(link.unescape, _BODIES)])),
    "onbon/text parse": blocks(text.parse, spoilt(_TEXT_BODIES)),
    "onbon/text check_reply": blocks(text.check_reply, spoilt(_TEXT_ANSWERS)),
    "onbon/text_areas parse_area": blocks(text_areas.parse_area, spoilt([CAPTURED_AREA.pack()])),
    "onbon/text_areas parse_update": blocks(text_areas.parse_update, spoilt([_UPDATE])),
    "onbon/text_display OnbonTextDisplay._take": stream(
        _TEXT_CARD(_NOWHERE, TextScreen())._take, spoilt(_TEXT_REPLIES), _LIMIT
    ),
    "onbon/bitmap parse": blocks(bitmap.parse, spoilt(_BITMAP_BODIES)),
    "onbon/bitmap parse_delete": blocks(bitmap.parse_delete, spoilt([_DELETE])),
    "onbon/bitmap check_reply": blocks(bitmap.check_reply, spoilt(_BITMAP_ANSWERS)),
    "onbon/bitmap_areas parse_update": blocks(
        lambda data: bitmap_areas.parse_update(data, sixth=False), spoilt([AREA_5E.update_5e()])
    ),
    "onbon/bitmap_areas parse_update: sixth": blocks(
        lambda data: bitmap_areas.parse_update(data, sixth=True), spoilt([AREA_6Q.update_6()])
    ),
    "onbon/pixels unpack_5e": blocks(lambda data: unpack_5e(data, 3, 16, 2), spoilt([b"\x5a" * 6])),
    "onbon/pixels unpack_6e": blocks(lambda data: unpack_6e(data, 3, 16, 2), spoilt([b"\x5a" * 8])),
    "onbon/bitmap_display OnbonBitmapDisplay._take": stream(
        _BITMAP_CARD(_NOWHERE, BitmapScreen())._take, spoilt(_BITMAP_REPLIES), _LIMIT
    ),
    "simulators/onbon _OnbonSimulator.receive": device(OnbonTextSimulator, spoilt(_TEXT_FRAMES), _LARGEST),
    "simulators/onbon _OnbonSimulator.receive: bitmaps": device(
        OnbonBitmapSimulator, spoilt(_BITMAP_FRAMES), _LARGEST
    ),
    "simulators/onbon _OnbonSimulator.receive: sealed": device(
        OnbonTextSimulator, spoilt(_TEXTS, lambda data: text.Packet(1, data).frame()), _LARGEST
    ),
    "simulators/onbon _OnbonSimulator.receive: sealed bitmaps": device(
        OnbonBitmapSimulator, spoilt(_BITMAPS, lambda data: bitmap.Packet(1, data).frame()), _LARGEST
    ),
}
