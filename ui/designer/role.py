"""What the pages of certificates and their paper stand on, put together from a machine."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from app.domain.accounts import Actor
from app.services.journal import Journal
from app.services.template_designs import TemplateDesigns
from ui.designer.dependencies import DesignerDependencies
from ui.i18n import tr
from ui.machine import Machine


def designer_needs(machine: Machine, actor: Actor) -> DesignerDependencies:
    """Return the record for who has signed in."""
    program, use = machine.program, machine.use
    journal = Journal(machine.store, machine.parts.working_days(), machine.clock)
    return DesignerDependencies(
        look=program.look,
        runner=program.runner,
        changes=program.changes,
        actor=actor,
        templates=use.templates,
        designs=TemplateDesigns(journal, machine.composer, machine.parts.printers()),
        blanks=use.blanks,
        scan_file=ask_scan,
    )


def ask_scan() -> Path | None:
    """Return the picture of a blank that the person chose, or None."""
    chosen, _ = QFileDialog.getOpenFileName(
        None, str(tr("选空白证扫描图")), "", "PNG, JPEG (*.png *.jpg *.jpeg)"
    )
    return Path(chosen) if chosen else None
