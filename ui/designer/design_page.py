"""The designer of certificates: choose a template, move its boxes on the blank's scan, try it, save it."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.certificate_templates import Template
from app.domain.certificates import PrintWay
from app.domain.images import PageImage
from app.domain.print_jobs import Place
from app.domain.template_edits import (
    nudged,
    place_of,
    placed,
    stretched,
    with_new_box,
    without_box,
)
from app.errors import AppError
from app.ports.print_jobs import JobReport, PagePrinter
from app.services.template_designs import Design
from ui.designer.box_form import BoxForm
from ui.designer.box_list import BoxList
from ui.designer.dependencies import DesignerDependencies
from ui.designer.design_keys import design_keys
from ui.designer.history import History
from ui.designer.sheet_canvas import SheetCanvas, box_names
from ui.designer.sheet_setter import LANE, SheetSetter
from ui.error_texts import explain_any
from ui.i18n import tr
from ui.look import Look
from ui.tasks import Task
from ui.technician.choice_field import ChoiceField
from ui.theme import LG, MD, SM, XL
from ui.widgets.boxes import Card, column, fixed, holder, row, scrolled, swap
from ui.widgets.notices import NoticeLine
from ui.widgets.paper import to_image
from ui.widgets.tab_order import order_tabs
from ui.widgets.words import Label

PRINT_LANE = "print"
RIGHT, RIGHT_WIDE, WIDE = 300, 400, 1500


class DesignPage(QWidget):
    """Holds the state of one template; everything that blocks runs on a lane."""

    def __init__(self, needs: DesignerDependencies) -> None:
        super().__init__()
        self._needs = needs
        self._templates: tuple[Template, ...] = ()
        self._values: dict[str, str] = {}
        self._unset = False  # what stands on the page could not be set
        self._way = PrintWay.FULL
        self._chosen = ""
        self._wanted = ""
        self.history = History()
        look = needs.look
        self.kind = ChoiceField(look, tr("证照"), [("", "")], "")
        self.boxes = BoxList(look)
        self.canvas = SheetCanvas(look)
        self.form = BoxForm(look)
        self.notice = NoticeLine(look)
        self.size_words = Label("", "caption", "text_2", wrap=True)
        self.keys = design_keys(
            look,
            self,
            scan=self.pick_scan,
            way=self.turn_way,
            undo=self.undo,
            redo=self.redo,
            print_=self.try_print,
            save=self.save,
            add=self.add_box,
            remove=self.remove_box,
        )
        self._lay_out(look)
        self._connect()
        self._setter = SheetSetter(needs.runner, needs.designs, self)
        self._setter.ready.connect(self._set)
        self._setter.refused.connect(self._refused)
        needs.runner.run(LANE, lambda _: needs.templates.all(), name="templates", done=self._came, owner=self)

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to the sheet."""
        self.canvas.setFocus(reason)

    @property
    def chosen(self) -> str:
        """The name of the chosen box."""
        return self._chosen

    @property
    def idle(self) -> bool:
        """Whether the sheet is shown as it stands."""
        return bool(self._values) and self._setter.idle

    def choose_template(self, key: str) -> None:
        """Show a template as it is stored."""
        template = next(one for one in self._templates if one.key == key)
        self.history.begin(template)
        self.notice.clear()
        self._values = {}
        self.canvas.show_scan(QImage())
        self.canvas.show_picture(QImage())
        designs, actor = self._needs.designs, self._needs.actor

        def came(values: dict[str, str]) -> None:
            if self.history.now.key == template.key:
                self._values = values
                self._setter.change(self._design())

        self._needs.runner.run(
            LANE,
            lambda _: designs.values(actor, template),
            name="sample values",
            done=came,
            failed=self._failed,
            owner=self,
        )
        self._choose_box(box_names(template)[0])

    def pick_scan(self) -> None:
        """Lay a picture of the blank below the boxes."""
        file = self._needs.scan_file()
        if file is None:
            return
        self._needs.runner.run(
            "file", lambda _: QImage(str(file)), name="read scan", done=self._show_scan, owner=self
        )

    def undo(self) -> None:
        """Take the last change back."""
        if self.history.undo():
            self._follow()

    def redo(self) -> None:
        """Do again what was taken back."""
        if self.history.redo():
            self._follow()

    def save(self) -> None:
        """Store the template as the hall's own next version."""
        template, needs = self.history.now, self._needs
        if not self.history.changed:
            self.notice.note(tr("没有改动"), "info")
            return

        def saved(_: None) -> None:
            self._templates = tuple(template if one.key == template.key else one for one in self._templates)
            if self.history.now == template:
                self.history.stored()
            self.notice.note(tr("“{title}”已存为新版本", title=template.title))
            self._show_keys()

        needs.runner.run(
            "db",
            lambda _: needs.templates.put(needs.actor, template),
            name="save template",
            done=saved,
            failed=self._failed,
            owner=self,
        )

    def try_print(self) -> None:
        """Print a specimen on the machine's first printer, with its offset and scale."""
        design, needs = self._design(), self._needs

        def work(_: Task) -> tuple[PagePrinter, JobReport]:
            printer = needs.designs.printers()[0]
            return printer, needs.designs.try_print(needs.actor, design, Place(printer.name))

        def sent(told: tuple[PagePrinter, JobReport]) -> None:
            self.notice.note(tr("试印页已送 {printer}，请对着空白证看位置", printer=told[0].name))

        self.notice.busy(tr("正在送试印页…"))
        needs.runner.run(PRINT_LANE, work, name="test print", done=sent, failed=self._failed, owner=self)

    def turn_way(self) -> None:
        """Show the sheet as it is printed on plain paper, or only what goes over the blank."""
        self._way = PrintWay.OVER_PRINT if self._way is PrintWay.FULL else PrintWay.FULL
        self._follow()

    def add_box(self) -> None:
        """Add a box in the middle of the sheet."""
        taken = {*box_names(self.history.now), *(label.name for label in self.history.now.labels)}
        number = next(n for n in range(1, 1000) if f"box{n}" not in taken)
        name = f"box{number}"
        self._do(with_new_box(self.history.now, name))
        self._choose_box(name)
        self.canvas.setFocus()

    def remove_box(self) -> None:
        """Take the chosen box out; 撤销 brings it back."""
        before = box_names(self.history.now)
        place = before.index(self._chosen)
        if len(before) > 1:
            self._chosen = before[place - 1 if place else 1]
            self._do(without_box(self.history.now, before[place]))

    def _lay_out(self, look: Look) -> None:
        keys = self.keys
        head = row(look, self.kind, self.size_words, gap=MD)
        head.setStretch(0, 1)
        head.setStretch(1, 1)
        head.setAlignment(self.size_words, Qt.AlignmentFlag.AlignBottom)
        first = row(look, keys["scan"], keys["way"], None, keys["undo"], keys["redo"])
        second = row(look, keys["add"], keys["remove"], None, keys["print_"], keys["save"])
        middle = column(look, holder(head), self.canvas, self.notice, first, second, gap=SM)
        middle.setStretch(1, 1)
        self.side = Card(look, gap=0).add(scrolled(_padded(look, self.form), tr("框的属性")))
        fixed(look, self.side, width=RIGHT)
        box = row(look, self.boxes, middle, self.side, gap=MD, margins=(LG, LG, LG, SM))
        box.setStretch(1, 1)
        self.setLayout(box)

    def _connect(self) -> None:
        self.boxes.chosen.connect(self._choose_box)
        self.boxes.calibrated.connect(lambda done: self._do(replace(self.history.now, calibrated=done)))
        self.form.edited.connect(self._do)
        self.form.rebuilt.connect(lambda: order_tabs(self))
        self.canvas.nudged.connect(lambda x, y: self._do(nudged(self.history.now, self._chosen, x, y)))
        self.canvas.stretched.connect(lambda x, y: self._do(stretched(self.history.now, self._chosen, x, y)))
        self.canvas.picked.connect(self._choose_box)
        self.canvas.stepped.connect(self._step)
        self.canvas.dragged.connect(self._drag)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the properties more room on a wide screen."""
        super().resizeEvent(event)
        wide = event.size().width() / self._needs.look.scale >= WIDE
        fixed(self._needs.look, self.side, width=RIGHT_WIDE if wide else RIGHT)

    def _came(self, templates: tuple[Template, ...]) -> None:
        self._templates = templates
        choices = [(one.key, one.title) for one in templates]
        self.kind = swap(self.kind, ChoiceField(self._needs.look, tr("证照"), choices, templates[0].key))
        self.kind.chosen.connect(self.choose_template)
        self.choose_template(templates[0].key)
        if self.isVisible():
            self.setFocus()

    def _choose_box(self, name: str) -> None:
        self._chosen = name
        self._follow()

    def _step(self, step: int) -> None:
        names = box_names(self.history.now)
        self._choose_box(names[(names.index(self._chosen) + step) % len(names)])

    def _drag(self, left: float, top: float, dropped: bool) -> None:
        """Show where the box would stand; let go, it is one change."""
        at = place_of(self.history.now, self._chosen)
        if at is not None:
            moved = placed(self.history.now, self._chosen, (left, top, at[2], at[3]))
            if dropped:
                self._do(moved)
            else:
                self.canvas.show_template(moved, self._chosen)

    def _do(self, template: Template) -> None:
        if self.history.do(template):
            self._follow()

    def _follow(self) -> None:
        """Show the template as it stands now, and have it set soon."""
        template = self.history.now
        names = box_names(template)
        if self._chosen not in names:
            self._chosen = names[0]
        self.boxes.show_template(template, self._chosen)
        self.canvas.show_template(template, self._chosen)
        self.form.show_box(template, self._chosen)
        size = tr("{width} × {height} 毫米", width=f"{template.width:g}", height=f"{template.height:g}")
        self.size_words.say(
            size if template.size_source else tr("{size}，尺寸未核实，请按实物校准", size=size)
        )
        self._show_keys()
        self._setter.change(self._design())

    def _show_keys(self) -> None:
        keys, changed = self.keys, self.history.changed
        keys["undo"].setEnabled(self.history.can_undo)
        keys["redo"].setEnabled(self.history.can_redo)
        keys["save"].restyle("primary" if changed else "")
        full = self._way is PrintWay.FULL
        keys["way"].rename(tr("只看套打") if full else tr("看全文"))

    def _design(self) -> Design:
        return Design(self.history.now, self._values, self._way)

    def _set(self, picture: PageImage) -> None:
        """Show the sheet as the product's own composer set it."""
        if self._unset:
            self._unset = False
            self.notice.clear()
        self.canvas.show_picture(to_image(picture))

    def _refused(self, error: Exception) -> None:
        self._unset = True
        self._failed(error)

    def _show_scan(self, scan: QImage) -> None:
        if scan.isNull():
            self.notice.problem(tr("这个文件不是 PNG 或 JPEG 图片，或已损坏。请重新扫描空白证。"))
            return
        self._way = PrintWay.OVER_PRINT
        self.canvas.show_scan(scan)
        self._follow()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self.notice.problem(explain_any(error))


def _padded(look: Look, form: QWidget) -> QWidget:
    return holder(column(look, form, None, margins=(6, 6, XL - LG, 6)))
