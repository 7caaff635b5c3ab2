"""Papers as PDF files: composed off the main thread, written where the person wants them, counted nowhere."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from app.domain.images import PageImage
from ui.clerk.dependencies import ClerkDependencies
from ui.tasks import Task

LANE, DPI = "compose", 110

Pdf = Callable[[], bytes]
Failed = Callable[[Exception], None]


@dataclass(frozen=True)
class Sheets:
    """A paper to be looked at: its PDF file, its pages, and what a file of it is called."""

    pdf: bytes
    pages: tuple[PageImage, ...]
    name: str


def compose_sheets(
    needs: ClerkDependencies,
    owner: QObject,
    pdf: Pdf,
    name: str,
    shown: Callable[[Sheets], None],
    failed: Failed,
) -> None:
    """Compose a paper to be looked at; `pdf` gives its file and is called off the main thread."""

    def work(task: Task) -> Sheets:
        made = pdf()
        task.check()
        return Sheets(made, tuple(needs.composer.page_images(made, DPI)) if made else (), name)

    needs.runner.run(LANE, work, name="show paper", done=shown, failed=failed, owner=owner)


def save_pdf(
    needs: ClerkDependencies,
    owner: QObject,
    pdf: Pdf,
    name: str,
    saved: Callable[[str], None],
    failed: Failed,
) -> None:
    """Ask for a place and write a PDF file there; `saved` gets the file's name.

    Args:
        pdf: gives the file's content; called off the main thread.
        name: what the file is called, without its ending.
    """
    file = needs.save_where(f"{name}.pdf")
    if file is None:
        return

    def work(_: Task) -> str:
        file.write_bytes(pdf())
        return file.name

    needs.runner.run(LANE, work, name="save PDF", done=saved, failed=failed, owner=owner)
