"""Monthly sheets as XLSX: the one importer of openpyxl for what goes out."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from app.domain.attendance_sheet import SIGN_OFF, MonthTable
from data.places import told

_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_NAMES = {"单位": 14, "姓名": 12, "备注": 26, "应出勤\n天/次": 10, "实出勤\n天/次": 10, "出勤率": 9}
_NARROW, _DAY = 6.5, 4.2
DEMO_MARK = "演示 样张 无效"


def write_month(path: Path, tables: tuple[MonthTable, ...]) -> None:
    """Write one sheet a layout, ready to print on A4 across, in place of any former file.

    Raises:
        StorageError: the disk is full, the folder read-only.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _fill(book.create_sheet(table.title[:31]), table)
    try:
        book.save(path)
    except OSError as error:
        raise told(error, path.parent) from error


def _fill(sheet: Worksheet, table: MonthTable) -> None:
    wide = len(table.heads)
    title = f"{table.title}（{DEMO_MARK}）" if table.demo else table.title
    _line(sheet, 1, title, wide, Font(bold=True, size=16), _MIDDLE)
    _line(sheet, 2, f"单位：{table.unit}", wide, Font(size=11), _LEFT)
    for row, cells in enumerate((table.heads, *table.rows), 3):
        for column, words in enumerate(cells, 1):
            cell = sheet.cell(row, column)
            cell.value = words
            # Text that begins like a formula stays text.
            cell.data_type = "s"
            cell.border, cell.alignment = _BOX, _MIDDLE
            cell.font = Font(bold=row == 3, size=10)
    last = 3 + len(table.rows)
    for offset, words in enumerate(filter(None, (table.legend, table.rules)), 1):
        _line(sheet, last + offset, words, wide, Font(size=9), _LEFT)
    _line(sheet, last + 4, "　　　　　　　　".join(SIGN_OFF), wide, Font(size=11), _LEFT)
    for column, head in enumerate(table.heads, 1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = _NAMES.get(head, _DAY if head.isdigit() else _NARROW)
    sheet.freeze_panes = "E4"
    sheet.print_title_rows = "3:3"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _line(sheet: Worksheet, row: int, words: str, wide: int, font: Font, alignment: Alignment) -> None:
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=wide)
    cell = sheet.cell(row, 1)
    cell.value, cell.font, cell.alignment = words, font, alignment
