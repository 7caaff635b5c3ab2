"""The catalogue as a workbook in the form of a hall's import: what goes out can begin another hall."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from app.domain.items import Department, Limit, Material, ServiceItem
from app.errors import RuleError
from data.catalogue_cells import NO_LIMIT
from data.catalogue_csv import CatalogueRecords
from data.xlsx_rows import CATALOGUE_SHEETS, catalogue_of
from data.xlsx_tables import read_sheets, write_sheets
from data.xlsx_words import COLUMNS, SHEETS

Cells = dict[str, str]


def write_items(items: Iterable[ServiceItem], departments: Iterable[Department], file: Path) -> None:
    """Write items with their materials and the departments.

    Raises:
        StorageError: `import.not_written`.
    """
    organs = {one.code: one for one in departments}
    listed = list(items)
    materials = [_material(item, one) for item in listed for one in item.materials]
    rows = (
        map(_department, organs.values()),
        (_item(item, organs[item.department]) for item in listed),
        materials,
    )
    sheets = zip(CATALOGUE_SHEETS, rows, strict=True)
    write_sheets(file, [(name, _table(COLUMNS[SHEETS[name]], cells), 1) for name, cells in sheets])


def read_catalogue(file: Path) -> CatalogueRecords:
    """Read the workbook by the rules of the CSV files.

    Raises:
        StorageError: `import.file`.
        RuleError: `catalogue.sheet`, it is another workbook.
        TableError: every faulty cell, with the row of its sheet.
    """
    found = dict(read_sheets(file, CATALOGUE_SHEETS))
    if any(not found.get(name) for name in CATALOGUE_SHEETS):
        raise RuleError("catalogue.sheet")
    return catalogue_of(found, place_word="")


def _table(columns: Mapping[str, str], rows: Iterable[Cells]) -> list[tuple[str, ...]]:
    return [tuple(columns), *(tuple(row[name] for name in columns.values()) for row in rows)]


def _department(one: Department) -> Cells:
    pairs = zip(one.counters, one.counter_business, strict=True)
    return {
        "dept_code": one.code,
        "name": one.name,
        "short_name": one.short_name,
        "counters": ";".join(map(str, one.counters)),
        "counter_business": ";".join(f"{counter}={business}" for counter, business in pairs),
        "ticket_prefix": one.ticket_prefix,
        "uscc": one.credit_code,
        "inquiry_phone": one.inquiry_phone,
        "complaint_phone": one.complaint_phone,
        "organ_word": one.organ_word,
    }


def _item(item: ServiceItem, organ: Department) -> Cells:
    return {
        "item_key": item.key,
        "name": item.name,
        "dept_code": item.department,
        "dept_name": organ.name,
        "counter": str(item.counter),
        "type_code": item.type_code,
        "type_name": item.type_name,
        "service_object": ";".join(item.service_object),
        "case_kind": item.handling.value,
        "joint": _flag(bool(item.joint_with)),
        "joint_with": ";".join(item.joint_with),
        "report_up": _flag(bool(item.report_to)),
        "report_to": item.report_to,
        "exercise_level": item.exercise_level,
        "conditions": item.conditions,
        "process": item.process,
        "result_name": item.result_name,
        "result_validity": item.result_validity,
        "result_months": "" if item.result_months is None else str(item.result_months),
        "overprint": _flag(bool(item.blank)),
        "overprint_blank": item.blank,
        "delivery_ways": ";".join(item.delivery_ways),
        "visits": str(item.visits),
        "online": _flag(item.online),
        "shortage_ok": _flag(item.shortage_ok),
        "promise_ok": _flag(item.promise_ok),
        "synonyms": ";".join(item.synonyms),
        "note": item.note,
        "version": item.version,
        "effective_date": item.effective_on.isoformat(),
        **_codes(item),
        **_limits(item),
        **_procedures(item),
        **_fee(item),
    }


def _codes(item: ServiceItem) -> Cells:
    return {
        "basic_code": item.basic_code,
        "impl_code": item.implementation_code,
        "handle_codes": ";".join(item.handling_codes),
        "legal_basis": item.legal_basis,
    }


def _limits(item: ServiceItem) -> Cells:
    return {
        "limit_basis": item.statutory_basis,
        "extend_basis": item.extension_basis,
        "notice_basis": item.notice_basis,
        **_limit("statutory", item.statutory, NO_LIMIT),
        **_limit("extend", item.extension, ""),
        **_limit("promised", item.promised, ""),
        **_limit("notice", item.notice, ""),
    }


def _limit(name: str, limit: Limit | None, none: str) -> Cells:
    if limit is None:
        return {f"{name}_limit": "", f"{name}_unit": none}
    return {f"{name}_limit": str(limit.number), f"{name}_unit": limit.unit.value}


def _procedures(item: ServiceItem) -> Cells:
    found = item.procedures
    return {
        "special_procedures": ";".join(one.name for one in found),
        "special_days": ";".join(str(one.time.number) for one in found),
        "special_units": ";".join(one.time.unit.value for one in found),
        "special_excluded": ";".join(_flag(one.excluded) for one in found),
        "special_basis": ";".join(one.basis for one in found),
    }


def _fee(item: ServiceItem) -> Cells:
    fee = item.fee
    return {
        "fee": _flag(fee.charged),
        "fee_standard": fee.standard,
        "fee_fen": "" if fee.fen is None else str(fee.fen),
        "fee_basis": fee.basis,
    }


def _material(item: ServiceItem, one: Material) -> Cells:
    return {
        "material_key": one.key,
        "item_key": item.key,
        "seq": str(one.sequence),
        "name": one.name,
        "medium": one.medium,
        "format": one.format,
        "original_count": str(one.originals),
        "copy_count": str(one.copies),
        "source": one.source,
        "issuer": one.issuer,
        "mandatory": _flag(one.mandatory),
        "condition": one.condition,
        "shortage_ok": _flag(one.shortage_ok),
        "e_licence": _flag(one.electronic_licence),
    }


def _flag(on: bool) -> str:
    return "1" if on else "0"
