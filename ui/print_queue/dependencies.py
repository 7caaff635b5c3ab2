"""What the print-queue page stands on; the window that shows it fills it in."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.domain.accounts import Actor
from app.ports.printing import Composer
from app.services.use_cases import UseCases
from ui.events import ChangesBridge
from ui.look import Look
from ui.print_queue.pump import PrintPump
from ui.tasks import TaskRunner


@dataclass(frozen=True)
class PrintQueueDependencies:
    """One record for who looks after the printers of a station; `save_where` asks where a PDF goes."""

    look: Look
    runner: TaskRunner
    changes: ChangesBridge
    actor: Actor
    use: UseCases
    composer: Composer
    pump: PrintPump
    save_where: Callable[[str], Path | None]
