"""One exchange with a CUPS server: where it is, who asks, and what it means when no answer comes."""

import getpass
import http.client
import socket
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Final
from urllib.parse import quote

from app.errors import DeviceError
from devices.cups.ipp import Answer, Attribute, Operation, Tag, answer, request

_SOCKETS: Final = ("/run/cups/cups.sock", "/var/run/cups/cups.sock")
_LARGEST_ANSWER: Final = 16_000_000
_FORBIDDEN: Final = (0x0401, 0x0402, 0x0403)
_HTTP_FAULTS: Final = {
    401: "page_printer.not_allowed",
    403: "page_printer.not_allowed",
    413: "page_printer.spool_full",
}


def address_of(environment: Mapping[str, str]) -> str:
    """Return where the CUPS server of this machine is: `CUPS_SERVER`, its socket, or port 631.

    The socket comes before the port because the server knows there who asks, and lets everybody cancel the
    jobs of their own.
    """
    told = environment.get("CUPS_SERVER", "").split("/version=")[0]
    found = (path for path in _SOCKETS if Path(path).exists())
    return told or next(found, "localhost")


class CupsServer:
    """A CUPS server at an address: `host`, `host:port` or the path of a socket.

    Args:
        seconds: the longest a single reading or writing may take.
    """

    def __init__(self, address: str, *, seconds: float = 15.0) -> None:
        self._address = address
        self._seconds = seconds
        self._user = getpass.getuser()

    def ask(
        self,
        operation: Operation,
        target: str,
        said: Sequence[Attribute] = (),
        job: Sequence[Attribute] = (),
        document: bytes = b"",
    ) -> Answer:
        """Send a request and return the answer.

        Args:
            target: `printers/NAME`, or empty for the server itself.
            said: attributes of the operation beside those that all have.
            job: attributes of a job that is made.

        Raises:
            DeviceError: `page_printer.no_spooler` (nothing was sent), `page_printer.no_reply` (nobody knows
                whether it was done), `page_printer.not_allowed`, `page_printer.spool_full`,
                `page_printer.server_fault`, `device.garbled`.
        """
        groups = [(Tag.OPERATION, [*self._common(target), *said])]
        if job:
            groups.append((Tag.JOB, list(job)))
        printer = target.rpartition("/")[2]
        found = answer(self._exchange(printer, f"/{quote(target)}", request(operation, groups) + document))
        if found.status in _FORBIDDEN:
            raise DeviceError("page_printer.not_allowed", printer=printer)
        return found

    def _common(self, target: str) -> tuple[Attribute, ...]:
        return (
            Attribute(Tag.CHARSET, "attributes-charset", ("utf-8",)),
            Attribute(Tag.LANGUAGE, "attributes-natural-language", ("zh-cn",)),
            Attribute(Tag.URI, "printer-uri", (f"ipp://localhost/{quote(target)}",)),
            Attribute(Tag.NAME, "requesting-user-name", (self._user,)),
        )

    def _exchange(self, printer: str, path: str, body: bytes) -> bytes:
        connection = self._connected(printer)
        try:
            # A server whose disk is full answers before it has read everything, and closes.
            with suppress(ConnectionError):
                connection.request("POST", path, body, self._headers())
            response = connection.getresponse()
            data = response.read(_LARGEST_ANSWER)
        except (OSError, http.client.HTTPException):
            raise DeviceError("page_printer.no_reply", printer=printer) from None
        finally:
            connection.close()
        if response.status != http.client.OK:
            code = _HTTP_FAULTS.get(response.status, "page_printer.server_fault")
            raise DeviceError(code, printer=printer)
        return data

    def _connected(self, printer: str) -> http.client.HTTPConnection:
        with ExitStack() as unless_connected:
            try:
                connection = self._connection()
                unless_connected.callback(connection.close)
                connection.connect()
            except (OSError, http.client.InvalidURL):
                raise DeviceError("page_printer.no_spooler", printer=printer) from None
            unless_connected.pop_all()
        return connection

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/ipp"}
        if self._address.startswith("/"):
            headers["Authorization"] = f"PeerCred {self._user}"
        return headers

    def _connection(self) -> http.client.HTTPConnection:
        if self._address.startswith("/"):
            return _SocketConnection(self._address, self._seconds)
        return _PortConnection(self._address, timeout=self._seconds)


class _PortConnection(http.client.HTTPConnection):
    """HTTP through a port, that of IPP unless another is named."""

    default_port = 631


class _SocketConnection(http.client.HTTPConnection):
    """HTTP through a socket of the file system."""

    def __init__(self, path: str, seconds: float) -> None:
        super().__init__("localhost", timeout=seconds)
        self._path = path

    def connect(self) -> None:
        if sys.platform == "win32":
            raise OSError("this system has no sockets in the file system")
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)
