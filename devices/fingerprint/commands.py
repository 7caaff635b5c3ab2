"""Commands and confirmation codes of the fingerprint modules as pure functions (protocols §6)."""

from dataclasses import dataclass
from enum import IntEnum

from app.errors import DeviceError


class Code(IntEnum):
    """Command codes, named as in the makers' manuals."""

    GEN_IMG = 0x01
    IMG_2_TZ = 0x02
    MATCH = 0x03
    SEARCH = 0x04
    REG_MODEL = 0x05
    STORE = 0x06
    LOAD_CHAR = 0x07
    DELETE_CHAR = 0x0C
    EMPTY = 0x0D
    READ_SYS_PARA = 0x0F
    VERIFY_PASSWORD = 0x13
    HIGH_SPEED_SEARCH = 0x1B
    TEMPLATE_NUM = 0x1D
    READ_INDEX_TABLE = 0x1F
    AURA_LED_CONFIG = 0x35


class Confirmation(IntEnum):
    """Confirmation codes a driver has to tell apart."""

    OK = 0x00
    PACKET_ERROR = 0x01
    NO_FINGER = 0x02
    CAPTURE_FAILED = 0x03
    MESSY = 0x06
    TOO_FEW_FEATURES = 0x07
    NO_MATCH = 0x08
    NOT_FOUND = 0x09
    CANNOT_COMBINE = 0x0A
    OUT_OF_RANGE = 0x0B
    BAD_TEMPLATE = 0x0C
    DELETE_FAILED = 0x10
    CLEAR_FAILED = 0x11
    WRONG_PASSWORD = 0x13
    NO_IMAGE = 0x15
    FLASH = 0x18
    LIBRARY_FULL = 0x1F
    VERIFY_FIRST = 0x21
    SENSOR_FAULT = 0x29
    UNSUPPORTED = 0xFC
    HARDWARE = 0xFD


POOR_IMAGE = frozenset(
    {
        Confirmation.CAPTURE_FAILED,
        Confirmation.MESSY,
        Confirmation.TOO_FEW_FEATURES,
        Confirmation.NO_IMAGE,
    }
)
"""The finger is to be placed again."""

_ERRORS = {
    Confirmation.PACKET_ERROR: "device.garbled",
    Confirmation.CANNOT_COMBINE: "fingerprint.not_same",
    Confirmation.OUT_OF_RANGE: "fingerprint.no_such_slot",
    Confirmation.WRONG_PASSWORD: "fingerprint.password",
    Confirmation.VERIFY_FIRST: "fingerprint.password",
    Confirmation.LIBRARY_FULL: "fingerprint.full",
    Confirmation.FLASH: "fingerprint.broken",
    Confirmation.SENSOR_FAULT: "fingerprint.broken",
    Confirmation.HARDWARE: "fingerprint.broken",
}


class Light(IntEnum):
    """What the ring of light does."""

    BREATHE = 1
    FLASH = 2
    ON = 3
    OFF = 4


class Colour(IntEnum):
    """Colours every module with a ring has."""

    RED = 1
    BLUE = 2
    PURPLE = 3


@dataclass(frozen=True)
class Parameters:
    """What ReadSysPara says.

    Attributes:
        status: status register.
        system: system identifier, 9 as a rule.
        capacity: slots for templates.
        security: how alike two prints must be, 1 (loose) to 5 (strict).
        address: the module's address.
        packet_bytes: bytes in a data packet.
        speed: baud.
    """

    status: int
    system: int
    capacity: int
    security: int
    address: int
    packet_bytes: int
    speed: int


def img_2_tz(buffer: int) -> bytes:
    """Return the command that extracts features from the image into buffer 1 or 2."""
    return bytes((Code.IMG_2_TZ, buffer))


def search(buffer: int, start: int, count: int) -> bytes:
    """Return the command that looks for a buffer's finger in `count` slots from `start` on."""
    return bytes((Code.SEARCH, buffer)) + _words(start, count)


def store(buffer: int, slot: int) -> bytes:
    """Return the command that keeps a buffer in a slot."""
    return bytes((Code.STORE, buffer)) + _words(slot)


def delete_char(slot: int, count: int) -> bytes:
    """Return the command that forgets `count` slots from `slot` on."""
    return bytes((Code.DELETE_CHAR,)) + _words(slot, count)


def verify_password(password: int) -> bytes:
    """Return the command that tells the module its password."""
    return bytes((Code.VERIFY_PASSWORD,)) + password.to_bytes(4, "big")


def read_index_table(page: int) -> bytes:
    """Return the command that asks which of the 256 slots of a page are taken."""
    return bytes((Code.READ_INDEX_TABLE, page))


def aura_led(light: Light, colour: Colour, speed: int = 0x64, times: int = 0) -> bytes:
    """Return the command that sets the ring of light; `times` 0 means for ever."""
    return bytes((Code.AURA_LED_CONFIG, light, speed, colour, times))


def parse_parameters(data: bytes) -> Parameters:
    """Take the 16 bytes of ReadSysPara apart.

    Raises:
        DeviceError: `device.garbled`.
    """
    words = parse_words(data, 8)
    return Parameters(
        status=words[0],
        system=words[1],
        capacity=words[2],
        security=words[3],
        address=words[4] << 16 | words[5],
        packet_bytes=32 << min(words[6], 3),
        speed=words[7] * 9600,
    )


def parse_words(data: bytes, count: int) -> tuple[int, ...]:
    """Return the first `count` 16-bit numbers, high byte first.

    Raises:
        DeviceError: `device.garbled`, there are fewer.
    """
    if len(data) < 2 * count:
        raise DeviceError("device.garbled")
    return tuple(int.from_bytes(data[at : at + 2], "big") for at in range(0, 2 * count, 2))


def parse_index(data: bytes, page: int) -> frozenset[int]:
    """Return the taken slots of a page: bit i of byte k stands for slot page · 256 + 8k + i.

    Raises:
        DeviceError: `device.garbled`, not 32 bytes.
    """
    if len(data) != 32:
        raise DeviceError("device.garbled")
    return frozenset(
        page * 256 + 8 * at + bit for at, byte in enumerate(data) for bit in range(8) if byte >> bit & 1
    )


def refusal(confirmation: int) -> DeviceError:
    """Return what a confirmation code other than OK means for a person."""
    code = _ERRORS.get(Confirmation(confirmation)) if confirmation in frozenset(Confirmation) else None
    return DeviceError(code) if code else DeviceError("fingerprint.refused", answer=f"{confirmation:02X}")


def _words(*numbers: int) -> bytes:
    return b"".join(number.to_bytes(2, "big") for number in numbers)
