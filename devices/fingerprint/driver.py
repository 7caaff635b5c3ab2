"""A fingerprint module on a line: enrol in two takes, identify, delete, count (protocols §6)."""

import threading
from collections.abc import Mapping
from typing import Self

from app.domain.device_records import FingerMatch, FingerPrompt
from app.errors import DeviceError
from app.ports.devices import Cancelled, Prompt
from devices.fingerprint import commands
from devices.fingerprint.commands import POOR_IMAGE, Code, Colour, Confirmation, Light, Parameters
from devices.fingerprint.module import Module
from devices.fingerprint.packet import EVERYBODY
from devices.line import Line

POLL_SECONDS = 0.2
"""Between two looks for a finger; the module has no signal for one (protocols §6)."""


class ZfmSensor:
    """A module of the ZFM-20 family; templates never leave it.

    Args:
        line: its port.
        address: the module's address.
        password: what the module wants to hear first.
        light: whether it has a ring of light (R503).
        poll_seconds: pause between two looks for a finger.
    """

    def __init__(
        self,
        line: Line,
        *,
        address: int = EVERYBODY,
        password: int = 0,
        light: bool = False,
        poll_seconds: float = POLL_SECONDS,
    ) -> None:
        self._module = Module(line, address, password)
        self._has_light = light
        self._poll_seconds = poll_seconds
        self._finger_left_on = False

    @classmethod
    def configured(cls, line: Line, options: Mapping[str, str]) -> Self:
        """See `devices.registry.DriverClass`."""
        numbers = {}
        for option in ("address", "password"):
            try:
                numbers[option] = int.from_bytes(bytes.fromhex(options[option]).rjust(4, b"\0"), "big")
                numbers[option].to_bytes(4, "big")
            except (ValueError, OverflowError) as error:
                raise DeviceError("device.option", option=option, value="…") from error
        return cls(line, light=options["light"] == "yes", **numbers)

    def restore(self) -> None:
        """Tell the module its password and ask its parameters."""
        self._module.set_up()

    def inquire(self) -> Mapping[str, str]:
        """Return capacity, stored fingers and security level.

        Raises:
            DeviceError: the module is not there or refuses.
        """
        parameters = self._module.set_up(seconds=1.0, attempts=1)
        return {
            "capacity": str(parameters.capacity),
            "stored": str(self.count()),
            "security": str(parameters.security),
        }

    def parameters(self) -> Parameters:
        """Return what the module says about itself, asked once for each opening of the port."""
        return self._module.parameters()

    def capacity(self) -> int:
        """Return how many slots there are."""
        return self._module.parameters().capacity

    def count(self) -> int:
        """Return how many slots are taken."""
        return commands.parse_words(self._module.do(bytes((Code.TEMPLATE_NUM,))), 1)[0]

    def stored(self) -> frozenset[int]:
        """Return the taken slots."""
        pages = range((self.capacity() + 255) // 256)
        return frozenset().union(
            *(commands.parse_index(self._module.do(commands.read_index_table(page)), page) for page in pages)
        )

    def free_slot(self) -> int:
        """Return the lowest free slot.

        Raises:
            DeviceError: `fingerprint.full`.
        """
        taken = self.stored()
        for slot in range(self.capacity()):
            if slot not in taken:
                return slot
        raise DeviceError("fingerprint.full")

    def enrol(self, slot: int, prompt: Prompt, cancelled: Cancelled) -> bool:
        """Take a finger twice and keep it in `slot`; return False when cancelled.

        Raises:
            DeviceError: `fingerprint.already_known` (in another slot), `fingerprint.not_same` (the two takes
                differ), `fingerprint.full`, `fingerprint.no_such_slot`.
        """
        self._shine(Light.BREATHE, Colour.BLUE)
        done = (
            self._take(1, FingerPrompt.PLACE, prompt, cancelled)
            and self._unknown_elsewhere(slot)
            and self._lifted(prompt, cancelled)
            and self._take(2, FingerPrompt.PLACE_AGAIN, prompt, cancelled)
        )
        if not done:
            self._shine(Light.OFF, Colour.BLUE)
            return False
        try:
            self._module.do(bytes((Code.REG_MODEL,)))
            self._module.do(commands.store(1, slot))
        except DeviceError:
            self._shine(Light.FLASH, Colour.RED, times=3)
            raise
        self._shine(Light.FLASH, Colour.BLUE, times=1)
        return True

    def identify(self, prompt: Prompt, cancelled: Cancelled) -> FingerMatch | None:
        """Wait for a finger and name its slot; return None when cancelled.

        A finger still lying there from the last time is asked to lift first, so that no one is counted twice.

        Raises:
            DeviceError: `fingerprint.unknown_finger`.
        """
        self._shine(Light.BREATHE, Colour.BLUE)
        if not self._take(1, FingerPrompt.PLACE, prompt, cancelled):
            self._shine(Light.OFF, Colour.BLUE)
            return None
        match = self._search()
        if match is None:
            self._shine(Light.FLASH, Colour.RED, times=3)
            raise DeviceError("fingerprint.unknown_finger")
        self._shine(Light.FLASH, Colour.BLUE, times=1)
        return match

    def delete(self, slot: int, count: int = 1) -> None:
        """Forget the fingers in `count` slots from `slot` on.

        Raises:
            DeviceError: `fingerprint.no_such_slot`, or `fingerprint.refused` when the module kept them.
        """
        self._module.do(commands.delete_char(slot, count))

    def empty(self) -> None:
        """Forget every finger.

        Raises:
            DeviceError: `fingerprint.refused` when the module kept them.
        """
        self._module.do(bytes((Code.EMPTY,)))

    def _take(self, buffer: int, ask: FingerPrompt, prompt: Prompt, cancelled: Cancelled) -> bool:
        """Wait for a finger whose features fit into the buffer; return False when cancelled."""
        if self._finger_left_on and not self._lifted(prompt, cancelled):
            return False
        prompt(ask)
        while not cancelled():
            confirmation, _ = self._module.ask(bytes((Code.GEN_IMG,)))
            if confirmation == Confirmation.NO_FINGER:
                self._pause()
                continue
            if confirmation == Confirmation.OK:
                self._finger_left_on = True
                confirmation, _ = self._module.ask(commands.img_2_tz(buffer))
            if confirmation == Confirmation.OK:
                return True
            if confirmation not in POOR_IMAGE:
                raise commands.refusal(confirmation)
            prompt(FingerPrompt.POOR_IMAGE)
            self._pause()
        return False

    def _lifted(self, prompt: Prompt, cancelled: Cancelled) -> bool:
        """Wait until no finger lies on the sensor; return False when cancelled."""
        prompt(FingerPrompt.LIFT)
        while not cancelled():
            if self._module.ask(bytes((Code.GEN_IMG,)))[0] == Confirmation.NO_FINGER:
                self._finger_left_on = False
                return True
            self._pause()
        return False

    def _unknown_elsewhere(self, slot: int) -> bool:
        match = self._search()
        if match is not None and match.slot != slot:
            self._shine(Light.FLASH, Colour.RED, times=3)
            raise DeviceError("fingerprint.already_known", slot=match.slot)
        return True

    def _search(self) -> FingerMatch | None:
        confirmation, data = self._module.ask(commands.search(1, 0, self.capacity()))
        if confirmation == Confirmation.NOT_FOUND:
            return None
        if confirmation != Confirmation.OK:
            raise commands.refusal(confirmation)
        return FingerMatch(*commands.parse_words(data, 2))

    def _shine(self, light: Light, colour: Colour, times: int = 0) -> None:
        if self._has_light:
            self._module.do(commands.aura_led(light, colour, times=times))

    def _pause(self) -> None:
        threading.Event().wait(self._poll_seconds)
