"""A simulated fingerprint module of the ZFM-20 family: fingers on its glass and in its slots (§6)."""

import json
from collections import deque
from collections.abc import Callable
from pathlib import Path

from app.errors import DeviceError
from devices.checksums import sum16
from devices.fingerprint.commands import Code, Confirmation
from devices.fingerprint.packet import EVERYBODY, Packet, PacketKind, build, take_packet
from devices.simulators.frame import SimulatedDevice

CAPACITY = 200
_SECURITY = 3
_PACKET_CODE = 2
_BAUD_CODE = 6
_SCORE = 100


class FingerprintSimulator(SimulatedDevice):
    """Fingers are names; two takes of one name are the same finger.

    Commands: `finger NAME` lays a finger down until `lift`; `touch NAME …` touches once for each name, with
    the finger lifted in between.

    Args:
        addresses: the module's address, the shipped one unless told.
        out: folder where the stored fingers outlive the program.
        password: what it wants to hear first.
    """

    FAULTS = frozenset({"no_finger", "unknown_finger", "poor_image", "full"})

    def __init__(self, addresses: tuple[int, ...] = (), out: Path | None = None, password: int = 0) -> None:
        super().__init__(addresses, out)
        self.address = addresses[0] if addresses else EVERYBODY
        self.password = password
        self.slots: dict[int, str] = {}
        self.light = b""
        self._memory = out / "fingers.json" if out else None
        if self._memory and self._memory.exists():
            self.slots = {int(slot): name for slot, name in json.loads(self._memory.read_text()).items()}
        self._glass: str | None = None
        self._touches: deque[str] = deque()
        self._lifting = False
        self._image: str | None = None
        self._buffers: dict[int, str] = {}
        self._verified = password == 0
        self._received = bytearray()
        self._answers: dict[int, Callable[[bytes], bytes]] = {
            Code.GEN_IMG: self._gen_img,
            Code.IMG_2_TZ: self._img_2_tz,
            Code.MATCH: self._match,
            Code.SEARCH: self._search,
            Code.HIGH_SPEED_SEARCH: self._search,
            Code.REG_MODEL: self._reg_model,
            Code.STORE: self._store,
            Code.LOAD_CHAR: self._load_char,
            Code.DELETE_CHAR: self._delete_char,
            Code.EMPTY: self._empty,
            Code.READ_SYS_PARA: self._read_sys_para,
            Code.TEMPLATE_NUM: self._template_num,
            Code.READ_INDEX_TABLE: self._read_index_table,
            Code.AURA_LED_CONFIG: self._aura,
        }

    def receive(self, data: bytes) -> bytes:
        """See `SimulatedDevice`."""
        self._received += data
        answers = b""
        while True:
            try:
                packet = take_packet(self._received)
            except DeviceError:
                answers += self._reply(Confirmation.PACKET_ERROR)
                continue
            if packet is None:
                return answers
            if packet.kind is PacketKind.COMMAND and packet.address == self.address:
                answers += self._obey(packet.content[0], packet.content[1:])

    def command(self, words: list[str]) -> bytes:
        """See the class."""
        match words:
            case ["finger", name]:
                self._glass = name
            case ["lift"]:
                self._glass = None
                self._touches.clear()
            case ["touch", *names] if names:
                self._touches.extend(names)
            case _:
                return super().command(words)
        return b""

    def power_on(self) -> bytes:
        """Slots survive a loss of power; a module says `55` when it is ready."""
        self._buffers.clear()
        self._received.clear()
        self._image, self.light = None, b""
        self._verified = self.password == 0
        return b"\x55"

    def spoil(self, reply: bytes) -> bytes:
        """Return the reply with a wrong sum."""
        wrong = sum16(reply[6:-2]) ^ 0x0101
        return reply[:-2] + wrong.to_bytes(2, "big")

    def _reply(self, confirmation: int, data: bytes = b"") -> bytes:
        return build(Packet(PacketKind.REPLY, bytes((confirmation,)) + data, self.address))

    def _obey(self, code: int, parameters: bytes) -> bytes:
        if code == Code.VERIFY_PASSWORD:
            self._verified = int.from_bytes(parameters, "big") == self.password
            return self._reply(Confirmation.OK if self._verified else Confirmation.WRONG_PASSWORD)
        if not self._verified:
            return self._reply(Confirmation.VERIFY_FIRST)
        answer = self._answers.get(code)
        if answer is None:
            return self._reply(Confirmation.UNSUPPORTED)
        try:
            content = answer(parameters)
        except IndexError:  # fewer parameters than the command has
            content = bytes((Confirmation.PACKET_ERROR,))
        return self._reply(content[0], content[1:])

    def _gen_img(self, _: bytes) -> bytes:
        self._image = None
        if "no_finger" in self.faults:
            return bytes((Confirmation.NO_FINGER,))
        if self._glass is not None:
            self._image = self._glass
        elif self._lifting:
            self._lifting = False
        elif self._touches:
            self._image, self._lifting = self._touches.popleft(), True
        return bytes((Confirmation.NO_FINGER if self._image is None else Confirmation.OK,))

    def _img_2_tz(self, parameters: bytes) -> bytes:
        if self._image is None:
            return bytes((Confirmation.NO_IMAGE,))
        if "poor_image" in self.faults:
            return bytes((Confirmation.TOO_FEW_FEATURES,))
        self._buffers[parameters[0]] = self._image
        return bytes((Confirmation.OK,))

    def _match(self, _: bytes) -> bytes:
        same = self._same_buffers()
        return bytes((Confirmation.OK if same else Confirmation.NO_MATCH, 0, _SCORE if same else 0))

    def _same_buffers(self) -> bool:
        first, second = self._buffers.get(1), self._buffers.get(2)
        return first is not None and first == second

    def _search(self, parameters: bytes) -> bytes:
        finger = self._buffers.get(parameters[0])
        start, count = _word(parameters, 1), _word(parameters, 3)
        if finger is not None and "unknown_finger" not in self.faults:
            for slot in range(start, min(start + count, CAPACITY)):
                if self.slots.get(slot) == finger:
                    return bytes((Confirmation.OK, *slot.to_bytes(2, "big"), 0, _SCORE))
        return bytes((Confirmation.NOT_FOUND, 0, 0, 0, 0))

    def _reg_model(self, _: bytes) -> bytes:
        return bytes((Confirmation.OK if self._same_buffers() else Confirmation.CANNOT_COMBINE,))

    def _store(self, parameters: bytes) -> bytes:
        buffer, slot = parameters[0], _word(parameters, 1)
        if "full" in self.faults:
            return bytes((Confirmation.LIBRARY_FULL,))
        if slot >= CAPACITY:
            return bytes((Confirmation.OUT_OF_RANGE,))
        if buffer not in self._buffers:
            return bytes((Confirmation.BAD_TEMPLATE,))
        self.slots[slot] = self._buffers[buffer]
        self._remember()
        return bytes((Confirmation.OK,))

    def _load_char(self, parameters: bytes) -> bytes:
        buffer, slot = parameters[0], _word(parameters, 1)
        if slot >= CAPACITY:
            return bytes((Confirmation.OUT_OF_RANGE,))
        if slot not in self.slots:
            return bytes((Confirmation.BAD_TEMPLATE,))
        self._buffers[buffer] = self.slots[slot]
        return bytes((Confirmation.OK,))

    def _delete_char(self, parameters: bytes) -> bytes:
        slot, count = _word(parameters, 0), _word(parameters, 2)
        if slot + count > CAPACITY:
            return bytes((Confirmation.OUT_OF_RANGE,))
        for one in range(slot, slot + count):
            self.slots.pop(one, None)
        self._remember()
        return bytes((Confirmation.OK,))

    def _empty(self, _: bytes) -> bytes:
        self.slots.clear()
        self._remember()
        return bytes((Confirmation.OK,))

    def _read_sys_para(self, _: bytes) -> bytes:
        words = (
            0,
            9,
            CAPACITY,
            _SECURITY,
            self.address >> 16,
            self.address & 0xFFFF,
            _PACKET_CODE,
            _BAUD_CODE,
        )
        return bytes((Confirmation.OK,)) + b"".join(word.to_bytes(2, "big") for word in words)

    def _template_num(self, _: bytes) -> bytes:
        return bytes((Confirmation.OK, *len(self._taken()).to_bytes(2, "big")))

    def _read_index_table(self, parameters: bytes) -> bytes:
        table = bytearray(32)
        for slot in self._taken():
            if slot // 256 == parameters[0]:
                table[slot % 256 // 8] |= 1 << slot % 8
        return bytes((Confirmation.OK,)) + table

    def _taken(self) -> frozenset[int]:
        return frozenset(range(CAPACITY)) if "full" in self.faults else frozenset(self.slots)

    def _aura(self, parameters: bytes) -> bytes:
        self.light = parameters
        return bytes((Confirmation.OK,))

    def _remember(self) -> None:
        if self._memory:
            self._memory.write_text(json.dumps(self.slots), encoding="utf-8")


def _word(parameters: bytes, at: int) -> int:
    return parameters[at] << 8 | parameters[at + 1]
