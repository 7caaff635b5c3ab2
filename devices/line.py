"""A port that several devices may share: opened when needed, given up when lost, found again when back."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from app.errors import DeviceError
from devices.ports import identity, is_simulated
from devices.trace import Secrecy, Trace
from devices.transport import PortSettings, Take, Transport

T = TypeVar("T")

log = logging.getLogger(__name__)

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
_HUNG_SECONDS = 1.0
_RETRIED = frozenset({"device.no_answer", "device.garbled"})


class Line:
    """The one way to a port; safe to call from any thread, one exchange at a time.

    Args:
        url: see `Transport`.
        settings: how the line is set, 9600 8N1 unless told.
        trace: who writes the exchanges down.
        clock: seconds, for the pauses between attempts to open.
        real_only: whether a simulated device on the port is refused.

    Attributes:
        settings: how the line is set.
        generation: how often the port was opened; a device set up in an older one must be set up again.
        lost_since: since when the port is lost (UTC), None while it is open or was never missed.
    """

    def __init__(
        self,
        url: str,
        settings: PortSettings | None = None,
        trace: Trace | None = None,
        clock: Callable[[], float] = time.monotonic,
        *,
        real_only: bool = False,
    ) -> None:
        self.url = url
        self._real_only = real_only
        self.generation = 0
        self.lost_since: datetime | None = None
        self.settings = settings or PortSettings()
        self._trace, self._clock = trace, clock
        self._lock = threading.RLock()
        self._transport: Transport | None = None
        self._identity: object = None
        self._absent = False
        self._pause = FIRST_PAUSE
        self._next_attempt = float("-inf")

    @property
    def is_open(self) -> bool:
        """Whether the port is open as far as we know; `look` finds out."""
        return self._transport is not None

    def open(self) -> int:
        """Make sure that the port is open and return its generation.

        A port that does not open is tried again after 1 s, 2 s … 30 s; its appearance ends the pause.

        Raises:
            DeviceError: `device.port_missing`, `device.port_busy`, `device.port_name`, `device.simulated`.
        """
        with self._lock:
            self._opened()
            return self.generation

    def exchange(
        self,
        request: bytes,
        take: Take[T],
        *,
        seconds: float = 2.0,
        secrecy: Secrecy = Secrecy.NONE,
        attempts: int = 2,
    ) -> T:
        """Send a request and return its answer; see `Transport.exchange`.

        Args:
            request: the whole frame.
            take: finds the answer's frame.
            seconds: how long the whole answer may take.
            secrecy: what a trace must not show.
            attempts: how often to ask when the answer is missing (`device.no_answer`) or broken
                (`device.garbled`); 1 for what must not be done twice.

        Raises:
            DeviceError: what opening and `Transport.exchange` raise.
        """
        for left in reversed(range(attempts)):
            try:
                with self._lock:
                    return self._kept(
                        lambda port: port.exchange(request, take, seconds=seconds, secrecy=secrecy)
                    )
            except DeviceError as error:
                if error.code not in _RETRIED or not left:
                    raise
        raise ValueError("an exchange needs at least one attempt")

    def send(self, data: bytes, secrecy: Secrecy = Secrecy.NONE) -> None:
        """Send bytes that are not answered.

        Raises:
            DeviceError: what opening and `Transport.write` raise.
        """
        with self._lock:
            self._kept(lambda port: port.write(data, secrecy))

    def listen(self, take: Take[T], *, seconds: float, secrecy: Secrecy = Secrecy.NONE) -> T | None:
        """Return the next frame that comes by itself; see `Transport.listen`.

        Raises:
            DeviceError: what opening and `Transport.listen` raise.
        """
        with self._lock:
            return self._kept(lambda port: port.listen(take, seconds=seconds, secrecy=secrecy))

    def look(self) -> bool:
        """Notice whether the port went away or came back, and open it again; return whether it is open."""
        with self._lock:
            try:
                if self._transport is not None:
                    if identity(self.url) != self._identity:
                        self._lose()
                    else:
                        self._kept(lambda port: port.check())
                self._opened()
            except DeviceError:
                return False
            return True

    def close(self) -> None:
        """Close the port; a read or write of another thread ends at once.

        One that hangs in the system does not: it is left behind after a second, for the program must end.
        """
        if (transport := self._transport) is not None:
            transport.cancel()
        if not self._lock.acquire(timeout=_HUNG_SECONDS):
            log.warning("left hanging: %s", self.url)
            return
        try:
            if self._transport is not None:
                self._transport.close()
                self._transport = None
        finally:
            self._lock.release()

    def _kept(self, work: Callable[[Transport], T]) -> T:
        """Do it on the open port, and give the port up when it is lost meanwhile."""
        transport = self._opened()
        try:
            return work(transport)
        except DeviceError as error:
            if error.code == "device.port_lost":
                self._lose()
            raise

    def _opened(self) -> Transport:
        if self._transport is not None:
            return self._transport
        found = identity(self.url)
        if found is None:
            self._absent = True
            self._note_loss()
            raise DeviceError("device.port_missing", port=self.url)
        if self._real_only and is_simulated(self.url):
            raise DeviceError("device.simulated", port=self.url)
        if self._absent:
            self._absent, self._pause, self._next_attempt = False, FIRST_PAUSE, float("-inf")
        if self._clock() < self._next_attempt:
            raise DeviceError("device.port_missing", port=self.url)
        try:
            self._transport = Transport(self.url, self.settings, self._trace)
        except DeviceError:
            self._next_attempt = self._clock() + self._pause
            self._pause = min(self._pause * 2, LONGEST_PAUSE)
            self._note_loss()
            raise
        self._identity, self._pause, self.lost_since = found, FIRST_PAUSE, None
        self.generation += 1
        return self._transport

    def _lose(self) -> None:
        if self._transport is not None:
            self._transport.close()
            self._transport = None
        self._note_loss()

    def _note_loss(self) -> None:
        if self.lost_since is None:
            self.lost_since = datetime.now(UTC)
