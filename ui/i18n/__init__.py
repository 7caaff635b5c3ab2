"""Visible text: Chinese is the source, `tr` is the only way to the screen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

CONTEXT = "hall"


class Words(str):
    """Text in the language of now, which knows its source and can be said again in another language.

    Attributes:
        source: the Chinese text, with `{names}` where facts go.
        facts: what fills the names; a fact may itself be `Words`.
    """

    source: str
    facts: dict[str, object]

    def __new__(cls, source: str, facts: dict[str, object]) -> Words:
        """Translate `source` and fill it in."""
        spoken = QCoreApplication.translate(CONTEXT, source)
        fresh = {name: fact.again() if isinstance(fact, Words) else fact for name, fact in facts.items()}
        made = super().__new__(cls, spoken.format(**fresh) if facts else spoken)
        made.source, made.facts = source, facts
        return made

    def again(self) -> Words:
        """Return the same text in the language that holds now."""
        return Words(self.source, self.facts)


def tr(source: str, **facts: object) -> Words:
    """Return the visible text for a Chinese source text.

    Args:
        source: a literal; a test collects these literals for the translation office.
        facts: fill the `{names}` in the text of any language.
    """
    return Words(source, facts)


def now(text: str) -> str:
    """Return a text in the language of now; what is not `Words` is data and stays as it is."""
    return text.again() if isinstance(text, Words) else text


def joined(parts: Iterable[str], between: str = "、") -> Words:
    """Return parts in one line, which follow the language as far as they are `Words`."""
    facts: dict[str, object] = {f"part{place}": part for place, part in enumerate(parts)}
    return Words(between.join(f"{{{name}}}" for name in facts), facts)
