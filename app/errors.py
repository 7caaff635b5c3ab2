"""What the world does to us: error kinds with a code and facts, no sentences.

A bug of ours is an ordinary exception; an `AppError` is something a clerk can be told about and do
something against. The sentences stand in `app.sentences`, one for each code.
"""

from datetime import date, datetime
from typing import TypeAlias

Fact: TypeAlias = str | int | date | datetime


class AppError(Exception):
    """Say that something outside our power went wrong.

    Args:
        code: dotted name of the fault, for example `id_number.check_digit`; it has a sentence in
            `app.sentences`.
        facts: what fills the sentence; never an ID number, a password or a fingerprint.
    """

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        known = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code}({known})"


class RuleError(AppError):
    """The law, the hall's rules or the input's form forbid it."""


class DeviceError(AppError):
    """A device or a printer does not do what it was asked."""


class StorageError(AppError):
    """The store cannot be opened, read or written."""


class SyncError(AppError):
    """The central database cannot be reached or refuses."""
