"""The parsers of ticket printers, real and simulated, with the noise they have to bear."""

from devices.escpos.status import take_paper, take_status
from devices.simulators.escpos import EscposSimulator
from devices.simulators.escpos_stream import NOISE, Command, take_command
from tests.unit.devices.escpos.printing_noise import printing
from tests.unit.devices.fuzzing import device, spoilt, stream

_ANSWERS = spoilt([b"\x12", b"\x1e\x7e", b"\x10\x00\x00\x00"])
_LARGEST = 1_000_000
"""Most bytes of a command the simulator waits for."""


def _known(received: bytearray) -> Command | None:
    """Take the next command that is none of noise, so that what was swallowed does not count as read."""
    while (command := take_command(received)) is not None and command.name == NOISE:
        pass
    return command


TRIALS = {
    "escpos/status take_status": stream(take_status, _ANSWERS, 0),
    "escpos/status take_paper": stream(take_paper, _ANSWERS, 0),
    "simulators/escpos_stream take_command": stream(_known, printing, _LARGEST + 100, least=0.9),
    "simulators/escpos EscposSimulator.receive": device(
        lambda: EscposSimulator(dots=64), printing, _LARGEST, least=0.05
    ),
}
