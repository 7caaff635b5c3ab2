"""The file a translation office edits: a row a text with its Tibetan, its origin and its status."""

import ast
import csv
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from app.domain.translations import READERS_NEEDED, Status

CATALOGUE = Path(__file__).with_name("tibetan.csv")


@dataclass(frozen=True)
class Row:
    """One text: Chinese source, Tibetan or nothing, who says so, status, remark, and who has confirmed it.

    `readers` are names separated by `;`, at least two where the status is confirmed.
    """

    zh: str
    bo: str
    source: str
    status: Status
    remark: str
    readers: str = ""


def read_catalogue(file: Path = CATALOGUE) -> list[Row]:
    """Read all rows.

    Raises:
        ValueError: a status is unknown, does not fit its Tibetan, or lacks a source or readers.
    """
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = [
            Row(r["zh"], r["bo"], r["source"], Status(r["status"]), r["remark"], r.get("readers") or "")
            for r in csv.DictReader(lines)
        ]
    for row in rows:
        if bool(row.bo) == (row.status is Status.MISSING):
            raise ValueError(f"{file.name}: {row.zh}: the status {row.status} does not fit its Tibetan")
        if row.bo and not row.source:
            raise ValueError(f"{file.name}: {row.zh}: nobody says where its Tibetan comes from")
        if row.status is Status.CONFIRMED and len(set(filter(None, row.readers.split(";")))) < READERS_NEEDED:
            raise ValueError(f"{file.name}: {row.zh}: confirmed by fewer than {READERS_NEEDED} readers")
    return rows


def write_catalogue(rows: Iterable[Row], file: Path = CATALOGUE) -> None:
    """Write all rows, with a byte-order mark, so that an office's spreadsheet opens it as UTF-8."""
    with file.open("w", encoding="utf-8-sig", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow([field.name for field in fields(Row)])
        writer.writerows(astuple(row) for row in rows)


def sources_in(folder: Path) -> Iterator[str]:
    """Yield the source texts of all `tr("…")` calls in a Python file, or those below a folder, in order."""
    for file in [folder] if folder.suffix == ".py" else sorted(folder.rglob("*.py")):
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
