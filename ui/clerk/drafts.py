"""Keeping what is typed: every change is on the disk a moment later, so that a kill loses nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from app.domain.accounts import Actor
from app.ports.clock import Clock
from app.ports.store import Draft, Store
from ui.clerk.form_state import FormState, from_content
from ui.tasks import Task, TaskRunner

LANE = "draft"  # its own lane: a long search must not hold up what is typed


@dataclass(frozen=True)
class KeptDraft:
    """A draft as it was found; `open` says that it was on the screen when the program ended."""

    key: str
    state: FormState
    saved_at: datetime
    open: bool


def draft_key(actor: Actor, state: FormState) -> str:
    """Return under which key a form is kept: each account has its own drafts."""
    return f"clerk/{actor.account_id}/{state.id}"


class DraftKeeper(QObject):
    """Stores the form on the screen at each change, off the main thread; while one store is under way the
    changes that come are gathered into the next.

    Says `saved` with the `KeptDraft` that is on the disk now, and `failed` with the error of one that is not.
    """

    saved = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        runner: TaskRunner,
        store: Store,
        clock: Clock,
        actor: Actor,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._runner, self._store, self._clock, self._actor = runner, store, clock, actor
        self._pending: FormState | None = None
        self._saving = False

    def keep(self, state: FormState) -> None:
        """Store the form as it is now, or as soon as the last one is stored."""
        self._pending = state
        if not self._saving:
            self.flush()

    def flush(self) -> None:
        """Hand over what is pending."""
        state, self._pending = self._pending, None
        if state is not None:
            self._write(state, True)

    def put_away(self, state: FormState) -> None:
        """Store the form and note that it is no longer on the screen."""
        self._pending = None
        self._write(state, False)

    def drop(self, state: FormState) -> None:
        """Forget the draft: what it was for is done."""
        self._pending = None
        key = draft_key(self._actor, state)

        def work(_: Task) -> None:
            with self._store.write() as unit:
                unit.drafts.drop(key)
                unit.commit()

        self._runner.run(LANE, work, name="drop draft", owner=self)

    def load(self, take: Callable[[tuple[KeptDraft, ...]], None]) -> None:
        """Read the account's drafts, newest first, and hand them over."""

        def work(_: Task) -> tuple[KeptDraft, ...]:
            with self._store.read() as unit:
                found = unit.drafts.all(f"clerk/{self._actor.account_id}/")
            return tuple(_kept(draft) for draft in found)

        self._runner.run(LANE, work, name="load drafts", done=take, owner=self)

    def _write(self, state: FormState, on_screen: bool) -> None:
        key = draft_key(self._actor, state)
        self._saving = True

        def work(_: Task) -> KeptDraft:
            now = self._clock.now()
            with self._store.write() as unit:
                unit.drafts.put(Draft(key, {"open": on_screen, "form": state.content()}, now))
                unit.commit()
            return KeptDraft(key, state, now, on_screen)

        self._runner.run(
            LANE, work, name="save draft", done=self._written, failed=self._not_written, owner=self
        )

    def _written(self, kept: KeptDraft) -> None:
        self._saving = False
        self.saved.emit(kept)
        self.flush()

    def _not_written(self, error: Exception) -> None:
        self._saving = False
        self.failed.emit(error)


def _kept(draft: Draft) -> KeptDraft:
    return KeptDraft(
        draft.key, from_content(draft.content["form"]), draft.saved_at, bool(draft.content["open"])
    )
