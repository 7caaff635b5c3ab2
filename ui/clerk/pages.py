"""The table of the clerk's and the reviewer's pages; their keys are Alt and a digit, in the order shown."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.domain.accounts import Actor, Right
from ui.clerk.accept_page import AcceptPage
from ui.clerk.dependencies import ClerkDependencies
from ui.i18n import Words, tr

ACCEPT, WORKLIST, PRINTS, REVIEW = "accept", "worklist", "prints", "review"


def _worklist(needs: ClerkDependencies) -> QWidget:
    from ui.clerk.worklist_page import WorklistPage  # the first page need not wait for the second

    return WorklistPage(needs)


def _review(needs: ClerkDependencies) -> QWidget:
    from ui.clerk.case_lists import review_lists
    from ui.clerk.worklist_page import WorklistPage

    return WorklistPage(needs, review_lists)


def _prints(needs: ClerkDependencies) -> QWidget:
    from ui.print_queue.dependencies import PrintQueueDependencies
    from ui.print_queue.page import PrintQueuePage

    return PrintQueuePage(
        PrintQueueDependencies(
            look=needs.look,
            runner=needs.runner,
            changes=needs.changes,
            actor=needs.actor,
            use=needs.use,
            composer=needs.composer,
            pump=needs.pump,
            save_where=needs.save_where,
        )
    )


PAGES: dict[str, Callable[[ClerkDependencies], QWidget]] = {
    ACCEPT: AcceptPage,
    WORKLIST: _worklist,
    PRINTS: _prints,
    REVIEW: _review,
}


def pages_of(actor: Actor) -> tuple[str, ...]:
    """Return the pages of an account, its first one first; prints are the third for everybody."""
    if Right.CLERK not in actor.rights:
        return (REVIEW, WORKLIST, PRINTS)
    reviews = (REVIEW,) if Right.REVIEWER in actor.rights else ()
    return (ACCEPT, WORKLIST, PRINTS, *reviews)


def title(page: str) -> Words:
    """Return a page's name in the band."""
    return {ACCEPT: tr("受理"), WORKLIST: tr("办件"), PRINTS: tr("打印"), REVIEW: tr("审批")}[page]
