"""The guide desk's records in the store."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select

from app.domain.complaints import Complaint, ComplaintEvent, ComplaintView
from app.domain.guide import Consultation, ItemWords
from app.domain.requests import Request, RequestEvent, RequestView
from app.domain.translations import Reviewed
from app.errors import RuleError
from data.columns import Moment
from data.guide_schema import (
    complaint,
    complaint_event,
    consultation,
    desk_request,
    desk_request_event,
    item_words,
    translation,
)
from data.records import Records, ReferenceRecords
from data.transaction import Transaction

_WORDS = ReferenceRecords(item_words, ItemWords, lambda record: record.item_key)
_REVIEWED = ReferenceRecords(translation, Reviewed, lambda record: record.zh)
_CONSULTATIONS = Records(consultation, Consultation, lambda record: {"at": record.at})
_REQUESTS = Records(desk_request, Request, lambda record: {"at": record.at})
_REQUEST_EVENTS = Records(
    desk_request_event, RequestEvent, lambda record: {"request_id": record.request_id, "at": record.at}
)
_COMPLAINTS = Records(complaint, Complaint, lambda record: {"at": record.at})
_COMPLAINT_EVENTS = Records(
    complaint_event, ComplaintEvent, lambda record: {"complaint_id": record.complaint_id, "at": record.at}
)
_SINCE = bindparam("since_", type_=Moment)
_CONSULTED = _CONSULTATIONS.payloads.where(consultation.c.at >= _SINCE).order_by(consultation.c.n)
_REQUESTED = _REQUESTS.payloads.where(desk_request.c.at >= _SINCE).order_by(desk_request.c.n)
_REQUEST = _REQUESTS.payloads.where(desk_request.c.id == bindparam("id_"))
_OF_REQUEST = _REQUEST_EVENTS.payloads.where(desk_request_event.c.request_id == bindparam("id_")).order_by(
    desk_request_event.c.n
)
_COMPLAINED = _COMPLAINTS.payloads.where(complaint.c.at >= _SINCE).order_by(complaint.c.n)
_COMPLAINT = _COMPLAINTS.payloads.where(complaint.c.id == bindparam("id_"))
_OF_COMPLAINT = _COMPLAINT_EVENTS.payloads.where(complaint_event.c.complaint_id == bindparam("id_")).order_by(
    complaint_event.c.n
)
_REQUEST_EVENTS_SINCE = _REQUEST_EVENTS.payloads.where(
    desk_request_event.c.request_id.in_(select(desk_request.c.id).where(desk_request.c.at >= _SINCE))
).order_by(desk_request_event.c.n)
_COMPLAINT_EVENTS_SINCE = _COMPLAINT_EVENTS.payloads.where(
    complaint_event.c.complaint_id.in_(select(complaint.c.id).where(complaint.c.at >= _SINCE))
).order_by(complaint_event.c.n)


class GuideRepository:
    """Implements `app.ports.guide.GuideRecords`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def item_words(self) -> dict[str, ItemWords]:
        """Return the hall's own words by item."""
        return {record.item_key: record for record in _WORDS.all(self._tx)}

    def put_item_words(self, words: ItemWords) -> None:
        """Store the words of an item, replacing the former ones."""
        _WORDS.put(self._tx, words)

    def consult(self, consultation: Consultation) -> None:
        """Add a consultation."""
        _CONSULTATIONS.add(self._tx, consultation.id, consultation)

    def consultations(self, since: datetime) -> tuple[Consultation, ...]:
        """Return the consultations from a moment on, oldest first."""
        return tuple(_CONSULTATIONS.each(self._tx, _CONSULTED, since_=since))

    def add_request(self, request: Request) -> None:
        """Add a request."""
        _REQUESTS.add(self._tx, request.id, request)

    def add_request_event(self, event: RequestEvent) -> None:
        """Add what happened to a request."""
        _REQUEST_EVENTS.add(self._tx, event.id, event)

    def request(self, request_id: UUID) -> RequestView:
        """Return a request with its events.

        Raises:
            RuleError: `request.unknown`.
        """
        found = _REQUESTS.one(self._tx, _REQUEST, id_=request_id)
        if found is None:
            raise RuleError("request.unknown")
        return RequestView(found, _REQUEST_EVENTS.some(self._tx, _OF_REQUEST, id_=request_id))

    def requests(self, since: datetime) -> tuple[RequestView, ...]:
        """Return the requests taken down from a moment on, oldest first."""
        events = _by_request(_REQUEST_EVENTS.each(self._tx, _REQUEST_EVENTS_SINCE, since_=since))
        return tuple(
            RequestView(one, tuple(events[one.id]))
            for one in _REQUESTS.each(self._tx, _REQUESTED, since_=since)
        )

    def add_complaint(self, complaint: Complaint) -> None:
        """Add a complaint."""
        _COMPLAINTS.add(self._tx, complaint.id, complaint)

    def add_complaint_event(self, event: ComplaintEvent) -> None:
        """Add what happened to a complaint."""
        _COMPLAINT_EVENTS.add(self._tx, event.id, event)

    def complaint(self, complaint_id: UUID) -> ComplaintView:
        """Return a complaint with its events.

        Raises:
            RuleError: `complaint.unknown`.
        """
        found = _COMPLAINTS.one(self._tx, _COMPLAINT, id_=complaint_id)
        if found is None:
            raise RuleError("complaint.unknown")
        return ComplaintView(found, _COMPLAINT_EVENTS.some(self._tx, _OF_COMPLAINT, id_=complaint_id))

    def complaints(self, since: datetime) -> tuple[ComplaintView, ...]:
        """Return the complaints taken down from a moment on, oldest first."""
        events = _by_complaint(_COMPLAINT_EVENTS.each(self._tx, _COMPLAINT_EVENTS_SINCE, since_=since))
        return tuple(
            ComplaintView(one, tuple(events[one.id]))
            for one in _COMPLAINTS.each(self._tx, _COMPLAINED, since_=since)
        )

    def reviewed(self) -> dict[str, Reviewed]:
        """Return the strings that readers of this hall have worked on, by their Chinese text."""
        return {record.zh: record for record in _REVIEWED.all(self._tx)}

    def put_reviewed(self, string: Reviewed) -> None:
        """Store a string's next state."""
        _REVIEWED.put(self._tx, string)


def _by_request(events: Iterable[RequestEvent]) -> defaultdict[UUID, list[RequestEvent]]:
    found: defaultdict[UUID, list[RequestEvent]] = defaultdict(list)
    for event in events:
        found[event.request_id].append(event)
    return found


def _by_complaint(events: Iterable[ComplaintEvent]) -> defaultdict[UUID, list[ComplaintEvent]]:
    found: defaultdict[UUID, list[ComplaintEvent]] = defaultdict(list)
    for event in events:
        found[event.complaint_id].append(event)
    return found
