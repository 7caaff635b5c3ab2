"""The kinds of paper of a machine as lines of a list: which printer each goes to, and what is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.certificate_templates import Template
from app.domain.hall_papers import HallPaperKind
from app.domain.papers import PaperKind
from app.domain.print_jobs import A4, OTHERS, PageSize, Place, place_of
from app.errors import DeviceError, RuleError
from app.ports.print_jobs import PagePrinter
from ui.error_texts import explain
from ui.i18n import tr
from ui.look import Look
from ui.theme import CAPTION
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column


@dataclass(frozen=True)
class Found:
    """What the system says of its printers; `default` is empty where there is none."""

    printers: tuple[PagePrinter, ...]
    default: str


@dataclass(frozen=True)
class PaperLine:
    """One kind of paper.

    Attributes:
        kind: its key in the settings.
        entry: what the settings say of it; empty for nothing.
        words: where it goes.
        problem: why nothing would come out there now, in words.
    """

    kind: str
    title: str
    group: str
    size: PageSize
    entry: str
    words: str
    problem: str

    @property
    def place(self) -> Place:
        """Return where its own entry sends it: to no printer without one, or if it cannot be read."""
        try:
            return place_of(self.kind, {self.kind: self.entry} if self.entry else {})
        except RuleError:
            return Place("")


def paper_lines(
    chosen: Mapping[str, str], certificates: Sequence[Template], found: Found | None
) -> tuple[PaperLine, ...]:
    """Return every kind of paper, first what stands for all others, last what only the settings name."""
    known = dict(_kinds(certificates))
    strangers = {kind: (kind, tr("仅设置文件里有"), A4) for kind in chosen if kind not in known}
    return tuple(
        PaperLine(
            kind,
            title,
            group,
            size,
            chosen.get(kind, ""),
            _words(kind, chosen, found),
            _problem(kind, chosen, found),
        )
        for kind, (title, group, size) in (known | strangers).items()
    )


def _kinds(certificates: Sequence[Template]) -> Iterator[tuple[str, tuple[str, str, PageSize]]]:
    yield OTHERS, (others_words(), tr("没有另选的"), A4)
    for paper in PaperKind:
        yield paper, (paper.value, tr("办件文书"), A4)
    for hall_paper in HallPaperKind:
        yield hall_paper, (hall_paper.value, tr("大厅文书"), A4)
    for one in certificates:
        yield one.key, (one.title, tr("证照"), PageSize(one.width, one.height))


def others_words() -> str:
    """Return what stands for every kind without a printer of its own."""
    return tr("其余文书和证照")


def _words(kind: str, chosen: Mapping[str, str], found: Found | None) -> str:
    entry = chosen.get(kind, "")
    if not entry:
        return tr("同“其余文书和证照”") if kind != OTHERS else default_words(found)
    try:
        place = place_of(kind, chosen)
    except RuleError:
        return entry
    words = (
        tr("{printer}，纸盒 {tray}", printer=place.printer, tray=place.tray) if place.tray else place.printer
    )
    return tr("{printer}，横着进纸", printer=words) if place.turned else words


def default_words(found: Found | None) -> str:
    """Return the system's own choice in words, by name where it is known."""
    if found is None or not found.default:
        return tr("系统默认打印机")
    return tr("系统默认打印机（{printer}）", printer=found.default)


def _problem(kind: str, chosen: Mapping[str, str], found: Found | None) -> str:
    """Say why a kind with an entry of its own, or all others together, would not come out."""
    if not chosen.get(kind) and kind != OTHERS:
        return ""
    try:
        name = place_of(kind, {kind: chosen[kind]} if kind in chosen else {}).printer
    except RuleError as wrong:
        return explain(wrong)
    if found is None:
        return ""
    if not name and not found.default:
        return explain(DeviceError("page_printer.no_default"))
    printer = next((one for one in found.printers if one.name == (name or found.default)), None)
    if printer is None:
        return tr("这台电脑上没有“{printer}”。请另选一台，或装好后按 F5。", printer=name)
    return explain(printer.problem) if printer.problem is not None else ""


def paper_table(look: Look) -> Table[PaperLine]:
    """Make the list; what is wrong stands under the printer's name."""
    return Table(
        look,
        tr("文书和打印机"),
        (
            Column(tr("文书"), lambda line: Cell(line.title, icon="file")),
            Column(tr("种类"), lambda line: Cell(line.group, tone="text_2", size=CAPTION), 96),
            Column(tr("打印机"), _printer),
        ),
    )


def _printer(line: PaperLine) -> Cell:
    own = bool(line.entry)
    return Cell(
        line.words, icon="printer" if own else "", tone="text" if own else "text_2", below=line.problem
    )
