"""Where a restored store's numbers begin when its documents go on in blocks that nobody used."""

from datetime import date
from uuid import UUID

import pytest

from app.domain.backup import StoreFacts
from app.domain.number_floors import floors, ticket_series
from app.errors import StorageError
from tests import factories as make

TODAY = date(2026, 9, 15)
TICKETS, FULL = ticket_series("103-3", TODAY), "document/ACCEPTANCE/2026"
FACTS = StoreFacts(
    station=UUID(int=1),
    epoch=UUID(int=2),
    index=0,
    written_at=make.NINE,
    outbox=0,
    cases=0,
    steps=0,
    issued=((FULL, 99_999), (TICKETS, 12)),
    case_index=0,
    document_index=0,
)


def test_tickets_have_no_blocks_and_go_on_above_what_was_given() -> None:
    with pytest.raises(StorageError, match="numbers_unknown"):
        floors(FACTS, None, TODAY, again=0)
    skipped = floors(FACTS, None, TODAY, again=1, fresh_blocks=True)
    assert skipped == {TICKETS: 613, f"ticket/*/{TODAY:%Y%m%d}": 601}
    assert floors(FACTS, FACTS, TODAY, again=1, fresh_blocks=True) == {TICKETS: 13}
    assert floors(FACTS, FACTS, TODAY, again=1) == {TICKETS: 13, FULL: 100_000}
