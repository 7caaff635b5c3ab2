"""The Tibetan words that may stand beside Chinese ones: reviewed ones, in the hall's order, and no others."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.scripts import ScriptRules
from ui.i18n import Words
from ui.i18n.catalogue import read_catalogue

LANGUAGE_KEY = "བོད"
"""What stands on the language key; fixed by the hall's order, to be confirmed by its readers."""


@dataclass(frozen=True)
class Tibetan:
    """What Tibetan may stand beside Chinese, and which of the two comes first.

    Attributes:
        table: Tibetan texts by the Chinese ones they translate.
    """

    table: Mapping[str, str] = field(default_factory=dict)
    rules: ScriptRules = field(default_factory=ScriptRules)

    def __call__(self, words: str) -> str:
        """Return the Tibetan of exactly this Chinese text, or nothing."""
        return self.table.get(words.source if isinstance(words, Words) else words, "")


NO_TIBETAN = Tibetan()
"""Chinese stands alone."""


def catalogue_tibetan() -> Mapping[str, str]:
    """Read the words that have Tibetan.

    Raises:
        ValueError: the catalogue is damaged.
    """
    return {row.zh: row.bo for row in read_catalogue() if row.bo}
