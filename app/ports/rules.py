"""What the rules need from outside: the table of working days, pinyin, password hashes."""

from typing import Protocol

from app.domain.workdays import Calendar


class WorkingDays(Protocol):
    """Where the tables of working days come from."""

    def calendar(self, area: str) -> Calendar:
        """Return the working days of an area (6 digits of GB/T 2260)."""
        ...


class Pinyin(Protocol):
    """How Chinese names are found by Latin letters."""

    def initials(self, text: str) -> str:
        """Return the first letter of each character's reading in lower case: 玛沁县 → `mqx`."""
        ...

    def syllables(self, text: str) -> str:
        """Return the readings in lower case without tones, one space between: 玛沁县 → `ma qin xian`."""
        ...


class PasswordHash(Protocol):
    """How passwords are kept."""

    def hash(self, password: str) -> str:
        """Return a salted hash that carries its own parameters."""
        ...

    def verify(self, stored: str, password: str) -> bool:
        """Tell whether the password belongs to the stored hash."""
        ...

    def needs_rehash(self, stored: str) -> bool:
        """Tell whether the stored hash was made with other parameters than today's."""
        ...
