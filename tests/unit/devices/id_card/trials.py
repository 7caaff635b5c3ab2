"""The parsers of ID card readers with the noise they have to bear."""

import json

from app.domain.device_records import CardType
from devices.checksums import xor8
from devices.id_card import layouts
from devices.id_card.frame import (
    HEADER,
    Reply,
    Request,
    build_reply,
    build_request,
    module_number,
    take_reply,
    take_request,
    text_and_photo,
)
from devices.simulators.id_card import MODULE_NUMBER, PHOTO, IdCardSimulator
from tests.unit.devices.fuzzing import blocks, device, spoilt, stream

_LARGEST = 7 + 0x090A
_CARD = {"name": "卓玛", "sex": "2", "birth": "19900101", "valid_from": "20200101", "valid_to": "长期"}
_TEXTS = [layouts.build_text(kind, _CARD) for kind in CardType]
_READ = bytes.fromhex("0100 0400") + _TEXTS[0] + PHOTO
_REPLIES = [build_reply(Reply(0x90, bytes(size))) for size in (0, 4, 16, 70)] + [
    build_reply(Reply(0x90, _READ))
]
_REQUESTS = [build_request(one) for one in Request]


def _sealed(body: bytes) -> bytes:
    checked = (len(body) + 1).to_bytes(2, "big") + body
    return HEADER + checked + bytes((xor8(checked),))


def _reader() -> IdCardSimulator:
    reader = IdCardSimulator()
    reader.command(["card", json.dumps({"type": CardType.RESIDENT.value, **_CARD})])
    return reader


_ASKED = [one.value for one in Request]

TRIALS = {
    "id_card/frame take_reply": stream(take_reply, spoilt(_REPLIES), _LARGEST),
    "id_card/frame take_request": stream(take_request, spoilt(_REQUESTS), _LARGEST),
    "id_card/frame text_and_photo": blocks(text_and_photo, spoilt([_READ])),
    "id_card/frame module_number": blocks(module_number, spoilt([MODULE_NUMBER])),
    "id_card/layouts parse_card": blocks(layouts.parse_card, spoilt(_TEXTS)),
    "id_card/layouts decode": blocks(
        layouts.decode, spoilt([text[:30] for text in _TEXTS]), UnicodeDecodeError
    ),
    "simulators/id_card IdCardSimulator.receive": device(_reader, spoilt(_REQUESTS), _LARGEST),
    "simulators/id_card IdCardSimulator.receive: sealed": device(_reader, spoilt(_ASKED, _sealed), _LARGEST),
}
