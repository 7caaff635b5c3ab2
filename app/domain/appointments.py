"""Appointments and the queue: when one enters it, and which times a visitor may be offered."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from app.domain.dates import hall_date
from app.domain.requests import RequestKind, RequestState, RequestView

_WAITING = frozenset((RequestState.OPEN, RequestState.TAKEN))


def due_appointments(views: Iterable[RequestView], now: datetime) -> tuple[RequestView, ...]:
    """Return the appointments of today whose time has come and that are not in the queue yet, earliest first.

    An appointment enters the queue at its time and no earlier: whoever came before it keeps their place. One
    of a past day is not queued any more; it stays on the list until somebody says what became of it.
    """
    found = [
        (view.wanted_at, view)
        for view in views
        if view.request.kind is RequestKind.APPOINTMENT
        and view.state in _WAITING
        and view.wanted_at is not None
        and view.wanted_at <= now
        and hall_date(view.wanted_at) == hall_date(now)
    ]
    return tuple(view for _, view in sorted(found, key=lambda pair: (pair[0], pair[1].request.id)))


def is_late(view: RequestView, now: datetime, grace: timedelta = timedelta(0)) -> bool:
    """Tell whether the agreed moment has passed while the request still runs."""
    return view.state in _WAITING and view.wanted_at is not None and view.wanted_at + grace < now


def appointed(view: RequestView) -> datetime | None:
    """Return the moment for which an appointment still stands, None once it was ended or used."""
    return view.wanted_at if view.state in _WAITING else None
