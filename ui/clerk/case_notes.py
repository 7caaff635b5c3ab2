"""What is typed into the dialogs of cases: kept when one is closed and when the program is killed."""

from uuid import UUID, uuid5

from PySide6.QtCore import QObject, Signal

from app.ports.store import Draft
from ui.clerk.asked import AskingDialog
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.drafts import LANE
from ui.tasks import Task

PAGE = "case"

Texts = dict[str, str]


class CaseNotes(QObject):
    """Keeps texts by case and act in memory and, as drafts of the account, on the disk.

    A password and a tick are never kept, see `Asked`. Says `failed` with the error of what was not stored.
    """

    failed = Signal(object)

    def __init__(self, needs: ClerkDependencies, page: QObject) -> None:
        super().__init__(page)
        self._needs = needs
        self._texts: dict[UUID, Texts] = {}
        self._dirty: set[UUID] = set()
        self._saving = False
        needs.runner.run(
            LANE,
            lambda _: needs.use.drafts.all(needs.actor, PAGE),
            name="load notes",
            done=self._load,
            owner=self,
        )

    def of(self, case_id: UUID, act: str) -> Texts:
        """Return what was typed for an act on a case and not done yet."""
        return dict(self._texts.get(uuid5(case_id, act), {}))

    def follow(self, dialog: AskingDialog, case_id: UUID, act: str) -> None:
        """Keep what is typed into a dialog from now on."""
        dialog.typed.connect(lambda name, text: self._note(uuid5(case_id, act), name, text))

    def forget(self, case_id: UUID, act: str) -> None:
        """Forget what was typed: the act is done."""
        key = uuid5(case_id, act)
        if self._texts.pop(key, None) is None:
            return
        self._dirty.discard(key)
        drafts, actor = self._needs.use.drafts, self._needs.actor
        self._needs.runner.run(LANE, lambda _: drafts.drop(actor, PAGE, key), name="drop notes", owner=self)

    def _load(self, found: tuple[Draft, ...]) -> None:
        for draft in found:
            self._texts.setdefault(UUID(draft.key.rpartition("/")[2]), dict(draft.content))

    def _note(self, key: UUID, name: str, text: str) -> None:
        self._texts.setdefault(key, {})[name] = text
        self._dirty.add(key)
        if not self._saving:
            self._store()

    def _store(self) -> None:
        """Store what is new; what is typed meanwhile is gathered into the next."""
        if not self._dirty:
            return
        self._saving = True
        drafts, actor = self._needs.use.drafts, self._needs.actor
        fresh = {key: dict(self._texts[key]) for key in self._dirty if key in self._texts}
        self._dirty.clear()

        def work(_: Task) -> None:
            for key, texts in fresh.items():
                drafts.keep(actor, PAGE, key, texts)

        self._needs.runner.run(
            LANE, work, name="save notes", done=self._stored, failed=self._not_stored, owner=self
        )

    def _stored(self, _: None) -> None:
        self._saving = False
        self._store()

    def _not_stored(self, error: Exception) -> None:
        self._saving = False
        self.failed.emit(error)
