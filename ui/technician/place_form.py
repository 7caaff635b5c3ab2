"""Where one kind of paper goes: the printer, the tray its paper lies in, and how its blank is fed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.print_jobs import OTHERS, Place, entry_of
from app.errors import RuleError
from ui.i18n import tr
from ui.look import Look
from ui.technician.choice_field import ChoiceField
from ui.technician.paper_lines import Found, PaperLine, default_words, others_words
from ui.theme import MD
from ui.widgets.boxes import column
from ui.widgets.fields import Field
from ui.widgets.tick import Tick


class PlaceForm(QWidget):
    """Says `edited` with what is to stand in the settings, empty for nothing, at every change."""

    edited = Signal(str)

    def __init__(self, look: Look, line: PaperLine, found: Found | None) -> None:
        super().__init__()
        place = line.place
        self.printer = ChoiceField(look, tr("打印机"), _choices(line, found), place.printer)
        self.tray = Field(
            look, tr("纸盒"), _check_tray, needed=False, hint=tr("按打印机驱动里的名字，例如 Tray2。")
        )
        self.tray.put(place.tray)
        self.turned = Tick(look, tr("空白证横着进纸，版面转 90°"), place.turned)
        self.setLayout(column(look, self.printer, self.tray, self.turned, gap=MD))
        self.printer.chosen.connect(lambda _: self._edit())
        self.tray.edited.connect(lambda _: self._edit())
        self.turned.toggled.connect(lambda _: self._edit())
        self._enable()

    def judge(self) -> bool:
        """Show what is wrong, go there, and tell whether all is right."""
        well = self.tray.judge()
        if not well:
            self.tray.setFocus()
        return well

    def _edit(self) -> None:
        self._enable()
        printer = self.printer.value
        place = Place(printer, self.tray.text.strip(), self.turned.isChecked())
        self.edited.emit(entry_of(place) if printer else "")

    def _enable(self) -> None:
        for one in (self.tray, self.turned):
            one.setEnabled(bool(self.printer.value))


def _choices(line: PaperLine, found: Found | None) -> list[tuple[str, str]]:
    """Offer no printer of its own, every one there is, and the one that was chosen, even if it is gone."""
    nothing = default_words(found) if line.kind == OTHERS else tr("同“{others}”", others=others_words())
    names = [one.name for one in found.printers] if found is not None else []
    own = line.place.printer
    gone = [(own, tr("{printer}（没有装）", printer=own) if found is not None else own)]
    return [("", nothing), *((name, name) for name in names), *(gone if own and own not in names else [])]


def _check_tray(tray: str) -> None:
    if ";" in tray:
        raise RuleError("print.place_form", entry=tray)
