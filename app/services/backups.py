"""Backups by plan and by hand: where they go, when one is due, which old ones go; and the way back."""

from datetime import datetime
from pathlib import Path

from app.domain.accounts import Actor, Right
from app.domain.backup import BackupFile, BackupRules, is_due, to_delete
from app.ports.backup import Vault
from app.ports.clock import Clock
from app.ports.store import Store
from app.progress import Between, unasked

NAMED = "hall-{index}-{at:%Y%m%dT%H%M%S}Z.backup"
FOLDER = "backups"


class Backups:
    """Backups of this station.

    Args:
        beside: the folder they go to where the hall has set none.
    """

    def __init__(self, store: Store, vault: Vault, clock: Clock, beside: Path) -> None:
        self._store = store
        self._vault = vault
        self._clock = clock
        self._beside = beside

    def newest(self) -> datetime | None:
        """Return when the newest backup was made.

        Raises:
            StorageError: `backup.folder_missing`.
        """
        files = self._vault.files(self._folder(self._rules()))
        return files[-1].made_at if files else None

    def run_if_due(self, between: Between = unasked) -> BackupFile | None:
        """Make a backup when the plan wants one; it needs no right, for the program asks.

        Args:
            between: see `Vault.write`.

        Raises:
            StorageError: `backup.folder_missing`, `backup.not_verified`, or what the disk says.
        """
        due = is_due(self._rules(), self.newest(), self._clock.now())
        return self._run("", between) if due else None

    def run(self, actor: Actor, between: Between = unasked) -> BackupFile:
        """Make a backup now.

        Args:
            between: see `Vault.write`.

        Raises:
            RuleError: `account.right_missing`.
            StorageError: see `run_if_due`.
        """
        actor.require(Right.ADMINISTRATOR)
        return self._run(actor.name, between)

    def all(self, actor: Actor) -> tuple[BackupFile, ...]:
        """Return the backups there are, newest first.

        Raises:
            RuleError: `account.right_missing`.
            StorageError: `backup.folder_missing`.
        """
        actor.require(Right.ADMINISTRATOR)
        return tuple(reversed(self._vault.files(self._folder(self._rules()))))

    def _run(self, by: str, between: Between) -> BackupFile:
        rules, now = self._rules(), self._clock.now()
        folder = self._folder(rules)
        with self._store.read() as unit:
            made = BackupFile(NAMED.format(index=unit.station.index, at=now), now)
        facts = self._vault.write(folder / made.name, between)
        gone = to_delete(self._vault.files(folder), rules, now)
        self._vault.delete(folder, gone)
        told = {"cases": str(facts.cases), "deleted": str(len(gone))}
        with self._store.write() as unit:
            unit.audit.append(now, by, "store.backup", made.name, "ok", told)
            unit.commit()
        return made

    def _rules(self) -> BackupRules:
        with self._store.read() as unit:
            return unit.rules.get(BackupRules)

    def _folder(self, rules: BackupRules) -> Path:
        if rules.folder:
            return Path(rules.folder)
        self._beside.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self._beside
