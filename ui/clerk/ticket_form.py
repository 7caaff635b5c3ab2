"""Which visitor a form is written for: the ticket stands among the form's notes and goes with its draft."""

from uuid import UUID

from app.domain.tickets import Ticket
from ui.clerk.form_state import TICKET_ID, TICKET_NUMBER, FormState, visitor_ticket


def for_ticket(state: FormState, ticket: Ticket | None) -> FormState:
    """Return the form as one for the visitor with a ticket; without a ticket as it is."""
    if ticket is None:
        return state
    return state.with_note(TICKET_ID, str(ticket.id)).with_note(TICKET_NUMBER, ticket.number)


def ticket_of(state: FormState) -> UUID | None:
    """Return the ticket of the visitor for whom a form is written."""
    found = visitor_ticket(state)
    return found.id if found else None


def ticket_number(state: FormState) -> str:
    """Return what is printed on that ticket, empty without one."""
    found = visitor_ticket(state)
    return found.number if found else ""
