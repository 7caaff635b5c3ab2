"""The export page: which cases, for what, in which form; the file goes where the person says."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.case_export import ExportWish
from app.domain.dates import parse_date
from app.domain.text import clean_name
from app.errors import AppError, RuleError
from app.services.case_export import FULL_CODES
from ui.error_texts import explain_any
from ui.export.dependencies import ExportDependencies
from ui.i18n import tr
from ui.list_page import FOOT
from ui.theme import LG, MD, XL
from ui.widgets.boxes import Card, column, fixed, row, surface
from ui.widgets.fields import Field
from ui.widgets.keys import KeyButton
from ui.widgets.notices import NoticeLine
from ui.widgets.tick import Tick
from ui.widgets.words import Label

LANE = "db"
CSV, WORKBOOK = ".csv", ".xlsx"


class ExportPage(QWidget):
    """Says before that the export is logged; ID numbers in full are offered to who may have them."""

    def __init__(self, needs: ExportDependencies) -> None:
        super().__init__()
        self._needs = needs
        look, today = needs.look, needs.today()
        self.first = self._day(tr("收件日期从"), today.replace(month=1, day=1))
        self.last = self._day(tr("到"), today)
        self.reason = Field(look, tr("导出理由"), lambda text: clean_name(text, tr("导出理由")))
        self.full = Tick(look, tr("证件号码完整显示"))
        self.full.setVisible(FULL_CODES in needs.actor.rights)
        self.notice = NoticeLine(look)
        workbook = self._button(tr("导出 Excel"), "Ctrl+E", WORKBOOK, "primary")
        plain = self._button(tr("导出 CSV"), "Ctrl+Shift+E", CSV, "")
        days = row(look, self.first, self.last, None, gap=LG)
        form = Card(look, tr("办件导出"), gap=MD, padding=LG).add(days, self.reason, self.full, None)
        told = Card(look, tr("导出的文件"), gap=MD, padding=LG)
        for words in (
            tr("每件一行，写的是现在的状态。其他系统按“办件标识”认件，重复导入不会多出来。"),
            tr("证件号码和电话默认遮盖。文件上写明导出人和理由。"),
            tr("每次导出都记入日志：谁、何时、为什么、多少条。"),
        ):
            told.add(Label(words, "body", "text_2", wrap=True))
        body = row(look, form, told.add(None), gap=LG, margins=(XL, LG, XL, LG))
        body.setStretch(0, 3)
        body.setStretch(1, 2)
        ends = row(look, self.notice, plain, workbook, gap=MD, margins=(XL, 0, XL, 0))
        foot = fixed(look, surface("pane", ends), height=FOOT)
        self.setLayout(column(look, body, None, foot, gap=0))

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to what is always asked for."""
        self.reason.setFocus(reason)

    def export(self, ending: str) -> None:
        """Ask where the file goes and write it, beside everything else."""
        try:
            wish = self._wish()
        except RuleError as error:
            self.notice.problem(explain_any(error))
            return
        name = f"{tr('办件')}-{wish.first:%Y%m%d}-{wish.last:%Y%m%d}{ending}"
        path = self._needs.ask_where(name)
        if path is not None:
            self._run(wish, path if path.suffix else path.with_suffix(ending))

    def _wish(self) -> ExportWish:
        """Return what is asked for.

        Raises:
            RuleError: a day or the reason is not right.
        """
        first, last = (parse_date(one.text, one.edit.accessibleName()) for one in (self.first, self.last))
        reason = clean_name(self.reason.text, tr("导出理由"))
        return ExportWish(first, last, reason, self.full.isVisible() and self.full.isChecked())

    def _run(self, wish: ExportWish, path: Path) -> None:
        needs = self._needs

        task = needs.runner.run(
            LANE,
            lambda task: needs.export.export(
                needs.actor, wish, lambda table: needs.write(table, path), task.advance
            ),
            name="export cases",
            done=partial(self._done, path),
            failed=self._failed,
            progress=lambda far: self.notice.advance(*far),
            owner=self,
        )
        self.notice.busy(tr("正在导出…"), task.cancel)

    def _done(self, path: Path, count: int) -> None:
        self.notice.note(tr("已导出 {n} 件到 {file}", n=count, file=path.name))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self.notice.problem(explain_any(error))

    def _day(self, caption: str, day: date) -> Field:
        field = Field(self._needs.look, caption, lambda text: parse_date(text, caption), narrow=True)
        field.put(day.isoformat())
        return fixed(self._needs.look, field, width=180)

    def _button(self, verb: str, key: str, ending: str, variant: str) -> KeyButton:
        act: Callable[[], None] = partial(self.export, ending)
        made = KeyButton(self._needs.look, verb, key, variant=variant)
        made.clicked.connect(lambda: act())
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(made.click)
        return made
