"""Shows a paper in front of the page: to be read, or to be read before what it says is done."""

from collections.abc import Sequence

from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.clerk.asked import VERB_KEY
from ui.i18n import tr
from ui.look import Look
from ui.theme import LG, MD, SM, XL
from ui.widgets.boxes import column, fixed, row
from ui.widgets.dialogs import Modal, ring
from ui.widgets.icons import Icon
from ui.widgets.keys import KeyButton
from ui.widgets.paper import PaperPreview
from ui.widgets.words import Label

WIDTH, SHEET = 640, 540


class PaperDialog(Modal):
    """Accepted when the verb's key was pressed; Esc goes back. Page Up and Page Down turn."""

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        title: str,
        pages: Sequence[QImage],
        verb: str = "",
        danger: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.preview = PaperPreview(look, tr("文书预览"))
        self.preview.setMinimumHeight(look.px(SHEET))
        self.preview.show_pages(pages)
        turning = Label(tr("共 {n} 页，PageUp、PageDown 翻页", n=len(pages)), "caption", "text_2", wrap=True)
        back = KeyButton(look, tr("回去改") if verb else tr("看完了"), "Esc")
        back.clicked.connect(self.reject)
        ends = row(look, turning, back, gap=MD)
        ends.setStretch(0, 1)
        if verb:
            go_on = KeyButton(look, verb, tr("Ctrl+回车"), variant="danger" if danger else "primary")
            go_on.clicked.connect(self.accept)
            ends.addWidget(go_on)
            for key in (VERB_KEY, "Ctrl+Enter"):
                QShortcut(QKeySequence(key), self).activated.connect(self.accept)
        head = row(look, Icon(look, "file", 24, "primary"), Label(title, "heading", wrap=True), gap=SM)
        head.setStretch(1, 1)
        self.setLayout(column(look, head, self.preview, ends, gap=MD, margins=(XL, LG, XL, LG)))
        fixed(look, self, width=WIDTH)
        ring(look, self)
        self.preview.setFocus()
