"""The catalogue of a hall from three CSV files: every row is taken over, or every faulty cell is named."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.domain.items import Department, Material, ServiceItem
from app.domain.table_faults import CellFault, TableError
from app.errors import RuleError, StorageError
from data.catalogue_cells import Row
from data.catalogue_items import ITEM_COLUMNS, ITEM_REMARKS, service_item
from data.catalogue_rows import DEPARTMENT_COLUMNS, DEPARTMENT_REMARKS, MATERIAL_COLUMNS, department, material
from data.catalogue_tables import Table, read_table

DEPARTMENTS, ITEMS, MATERIALS = "departments.csv", "items.csv", "materials.csv"


@dataclass(frozen=True)
class CatalogueFiles:
    """The content of the three files as they stand on the disk."""

    departments: bytes
    items: bytes
    materials: bytes


@dataclass(frozen=True)
class CatalogueRecords:
    """What a hall offers: departments by code, service items with their materials by key."""

    departments: tuple[Department, ...]
    items: tuple[ServiceItem, ...]


def read_files(folder: Path) -> CatalogueFiles:
    """Read the three files of a folder.

    Raises:
        StorageError: `catalogue.file` (a file is missing or cannot be read).
    """
    contents = []
    for name in (DEPARTMENTS, ITEMS, MATERIALS):
        try:
            contents.append((folder / name).read_bytes())
        except OSError:
            raise StorageError("catalogue.file", file=name) from None
    return CatalogueFiles(*contents)


def parse_catalogue(files: CatalogueFiles, place_word: str) -> CatalogueRecords:
    """Make records of the three files.

    Args:
        place_word: begins the 机关代字 of a department whose row has no `organ_word`, for example 玛.

    Raises:
        TableError: every faulty cell, in the order of departments, items and materials.
    """
    faults: list[CellFault] = []
    tables = (
        read_table(DEPARTMENTS, files.departments, DEPARTMENT_COLUMNS, DEPARTMENT_REMARKS, faults),
        read_table(ITEMS, files.items, ITEM_COLUMNS, ITEM_REMARKS, faults),
        read_table(MATERIALS, files.materials, MATERIAL_COLUMNS, (), faults),
    )
    departments = [(row, department(row, place_word)) for row in tables[0].rows]
    materials = [(row, material(row)) for row in tables[2].rows]
    lists = _by_item(materials)
    items = [(row, service_item(row, lists.get(row.text("item_key"), ()))) for row in tables[1].rows]
    _compare_items(tables, departments, items)
    _compare_departments(tables, departments)
    _compare_materials(tables, materials)
    if faults:
        order = (DEPARTMENTS, ITEMS, MATERIALS)
        raise TableError(sorted(faults, key=lambda fault: (order.index(fault.file), fault.row)))
    return CatalogueRecords(
        tuple(sorted((record for _, record in departments), key=lambda record: record.code)),
        tuple(sorted((record for _, record in items), key=lambda record: record.key)),
    )


def _by_item(materials: Iterable[tuple[Row, Material]]) -> dict[str, tuple[Material, ...]]:
    lists: dict[str, list[Material]] = {}
    for row, record in materials:
        lists.setdefault(row.text("item_key"), []).append(record)
    return {key: tuple(sorted(records, key=lambda one: one.sequence)) for key, records in lists.items()}


def _unique(rows: Iterable[Row], column: str) -> None:
    first: dict[str, int] = {}
    for row in rows:
        value = row.text(column)
        if row.right(column) and first.setdefault(value, row.number) != row.number:
            row.blame(column, RuleError("catalogue.twice", value=value, first=first[value]))


def _compare_departments(tables: tuple[Table, ...], departments: list[tuple[Row, Department]]) -> None:
    for column in ("dept_code", "name", "ticket_prefix"):
        _unique(tables[0].rows, column)
    owner: dict[int, int] = {}
    for row, record in departments:
        for counter in record.counters if row.right("counters") else ():
            if owner.setdefault(counter, row.number) != row.number:
                problem = RuleError("catalogue.twice", value=str(counter), first=owner[counter])
                row.blame("counters", problem)
    if not tables[1].judges("dept_code"):
        return
    counts = Counter(row.text("dept_code") for row in tables[1].rows)
    for row, record in departments:
        if row.has("item_count") and row.right("dept_code"):
            row.agree("item_count", str(counts[record.code]), ITEMS)


def _compare_items(
    tables: tuple[Table, ...],
    departments: list[tuple[Row, Department]],
    items: list[tuple[Row, ServiceItem]],
) -> None:
    _unique(tables[1].rows, "item_key")
    known = {record.code: (row, record) for row, record in departments if row.right("dept_code")}
    for row, item in items:
        code, judged = item.department, tables[0].judges("dept_code")
        if row.right("dept_code") and code in known:
            _compare_home(row, item, *known[code])
        # A key that begins otherwise shows that the code beside it is wrong, even while a department's own
        # code could not be read.
        elif judged or (row.right("item_key") and not item.key.startswith(code)):
            row.blame("dept_code", RuleError("catalogue.unknown", value=code, file=DEPARTMENTS))
        for partner in item.joint_with if judged else ():
            if partner not in known:
                row.blame("joint_with", RuleError("catalogue.unknown", value=partner, file=DEPARTMENTS))


def _compare_home(row: Row, item: ServiceItem, home: Row, organ: Department) -> None:
    """Compare what an item says of its department; two cells against the code make the code the odd one."""
    foreign_key = row.right("item_key") and not item.key.startswith(organ.code + "-")
    foreign_name = row.right("dept_name") and home.right("name") and row.text("dept_name") != organ.name
    if foreign_key and foreign_name:
        row.agree("dept_code", item.key[:3], "item_key")
    elif foreign_key:
        row.agree("item_key", organ.code + "-…", "dept_code")
    elif foreign_name:
        row.agree("dept_name", organ.name, "dept_code")
    elif home.right("counters") and row.right("counter") and item.counter not in organ.counters:
        row.agree("counter", "、".join(map(str, organ.counters)), "dept_code")


def _compare_materials(tables: tuple[Table, ...], materials: list[tuple[Row, Material]]) -> None:
    _unique(tables[2].rows, "material_key")
    known = {row.text("item_key") for row in tables[1].rows if row.right("item_key")}
    places: dict[tuple[str, int], int] = {}
    for row, record in materials:
        key = row.text("item_key")
        own = record.key.partition("-M")[0] if row.right("material_key") else key
        if key not in known and (tables[1].judges("item_key") or own != key):
            row.blame("item_key", RuleError("catalogue.unknown", value=key, file=ITEMS))
        if own != key and row.right("item_key"):
            row.agree("material_key", f"{key}-M…", "item_key")
        if row.right("item_key", "material_key", "seq"):
            first = places.setdefault((key, record.sequence), row.number)
            if first != row.number:
                row.blame("seq", RuleError("catalogue.twice", value=str(record.sequence), first=first))
