"""Taking cases out of the system: only with a right and a reason, logged, and marked with who did it."""

from collections.abc import Callable, Sequence
from uuid import UUID

from app.domain.accounts import Actor, Right
from app.domain.case_export import (
    COLUMNS,
    ExportedCase,
    ExportTable,
    ExportWish,
    check_days,
    export_row,
)
from app.domain.dates import hall_time
from app.domain.text import clean_name
from app.ports.store import UnitOfWork
from app.progress import Between, unasked
from app.services.journal import Journal

PIECE = 200
"""Cases read in one unit; between two, others may use the store."""

FULL_CODES = Right.AUDITOR
"""Who may take out ID numbers in full, beside the right to export at all."""


class CaseExport:
    """Makes tables of cases; an account of a department exports the cases of the own department."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def export(
        self,
        actor: Actor,
        wish: ExportWish,
        write: Callable[[ExportTable], None],
        between: Between = unasked,
    ) -> int:
        """Have a table of cases written and return how many there are in it.

        The log has it before the file is there, so that no file goes out that the log does not know of.

        Args:
            write: writes the table into a file; raises `StorageError`.
            between: called between pieces with how far the work is; what it raises ends the work.

        Raises:
            RuleError: `account.right_missing`, `text.missing` without a reason, `export.days`.
        """
        actor.require(Right.SUPERVISOR)
        if wish.full_codes:
            actor.require(FULL_CODES)
        reason = clean_name(wish.reason, "导出理由")
        check_days(wish)
        rows = self._rows(actor, wish, between)
        now = self._journal.moment().at
        days = f"{wish.first.isoformat()}/{wish.last.isoformat()}"
        facts = {"count": str(len(rows)), "reason": reason, "codes": "full" if wish.full_codes else "masked"}
        with self._journal.store.write() as unit:
            hall = unit.hall.facts()
            unit.audit.append(now, actor.name, "cases.export", days, "ok", facts)
            unit.commit()
        marks = (
            ("大厅", hall.name),
            ("导出人", actor.name),
            ("导出时间", f"{hall_time(now):%Y-%m-%d %H:%M:%S}"),
            ("导出理由", reason),
            ("收件日期", f"{wish.first.isoformat()} 至 {wish.last.isoformat()}"),
            ("部门", actor.department or "全部"),
            ("条数", str(len(rows))),
            ("证件号码", "完整" if wish.full_codes else "已遮盖"),
            *((("演示", "演示 样张 无效"),) if hall.demo else ()),
        )
        write(ExportTable(marks, tuple(column.head for column in COLUMNS), rows))
        return len(rows)

    def _rows(self, actor: Actor, wish: ExportWish, between: Between) -> tuple[tuple[str, ...], ...]:
        with self._journal.store.read() as unit:
            ids = tuple(unit.cases.ids())
            names = {one.code: one.name for one in unit.catalogue.departments()}
        rows = list[tuple[str, ...]]()
        for start in range(0, len(ids), PIECE):
            between(start, len(ids))
            with self._journal.store.read() as unit:
                rows += self._piece(unit, actor, wish, ids[start : start + PIECE], names)
        return tuple(rows)

    def _piece(
        self, unit: UnitOfWork, actor: Actor, wish: ExportWish, ids: Sequence[UUID], names: dict[str, str]
    ) -> list[tuple[str, ...]]:
        found = []
        for case_id in ids:
            row = unit.cases.row(case_id)
            if row is None or not wish.first <= row.opened_on <= wish.last:
                continue
            if actor.department in ("", row.department):
                case = ExportedCase(unit.cases.header(case_id), row, names.get(row.department, ""))
                found.append(export_row(case, full_codes=wish.full_codes))
        return found
