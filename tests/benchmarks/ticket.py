"""From the tap to the last byte for the printer, the number durable, against the commit and the raster alone.

Run `python -m tests.benchmarks.ticket [--tickets N] [--json]`; the bar is three times. The kiosk asks a
printer that is ready at once, gives the ticket, counts who is before, and composes; the clock stops when the
bytes are handed over. The limit writes the same rows, ready made, in one transaction on a copy of the store
with the raw driver, and sets the same picture of the slip. Both take turns.
"""

import shutil
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from app.domain.device_records import PrinterState
from app.domain.ids import new_id
from app.domain.queue_services import QueueCounter, QueueService
from app.ports.queue import Slip
from app.services.journal import Journal
from app.services.kiosk import Kiosk, KioskSettings, Tap
from data import driver
from data.local_queue import LocalQueue
from data.places import STORE_FILE
from data.store import create_store, open_store
from data.working_days import CalendarTables
from printing.tickets.picture import SlipPicture
from printing.tickets.slips import WIDE, EscposSlips
from printing.tickets.words import tibetan
from printing.typesetting.fonts import Fonts
from printing.typesetting.raster import FontRaster
from tests import factories as make
from tests.benchmarks.harness import Report, arguments, timing
from tests.fakes import StillClock

BAR = 3.0
WARM = 10
GROWING = ("ticket", "turn", "outbox")


class ReadyPrinter:
    """A printer that is always ready and notes when it got a slip."""

    def __init__(self) -> None:
        self.handed_over = 0.0

    def state(self) -> PrinterState:
        """See `TicketPrinter`."""
        return PrinterState.READY

    def send(self, data: bytes) -> None:
        """See `TicketPrinter`."""
        self.handed_over = time.perf_counter()

    def printed(self, seconds: float) -> bool:
        """See `KioskPrinter`."""
        return True

    def restore(self) -> None:
        """See `Device`."""

    def inquire(self) -> dict[str, str]:
        """See `Device`."""
        return {}


class NotedSlips(EscposSlips):
    """Composes slips and keeps the last one."""

    slip: Slip

    def compose(self, slip: Slip) -> bytes:
        """See `SlipComposer`."""
        self.slip = slip
        return super().compose(slip)


class Rows:
    """What the last ticket wrote, as statements that write the same rows again."""

    def __init__(self, folder: Path) -> None:
        self._connection: Any = driver.connect(folder / STORE_FILE, None)
        self._seen = dict.fromkeys(GROWING, 0)
        self.since_last()

    def since_last(self) -> list[tuple[str, tuple[Any, ...]]]:
        """Return the statements for what was written since the last call."""
        statements = []
        for table in GROWING:
            after = self._seen[table]
            rows = self._connection.execute(f"SELECT * FROM {table} WHERE rowid > {after}").fetchall()
            statements += [(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row) for row in rows]
            self._seen[table] = after + len(rows)
        return statements

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def prepare(folder: Path, clock: StillClock) -> None:
    """Make the store of a small hall."""
    with create_store(folder, 1, changed=lambda changes: None) as store:
        with store.write() as unit:
            unit.hall.put_facts(make.hall())
            unit.commit()
        queue = LocalQueue(store, clock)
        queue.put_service(QueueService("HOUSEHOLD", "户籍与居民身份证", "C", "103", "一楼东区"))
        queue.put_counter(QueueCounter("3", ("HOUSEHOLD",)))


def limit(
    connection: Any, statements: list[tuple[str, tuple[Any, ...]]], draw: SlipPicture, slip: Slip
) -> float:
    """Return the milliseconds of one commit of the rows and one picture of the slip."""
    start = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    for sql, values in statements:
        connection.execute(sql, values)
    connection.execute("COMMIT")
    draw.draw(slip)
    return (time.perf_counter() - start) * 1000


def measure(folder: Path, tickets: int, report: Report) -> None:
    """Give tickets and do the limit in turns, and hold the medians' ratio to the bar."""
    clock, fonts = StillClock(), Fonts()
    ours, raw = folder / "ours", folder / "raw"
    prepare(ours, clock)
    shutil.copytree(ours, raw)
    printer, composer = ReadyPrinter(), NotedSlips(fonts)
    draw = SlipPicture(FontRaster(fonts), WIDE, tibetan())
    rows = Rows(ours)
    connection: Any = driver.connect(raw / STORE_FILE, None)
    taps: list[float] = []
    limits: list[float] = []
    with open_store(ours, changed=lambda changes: None) as store:
        journal = Journal(store, CalendarTables(), clock)
        settings = KioskSettings("取号机", b"a key of the hall")
        kiosk = Kiosk(LocalQueue(store, clock), journal, printer, composer, settings)
        for _ in range(tickets + WARM):
            clock.at += timedelta(seconds=1)
            tap = Tap(new_id(), "HOUSEHOLD")
            start = time.perf_counter()
            kiosk.issue(tap)
            taps.append((printer.handed_over - start) * 1000)
            written = [(sql, row) for sql, row in rows.since_last() if "ticket_event" not in str(row)]
            limits.append(limit(connection, written, draw, composer.slip))
    connection.close()
    rows.close()
    tap_timing, limit_timing = timing(taps[WARM:]), timing(limits[WARM:])
    report.figures["tap to the last byte, ms"] = tap_timing
    report.figures["commit and raster alone, ms"] = limit_timing
    report.hold("tap / commit and raster", tap_timing.median / limit_timing.median, BAR)


def main() -> int:
    """Run the benchmark."""
    parser = arguments(__doc__)
    parser.add_argument("--tickets", type=int, default=100)
    given = parser.parse_args()
    report = Report("ticket")
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), given.tickets, report)
    return report.end(as_json=given.json)


if __name__ == "__main__":
    sys.exit(main())
