"""The page of printers: every kind of paper with the printer it goes to, chosen, tried and kept by keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.certificate_templates import Template
from app.domain.print_jobs import OTHERS, Place
from app.errors import DeviceError
from ui.i18n import tr
from ui.list_page import Act, ListPage
from ui.tasks import Task
from ui.technician.dependencies import PrinterDependencies
from ui.technician.paper_lines import Found, paper_lines, paper_table
from ui.technician.place_form import PlaceForm
from ui.theme import MD
from ui.widgets.boxes import Card, swap
from ui.widgets.tab_order import order_tabs
from ui.widgets.words import Label

LANE = "print"


class PrintersPage(ListPage):
    """Nothing counts before it is saved, except for the test page."""

    def __init__(self, needs: PrinterDependencies) -> None:
        self._needs, look = needs, needs.look
        self._saved = dict(needs.chosen)
        self._drafts = dict(self._saved)
        self._certificates: tuple[Template, ...] = ()
        self._found: Found | None = None
        self.table = paper_table(look)
        self.form: PlaceForm | None = None
        self._place = QWidget()
        self._card = Card(look, " ", gap=MD)
        told = tr("下一份打印起按新设置；已在排队的不变。这台电脑上另开着的程序要重新启动才按新设置。")
        self._card.add(self._place, Label(told, "caption", "text_3", wrap=True))
        acts = (
            Act(tr("打测试页"), "Ctrl+P", self.test, icon="printer"),
            Act(tr("重新查找"), "F5", self.seek),
            Act(tr("还原"), "Ctrl+R", self.revert),
            Act(tr("保存"), "Ctrl+S", self.save, icon="save"),
        )
        super().__init__(look, needs.runner, self.table, acts, side=(self._card,))
        self.table.moved.connect(self._show_form)
        self.table.opened.connect(self._reach_form)
        self._show()
        self.fetch("read templates", needs.certificates, self._take_certificates)
        self.seek()

    def seek(self) -> None:
        """Ask the system for its printers."""

        def look(_: Task) -> Found:
            printers = self._needs.printers
            names = printers.all()
            try:
                return Found(names, printers.default())
            except DeviceError as none:
                if none.code != "page_printer.no_default":
                    raise
                return Found(names, "")

        self.notice.clear()
        self._needs.runner.run(
            LANE, look, name="list printers", done=self._take_printers, failed=self.tell, owner=self
        )

    def test(self) -> None:
        """Print a page of the chosen kind's size where it would go as things stand here."""
        line = self.table.chosen()
        if line is None or (self.form is not None and not self.form.judge()):
            return
        needs = self._needs
        rest = next(one for one in self.table.rows if one.kind == OTHERS)
        place = line.place if line.place.printer else rest.place

        def work(_: Task) -> str:
            named = place if place.printer else Place(needs.printers.default())
            needs.test(line.size, named)
            return named.printer

        def sent(printer: str) -> None:
            self.notice.note(tr("测试页已送 {printer}", printer=printer))

        self.notice.busy(tr("正在打印…"))
        needs.runner.run(LANE, work, name="print test", done=sent, failed=self.tell, owner=self)

    def revert(self) -> None:
        """Go back to what stands in the settings file."""
        self._drafts = dict(self._saved)
        self.notice.clear()
        self._show()
        self._show_form()

    def save(self) -> None:
        """Write the choice into the settings file; the next print goes by it."""
        if self.form is not None and not self.form.judge():
            return
        needs, wanted = self._needs, dict(self._drafts)

        def saved(_: None) -> None:
            self._saved = wanted
            self.notice.note(tr("已存入本机设置文件，下一份打印起按新设置"))
            self._show()

        self.carry_out("save printers", lambda: needs.chosen.choose(needs.actor, wanted), saved)

    def _take_certificates(self, certificates: tuple[Template, ...]) -> None:
        self._certificates = certificates
        self._show()

    def _take_printers(self, found: Found) -> None:
        held = self.form is not None and self.form.isAncestorOf(self.focusWidget() or self)
        self._found = found
        self._show()
        self._show_form()
        if held:
            self._reach_form()

    def _show(self) -> None:
        self.table.show_rows(paper_lines(self._drafts, self._certificates, self._found))
        changed = self._drafts != self._saved
        for key in ("Ctrl+R", "Ctrl+S"):
            self.buttons[key].setEnabled(changed)
        self.buttons["Ctrl+S"].restyle("primary" if changed else "")

    def _show_form(self) -> None:
        line = self.table.chosen()
        if line is None:
            return
        self._card.title.say(line.title)
        form = PlaceForm(self._needs.look, line, self._found)
        form.edited.connect(self._edited)
        self.form = self._place = swap(self._place, form)
        order_tabs(self)

    def _reach_form(self) -> None:
        if self.form is not None:
            self.form.printer.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edited(self, entry: str) -> None:
        line = self.table.chosen()
        if line is None:
            return
        self._drafts.pop(line.kind, None)
        if entry:
            self._drafts[line.kind] = entry
        self._show()
