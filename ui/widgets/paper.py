"""The paper itself, as it will be printed, beside the form that makes it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.images import PageImage
from ui.i18n import tr
from ui.look import Look
from ui.theme import BODY, PAPER, PAPER_INK
from ui.widgets.words import Spoken

A4 = 297 / 210


def to_image(page: PageImage) -> QImage:
    """Return a composed page as a picture of Qt's, which owns its pixels."""
    form = QImage.Format.Format_Grayscale8 if page.channels == 1 else QImage.Format.Format_RGB888
    return QImage(page.pixels, page.width, page.height, page.width * page.channels, form).copy()


class PaperPreview(Spoken, QWidget):
    """Shows one page at a time as large as fits; Page Up and Page Down turn. Paper stays white."""

    turned = Signal()

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._pages: tuple[QImage, ...] = ()
        self._page, self._stale = 0, False
        self._scaled: tuple[int, QSize, QImage] | None = None
        self.speak(setAccessibleName=name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def page(self) -> int:
        """The page shown, from 1; 0 without a page."""
        return self._page + 1 if self._pages else 0

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    @property
    def finished(self) -> bool:
        """Whether the pages shown are those of the form as it stands."""
        return bool(self._pages) and not self._stale

    def show_pages(self, pages: Sequence[QImage]) -> None:
        """Show these pages; the reader stays on the page where he was."""
        self._pages, self._stale, self._scaled = tuple(pages), False, None
        self._page = min(self._page, max(len(pages) - 1, 0))
        self.turned.emit()
        self.update()

    def outdate(self) -> None:
        """Say that the form has changed and the new pages are on their way."""
        self._stale = True
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a small sheet."""
        return QSize(self._look.px(260), round(self._look.px(260) * A4))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Turn the pages."""
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif 0 <= self._page + step < len(self._pages):
            self._page += step
            self.turned.emit()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the sheet."""
        theme, painter = self._look.theme, QPainter(self)
        shape = self._pages[self._page].height() / self._pages[self._page].width() if self._pages else A4
        wide = min(self.width() - 2, (self.height() - 2) / shape)
        sheet = QRectF((self.width() - wide) / 2, 1, wide, wide * shape)
        painter.fillRect(sheet, QColor(PAPER))
        if self._pages:
            painter.setOpacity(0.6 if self._stale else 1.0)
            painter.drawImage(sheet.topLeft(), self._fitted(sheet.size().toSize()))
        else:
            painter.setFont(self._look.font(BODY))
            painter.setPen(QColor(PAPER_INK))
            painter.drawText(sheet, Qt.AlignmentFlag.AlignCenter, tr("正在排版…") if self._stale else "")
        painter.setOpacity(1.0)
        painter.setPen(QPen(QColor(theme.edge), 1))
        painter.drawRect(sheet)

    def _fitted(self, size: QSize) -> QImage:
        ratio = self.devicePixelRatio()
        if self._scaled is None or self._scaled[:2] != (self._page, size):
            image = self._pages[self._page].scaled(
                size * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            image.setDevicePixelRatio(ratio)
            self._scaled = (self._page, size, image)
        return self._scaled[2]
