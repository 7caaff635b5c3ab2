"""Shows a paper in front of the page: to be read, saved, or read before what it says is done."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.clerk.asked import VERB_KEY
from ui.clerk.dependencies import ClerkDependencies
from ui.clerk.pdf_files import Sheets, save_pdf
from ui.error_texts import explain_any
from ui.i18n import tr
from ui.look import Look
from ui.theme import LG, MD, SM, XL
from ui.widgets.boxes import column, fixed, holder, row
from ui.widgets.dialogs import Modal, ring
from ui.widgets.icons import Icon
from ui.widgets.keys import KeyButton
from ui.widgets.notices import NoticeLine
from ui.widgets.paper import PaperPreview, to_image
from ui.widgets.words import Label

WIDTH, SHEET = 640, 540


class PaperDialog(Modal):
    """Accepted when the verb's key was pressed; Esc goes back. Page Up and Page Down turn.

    Args:
        verb: what is done with the paper; without it the paper is only read.
    """

    def __init__(
        self,
        needs: ClerkDependencies,
        parent: QWidget,
        title: str,
        sheets: Sheets,
        verb: str = "",
        danger: bool = False,
    ) -> None:
        super().__init__(parent)
        look = needs.look
        self.entitle(title)
        self._needs, self._sheets = needs, sheets
        self.preview = PaperPreview(look, tr("文书预览"))
        self.preview.setMinimumHeight(look.px(SHEET))
        self.preview.show_pages([to_image(page) for page in sheets.pages])
        self.notice = NoticeLine(look)
        turning = tr("共 {n} 页，PageUp、PageDown 翻页", n=len(sheets.pages))
        head = row(
            look,
            Icon(look, "file", 24, "primary"),
            Label(title, "heading", wrap=True),
            Label(turning, "caption", "text_2"),
            gap=SM,
        )
        head.setStretch(1, 1)
        ends = self._ends(look, verb, danger)
        self.setLayout(column(look, head, self.preview, ends, gap=MD, margins=(XL, LG, XL, LG)))
        fixed(look, self, width=WIDTH)
        ring(look, self)
        self.preview.setFocus()

    def _ends(self, look: Look, verb: str, danger: bool) -> QWidget:
        saving = KeyButton(look, tr("存为 PDF"), "Ctrl+S", variant="quiet")
        saving.clicked.connect(self.save)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save)
        back = KeyButton(look, tr("回去改") if verb else tr("看完了"), "Esc")
        back.clicked.connect(self.reject)
        ends = row(look, saving, self.notice, back, gap=MD)
        ends.setStretch(1, 1)
        if verb:
            go_on = KeyButton(look, verb, tr("Ctrl+回车"), variant="danger" if danger else "primary")
            go_on.clicked.connect(self.accept)
            ends.addWidget(go_on)
            for key in (VERB_KEY, "Ctrl+Enter"):
                QShortcut(QKeySequence(key), self).activated.connect(self.accept)
        return holder(ends)

    def save(self) -> None:
        """Save the paper as a PDF file."""
        pdf, name = self._sheets.pdf, self._sheets.name
        save_pdf(self._needs, self, lambda: pdf, name, self._saved, self._failed)

    def _saved(self, file: str) -> None:
        self.notice.note(tr("已存为 {file}", file=file))

    def _failed(self, error: Exception) -> None:
        self.notice.problem(explain_any(error))
