"""One fingerprint module on a line: a command in, its reply out, set up again after every loss."""

from devices.fingerprint import commands
from devices.fingerprint.commands import Code, Confirmation, Parameters
from devices.fingerprint.packet import Packet, PacketKind, build, take_packet
from devices.line import Line
from devices.trace import Secrecy

_SECONDS = 2.0
"""Feature extraction takes up to half a second, storing up to one (protocols §6)."""


class Module:
    """A module that is told its password before anything else.

    Args:
        line: its port.
        address: its address.
        password: what it wants to hear first.
    """

    def __init__(self, line: Line, address: int, password: int) -> None:
        self._line, self._address, self._password = line, address, password
        self._generation = 0
        self._parameters: Parameters | None = None

    def parameters(self) -> Parameters:
        """Return what the module says about itself, set up when its port was opened since the last time."""
        if self._parameters is None or self._line.open() != self._generation:
            return self.set_up()
        return self._parameters

    def set_up(self, seconds: float = _SECONDS, attempts: int = 2) -> Parameters:
        """Tell the module its password and ask its parameters.

        Raises:
            DeviceError: `fingerprint.password`, or the module is not there.
        """
        self._generation, self._parameters = self._line.open(), None
        password = commands.verify_password(self._password)
        _accepted(self._exchange(password, seconds, attempts, Secrecy.BOTH))
        data = _accepted(self._exchange(bytes((Code.READ_SYS_PARA,)), seconds, attempts))
        self._parameters = commands.parse_parameters(data)
        return self._parameters

    def ask(self, content: bytes) -> tuple[int, bytes]:
        """Send a command and return confirmation code and data.

        Raises:
            DeviceError: the module is not there.
        """
        self.parameters()
        return self._exchange(content)

    def do(self, content: bytes) -> bytes:
        """Send a command that must succeed and return what its reply says.

        Raises:
            DeviceError: the module refuses, see `commands.refusal`, or is not there.
        """
        return _accepted(self.ask(content))

    def _exchange(
        self, content: bytes, seconds: float = _SECONDS, attempts: int = 2, secrecy: Secrecy = Secrecy.NONE
    ) -> tuple[int, bytes]:
        request = build(Packet(PacketKind.COMMAND, content, self._address))
        reply = self._line.exchange(
            request, self._take_reply, seconds=seconds, secrecy=secrecy, attempts=attempts
        )
        return reply[0], reply[1:]

    def _take_reply(self, received: bytearray) -> bytes | None:
        """Take this module's next reply; data packets and other modules' replies are passed over."""
        while (packet := take_packet(received)) is not None:
            if packet.kind is PacketKind.REPLY and packet.address == self._address:
                if packet.content[0] == Confirmation.PACKET_ERROR:
                    raise commands.refusal(Confirmation.PACKET_ERROR)
                return packet.content
        return None


def _accepted(reply: tuple[int, bytes]) -> bytes:
    confirmation, data = reply
    if confirmation != Confirmation.OK:
        raise commands.refusal(confirmation)
    return data
