"""A new hall of 5,000 items and 2,000 people from a workbook, against openpyxl reading that workbook alone.

Run `python -m tests.benchmarks.import_hall [--items N] [--staff N] [--rounds N] [--json]`. The bars: reading
with every check at most 3 × openpyxl's reading alone; no piece of the writing holds its lane above 500 ms.
"""

import sys
import tempfile
import time
from pathlib import Path

from openpyxl import load_workbook

from app.domain.hall_records import NewHall
from app.services.import_hall import HallImport
from data.local_queue import LocalQueue
from data.store import create_store
from data.working_days import CalendarTables
from data.xlsx_hall import read_hall
from data.xlsx_tables import write_sheets
from data.xlsx_words import SHEETS, TITLES
from docs.templates.make_templates import STAFF, rows_of
from tests import factories as make
from tests.benchmarks.harness import Report, arguments, timing
from tests.fakes import PlainHash, StillClock

TIMES, PIECE_MS = 3.0, 500.0
ROUNDS = 3
FIRST_PASSWORD = "Snow-Lion-1"


def workbook(file: Path, items: int, staff: int) -> None:
    """Write the demo hall's departments with so many items, each with one material, and so many people."""

    def titles(sheet: str) -> list[str]:
        return list(TITLES[SHEETS[sheet]])

    def rows(sheet: str, records: list[dict[str, str]]) -> list[list[str]]:
        head = list(TITLES[SHEETS[sheet]].values())
        return [head, *([record[column] for column in titles(sheet)] for record in records)]

    patterns, made, materials = rows_of("事项"), list[dict[str, str]](), list[dict[str, str]]()
    material = rows_of("材料")[0]
    for place in range(items):
        row = patterns[place % len(patterns)]
        key = f"{row['dept_code']}-{place + 1000}"
        made.append({**row, "item_key": key})
        materials.append({**material, "item_key": key, "material_key": f"{key}-M01", "seq": "1"})
    people = [list(one) for one in STAFF]
    people = [[login, name, "117" if code else "", post] for login, name, code, post in people]
    people += [[f"p{n:05}", f"演示{n}", "117", "窗口"] for n in range(staff - len(people))]
    sheets = [
        ("部门", rows("部门", rows_of("部门")), 2),
        ("事项", rows("事项", made), 2),
        ("材料", rows("材料", materials), 2),
        ("人员", [list(TITLES[SHEETS["人员"]].values()), *people], 2),
    ]
    write_sheets(file, sheets)


def bare(file: Path) -> int:
    """Read every cell with openpyxl alone, as it does it fastest."""
    book = load_workbook(file, read_only=True, data_only=True)
    count = sum(len(row) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))
    book.close()
    return count


def lasted(work: object) -> float:
    """Return how many milliseconds a call takes."""
    start = time.perf_counter()
    assert callable(work)
    work()
    return (time.perf_counter() - start) * 1000


def main() -> int:
    """Write a workbook, read it both ways in turns, write the hall; return 0 when the bars hold."""
    parser = arguments(__doc__)
    parser.add_argument("--items", type=int, default=5_000)
    parser.add_argument("--staff", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="at least 2")
    given = parser.parse_args()
    report, clock = Report("import_hall", {"items": given.items, "staff": given.staff}), StillClock()
    with tempfile.TemporaryDirectory() as temporary:
        file = Path(temporary) / "hall.xlsx"
        workbook(file, given.items, given.staff)
        alone, checked = list[float](), list[float]()
        for _ in range(given.rounds):
            alone.append(lasted(lambda: bare(file)))
            checked.append(lasted(lambda: read_hall([file], "玛")))
        hall = NewHall(make.hall(demo=False), read_hall([file], "玛"), FIRST_PASSWORD)
        pieces = list[float]()
        with create_store(Path(temporary) / "store", 0, changed=lambda _: None) as store:
            importer = HallImport(store, LocalQueue(store, clock), CalendarTables(), PlainHash(), clock)
            begun = time.perf_counter()
            for _ in importer.write(hall):
                pieces.append((time.perf_counter() - begun) * 1000)
                begun = time.perf_counter()
        report.figures |= {
            "openpyxl_alone": timing(alone),
            "read_and_checked": timing(checked),
            "pieces": timing(pieces[:-1]),
            "written_in_ms": round(sum(pieces)),
        }
        report.hold("times_openpyxl", timing(checked).median / timing(alone).median, TIMES)
        report.hold("longest_piece_ms", timing(pieces[:-1]).p95, PIECE_MS)
    return report.end(as_json=given.json)


if __name__ == "__main__":
    sys.exit(main())
