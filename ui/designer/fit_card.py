"""A printer brought to land: the ruler page printed, its crosses measured, offset and scale stored."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.domain.print_jobs import PageSize, Place
from app.domain.printer_fit import UNIT, PrinterFit, ruler_marks
from app.domain.template_edits import millimetres
from app.errors import AppError
from app.ports.print_jobs import JobReport, PagePrinter
from ui.designer.dependencies import DesignerDependencies
from ui.error_texts import explain_any
from ui.i18n import tr
from ui.look import Look
from ui.tasks import Task
from ui.technician.choice_field import ChoiceField
from ui.theme import CAPTION, MD, PAPER, PAPER_INK, SM
from ui.widgets.boxes import Card, row, swap
from ui.widgets.fields import Field
from ui.widgets.keys import KeyButton
from ui.widgets.notices import NoticeLine
from ui.widgets.words import Label, Spoken

LANE = "print"
SIZES = ((210, 297), (297, 210), (210, 140), (148, 105), (420, 297))


class CrossesPicture(Spoken, QWidget):
    """A drawing of the ruler page: where the crosses A and B stand."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._size = PageSize(210, 297)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.speak(setAccessibleName=tr("校准页：左上十字 A，右下十字 B"))

    def show_size(self, size: PageSize) -> None:
        """Draw a page of another size."""
        self._size = size
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a small sheet."""
        return QSize(self._look.px(200), self._look.px(64))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it."""
        painter, look, page = QPainter(self), self._look, self._size
        unit = min((self.width() - 4) / page.width, (self.height() - 4) / page.height)
        left, top = (self.width() - page.width * unit) / 2, (self.height() - page.height * unit) / 2
        sheet = QRectF(left, top, page.width * unit, page.height * unit)
        painter.fillRect(sheet, QColor(PAPER))
        painter.setPen(QPen(QColor(look.theme.edge), 1))
        painter.drawRect(sheet)
        painter.setFont(look.font(CAPTION, bold=True))
        arm = look.px(9)
        for name, (x, y) in zip("AB", ruler_marks(page.width, page.height), strict=True):
            at_x, at_y = left + x * unit, top + y * unit
            painter.setPen(QPen(QColor(PAPER_INK), 1.5))
            painter.drawLine(int(at_x - arm), int(at_y), int(at_x + arm), int(at_y))
            painter.drawLine(int(at_x), int(at_y - arm), int(at_x), int(at_y + arm))
            painter.drawText(int(at_x - arm - 2), int(at_y + arm + 6), name)


