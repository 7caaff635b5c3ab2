"""A centre on a real PostgreSQL, and stations with stores of their own."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import psycopg
import pytest

from app.domain.case_number import CaseNumber
from app.domain.cases import CaseHeader
from app.domain.dates import hall_date
from app.domain.details import Received, StepDetail
from app.domain.ids import new_id
from app.domain.sync import Connection
from app.ports.store import Series
from app.services.carrying import Connect
from app.services.exchange import Exchange
from app.services.journal import Journal
from app.services.sync import Sync
from data.central.connecting import reaches
from data.central.enrolling import enrol
from data.central.form import bring_up_to_date
from data.central.server import PostgresCentre
from data.store import LocalStore, create_store
from data.working_days import CalendarTables
from tests import factories as make
from tests.fakes import StillClock
from tests.postgres import Cluster
from tests.unit.services.conftest import furnish

TEMPLATE = "centre_template"


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    with Cluster() as server:
        bring_up_to_date(server.make_database(TEMPLATE))
        yield server


@dataclass
class Centre:
    """A central database of its own."""

    cluster: Cluster
    database: str

    @property
    def url(self) -> str:
        return self.cluster.url(self.database)

    def ask(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows of a statement run as the administrator."""
        with psycopg.connect(self.url) as connection:
            return connection.execute(statement, values).fetchall()

    def do(self, statement: str, *values: object) -> None:
        with psycopg.connect(self.url) as connection:
            connection.execute(statement, values)

    def enrol(self, station: str, hall: str = "h1", **options: Any) -> Connection:
        return enrol(self.url, hall, station, **{"demo": True, **options})

    def contents(self, hall: str = "h1") -> dict[tuple[str, uuid.UUID], str]:
        """Return the newest word of every record that was taken, by kind and id."""
        rows = self.ask(
            "SELECT DISTINCT ON (kind, record_id) kind, record_id, payload::text FROM sync.change_log c "
            "WHERE hall = %s AND NOT EXISTS (SELECT FROM sync.quarantine q WHERE q.id = c.id) "
            "ORDER BY kind, record_id, revision DESC, station DESC, id DESC",
            hall,
        )
        return {(kind, record_id): payload for kind, record_id, payload in rows}


@pytest.fixture
def centre(cluster: Cluster) -> Iterator[Centre]:
    name = f"c{uuid.uuid4().hex[:12]}"
    cluster.make_database(name, TEMPLATE)
    yield Centre(cluster, name)
    roles = f"SELECT rolname FROM pg_roles WHERE rolname LIKE '{name}%'"
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        cluster.drop_database(name)
        for (role,) in connection.execute(roles).fetchall():
            connection.execute(f'DROP ROLE "{role}"')


@dataclass
class Desk:
    """A station at work: its store, and the exchange with the centre."""

    store: LocalStore
    clock: StillClock = field(default_factory=StillClock)
    connect: Connect = PostgresCentre

    @property
    def journal(self) -> Journal:
        return Journal(self.store, CalendarTables(), self.clock)

    @property
    def sync(self) -> Sync:
        return Sync(self.store, Exchange(self.journal), self.clock, self.connect, reaches, "test")

    def open_cases(self, count: int) -> list[CaseHeader]:
        """Take in that many applications, each a header and its first step."""
        made = []
        with self.store.write() as unit:
            for _ in range(count):
                made.append(self._open(unit))
            unit.commit()
        return made

    def _open(self, unit: Any) -> CaseHeader:
        block = unit.station.case_index * 1000
        day = hall_date(self.clock.now())
        taken = unit.numbers.take(Series(f"case/117/{day:%Y%m%d}", max(block, 1), block + 999))
        number = str(CaseNumber("632621", "117", day, taken))
        header = replace(make.header(), id=new_id(), number=number)
        unit.cases.open(header)
        received = Received(make.handed_in(1, 2, 3))
        unit.cases.append(self._step(unit, header, None, received))
        unit.audit.append(self.clock.now(), "卓玛措", "case.received", number, "ok", {})
        self.journal.derive_row(unit, header.id)
        return header

    def _step(self, unit: Any, header: CaseHeader, follows: uuid.UUID | None, detail: StepDetail) -> Any:
        at = self.clock.now()
        return replace(
            make.step(detail),
            id=new_id(),
            case_id=header.id,
            follows=follows,
            at=at,
            on=hall_date(at),
            station=unit.station.index,
        )

    def follow(self, header: CaseHeader, detail: StepDetail) -> None:
        """Add a step after the last one this station knows."""
        with self.store.write() as unit:
            last = unit.cases.steps(header.id)[-1]
            unit.cases.append(self._step(unit, header, last.id, detail))
            self.journal.derive_row(unit, header.id)
            unit.commit()

    def records(self) -> dict[tuple[str, uuid.UUID], Any]:
        """Return what this station wrote itself, by kind and id."""
        with self.store.read() as unit:
            return {(one.kind, one.record_id): one.payload for one in unit.outbox.records()}

    def steps(self) -> dict[uuid.UUID, tuple[uuid.UUID, ...]]:
        with self.store.read() as unit:
            return {one: tuple(step.id for step in unit.cases.steps(one)) for one in unit.cases.ids()}


OpenDesk = Callable[..., Desk]


@pytest.fixture
def open_desk(tmp_path: Path) -> Iterator[OpenDesk]:
    with ExitStack() as opened:
        count = iter(range(1000))

        def made(connection: Connection | None = None, *, furnished: bool = True) -> Desk:
            folder = tmp_path / f"station-{next(count)}"
            store = opened.enter_context(create_store(folder, 0, changed=lambda changes: None))
            desk = Desk(store)
            if furnished:
                furnish(store)
            if connection is not None:
                desk.sync.join(connection)
            return desk

        yield made


def put_into_outbox(unit: object, record_id: uuid.UUID, text: str) -> None:
    statement = "INSERT INTO outbox (kind, record_id, revision, payload) VALUES ('case_step', ?, 1, ?)"
    unit._tx.run_many(statement, [(record_id.bytes, text)])  # type: ignore[attr-defined]  # no use case writes poison
