"""The file a translation office edits: a row a text with its Tibetan, its origin and its status."""

import ast
import csv
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from enum import StrEnum
from pathlib import Path

CATALOGUE = Path(__file__).with_name("tibetan.csv")


class Status(StrEnum):
    """How far a Tibetan text is. Only `CONFIRMED` may stand on a legal paper (design §8)."""

    MISSING = "missing"
    DRAFT = "draft"
    CONFIRMED = "confirmed"


@dataclass(frozen=True)
class Row:
    """One text: Chinese source, Tibetan or nothing, who says so, status, remark."""

    zh: str
    bo: str
    source: str
    status: Status
    remark: str


def read_catalogue(file: Path = CATALOGUE) -> list[Row]:
    """Read all rows.

    Raises:
        ValueError: a status is unknown, or a row has Tibetan but says it is missing.
    """
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = [
            Row(r["zh"], r["bo"], r["source"], Status(r["status"]), r["remark"])
            for r in csv.DictReader(lines)
        ]
    for row in rows:
        if bool(row.bo) == (row.status is Status.MISSING):
            raise ValueError(f"{file.name}: {row.zh}: the status {row.status} does not fit its Tibetan")
    return rows


def write_catalogue(rows: Iterable[Row], file: Path = CATALOGUE) -> None:
    """Write all rows, with a byte-order mark, so that an office's spreadsheet opens it as UTF-8."""
    with file.open("w", encoding="utf-8-sig", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow([field.name for field in fields(Row)])
        writer.writerows(astuple(row) for row in rows)


def sources_in(folder: Path) -> Iterator[str]:
    """Yield the source texts of all `tr("…")` calls in the Python files below `folder`, in order."""
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr":
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value


def brought_up_to_date(rows: Iterable[Row], sources: Iterable[str]) -> list[Row]:
    """Return the catalogue with a row for every source; rows without Tibetan that nobody uses are dropped."""
    wanted = dict.fromkeys(sources)
    kept = [row for row in rows if row.bo or row.zh in wanted]
    known = {row.zh for row in kept}
    return kept + [Row(zh, "", "", Status.MISSING, "") for zh in wanted if zh not in known]
