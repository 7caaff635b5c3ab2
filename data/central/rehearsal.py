"""The end of a rehearsal at a centre: a throw-away hall gets the day's records, compared by contents."""

import json
import secrets
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from app.errors import SyncError
from app.services.exchange import Exchange
from data.central.connecting import as_administrator
from data.central.enrolling import disable, enrol
from data.central.form import bring_up_to_date
from data.central.stations import station_sync
from data.store import LocalStore

_ROUNDS = 2
_CONTENTS = """
    SELECT DISTINCT ON (c.kind, c.record_id) c.kind, c.record_id, c.payload::text
    FROM sync.change_log c WHERE c.hall = %s AND c.station = %s
    AND NOT EXISTS (SELECT FROM sync.quarantine q WHERE q.id = c.id)
    ORDER BY c.kind, c.record_id, c.revision DESC, c.id DESC"""


def carry_day(url: str, stations: Sequence[tuple[LocalStore, Exchange]]) -> int:
    """Exchange everything of some demo stores with a centre and return how many records it has of them.

    The hall is enrolled for this one day and taken out of use at its end.

    Args:
        url: an administrator's URL; the central schema is brought up to date first.

    Raises:
        SyncError: `central.rehearsal_differs`, or what the server says.
    """
    bring_up_to_date(url)
    hall = f"y{secrets.token_hex(6)}"
    names = [f"s{number}" for number in range(1, len(stations) + 1)]
    try:
        exchanges = [station_sync(store, exchange) for store, exchange in stations]
        for name, sync in zip(names, exchanges, strict=True):
            sync.join(enrol(url, hall, name, demo=True))
        for _ in range(_ROUNDS):
            for sync in exchanges:
                sync.run()
        return sum(
            _compared(url, hall, name, store) for name, (store, _) in zip(names, stations, strict=True)
        )
    finally:
        for name in names:
            disable(url, hall, name)


def _compared(url: str, hall: str, station: str, store: LocalStore) -> int:
    with as_administrator(url) as connection:
        rows = connection.execute(_CONTENTS, (hall, station)).fetchall()
    kept: dict[tuple[str, UUID], Any] = {(kind, one): json.loads(text) for kind, one, text in rows}
    count = differing = 0
    with store.read() as unit:
        for record in unit.outbox.records():
            count += 1
            differing += kept.get((record.kind, record.record_id)) != record.payload
    if differing:
        raise SyncError("central.rehearsal_differs", count=differing)
    return count
