"""Every page of the clerk's role in every state it can be seen in; the walk and the screenshots share it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.domain.details import StepKind
from data.demo_hall import clerk_login, reviewer_login
from tests.e2e.clerk import accept_states as accept
from tests.e2e.clerk import case_states as case
from tests.e2e.clerk.counter import DEPARTMENT
from tests.e2e.clerk.scenes import CHARGED_AT, Scene
from ui.clerk.case_actions import CaseAct

STATES: dict[str, Callable[[Scene], QWidget]] = {
    "a1-start": accept.start,
    "a2-start-busy": accept.start_busy,
    "a3-found": accept.found,
    "a4-filling": accept.filling,
    "a5-agent": accept.agent,
    "a6-ready": accept.ready,
    "a7-details": accept.details,
    "a8-notice": accept.noticing,
    "a9-refusal": accept.refusing,
    "a10-correcting": accept.correcting,
    "b1-list-empty": case.empty_list,
    "b2-list": case.worklist,
    "a11-called": accept.called,
    "b3-result": case.result,
    "b4-codes": case.codes,
    "b5-deliver": case.asking(CaseAct.DELIVER, StepKind.CERTIFICATE_READY),
    "b6-extend": case.asking(CaseAct.EXTEND),
    "b7-certificates": case.asking(CaseAct.ISSUE, StepKind.CERTIFICATE_BEGUN),
    "b8-certificate": case.certificate,
    "b9-papers": case.papers,
    "b10-reissue": case.reissuing,
    "b11-charge": case.charging,
    "b12-look": case.looking,
    "b13-opinion": case.asking(CaseAct.EXAMINE),
    "d1-prints-empty": case.no_prints,
    "d2-prints": case.prints,
    "d3-move": case.move_print,
    "e1-review": case.review,
    "e2-suspend": case.asking(CaseAct.SUSPEND),
    "e3-deny": case.asking(CaseAct.DENY, opinion=True),
    "e4-decision": case.decision,
}
"""State → how to reach it; returns the window to look at (a dialog's, where one is open)."""


def login_of(state: str) -> str:
    """Return who signs in for a state: a reviewer, who may charge, or nobody in particular."""
    if state == "b11-charge":
        return clerk_login(CHARGED_AT)
    return reviewer_login(DEPARTMENT) if state.startswith("e") else ""


@dataclass(frozen=True)
class Screen:
    """A size of screen with its natural text size."""

    width: int
    height: int
    scale: float


SCREENS = (Screen(1366, 768, 1.0), Screen(1920, 1080, 1.15))
