"""What the print-queue page stands on; the window that shows it fills it in."""

from dataclasses import dataclass

from app.domain.accounts import Actor
from app.ports.printing import Composer
from app.services.use_cases import UseCases
from ui.events import ChangesBridge
from ui.look import Look
from ui.print_queue.pump import PrintPump
from ui.tasks import TaskRunner


@dataclass(frozen=True)
class PrintQueueDependencies:
    """One record for a person who looks after the printers of a station."""

    look: Look
    runner: TaskRunner
    changes: ChangesBridge
    actor: Actor
    use: UseCases
    composer: Composer
    pump: PrintPump
