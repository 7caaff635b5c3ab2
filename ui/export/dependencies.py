"""What the export page stands on; the role fills it in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.accounts import Actor
from app.domain.case_export import ExportTable
from app.services.case_export import CaseExport
from ui.look import Look
from ui.tasks import TaskRunner


@dataclass(frozen=True)
class ExportDependencies:
    """One record for whoever exports.

    Attributes:
        ask_where: asks where a file like the one named goes; None when the person thought better of it.
        write: writes the file; blocks, raises `StorageError`.
    """

    look: Look
    runner: TaskRunner
    actor: Actor
    export: CaseExport
    today: Callable[[], date]
    ask_where: Callable[[str], Path | None]
    write: Callable[[ExportTable, Path], None]
