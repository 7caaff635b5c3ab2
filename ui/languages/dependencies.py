"""What the translation page stands on; the role that shows it fills it in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.accounts import Actor
from app.domain.translations import Reviewed, Translated
from app.services.translations import Translations
from ui.events import ChangesBridge
from ui.look import Look
from ui.tasks import TaskRunner

WriteStrings = Callable[[Sequence[Reviewed], Mapping[str, Sequence[str]], Path], None]


@dataclass(frozen=True)
class LanguageDependencies:
    """One record for a signed-in reader.

    Attributes:
        translations: makes the strings of the hall when first wanted; blocks.
        places: returns in which roles' screens each text stands; blocks for a second.
        write, read: the workbook for the translation office; block.
        ask_where, ask_which: ask for a file, None when the person thought better of it.
        changed: called after a text changed, so that screens say it again.
    """

    look: Look
    runner: TaskRunner
    changes: ChangesBridge
    actor: Actor
    translations: Callable[[], Translations]
    places: Callable[[], Mapping[str, Sequence[str]]]
    write: WriteStrings
    read: Callable[[Path], Sequence[Translated]]
    ask_where: Callable[[str], Path | None]
    ask_which: Callable[[], Path | None]
    changed: Callable[[], None]
