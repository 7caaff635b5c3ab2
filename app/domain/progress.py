"""What the steps of one branch say about a case: days, notices, pauses and what is still owed."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from app.domain.details import (
    Accepted,
    DeemedAccepted,
    Delivered,
    Denied,
    Extended,
    Granted,
    Noticed,
    Received,
    Rejected,
    Resumed,
    StepDetail,
    Supplemented,
    Suspended,
)
from app.domain.lifecycle import Branch

D = TypeVar("D", bound=StepDetail)


@dataclass(frozen=True)
class Pause:
    """One special procedure; its days are those after `start` up to and with `end` (None: still running)."""

    procedure: str
    start: date
    end: date | None


@dataclass(frozen=True)
class Progress:
    """Answers about one branch of a case."""

    branch: Branch

    def days_of(self, kind: type[D]) -> tuple[tuple[date, D], ...]:
        """Return the hall's date and the detail of every step of that kind, oldest first."""
        return tuple((step.on, step.detail) for step in self.branch.steps if isinstance(step.detail, kind))

    @cached_property
    def received_on(self) -> date:
        """Return the day on which the application came in."""
        return self.days_of(Received)[0][0]

    @cached_property
    def notices(self) -> tuple[tuple[date, Noticed], ...]:
        """Return the notices given, with their days."""
        return self.days_of(Noticed)

    @cached_property
    def accepted_on(self) -> date | None:
        """Return the day from which the decision's limit counts, or None.

        That is the day of receipt when acceptance was deemed, the day on which the last item came when a
        notice was given, and otherwise the day of acceptance (Art. 32, domain §2).
        """
        if self.days_of(DeemedAccepted):
            return self.received_on
        accepted = self.days_of(Accepted)
        if not accepted:
            return None
        if not self.notices:
            return accepted[0][0]
        last_notice = self.notices[-1][0]
        came = [on for on, _ in self.days_of(Supplemented) if last_notice <= on <= accepted[0][0]]
        return came[-1] if came else accepted[0][0]

    @cached_property
    def pauses(self) -> tuple[Pause, ...]:
        """Return the special procedures in order."""
        ends = [on for on, _ in self.days_of(Resumed)]
        starts = self.days_of(Suspended)
        open_end: list[date | None] = [*ends, *[None] * (len(starts) - len(ends))]
        return tuple(
            Pause(detail.procedure, start, end) for (start, detail), end in zip(starts, open_end, strict=True)
        )

    @cached_property
    def extension(self) -> Extended | None:
        """Return the extension, of which there is at most one (Art. 42)."""
        found = self.days_of(Extended)
        return found[0][1] if found else None

    @cached_property
    def decided_on(self) -> date | None:
        """Return the day of the decision or refusal, or None."""
        found = sorted(on for kind in (Granted, Denied, Rejected) for on, _ in self.days_of(kind))
        return found[0] if found else None

    @cached_property
    def granted_on(self) -> date | None:
        """Return the day on which the licence was granted, or None."""
        found = self.days_of(Granted)
        return found[0][0] if found else None

    @cached_property
    def delivered_on(self) -> date | None:
        """Return the day of delivery, or None."""
        found = self.days_of(Delivered)
        return found[0][0] if found else None

    @cached_property
    def owed(self) -> tuple[str, ...]:
        """Return the names of materials promised at 容缺受理 that have not come yet."""
        accepted = self.days_of(Accepted)
        if not accepted:
            return ()
        came = {m.name for on, s in self.days_of(Supplemented) if on >= accepted[0][0] for m in s.materials}
        return tuple(name for name in accepted[0][1].promised if name not in came)

    @cached_property
    def owed_by(self) -> date | None:
        """Return until when the promised materials must come, or None when nothing is owed."""
        accepted = self.days_of(Accepted)
        return accepted[0][1].promised_by if accepted and self.owed else None
