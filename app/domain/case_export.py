"""A table of cases that leaves the system: its columns, and the marks that say who took it out and why."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.domain.case_rows import CaseRow
from app.domain.cases import CaseHeader
from app.domain.text import mask_id_number, mask_phone
from app.errors import RuleError
from app.sentences.words import word


@dataclass(frozen=True)
class ExportWish:
    """What is taken out: cases opened in a stretch of days, both included, and for what.

    Attributes:
        full_codes: ID numbers in full, which needs a right of its own; else masked, as phones always are.
    """

    first: date
    last: date
    reason: str
    full_codes: bool = False


@dataclass(frozen=True)
class ExportTable:
    """What is written: marks as pairs of word and value, then heads and rows."""

    marks: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class ExportedCase:
    """A case as it stands at the time of the export."""

    header: CaseHeader
    row: CaseRow
    department: str


@dataclass(frozen=True)
class ExportColumn:
    """One column: its head, and where its content comes from."""

    head: str
    value: Callable[[ExportedCase], str]


CODE = "证件号码"

_KINDS = {"person": "自然人", "organisation": "法人或其他组织"}

COLUMNS: tuple[ExportColumn, ...] = (
    ExportColumn("办件编号", lambda one: one.header.number),
    ExportColumn("办件标识", lambda one: str(one.header.id)),
    ExportColumn("部门代码", lambda one: one.header.department),
    ExportColumn("部门名称", lambda one: one.department),
    ExportColumn("事项编号", lambda one: one.header.item_key),
    ExportColumn("事项名称", lambda one: one.header.item_name),
    ExportColumn("事项版本", lambda one: one.header.item_version),
    ExportColumn("申请人类型", lambda one: _KINDS[one.header.applicant.kind]),
    ExportColumn("申请人", lambda one: one.header.applicant.name),
    ExportColumn("证件类型", lambda one: one.header.applicant.code_name),
    ExportColumn(CODE, lambda one: one.header.applicant.code),
    ExportColumn("联系电话", lambda one: mask_phone(one.header.applicant.phone)),
    ExportColumn("状态代码", lambda one: one.row.state.value),
    ExportColumn("状态", lambda one: word(one.row.state)),
    ExportColumn("有分支", lambda one: "是" if one.row.forked else "否"),
    ExportColumn("经办人", lambda one: one.row.handler_name),
    ExportColumn("收件日期", lambda one: one.header.opened_on.isoformat()),
    ExportColumn("承诺到期", lambda one: _day(one.row.promise_due)),
    ExportColumn("法定到期", lambda one: _day(one.row.statutory_due)),
    ExportColumn("送达方式", lambda one: one.header.delivery_way),
    ExportColumn("更新时间", lambda one: one.row.updated_at.isoformat(timespec="seconds")),
)
"""Every column in its order; `docs/export.md` says what each one means for another system."""


def export_row(case: ExportedCase, *, full_codes: bool) -> tuple[str, ...]:
    """Return the cells of a case."""
    cells = []
    for column in COLUMNS:
        value = column.value(case)
        cells.append(mask_id_number(value) if column.head == CODE and not full_codes else value)
    return tuple(cells)


def check_days(wish: ExportWish) -> None:
    """Refuse a stretch of days that ends before it begins.

    Raises:
        RuleError: `export.days`.
    """
    if wish.first > wish.last:
        raise RuleError("export.days", first=wish.first.isoformat(), last=wish.last.isoformat())


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
