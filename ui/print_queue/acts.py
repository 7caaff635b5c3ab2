"""What can be done with a print job as it stands, and how it looks in the list."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.papers import PaperKind, PrintState
from app.domain.print_jobs import Standing
from app.errors import AppError
from ui.i18n import Words, tr
from ui.theme import Sign

_STEPS = {
    PrintState.QUEUED: Sign.WAITING,
    PrintState.COMPOSING: Sign.WAITING,
    PrintState.SENT: Sign.ON_TIME,
    PrintState.FAILED: Sign.LATE,
    PrintState.UNKNOWN: Sign.SOON,
}
_FIRST = (PrintState.UNKNOWN, PrintState.FAILED)


class JobAct(StrEnum):
    """An act on a print job."""

    CAME_OUT = "came out"
    NOTHING_CAME = "nothing came"
    RETRY = "retry"
    REPRINT = "reprint"
    MOVE = "move"
    CANCEL = "cancel"


@dataclass(frozen=True)
class ShownJob:
    """A job in the list, with what keeps it."""

    standing: Standing
    problem: AppError | None


def offers(standing: Standing) -> tuple[JobAct, ...]:
    """Return the acts that are open, the one that is right next first."""
    if standing.state is PrintState.FAILED:
        anew = (JobAct.REPRINT,) if paper_of(standing) else ()
        return (*((JobAct.RETRY, JobAct.MOVE) if standing.retries else anew), JobAct.CANCEL)
    return {
        PrintState.UNKNOWN: (JobAct.CAME_OUT, JobAct.NOTHING_CAME),
        PrintState.QUEUED: (JobAct.MOVE, JobAct.CANCEL),
        PrintState.SENT: (JobAct.MOVE, JobAct.CANCEL),
    }.get(standing.state, ())


def verb(act: JobAct) -> Words:
    """Return what the key of an act says."""
    return {
        JobAct.CAME_OUT: tr("已印出"),
        JobAct.NOTHING_CAME: tr("没有印出"),
        JobAct.RETRY: tr("再试一次"),
        JobAct.REPRINT: tr("重新打印"),
        JobAct.MOVE: tr("换打印机"),
        JobAct.CANCEL: tr("取消打印"),
    }[act]


def sign_of(standing: Standing) -> Sign:
    """Return the sign of a job's pill."""
    return _STEPS.get(standing.state, Sign.DONE)


def paper_of(standing: Standing) -> PaperKind | None:
    """Return which paper of a case a job prints; None for anything else."""
    return next((kind for kind in PaperKind if kind.value == standing.job.kind), None)


def in_order(jobs: tuple[ShownJob, ...]) -> tuple[ShownJob, ...]:
    """Return what wants a person first, each part in the order in which it came."""
    return tuple(sorted(jobs, key=lambda one: one.standing.state not in _FIRST))
