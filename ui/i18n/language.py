"""Switching the language of a running program: every window follows at once."""

from collections.abc import Callable, Mapping
from enum import Enum

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

from ui.i18n import CONTEXT
from ui.i18n.two_scripts import catalogue_tibetan


class Language(Enum):
    """A language of the screens."""

    CHINESE = "zh"
    TIBETAN = "bo"


class CatalogueTranslator(QTranslator):
    """Answers Qt's own look-up from a table; a text that is missing stays Chinese."""

    def __init__(self, table: dict[str, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table

    def isEmpty(self) -> bool:  # noqa: N802
        """Tell Qt that there is something to look up."""
        return False

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        """Return the text in this language, or the source itself."""
        return self._table.get(sourceText, sourceText) if context == CONTEXT else sourceText


class Interpreter(QObject):
    """Hold the language of the screens. Chinese needs no table; Tibetan is read when first wanted.

    Args:
        table: reads the Tibetan texts by their Chinese ones; without it, those that came with the program.
    """

    def __init__(
        self, application: QCoreApplication, table: Callable[[], Mapping[str, str]] = catalogue_tibetan
    ) -> None:
        super().__init__(application)
        self._application, self._language, self._table = application, Language.CHINESE, table
        self._tibetan: CatalogueTranslator | None = None

    @property
    def language(self) -> Language:
        """The language that holds now."""
        return self._language

    def read_again(self) -> None:
        """Take over what readers have changed; every text on the screen follows at once."""
        spoken = self._language
        self.speak(Language.CHINESE)
        self._tibetan = None
        self.speak(spoken)

    def speak(self, language: Language) -> None:
        """Switch; Qt tells every widget, and those that carry `Words` say them again.

        Raises:
            ValueError: the catalogue is damaged.
        """
        if language is self._language:
            return
        if self._tibetan is None:
            self._tibetan = CatalogueTranslator(dict(self._table()), self)
        self._language = language
        if language is Language.TIBETAN:
            self._application.installTranslator(self._tibetan)
        else:
            self._application.removeTranslator(self._tibetan)
