"""A program in small that works on a spool until nothing is open: `python -m … FOLDER ADDRESS`."""

import sys
from pathlib import Path

from app.services.journal import Journal
from app.services.print_jobs import PrintJobs
from data.store import open_store
from data.working_days import CalendarTables
from devices.cups.printers import CupsPrinters
from devices.cups.server import CupsServer
from tests.integration.cups.conftest import WallClock
from tests.integration.cups.private_cups import until


def main(folder: Path, address: str) -> None:
    with open_store(folder, changed=lambda changes: None) as store:
        journal = Journal(store, CalendarTables(), WallClock())
        jobs = PrintJobs(journal, CupsPrinters(CupsServer(address)), {})
        until(lambda: not jobs.round().open, "the end of all jobs")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
