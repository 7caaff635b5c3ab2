"""A program in small that hands over a job and is killed at a point of its way.

Run as `python -m tests.integration.cups.handing_over FOLDER ADDRESS POINT`: at `asked` nothing was sent yet,
at `half` the server has half of the request, at `taken` it has taken the job and nobody has recorded it.
"""

import http.client
import os
import signal
import sys
from pathlib import Path

from app.domain.print_jobs import Place
from app.ports.print_jobs import JobReport, PageFile
from app.services.journal import Journal
from app.services.print_jobs import PrintJobs
from data.store import open_store
from data.working_days import CalendarTables
from devices.cups import server
from devices.cups.printers import CupsPrinters
from tests.integration.cups.conftest import WallClock

_BIG = 3000


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class DyingPrinters(CupsPrinters):
    """Printers whose program is killed at a point."""

    def __init__(self, address: str, point: str) -> None:
        super().__init__(server.CupsServer(address))
        self._point = point

    def ask(self, place: Place) -> None:
        super().ask(place)
        if self._point == "asked":
            die()

    def send(self, file: PageFile) -> JobReport:
        if self._point == "half":
            setattr(http.client.HTTPConnection, "send", send_half)  # noqa: B010  # the program dies of it
        report = super().send(file)
        die()
        return report


def send_half(connection: http.client.HTTPConnection, data: bytes) -> None:
    connection.sock.sendall(data[: len(data) // 2] if len(data) > _BIG else data)
    if len(data) > _BIG:
        die()


def main(folder: Path, address: str, point: str) -> None:
    with open_store(folder, changed=lambda changes: None) as store:
        journal = Journal(store, CalendarTables(), WallClock())
        PrintJobs(journal, DyingPrinters(address, point), {}).round()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
