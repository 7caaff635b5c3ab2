"""Records of other stations on their way into the store: in bulk by kind, the new ones the short way."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from sqlalchemy import bindparam, func, select, update

from app.domain.sync import Incoming
from data.forms import Header
from data.incoming import INTAKES, STAYS_AT_THE_CENTRE, Intake, One, Ready
from data.schema import case_header
from data.search import index_words
from data.sync_schema import held_back, sync_state
from data.transaction import Transaction

_WHOSE = select(
    sync_state.c.connection, select(func.count()).select_from(held_back).scalar_subquery().label("held")
)
_HELD_BACK = select(
    held_back.c.station,
    held_back.c.kind,
    held_back.c.record_id,
    held_back.c.revision,
    held_back.c.payload,
).order_by(held_back.c.record_id)
_MOVE_CURSOR = update(sync_state).values(cursor_xid=bindparam("xid_"), cursor_id=bindparam("place_"))
_LAST_CASE = select(func.coalesce(func.max(case_header.c.n), 0))
_INDEX_NEW = "INSERT INTO case_names (rowid, words) VALUES (?, ?)"
_INDEX_KNOWN = (
    "INSERT OR REPLACE INTO case_names (rowid, words) "
    "SELECT n, ?2 FROM case_header WHERE id = ?1 AND payload = ?3"
)
_TAKEN_NEW = "INSERT OR REPLACE INTO taken_from (record_id, station) VALUES (?, ?)"
_FITS_NOW = "DELETE FROM held_back WHERE record_id = ? AND revision <= ?"
_HOLD_BACK = (
    "INSERT OR REPLACE INTO held_back (record_id, kind, revision, station, payload, reason) "
    "VALUES (?, ?, ?, ?, ?, ?)"
)

Store = Callable[[Intake, Ready], None]


class TakingIn:
    """Takes in one page of the feed within a transaction."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        ((connection, held),) = tx.read_raw(_WHOSE, {})
        self._own = str(json.loads(connection)["station"]) if connection else ""
        self._holds_back = held > 0

    def page(self, rows: Sequence[Incoming]) -> frozenset[UUID]:
        """Store records and move the feed's cursor behind them; return the cases they touch."""
        cases = self._all(rows)
        if rows:
            self._tx.write_raw(_MOVE_CURSOR, {"xid_": rows[-1].xid, "place_": rows[-1].place})
            self._tx.touch(sync_state.name)
        return cases

    def held_back(self) -> frozenset[UUID]:
        """Try what did not fit before, as a newer program may take it; return the cases it touches."""
        return self._all([Incoming("", 0, *tuple(row)) for row in self._tx.read(_HELD_BACK)])

    def _all(self, rows: Sequence[Incoming]) -> frozenset[UUID]:
        kinds: dict[str, list[Incoming]] = defaultdict(list)
        for row in rows:
            kinds[row.kind].append(row)
        cases = set[bytes]()
        for kind, some in kinds.items():
            if kind in INTAKES:
                cases.update(_cases_of(INTAKES[kind], self._take_in(INTAKES[kind], some)))
            elif kind not in STAYS_AT_THE_CENTRE:
                for row in some:
                    self._hold_back(row, ValueError("a kind of another version"))
        return frozenset(UUID(bytes=case) for case in cases)

    def _take_in(self, intake: Intake, rows: list[Incoming]) -> Ready:
        ready: list[One] = []
        for row in rows:
            try:
                record = intake.read(row)
            except ValueError as error:
                self._hold_back(row, error)
            else:
                words = _words(record) if isinstance(record, Header) else ""
                ready.append((row, words, intake.values(row, record)))
        if not intake.revises:
            taken = self._stored(intake, ready, self._once)
        else:
            new, known = self._parted(intake, ready)
            taken = [*self._stored(intake, new, self._new), *self._stored(intake, known, self._known)]
        if self._holds_back:
            self._tx.run_many(_FITS_NOW, [(values[0], row.revision) for row, _, values in taken])
            self._tx.touch(held_back.name)
        self._tx.touch(intake.kind, (row.record_id for row, _, _ in taken))
        return taken

    def _parted(self, intake: Intake, ready: Ready) -> tuple[Ready, Ready]:
        """Part what the store has never seen from further revisions of what it, or the page, has."""
        asked = f'SELECT id FROM "{intake.kind}" WHERE id IN'
        here = {one for (one,) in self._tx.among(asked, [values[0] for _, _, values in ready])}
        new: list[One] = []
        known: list[One] = []
        for one in ready:
            (known if one[2][0] in here else new).append(one)
            here.add(one[2][0])
        return new, known

    def _stored(self, intake: Intake, some: Ready, store: Store) -> Ready:
        """Store records as one; where one of them does not fit, each by itself, holding back those."""
        if not some or self._tx.run_as_one(lambda: store(intake, some)) is None:
            return some
        return [one for one in some if self._fits(intake, one, store)]

    def _fits(self, intake: Intake, one: One, store: Store) -> bool:
        refused = self._tx.run_as_one(lambda: store(intake, [one]))
        if refused is not None:
            self._hold_back(one[0], refused)
        return refused is None

    def _once(self, intake: Intake, some: Ready) -> None:
        self._tx.run_many(intake.statement, [values for _, _, values in some])

    def _new(self, intake: Intake, some: Ready) -> None:
        if intake.kind == case_header.name:
            ((last,),) = self._tx.read_raw(_LAST_CASE, {})
            places = range(last + 1, last + 1 + len(some))
            self._tx.run_many(_INDEX_NEW, list(zip(places, (words for _, words, _ in some), strict=True)))
            numbered = zip(places, some, strict=True)
            self._tx.run_many(intake.first, [(place, *values) for place, (_, _, values) in numbered])
        else:
            self._tx.run_many(intake.first, [(None, *values) for _, _, values in some])
        self._tx.run_many(_TAKEN_NEW, [(values[0], row.station) for row, _, values in some])

    def _known(self, intake: Intake, some: Ready) -> None:
        """Store further revisions one after the other, so that each is judged by its forerunner's author."""
        for row, words, values in some:
            self._tx.run_many(intake.statement, [(*values, row.station, self._own)])
            self._tx.run_many(intake.author, [(values[0], row.station, row.revision, row.text)])
            if intake.kind == case_header.name:
                self._tx.run_many(_INDEX_KNOWN, [(values[0], words, row.text)])

    def _hold_back(self, row: Incoming, error: Exception) -> None:
        reason = f"{type(error).__name__}: {error}"
        values = (row.record_id.bytes, row.kind, row.revision, row.station, row.text, reason)
        self._tx.run_many(_HOLD_BACK, [values])
        self._holds_back = True
        self._tx.touch(held_back.name)


def _cases_of(intake: Intake, taken: Ready) -> Iterable[bytes]:
    place = intake.case
    return () if place is None else [values[place] for _, _, values in taken]


def _words(header: Header) -> str:
    agent = (header.agent_name,) if header.agent else ()
    return index_words((header.applicant.name, *agent, header.item_name))