class FitCard(Card):
    """Ruler page printed, what a ruler says typed, stored; `rebuilt` says that a field was replaced."""

    rebuilt = Signal()

    def __init__(self, needs: DesignerDependencies, notice: NoticeLine) -> None:
        super().__init__(needs.look, tr("打印机校准"), gap=MD)
        self._needs, self._notice = needs, notice
        look = needs.look
        self.printer = ChoiceField(look, tr("打印机"), [("", tr("正在查找…"))], "")
        sheets = [(f"{w}x{h}", tr("{width} × {height} 毫米", width=w, height=h)) for w, h in SIZES]
        self.sheet = ChoiceField(look, tr("纸张（宽 × 高）"), sheets, sheets[0][0])
        self.picture = CrossesPicture(look)
        self.measured = {
            name: Field(look, words, millimetres, narrow=True)
            for name, words in (
                ("ax", tr("A 到左边（毫米）")),
                ("ay", tr("A 到上边（毫米）")),
                ("bx", tr("B 到左边（毫米）")),
                ("by", tr("B 到上边（毫米）")),
            )
        }
        self.now = Label("", "caption", "text_2", wrap=True)
        self._lay_out()
        self.sheet.chosen.connect(lambda _: self._resize())
        self._resize()
        needs.runner.run(
            LANE,
            lambda _: needs.designs.printers(),
            name="list printers",
            done=self._came,
            failed=self._none,
            owner=self,
        )

    def _lay_out(self) -> None:
        look = self._needs.look
        ruler = KeyButton(look, tr("打印校准页"), "Ctrl+P", "printer")
        self.keep = KeyButton(look, tr("存校准"), "Ctrl+S", "save", "primary")
        ruler.clicked.connect(self.print_ruler)
        self.keep.clicked.connect(self.store)
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(SM))
        grid.setVerticalSpacing(look.px(SM))
        for place, field in enumerate(self.measured.values()):
            grid.addWidget(field, place // 2, place % 2)
        told = Label(
            tr("按 100% 打印校准页，用尺量两个十字到纸边的距离，填在下面。"), "body", "text_2", wrap=True
        )
        self.add(self.printer, self.sheet, told, self.picture, grid, self.now)
        self.add(row(look, ruler, None, self.keep))
        self.body.setStretchFactor(self.picture, 1)

    @property
    def page(self) -> PageSize:
        """The sheet that is chosen, in millimetres."""
        width, _, height = self.sheet.value.partition("x")
        return PageSize(float(width), float(height))

    def print_ruler(self) -> None:
        """Print the ruler page with the fit the printer has now."""
        needs, size, place = self._needs, self.page, Place(self.printer.value)
        if not place.printer:
            self._notice.warn(tr("没有可用的打印机。"))
            return

        def sent(_: JobReport) -> None:
            self._notice.note(tr("校准页已送 {printer}", printer=place.printer))
            self.measured["ax"].setFocus()

        self._notice.busy(tr("正在打印…"))
        needs.runner.run(
            LANE,
            lambda _: needs.designs.print_ruler(needs.actor, size, place),
            name="print ruler",
            done=sent,
            failed=self._failed,
            owner=self,
        )

    def store(self) -> None:
        """Store what the measured crosses say of the printer."""
        wrong = [field for field in self.measured.values() if not field.judge()]
        if wrong:
            wrong[0].setFocus()
            return
        needs, size, printer = self._needs, self.page, self.printer.value
        ax, ay, bx, by = (millimetres(field.text) for field in self.measured.values())

        def work(_: Task) -> PrinterFit:
            return needs.templates.measured(
                needs.actor, printer, (size.width, size.height), (ax, ay), (bx, by)
            )

        def stored(fit: PrinterFit) -> None:
            self._show_fit(fit)
            for field in self.measured.values():
                field.put("")
            self._notice.note(tr("{printer} 的校准已存，请再印一张校准页核对", printer=printer))

        needs.runner.run("db", work, name="store fit", done=stored, failed=self._failed, owner=self)

    def _resize(self) -> None:
        self.picture.show_size(self.page)

    def _came(self, printers: tuple[PagePrinter, ...]) -> None:
        if not printers:
            self._none(None)
            return
        choices = [(one.name, one.name) for one in printers]
        self.printer = swap(
            self.printer, ChoiceField(self._needs.look, tr("打印机"), choices, printers[0].name)
        )
        self.printer.chosen.connect(lambda _: self._read_fit())
        self.rebuilt.emit()
        self._read_fit()

    def _none(self, error: Exception | None) -> None:
        if error is not None and not isinstance(error, AppError):
            raise error
        words = explain_any(error) if error is not None else tr("没有可用的打印机。")
        self.printer = swap(self.printer, ChoiceField(self._needs.look, tr("打印机"), [("", words)], ""))
        self.rebuilt.emit()

    def _read_fit(self) -> None:
        designs, printer = self._needs.designs, self.printer.value
        self._needs.runner.run(
            "db", lambda _: designs.fit(printer), name="read fit", done=self._show_fit, owner=self
        )

    def _show_fit(self, fit: PrinterFit) -> None:
        self.now.say(
            tr(
                "现在：右移 {dx} 毫米，下移 {dy} 毫米，横 {x}%，纵 {y}%",
                dx=f"{fit.dx / 10:.1f}",
                dy=f"{fit.dy / 10:.1f}",
                x=f"{100 * fit.scale_x / UNIT:.2f}",
                y=f"{100 * fit.scale_y / UNIT:.2f}",
            )
        )

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self._notice.problem(explain_any(error))
