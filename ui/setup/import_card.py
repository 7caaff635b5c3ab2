"""The hall's workbooks: chosen, read beside the window, and every fault listed with its place."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal

from app.domain.hall_records import USUAL_WORD, HallRecords, Piece
from app.domain.table_faults import CellFault, TableError
from app.errors import AppError
from ui.error_texts import explain, explain_any
from ui.i18n import tr
from ui.setup.dependencies import SetupDependencies
from ui.tasks import Task
from ui.theme import CAPTION, MD, SM
from ui.widgets.boxes import Card, row
from ui.widgets.keys import KeyButton
from ui.widgets.notices import NoticeLine
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label


class ImportCard(Card):
    """Says `judged` when workbooks were read; `records` is what they hold, None while something is wrong."""

    judged = Signal()

    def __init__(self, needs: SetupDependencies) -> None:
        self.count = Label("", "caption", "text_2")
        super().__init__(needs.look, tr("部门、事项、材料和人员"), self.count, gap=MD)
        self._needs = needs
        self.files: tuple[Path, ...] = ()
        self.records: HallRecords | None = None
        look = needs.look
        self.words = Label(_ask(), wrap=True)
        self.faults: Table[CellFault] = Table(
            look,
            tr("要改正的地方"),
            (
                Column(tr("工作表"), lambda one: Cell(one.file, size=CAPTION), 64),
                Column(tr("行"), lambda one: Cell(str(one.row), size=CAPTION), 48),
                Column(tr("列"), lambda one: Cell(one.column, size=CAPTION), 112),
                Column(tr("怎么改"), lambda one: Cell(explain(one.problem), size=CAPTION)),
            ),
        )
        self.faults.hide()
        pick = KeyButton(look, tr("选工作簿"), "Ctrl+O", "file")
        self.again = KeyButton(look, tr("改好后再查"), "F5")
        pick.clicked.connect(self.pick)
        self.again.clicked.connect(lambda: self.read(""))
        self.again.setEnabled(False)
        self.progress = NoticeLine(look)
        self.add(self.words, self.faults, None, self.progress, row(look, pick, self.again, None, gap=SM))
        self.body.setStretchFactor(self.faults, 1)
        self._word = ""
        self._task: Task | None = None

    def pick(self) -> None:
        """Ask for the workbooks and read them."""
        chosen = tuple(self._needs.choose())
        if chosen:
            self.files = chosen
            self.read("")

    def read(self, word: str) -> None:
        """Read the chosen workbooks; `word` begins the signs of departments, empty keeps the former one."""
        self._word = word or self._word
        if not self.files:
            return
        self.stop()
        files, begins, read = self.files, self._word or USUAL_WORD, self._needs.maker.read
        self.records = None
        self.words.say(tr("正在读取并检查…"))
        self.progress.busy(", ".join(file.name for file in files), self.stop)
        self.progress.show_progress()

        def work(task: Task) -> HallRecords:
            def told(piece: Piece) -> None:
                task.advance(piece.done, piece.total)

            return read(files, begins, told)

        self._task = self._needs.runner.run(
            "import",
            work,
            name="read workbooks",
            done=self._well,
            failed=self._wrong,
            progress=self._follow,
            owner=self,
        )

    def stop(self) -> None:
        """Stop reading; nothing was read then."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self.progress.clear()
            self.words.say(tr("已停止读取，什么都没有导入。"))
            self.judged.emit()

    def _follow(self, far: tuple[int, int]) -> None:
        if self._task is not None:
            self.progress.advance(*far)

    def _ended(self) -> None:
        self._task = None
        self.progress.clear()

    def _well(self, records: HallRecords) -> None:
        self._ended()
        self.records = records
        self._show((), "")
        self.words.say(
            tr(
                "没有错误：{departments} 个部门，{items} 个事项，{staff} 个人。",
                departments=len(records.departments),
                items=len(records.items),
                staff=len(records.staff),
            )
        )
        self.judged.emit()

    def _wrong(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self._ended()
        faults = error.faults if isinstance(error, TableError) else ()
        self._show(faults, tr("{n} 处", n=len(faults)) if faults else "")
        self.words.say(tr("什么都没有导入。请照下面逐处改正。") if faults else explain_any(error))
        self.judged.emit()

    def _show(self, faults: Sequence[CellFault], count: str) -> None:
        self.faults.show_rows(faults, 0 if faults else None)
        self.faults.setVisible(bool(faults))
        self.count.say(count)
        self.again.setEnabled(bool(self.files))


def _ask() -> str:
    return tr("请选填好的工作簿（部门、事项、材料、人员四张工作表，可在一个或几个文件里）。")
