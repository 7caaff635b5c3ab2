"""The Tibetan words that may stand below Chinese ones: those of the catalogue, and no others."""

from collections.abc import Callable, Mapping

from ui.i18n import Words
from ui.i18n.catalogue import read_catalogue

Tibetan = Callable[[str], str]
"""Returns the Tibetan of exactly this Chinese text, or nothing."""

LANGUAGE_KEY = "བོད"
"""What stands on the language key; fixed by the hall's order, to be confirmed by its readers."""


def no_tibetan(words: str) -> str:
    """Return nothing: Chinese stands alone."""
    return ""


def catalogue_tibetan() -> Mapping[str, str]:
    """Read the words that have Tibetan.

    Raises:
        ValueError: the catalogue is damaged.
    """
    return {row.zh: row.bo for row in read_catalogue() if row.bo}


def tibetan_of(table: Mapping[str, str]) -> Tibetan:
    """Return the look-up in a table, by a text's source."""

    def look_up(words: str) -> str:
        return table.get(words.source if isinstance(words, Words) else words, "")

    return look_up
