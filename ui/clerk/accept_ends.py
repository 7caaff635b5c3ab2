"""Which ends of an application are open, and which one is right next."""

from app.domain.items import ServiceItem
from app.domain.lifecycle import State
from app.services.case_book import CaseView
from ui.clerk.action_foot import ACCEPT, NOTIFY, RECEIVE, REFUSE, Ends
from ui.clerk.form_state import FormState, missing


def ends_of(state: FormState | None, item: ServiceItem | None, view: CaseView | None, mistaken: bool) -> Ends:
    """Return the ends for a form.

    Args:
        mistaken: a field shows a mistake or a needed one is empty, so that nothing is right next yet.
    """
    if state is None or item is None:
        return Ends(frozenset())
    open_ends = _open(view)
    wanted = ""
    if any(line.wrong for line in state.lines):
        wanted = NOTIFY
    elif not mistaken and not missing(state, item):
        wanted = ACCEPT
    return Ends(open_ends, wanted if wanted in open_ends else "")


def _open(view: CaseView | None) -> frozenset[str]:
    if view is None or view.branches[0].state is State.RECEIVED:
        return frozenset((ACCEPT, NOTIFY, REFUSE, RECEIVE))
    if view.branches[0].state is State.CORRECTING:
        return frozenset((ACCEPT, NOTIFY, RECEIVE))
    return frozenset((RECEIVE,))
