"""Where the numbers of a restored store begin: above every number that may have been printed."""

from datetime import date

from app.domain.backup import StoreFacts
from app.domain.case_number import case_block, document_block
from app.errors import StorageError

SPARE_DOCUMENTS, SPARE_DOCUMENTS_A_DAY = 2_000, 500
"""What is skipped of a document series when nobody knows what was printed after the backup."""
SPARE_CASES, SPARE_TICKETS = 300, 300
"""The same for the numbers of one day; a department takes in fewer cases at one station, a service gives
fewer tickets."""

TICKETS = "ticket/"
CASES = "case/"


def ticket_series(service: str, day: date) -> str:
    """Return the name of a service's tickets of a day among the series of numbers."""
    return f"{TICKETS}{service}/{day:%Y%m%d}"


def floors(
    backup: StoreFacts, present: StoreFacts | None, today: date, again: int, *, fresh_blocks: bool = False
) -> dict[str, int]:
    """Return the first number of each series, or of all series that match a GLOB pattern.

    What the present store of the same station has given out is known. Without it so much is skipped as can
    have been printed since the backup was made.

    Args:
        again: how often this backup was restored before.
        fresh_blocks: documents and cases go on in blocks that nobody ever used; tickets have none.

    Raises:
        StorageError: `restore.numbers_unknown`, a block has no room to skip that much.
    """
    known = dict(backup.issued)
    if present is not None and present.station == backup.station:
        for series, last in present.issued:
            known[series] = max(last, known.get(series, 0))
        made = {series: last + 1 for series, last in known.items()}
    else:
        made = _skipped(backup, today, again)
        if not fresh_blocks:
            _check_room(backup, made, today)
    return {series: first for series, first in made.items() if not fresh_blocks or series.startswith(TICKETS)}


def _skipped(backup: StoreFacts, today: date, again: int) -> dict[str, int]:
    days = (today - backup.written_at.date()).days + 1 if backup.written_at else 1
    documents = (SPARE_DOCUMENTS + SPARE_DOCUMENTS_A_DAY * max(days, 1)) * (again + 1)
    cases, tickets = SPARE_CASES * (again + 1), SPARE_TICKETS * (again + 1)
    made = {series: last + 1 + _spare(series, documents, cases, tickets) for series, last in backup.issued}
    case_room, document_room = case_block(backup.case_index), document_block(backup.document_index)
    every = {
        "document/*": document_room.first + documents,
        "certificate/*": document_room.first + documents,
        f"{CASES}*/{today:%Y%m%d}": case_room.first + cases,
        f"{TICKETS}*/{today:%Y%m%d}": 1 + tickets,
    }
    return made | {pattern: max(first, made.get(pattern, 0)) for pattern, first in every.items()}


def _check_room(backup: StoreFacts, made: dict[str, int], today: date) -> None:
    case_room, document_room = case_block(backup.case_index), document_block(backup.document_index)
    for series, first in made.items():
        room = case_room if series.startswith(CASES) else document_room
        past = series.startswith((CASES, TICKETS)) and f"{today:%Y%m%d}" not in series
        if first > room.last and not past and not series.startswith(TICKETS):
            raise StorageError("restore.numbers_unknown")


def _spare(series: str, documents: int, cases: int, tickets: int) -> int:
    if series.startswith(CASES):
        return cases
    return tickets if series.startswith(TICKETS) else documents
