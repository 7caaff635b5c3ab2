"""What needs a hand: pressing cases, forks, print jobs, devices, parked records, one list at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.domain.device_records import DeviceHealth, DeviceState
from app.domain.text import mask_name
from app.services.hall_overview import Overview
from ui.device_words import needs_look, sign, state_words
from ui.i18n import Words, tr
from ui.look import Look
from ui.supervisor.words import SIGNS, case_words, print_sign
from ui.sync.words import kind_words, reason_words
from ui.theme import CAPTION, MD, Sign
from ui.widgets.boxes import Card, holder
from ui.widgets.flow import Flow
from ui.widgets.keys import Chip, KeyCap
from ui.widgets.same_row import same_row
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label
from ui.wording import spoken

CASES, FORKS, JOBS, DEVICES, PARKED = range(5)


@dataclass(frozen=True)
class Matter:
    """One line: how it stands, what it is about, and the case it leads to if there is one."""

    sign: Sign
    words: Words
    about: str
    case_id: UUID | None = None


class AttentionCard(Card):
    """Says `opened` with the id of a case when a line that has one is clicked, or opened with Enter."""

    opened = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(
            look, tr("待处理"), Label(tr("查看"), "caption", "text_2"), KeyCap(look, "F4"), gap=MD
        )
        self._lists: tuple[tuple[Matter, ...], ...] = ((), (), (), (), ())
        self._list = CASES
        self._group = QButtonGroup(self)
        for number, name in enumerate(names()):
            chip = Chip(look, name)
            chip.clicked.connect(lambda _=False, number=number: self.choose(number))
            self._group.addButton(chip, number)
        self._group.button(CASES).setChecked(True)
        self.table: Table[Matter] = Table(
            look,
            tr("待处理列表"),
            (
                Column(tr("情况"), lambda one: Cell(one.words, sign=one.sign), 128),
                Column(tr("事由"), lambda one: Cell(one.about, size=CAPTION)),
            ),
        )
        self.table.opened.connect(self._open)
        self.table.clicked.connect(lambda _: self._open())
        self._empty = Label("", "body", "text_2", wrap=True)
        self.add(holder(Flow(look, *self.chips)), self.table, self._empty)
        self.body.setStretchFactor(self.table, 1)
        self.body.setAlignment(self._empty, Qt.AlignmentFlag.AlignTop)

    @property
    def chips(self) -> list[Chip]:
        """The names of the lists with their counts."""
        return [one for one in self._group.buttons() if isinstance(one, Chip)]

    def choose(self, number: int) -> None:
        """Show one of the lists."""
        self._list = number
        self._group.button(number).setChecked(True)
        self._show()

    def reach(self) -> None:
        """Give the keyboard to the list, or to the names of the lists while it is empty."""
        shown: QWidget = self.table if self.table.isVisibleTo(self) else self._group.button(self._list)
        shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_overview(self, seen: Overview, devices: Sequence[DeviceHealth]) -> None:
        """Show what needs a hand now; the chosen list and line stay."""
        self._lists = (_cases(seen), _forks(seen), _jobs(seen), _devices(devices), _parked(seen))
        for number, (name, matters) in enumerate(zip(names(), self._lists, strict=True)):
            count = f"{len(matters)}{'+' if number == CASES and seen.more else ''}"
            chip = self._group.button(number)
            assert isinstance(chip, Chip)
            chip.rename(tr("{name} {n}", name=name, n=count) if matters else name)
        self._show()

    def _show(self) -> None:
        matters = self._lists[self._list]
        self.table.show_rows(matters, same_row(self.table, matters, lambda one: (one.case_id, one.about)))
        self.table.setVisible(bool(matters))
        self._empty.setVisible(not matters)
        self._empty.say(_nothing()[self._list])

    def _open(self) -> None:
        chosen = self.table.chosen()
        if chosen is not None and chosen.case_id is not None:
            self.opened.emit(chosen.case_id)


def names() -> tuple[Words, ...]:
    """Return the names of the lists."""
    return tr("时限"), tr("分支"), tr("打印"), tr("设备"), tr("退回")


def _nothing() -> tuple[Words, ...]:
    return (
        tr("没有临期和超期的办件。"),
        tr("没有要选定分支的办件。"),
        tr("没有未完成的打印。"),
        tr("本机设备没有要处理的。"),
        tr("没有被中心退回的记录。"),
    )


def _cases(seen: Overview) -> tuple[Matter, ...]:
    return tuple(
        Matter(
            SIGNS[one.signal],
            case_words(one),
            _about(one.row.item_name, one.row.handler_name),
            one.row.case_id,
        )
        for one in seen.cases
    )


def _forks(seen: Overview) -> tuple[Matter, ...]:
    return tuple(
        Matter(Sign.SOON, tr("分支待选定"), _about(row.item_name, mask_name(row.applicant_name)), row.case_id)
        for row in seen.forks
    )


def _jobs(seen: Overview) -> tuple[Matter, ...]:
    return tuple(
        Matter(
            print_sign(one.standing.state),
            spoken(one.standing.state),
            _about(f"{one.standing.job.kind} {one.standing.job.title}", one.standing.job.place.printer),
            one.case_id,
        )
        for one in seen.jobs
    )


def _devices(devices: Sequence[DeviceHealth]) -> tuple[Matter, ...]:
    troubled = (one for one in devices if one.state is not DeviceState.UNKNOWN and needs_look(one))
    return tuple(Matter(sign(one.state), state_words(one.state), one.name) for one in troubled)


def _parked(seen: Overview) -> tuple[Matter, ...]:
    return tuple(
        Matter(
            Sign.SOON,
            tr("等重传") if one.parked.mended is not None else tr("中心退回"),
            f"{kind_words(one.parked.kind)}·{reason_words(one.parked)}",
            one.case_id,
        )
        for one in seen.parked
    )


def _about(what: str, who: str) -> str:
    return f"{what}·{who}" if who else what
