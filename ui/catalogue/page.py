"""The catalogue: items as they hold today, versions that come, the next one, and the workbook."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.guide_items import ItemVersion
from app.domain.items import ServiceItem
from app.domain.table_faults import TableError
from app.errors import AppError
from app.services.catalogue_editor import ItemHistory
from ui.catalogue.dependencies import CatalogueDependencies
from ui.catalogue.version_form import VersionForm
from ui.error_texts import explain_any
from ui.i18n import Words, tr
from ui.theme import CAPTION, LG, MD, SM, XL, Sign
from ui.widgets.boxes import Card, column, holder, row
from ui.widgets.fields import SearchField
from ui.widgets.keys import KeyButton
from ui.widgets.notices import NoticeLine
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label
from ui.wording import day, limit

DB = "db"


@dataclass(frozen=True)
class _Shown:
    """A version in the list of an item's versions."""

    item: ServiceItem
    words: Words
    sign: Sign
    reason: str


class CataloguePage(QWidget):
    """Nothing is rewritten: a change is another version with the date from which it holds everywhere."""

    def __init__(self, needs: CatalogueDependencies) -> None:
        super().__init__()
        self._needs = needs
        self._items: tuple[ServiceItem, ...] = ()
        look = needs.look
        self.search = SearchField(look, tr("查找事项"), tr("名称、编码"), "F3")
        self.table: Table[ServiceItem] = Table(
            look,
            tr("事项目录"),
            (
                Column(tr("编码"), lambda one: Cell(one.key, tone="text_2", size=CAPTION), 72),
                Column(tr("事项"), lambda one: Cell(one.name)),
                Column(tr("承诺"), lambda one: Cell(limit(one.promised), size=CAPTION), 88),
                Column(tr("版本"), lambda one: Cell(one.version, tone="text_2", size=CAPTION), 80),
            ),
        )
        self.versions: Table[_Shown] = Table(
            look,
            tr("各个版本"),
            (
                Column(tr("状态"), lambda one: Cell(one.words, sign=one.sign), 96),
                Column(tr("版本"), lambda one: Cell(one.item.version), 88),
                Column(tr("理由"), lambda one: Cell(one.reason or "—", tone="text_2")),
            ),
            hugging=True,
            most=4,
        )
        self.form = VersionForm(look, needs.today)
        self.withdraw = KeyButton(look, tr("撤回未生效的版本"), "Ctrl+D", "cross")
        self.out = KeyButton(look, tr("导出表格"), "Ctrl+E", "save")
        self.back = KeyButton(look, tr("收回表格"), "Ctrl+I", "file")
        self.notice = NoticeLine(look)
        self._lay_out()
        self._connect()
        self.refresh()
        needs.changes.subscribe(self, ("item_version", "service_item"), self.refresh)

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to the search."""
        self.search.setFocus(reason)

    def refresh(self) -> None:
        """Read the items again."""
        editor = self._needs.editor
        self._needs.runner.run(
            DB, lambda _: editor.items(), name="read catalogue", done=self._take, owner=self
        )

    def _lay_out(self) -> None:
        look = self._needs.look
        card = Card(look, padding=0, gap=0).add(self.table)
        keys = row(look, self.out, self.back, self.withdraw, None, gap=SM)
        left = column(look, self.search, card, keys, self.notice, gap=MD)
        left.setStretch(1, 1)
        head = Label(tr("各个版本"), "heading")
        right = column(look, head, self.versions, self.form, gap=SM)
        right.setStretch(2, 1)
        box = row(look, holder(left), holder(right), gap=LG, margins=(XL, LG, XL, MD))
        box.setStretch(0, 3)
        box.setStretch(1, 2)
        self.setLayout(box)

    def _connect(self) -> None:
        self.search.textEdited.connect(lambda _: self._show())
        self.table.moved.connect(self._chosen)
        self.form.published.connect(self.publish)
        self.withdraw.clicked.connect(self.withdraw_chosen)
        self.out.clicked.connect(self.write_out)
        self.back.clicked.connect(self.take_back)
        keys: list[tuple[str, Callable[[], object]]] = [
            ("F3", self.search.setFocus),
            ("Ctrl+S", self.form.submit),
            ("Ctrl+D", self.withdraw_chosen),
            ("Ctrl+E", self.write_out),
            ("Ctrl+I", self.take_back),
        ]
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _take(self, items: tuple[ServiceItem, ...]) -> None:
        self._items = items
        self._show()

    def _show(self) -> None:
        typed = self.search.text().strip()
        found = [one for one in self._items if typed in one.name or one.implementation_code.startswith(typed)]
        found += [one for one in self._items if typed and one.key.startswith(typed) and one not in found]
        self.table.show_rows(found)
        self._chosen()

    def _chosen(self) -> None:
        item, editor = self.table.chosen(), self._needs.editor
        if item is not None:
            self._needs.runner.run(
                DB, lambda _: editor.history(item.key), name="read versions", done=self._tell, owner=self
            )

    def _tell(self, history: ItemHistory) -> None:
        item = self.table.chosen()
        if item is None or item.key != history.current.key:
            return
        coming = [_shown(one) for one in history.coming]
        now = _Shown(history.current, tr("现行"), Sign.ON_TIME, history.current.note)
        former = [_shown(one) for one in history.former if one.item.version != history.current.version]
        self.versions.show_rows([*coming[::-1], now, *former[::-1]], 0)
        self.withdraw.setEnabled(bool(coming))
        self.form.begin(history.current)

    def publish(self, item: ServiceItem, reason: str) -> None:
        """Publish the next version of an item."""
        needs = self._needs
        self._run(lambda: (needs.editor.publish(needs.actor, item, reason),))

    def withdraw_chosen(self) -> None:
        """Withdraw the chosen version if it does not hold yet; the form's reason says why."""
        shown, needs, reason = self.versions.chosen(), self._needs, self.form.reason
        if shown is None or shown.sign is not Sign.WAITING:
            return
        if not reason.judge():
            reason.setFocus()
            return
        item, why = shown.item, reason.text
        self._run(lambda: (needs.editor.withdraw(needs.actor, item.key, item.version, why),))

    def write_out(self) -> None:
        """Write the whole catalogue into a workbook."""
        needs, items = self._needs, self._items
        file = needs.ask_where(tr("事项目录.xlsx"))
        if file is not None:
            needs.runner.run(
                DB,
                lambda _: needs.sheets().write_items(items, needs.departments(), file),
                name="write catalogue",
                done=lambda _: self.notice.note(tr("已存为 {file}", file=file)),
                failed=self._failed,
                owner=self,
            )

    def take_back(self) -> None:
        """Publish what a workbook says otherwise than today; the form's reason says why."""
        needs, reason = self._needs, self.form.reason
        if not reason.judge():
            reason.setFocus()
            return
        file, why = needs.ask_which(), reason.text
        if file is not None:
            self._run(
                lambda: needs.editor.publish_all(
                    needs.actor, needs.editor.changed(needs.sheets().read_items(file)), why
                )
            )

    def _run(self, act: Callable[[], Sequence[ItemVersion]]) -> None:
        self._needs.runner.run(
            DB, lambda _: act(), name="edit catalogue", done=self._done, failed=self._failed, owner=self
        )

    def _done(self, made: Sequence[ItemVersion]) -> None:
        if not made:
            self.notice.note(tr("和现行版本相比没有改动"))
            return
        first = made[0]
        if first.withdrawn:
            self.notice.note(tr("版本 {version} 已撤回", version=first.item.version))
        else:
            when = day(first.item.effective_on)
            self.notice.note(tr("已发布 {n} 项，{day}起在各处生效", n=len(made), day=when))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, TableError):
            fault = error.faults[0]
            told = tr(
                "表格有 {n} 处错误，第一处：{row} 行 {column}",
                n=len(error.faults),
                row=fault.row,
                column=fault.column,
            )
            self.notice.problem(told)
            return
        if not isinstance(error, AppError):
            raise error
        self.notice.problem(explain_any(error))


def _shown(version: ItemVersion) -> _Shown:
    if version.withdrawn:
        return _Shown(version.item, tr("已撤回"), Sign.PAUSED, version.reason)
    words = tr("{day}起", day=day(version.item.effective_on))
    return _Shown(version.item, words, Sign.WAITING, version.reason)
