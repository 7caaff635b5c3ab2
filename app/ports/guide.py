"""The guide desk's records as use cases see them."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from app.domain.complaints import Complaint, ComplaintEvent, ComplaintView
from app.domain.guide import Consultation, ItemWords
from app.domain.requests import Request, RequestEvent, RequestView
from app.domain.translations import Reviewed


class GuideRecords(Protocol):
    """Words of the hall, consultations, requests, complaints, reviewed strings."""

    def item_words(self) -> dict[str, ItemWords]:
        """Return the hall's own words by item."""

    def put_item_words(self, words: ItemWords) -> None:
        """Store the words of an item, replacing the former ones."""

    def consult(self, consultation: Consultation) -> None:
        """Add a consultation."""

    def consultations(self, since: datetime) -> tuple[Consultation, ...]:
        """Return the consultations from a moment on, oldest first."""

    def add_request(self, request: Request) -> None:
        """Add a request."""

    def add_request_event(self, event: RequestEvent) -> None:
        """Add what happened to a request."""

    def request(self, request_id: UUID) -> RequestView:
        """Return a request with its events.

        Raises:
            RuleError: `request.unknown`.
        """

    def requests(self, since: datetime) -> tuple[RequestView, ...]:
        """Return the requests taken down from a moment on, oldest first."""

    def add_complaint(self, complaint: Complaint) -> None:
        """Add a complaint."""

    def add_complaint_event(self, event: ComplaintEvent) -> None:
        """Add what happened to a complaint."""

    def complaint(self, complaint_id: UUID) -> ComplaintView:
        """Return a complaint with its events.

        Raises:
            RuleError: `complaint.unknown`.
        """

    def complaints(self, since: datetime) -> tuple[ComplaintView, ...]:
        """Return the complaints taken down from a moment on, oldest first."""

    def reviewed(self) -> dict[str, Reviewed]:
        """Return the strings that readers of this hall have worked on, by their Chinese text."""

    def put_reviewed(self, string: Reviewed) -> None:
        """Store a string's next state."""
