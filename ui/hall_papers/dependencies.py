"""What the page of the hall's own papers stands on; a role fills it in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.accounts import Actor
from app.domain.items import ServiceItem
from app.ports.printing import Composer
from app.services.hall_papers import HallPapers
from ui.look import Look
from ui.print_queue.pump import PrintPump
from ui.tasks import TaskRunner


@dataclass(frozen=True)
class HallPapersDependencies:
    """One record for who prints such papers.

    Attributes:
        items: returns the service items in force; blocks.
        save_where: asks where a PDF goes; None when the person thought better of it.
    """

    look: Look
    runner: TaskRunner
    actor: Actor
    papers: HallPapers
    composer: Composer
    items: Callable[[], tuple[ServiceItem, ...]]
    today: Callable[[], date]
    pump: PrintPump
    save_where: Callable[[str], Path | None]
