"""What certificates are printed on and with: the stock of numbered blanks, and printers brought to land."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.designer.blanks_card import BlanksCard
from ui.designer.dependencies import DesignerDependencies
from ui.designer.fit_card import FitCard
from ui.theme import LG, MD, SM
from ui.widgets.boxes import column, holder, row
from ui.widgets.notices import NoticeLine
from ui.widgets.tab_order import order_tabs


class PaperPage(QWidget):
    """Two cards over one line for what was done or went wrong."""

    def __init__(self, needs: DesignerDependencies) -> None:
        super().__init__()
        look = needs.look
        self.notice = NoticeLine(look)
        self.blanks = BlanksCard(needs, self.notice)
        self.fit = FitCard(needs, self.notice)
        self.fit.rebuilt.connect(lambda: order_tabs(self))
        both = row(look, self.blanks, self.fit, gap=LG)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        box = column(look, holder(both), self.notice, gap=MD, margins=(LG, LG, LG, SM))
        box.setStretch(0, 1)
        self.setLayout(box)
        for key, act in (
            ("Ctrl+R", self.blanks.receive),
            ("Ctrl+D", self.blanks.spoil),
            ("Ctrl+P", self.fit.print_ruler),
            ("Ctrl+S", self.fit.store),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to the stock."""
        self.blanks.reach()
