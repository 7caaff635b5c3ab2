"""Pushing to a real PostgreSQL against raw COPY of the same rows, and against merging one by one far away.

Run `python -m tests.benchmarks.sync [--rows N] [--json]`. The bars: at no delay COPY is at most 5 times as
fast (a push also splits the records into their tables, walls and logs them); at 50 ms round trip the merge
needs at least 100 times as long for a record. The server syncs its disk; the rows are headers, steps and
log entries. Each round's rows are new to the hall they are pushed to, and to the table they are copied to.
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from statistics import median
from uuid import UUID, uuid4

import psycopg
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import NullPool

from app.domain.audit_chain import Sealed, seal
from app.domain.details import Received
from app.domain.ids import new_id
from app.domain.sync import BATCH_ROWS, Connection, Greeting, Outgoing, first_batch
from data.central.enrolling import enrol
from data.central.form import bring_up_to_date
from data.central.server import PostgresCentre
from data.records import encode
from tests import factories as make
from tests.benchmarks.harness import Report, arguments
from tests.line import BadLine
from tests.postgres import Cluster

ROUND_TRIP = 0.05
COPY_BAR, MERGE_BAR = 5.0, 0.01
ROUNDS, MERGED = 7, 12
COPY = "COPY plain (seq, kind, record_id, revision, payload) FROM STDIN"
TABLE = "(seq bigint PRIMARY KEY, kind text, record_id uuid, revision int, payload json)"


class Base(DeclarativeBase):
    """Maps the plain table."""


class Plain(Base):
    """A row of the plain table, as one would merge it."""

    __tablename__ = "merged"
    seq: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    record_id: Mapped[UUID]
    revision: Mapped[int]
    payload: Mapped[str]


def rows(count: int, first: int = 1) -> Iterator[Outgoing]:
    """Return outbox rows: a third each of case headers, first steps and log entries."""
    last: Sealed | None = None
    for place in range(first, first + count):
        match place % 3:
            case 0:
                header = replace(make.header(), id=new_id(), number=f"{place:022}")
                yield Outgoing(place, "case_header", header.id, 1, encode(header))
            case 1:
                step = replace(make.step(Received(make.handed_in(1, 2, 3))), id=new_id())
                yield Outgoing(place, "case_step", step.id, 1, encode(step))
            case _:
                last = seal(last, "station", "epoch", {"action": "case.received", "subject": str(place)})
                yield Outgoing(place, "audit_entry", new_id(), 1, encode(last))


def pushed(connection: Connection, sent: list[Outgoing], port: int | None = None) -> float:
    """Push rows in batches as the program does; return the seconds."""
    epoch = uuid4()
    with PostgresCentre(connection, port) as server:
        server.hello(Greeting(uuid4(), epoch, None, "benchmark", 0))
        start, done = time.perf_counter(), 0
        while done < len(sent):
            batch = first_batch(sent[done : done + BATCH_ROWS])
            server.push(epoch, 0, batch)
            done += len(batch)
        return time.perf_counter() - start


def copied(url: str, sent: list[Outgoing]) -> float:
    """Copy rows into a plain table in the same batches; return the seconds."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP TABLE IF EXISTS plain; CREATE TABLE plain {TABLE}")
        start = time.perf_counter()
        for first in range(0, len(sent), BATCH_ROWS):
            with connection.cursor().copy(COPY) as copy:
                for one in sent[first : first + BATCH_ROWS]:
                    copy.write_row((one.sequence, one.kind, one.record_id, one.revision, one.text))
        return time.perf_counter() - start


def merged(engine: Engine, sent: list[Outgoing]) -> float:
    """Merge rows one by one, each committed; return the seconds."""
    with Session(engine) as session:
        session.connection()
        start = time.perf_counter()
        for one in sent:
            values = {"seq": one.sequence, "kind": one.kind, "record_id": one.record_id}
            session.merge(Plain(**values, revision=one.revision, payload=one.text))
            session.commit()
        return time.perf_counter() - start


def main() -> int:
    """Run the benchmark."""
    parser = arguments(__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    asked = parser.parse_args()
    sent = list(rows(asked.rows))
    report = Report("sync")
    with Cluster(durable=True) as cluster, BadLine(cluster.port, delay=ROUND_TRIP / 2) as line:
        bring_up_to_date(cluster.url())
        pushed(enrol(cluster.url(), "warm", "s1"), list(rows(BATCH_ROWS)))
        pushes, copies = [], []
        for turn in range(ROUNDS):
            pushes.append(pushed(enrol(cluster.url(), f"h{turn}", "s1"), sent))
            copies.append(copied(cluster.url(), sent))
        push, copy = median(pushes), median(copies)
        far = pushed(enrol(cluster.url(), "far", "s1"), sent, line.port)
        url = cluster.url(port=line.port).replace("postgresql:", "postgresql+psycopg:")
        engine = create_engine(url, poolclass=NullPool)
        Base.metadata.create_all(engine)
        merge = merged(engine, sent[:MERGED]) / MERGED
        engine.dispose()
    report.figures |= {
        "rows": len(sent),
        "push_rows_per_s": round(len(sent) / push),
        "copy_rows_per_s": round(len(sent) / copy),
        "push_share_of_copy": round(copy / push, 3),
        "far_push_rows_per_s": round(len(sent) / far),
        "far_merge_rows_per_s": round(1 / merge, 1),
        "far_push_times_merge": round(merge / (far / len(sent))),
    }
    report.hold("copy_is_faster_by", push / copy, COPY_BAR)
    report.hold("far_push_of_merge", far / len(sent) / merge, MERGE_BAR)
    return report.end(as_json=asked.json)


if __name__ == "__main__":
    sys.exit(main())
