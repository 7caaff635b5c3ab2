"""What the pages of certificates and their paper stand on; a role fills it in."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.domain.accounts import Actor
from app.services.blank_stock import BlankStock
from app.services.certificate_templates import CertificateTemplates
from app.services.template_designs import TemplateDesigns
from ui.events import ChangesBridge
from ui.look import Look
from ui.tasks import TaskRunner


@dataclass(frozen=True)
class DesignerDependencies:
    """One record for who looks after certificates.

    Attributes:
        scan_file: asks for a picture of the blank; None means that the person thought better of it.
    """

    look: Look
    runner: TaskRunner
    changes: ChangesBridge
    actor: Actor
    templates: CertificateTemplates
    designs: TemplateDesigns
    blanks: BlankStock
    scan_file: Callable[[], Path | None]
