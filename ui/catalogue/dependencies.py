"""What the catalogue page stands on; the role that shows it fills it in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.accounts import Actor
from app.domain.items import Department
from app.ports.sheets import Sheets
from app.services.catalogue_editor import CatalogueEditor
from ui.events import ChangesBridge
from ui.look import Look
from ui.tasks import TaskRunner


@dataclass(frozen=True)
class CatalogueDependencies:
    """One record for a signed-in editor.

    Attributes:
        departments: reads the hall's departments; blocks.
        sheets: makes what reads and writes workbooks.
        ask_where, ask_which: ask for a file, None when the person thought better of it.
    """

    look: Look
    runner: TaskRunner
    changes: ChangesBridge
    actor: Actor
    editor: CatalogueEditor
    departments: Callable[[], tuple[Department, ...]]
    sheets: Callable[[], Sheets]
    ask_where: Callable[[str], Path | None]
    ask_which: Callable[[], Path | None]
    today: Callable[[], date]
