"""The set-up page in every state it can be seen in; walk and screenshots share it."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QWidget

from app.commands.central import connection_text
from app.domain.sync import Blocks, Connection
from data.xlsx_tables import read_sheets, write_sheets
from tests.e2e.setup.office import FILES, Empty
from ui.i18n import tr
from ui.setup.join_dialog import JoinDialog

ENROLLED = Connection("maqin", "c12", "postgresql://c12@127.0.0.1:1/centre", "geheim", 1, Blocks(0, 0))


def fill(empty: Empty) -> None:
    """Type what a hall is asked for."""
    hall, machine = empty.wizard.hall.hall, empty.wizard.hall.machine
    for field, text in zip(
        (*hall.fields, *machine.fields),
        (
            "玛沁县政务服务中心",
            "632621",
            "玛",
            "青海省果洛州玛沁县大武镇",
            "周一至周五 9:00—12:00，14:30—17:30",
            "0975-8380000",
            "25",
            "Snow-Lion-1",
        ),
        strict=True,
    ):
        field.put(text)


def with_faults(folder: Path) -> list[Path]:
    """Write the template's workbook with a few cells wrong."""
    sheets = dict(read_sheets(FILES[0], ("部门", "事项", "材料")))
    sheets["部门"][1][6] = "123"
    sheets["事项"][1][8] = "慢办件"
    sheets["事项"][2][24] = "很快"
    sheets["材料"][3][4] = "石头"
    file = folder / "部门事项材料.xlsx"
    write_sheets(file, [(name, rows, 2) for name, rows in sheets.items()])
    return [file, FILES[1]]


def _empty(empty: Empty) -> QWidget:
    return empty.wizard


def _missing(empty: Empty) -> QWidget:
    empty.wizard.hall.start()
    return empty.wizard


def _checked(empty: Empty) -> QWidget:
    fill(empty)
    empty.wizard.hall.tables.pick()
    return empty.wizard


def _faults(empty: Empty) -> QWidget:
    fill(empty)
    with TemporaryDirectory() as folder:
        empty.chosen[:] = with_faults(Path(folder))
        empty.wizard.hall.tables.pick()
        empty.wait()
    return empty.wizard


def _reading(empty: Empty) -> QWidget:
    """Show what stands there while a long workbook is read."""
    fill(empty)
    tables = empty.wizard.hall.tables
    tables.words.say(tr("正在读取并检查…"))
    tables.progress.busy("部门事项材料.xlsx, 人员.xlsx", lambda: None)
    tables.progress.show_progress()
    tables.progress.advance(3200, 9000)
    return empty.wizard


def _code(empty: Empty) -> QWidget:
    _checked(empty)
    empty.wait()
    empty.wizard.hall.start()
    empty.wait()
    return empty.wizard


def _devices(empty: Empty) -> QWidget:
    _code(empty)
    empty.confirm_code()
    return empty.wizard


def _printer(empty: Empty) -> QWidget:
    _devices(empty)
    empty.wizard.show_next()
    empty.wait()
    return empty.wizard


def _centre(empty: Empty) -> QWidget:
    _printer(empty)
    empty.wizard.show_next()
    return empty.wizard


def _join(empty: Empty) -> QWidget:
    """Show the dialog of a further machine with its connection file chosen."""
    empty.wizard.hall.join_wanted.emit()
    (dialog,) = empty.wizard.findChildren(JoinDialog)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "c12.json"
        file.write_text(connection_text(ENROLLED), encoding="utf-8")
        empty.connection[:] = [file]
        dialog.pick()
        empty.wait()
    return dialog


def _join_missing(empty: Empty) -> QWidget:
    empty.wizard.hall.join_wanted.emit()
    (dialog,) = empty.wizard.findChildren(JoinDialog)
    dialog.join()
    return dialog


def _fetching(empty: Empty) -> QWidget:
    """Show what stands there while the hall is fetched."""
    _code(empty)
    code, notice = empty.wizard.code, empty.wizard.code.notice
    code.show_code("2JQX-7KQM-9DTE-X3FW-5HAB-QN2C-8RVG-4YZP", joins=True)
    code.typed.put("4YZP")
    code.go_on.setEnabled(False)
    notice.busy(tr("正在取回大厅资料…"), lambda: None)
    notice.show_progress()
    return empty.wizard


STATES: dict[str, Callable[[Empty], QWidget]] = {
    "a1-empty": _empty,
    "a2-missing": _missing,
    "a3-checked": _checked,
    "a4-faults": _faults,
    "a5-reading": _reading,
    "a6-join": _join,
    "a7-join-missing": _join_missing,
    "b1-code": _code,
    "b2-fetching": _fetching,
    "c1-devices": _devices,
    "d1-printer": _printer,
    "e1-centre": _centre,
}
"""State → how to reach it; returns the window to look at."""
