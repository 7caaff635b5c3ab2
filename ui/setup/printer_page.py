"""The printer of a new machine brought to land: the ruler page, its crosses measured, the fit stored."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.designer.dependencies import DesignerDependencies
from ui.designer.fit_card import FitCard
from ui.i18n import tr
from ui.theme import LG, MD, XL
from ui.widgets.boxes import column, fixed, row
from ui.widgets.notices import NoticeLine
from ui.widgets.tab_order import order_tabs
from ui.widgets.words import Label

WIDTH = 620


class PrinterPage(QWidget):
    """The card of the designer's page alone: a new hall has no blanks yet."""

    def __init__(self, needs: DesignerDependencies) -> None:
        super().__init__()
        look = needs.look
        self.notice = NoticeLine(look)
        self.fit = FitCard(needs, self.notice)
        self.fit.rebuilt.connect(lambda: order_tabs(self))
        told = tr("套打证照前每台打印机都要校准一次。没有打印机可以跳过，以后在“证照用纸”里做。")
        words = Label(told, "body", "text_2", wrap=True)
        middle = row(look, None, fixed(look, self.fit, width=WIDTH), None)
        box = column(look, words, middle, self.notice, gap=MD, margins=(XL, LG, XL, LG))
        box.setStretch(1, 1)
        self.setLayout(box)
        for key, act in (("Ctrl+P", self.fit.print_ruler), ("Ctrl+S", self.fit.store)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to what is measured first."""
        self.fit.measured["ax"].setFocus(reason)
