"""Where readers work: what is missing, draft or confirmed; one text in its context; the workbook."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.domain.hall_papers import HallPaperKind
from app.domain.papers import PaperKind
from app.domain.text import is_tibetan
from app.domain.tibetan import holds_syllables, sorting_key
from app.domain.translations import READERS_NEEDED, Reviewed, Status
from app.errors import AppError
from ui.error_texts import explain_any
from ui.i18n import joined, tr
from ui.i18n.shares import in_words, role_word, shares
from ui.languages.dependencies import LanguageDependencies
from ui.languages.editor import StringEditor
from ui.tasks import Task
from ui.theme import CAPTION, LG, MD, SM, XL, XS, Sign
from ui.widgets.boxes import Card, column, holder, row
from ui.widgets.fields import SearchField
from ui.widgets.keys import Chip, KeyButton
from ui.widgets.notices import NoticeLine
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label
from ui.wording import spoken

DB = "db"
_SIGNS = {Status.MISSING: Sign.WAITING, Status.DRAFT: Sign.SOON, Status.CONFIRMED: Sign.DONE}


@dataclass(frozen=True)
class _Read:
    """The strings of the hall and where each stands."""

    strings: tuple[Reviewed, ...] = ()
    places: Mapping[str, Sequence[str]] = field(default_factory=dict)


def found_among(strings: Sequence[Reviewed], typed: str) -> list[Reviewed]:
    """Return the strings that hold what was typed; Tibetan by syllables, in the order of a dictionary."""
    if not any(map(is_tibetan, typed)):
        return [one for one in strings if typed in one.zh]
    found = [one for one in strings if one.bo and holds_syllables(one.bo, typed)]
    return sorted(found, key=lambda one: sorting_key(one.bo))


class LanguagePage(QWidget):
    """All strings by status; the chosen one beside the list with its context."""

    def __init__(self, needs: LanguageDependencies) -> None:
        super().__init__()
        self._needs, self._read_now = needs, _Read()
        look = needs.look
        self._status: Status | None = Status.DRAFT
        self.search = SearchField(look, tr("查找原文或译文"), tr("汉文、藏文"), "F3")
        self._chips = QButtonGroup(self)
        self.table: Table[Reviewed] = Table(
            look,
            tr("文字"),
            (
                Column(tr("状态"), lambda one: Cell(spoken(one.status), sign=_SIGNS[one.status]), 88),
                Column(tr("原文"), lambda one: Cell(one.zh)),
                Column(tr("审读"), lambda one: Cell(f"{len(one.readers)} / {READERS_NEEDED}"), 56),
                Column(tr("用在"), lambda one: Cell(self._where(one), tone="text_2", size=CAPTION), 72),
            ),
        )
        self.editor = StringEditor(look)
        self._sum = Label("", "caption", "text_2", wrap=True)
        self.out = KeyButton(look, tr("导出表格"), "Ctrl+E", "save")
        self.back = KeyButton(look, tr("收回表格"), "Ctrl+I", "file")
        self.notice = NoticeLine(look)
        self._lay_out()
        self._connect()
        self.refresh()
        needs.changes.subscribe(self, ("translation",), self.refresh)

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to the list."""
        self.table.setFocus(reason)

    def refresh(self) -> None:
        """Read the strings again."""
        needs = self._needs

        def work(_: Task) -> _Read:
            return _Read(needs.translations().all(), self._read_now.places or needs.places())

        needs.runner.run("index", work, name="read strings", done=self._take, owner=self)

    def _lay_out(self) -> None:
        look = self._needs.look
        chips = row(look, gap=XS)
        for number, name in enumerate((tr("缺"), tr("草稿"), tr("已确认"), tr("全部"))):
            chip = Chip(look, name)
            chip.setChecked(number == 1)
            chip.clicked.connect(lambda _=False, number=number: self._choose(number))
            self._chips.addButton(chip, number)
            chips.addWidget(chip)
        chips.addStretch(1)
        card = Card(look, padding=0, gap=0).add(self.table)
        keys = row(look, self.out, self.back, None, gap=SM)
        left = column(look, self.search, chips, card, self._sum, keys, self.notice, gap=SM)
        left.setStretch(2, 1)
        box = row(look, holder(left), self.editor, gap=LG, margins=(XL, LG, XL, MD))
        box.setStretch(0, 3)
        box.setStretch(1, 2)
        self.setLayout(box)

    def _connect(self) -> None:
        self.search.textEdited.connect(lambda _: self._show())
        self.table.moved.connect(self._show_chosen)
        self.editor.keep.clicked.connect(self.save)
        self.editor.confirm.clicked.connect(self.confirm)
        self.out.clicked.connect(self.write_out)
        self.back.clicked.connect(self.take_back)
        keys: list[tuple[str, Callable[[], object]]] = [
            ("F3", self.search.setFocus),
            ("Ctrl+S", self.save),
            ("Ctrl+Return", self.confirm),
            ("Ctrl+E", self.write_out),
            ("Ctrl+I", self.take_back),
        ]
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _choose(self, number: int) -> None:
        self._status = [*Status, None][number]
        self._show()

    def _take(self, read: _Read) -> None:
        self._read_now = read
        self._tell_shares()
        self._show()

    def _tell_shares(self) -> None:
        status = {one.zh: one.status for one in self._read_now.strings}
        told = in_words(shares(status, self._read_now.places))
        kinds = [kind.value for kind in (*PaperKind, *HallPaperKind)]
        chinese = sum(status.get(kind) is not Status.CONFIRMED for kind in kinds)
        self._sum.say(tr("{shares}。文书 {all} 种，{n} 种只有汉文。", shares=told, all=len(kinds), n=chinese))

    def _show(self) -> None:
        typed, wanted = self.search.text().strip(), self._status
        held = [one for one in self._read_now.strings if wanted is None or one.status is wanted]
        self.table.show_rows(found_among(held, typed))
        self._show_chosen()

    def _show_chosen(self) -> None:
        one = self.table.chosen()
        self.editor.show_string(one, self._read_now.places.get(one.zh, ()) if one else ())

    def save(self) -> None:
        """Store the text as it was typed."""
        one, needs, editor = self.table.chosen(), self._needs, self.editor
        if one is None:
            return
        bo, source, remark = editor.bo.toPlainText(), editor.source.text, editor.remark.text
        self._run(lambda: needs.translations().write(needs.actor, one.zh, bo, source, remark))

    def confirm(self) -> None:
        """Confirm the chosen text in one's own name."""
        one, needs = self.table.chosen(), self._needs
        if one is not None:
            self._run(lambda: needs.translations().confirm(needs.actor, one.zh))

    def write_out(self) -> None:
        """Write the workbook for the translation office, those shown now."""
        needs, rows, places = self._needs, self.table.rows, self._read_now.places
        file = needs.ask_where(tr("译文.xlsx"))
        if file is not None:
            needs.runner.run(
                DB,
                lambda _: needs.write(rows, places, file),
                name="write strings",
                done=lambda _: self.notice.note(tr("已存为 {file}", file=file)),
                failed=self._failed,
                owner=self,
            )

    def take_back(self) -> None:
        """Take over what a workbook that came back says, as drafts to be confirmed."""
        needs = self._needs
        file = needs.ask_which()
        if file is not None:
            needs.runner.run(
                DB,
                lambda _: needs.translations().take_back(needs.actor, needs.read(file)),
                name="take strings back",
                done=lambda made: self._changed(tr("收回 {n} 条，等两人确认", n=len(made))),
                failed=self._failed,
                owner=self,
            )

    def _run(self, act: Callable[[], Reviewed]) -> None:
        self._needs.runner.run(
            DB,
            lambda _: act(),
            name="review string",
            done=lambda made: self._changed(
                tr("{status}·审读 {n} 人", status=spoken(made.status), n=len(made.readers))
            ),
            failed=self._failed,
            owner=self,
        )

    def _changed(self, words: str) -> None:
        self.notice.note(words)
        self._needs.changed()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self.notice.problem(explain_any(error))

    def _where(self, one: Reviewed) -> str:
        return joined(map(role_word, self._read_now.places.get(one.zh, ())[:2])) or "—"
