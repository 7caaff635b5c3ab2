"""The tables of these pages: for who sets the hall up, and for who prints certificates."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from ui.designer.dependencies import DesignerDependencies
from ui.designer.design_page import DesignPage
from ui.designer.paper_page import PaperPage
from ui.i18n import Words, tr
from ui.staff_window import PageTab

DESIGN, PAPER = "design", "paper"

PAGES: dict[str, Callable[[DesignerDependencies], QWidget]] = {DESIGN: DesignPage, PAPER: PaperPage}


def title(page: str) -> Words:
    """Return a page's name in the band."""
    return {DESIGN: tr("证照模板"), PAPER: tr("证照用纸")}[page]


def designer_tabs(needs: DesignerDependencies) -> list[PageTab]:
    """Return the pages as tabs, for the window of any role that has them."""
    return [PageTab(title(name), partial(make, needs)) for name, make in PAGES.items()]
