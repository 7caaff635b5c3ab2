"""Rows made into service items: their codes, limits, procedures and fees."""

import re

from app.domain.item_codes import ITEM_TYPES, ItemCodeKind, check_item_code
from app.domain.items import Fee, HandlingKind, Limit, Material, ServiceItem, SpecialProcedure
from app.domain.text import NAME_LIMIT
from app.domain.workdays import TermUnit
from app.errors import RuleError
from data.catalogue_cells import NO_LIMIT, Row, words
from data.catalogue_rows import only_if

ITEM_COLUMNS = words(
    "item_key name dept_code dept_name counter type_code type_name service_object case_kind joint "
    "joint_with report_up report_to exercise_level basic_code impl_code handle_codes legal_basis "
    "statutory_limit statutory_unit limit_basis extend_limit extend_unit extend_basis promised_limit "
    "promised_unit notice_limit notice_unit notice_basis special_procedures special_days special_units "
    "special_excluded special_basis fee fee_standard fee_fen fee_basis conditions process result_name "
    "result_validity result_months overprint overprint_blank delivery_ways visits online shortage_ok "
    "promise_ok synonyms note version effective_date"
)
ITEM_REMARKS = words(
    "code_flag basis_flag basis_check limit_flag promised_flag fee_flag result_flag renew_before renew_unit"
)
SERVICE_OBJECTS = words("自然人 企业法人 事业法人 社会组织法人 非法人企业 行政机关 其他组织")


def service_item(row: Row, materials: tuple[Material, ...]) -> ServiceItem:
    """Read a service item; what concerns other tables is compared in `data.catalogue_csv`."""
    statutory = row.limit("statutory_limit", "statutory_unit", needed=False)
    promised = _needed_limit(row, "promised_limit", "promised_unit")
    if row.right("statutory_limit", "statutory_unit", "promised_limit", "promised_unit") and (
        statutory and statutory.unit is promised.unit and promised.number > statutory.number
    ):
        problem = RuleError("catalogue.promise_longer", value=promised.number, expected=statutory.number)
        row.blame("promised_limit", problem)
    row.text("dept_name", limit=NAME_LIMIT)
    if row.has("renew_before") and row.has("renew_unit"):
        row.limit("renew_before", "renew_unit", needed=False)
    basic, implementation, handling = _codes(row)
    return ServiceItem(
        key=row.form("item_key", "[0-9]{3}-[0-9]{2,}", "101-01"),
        name=row.text("name", limit=NAME_LIMIT),
        department=row.text("dept_code"),
        counter=row.whole("counter"),
        type_code=row.form("type_code", "[0-9]{2}", "01"),
        type_name=row.text("type_name", limit=NAME_LIMIT),
        service_object=row.parts("service_object", SERVICE_OBJECTS),
        handling=row.member("case_kind", HandlingKind),
        joint_with=_partners(row),
        report_to=only_if(row, "report_to", "report_up", "1"),
        exercise_level=row.form("exercise_level", "[1-6]", "4"),
        basic_code=basic,
        implementation_code=implementation,
        handling_codes=handling,
        legal_basis=row.text("legal_basis"),
        statutory=statutory,
        statutory_basis=_with_limit(row, "limit_basis", "statutory_unit"),
        extension=row.limit("extend_limit", "extend_unit", needed=False),
        extension_basis=_with_limit(row, "extend_basis", "extend_unit"),
        promised=promised,
        notice=_needed_limit(row, "notice_limit", "notice_unit"),
        notice_basis=row.text("notice_basis"),
        procedures=_procedures(row),
        fee=_fee(row),
        conditions=row.text("conditions"),
        process=row.text("process"),
        result_name=row.text("result_name", limit=NAME_LIMIT),
        result_validity=row.text("result_validity"),
        result_months=row.maybe_whole("result_months"),
        blank=only_if(row, "overprint_blank", "overprint", "1"),
        delivery_ways=row.parts("delivery_ways"),
        visits=row.whole("visits"),
        online=row.flag("online"),
        shortage_ok=row.flag("shortage_ok"),
        promise_ok=row.flag("promise_ok"),
        synonyms=row.parts("synonyms", needed=False),
        note=row.text("note", needed=False),
        version=row.text("version", limit=NAME_LIMIT),
        effective_on=row.day("effective_date"),
        materials=materials,
    )


def _codes(row: Row) -> tuple[str, str, tuple[str, ...]]:
    """Read the three codes of an item; of three that disagree the odd one out is blamed.

    An old basic code (another length than 12) goes with old codes of any form; see `check_item_code`.
    """
    basic = row.checked("basic_code", _code)
    implementation = row.checked("impl_code", _code)
    handling = row.parts("handle_codes")
    try:
        if not all("=" in part for part in handling):
            raise RuleError("catalogue.form", value=";".join(handling), expected="33位编码=名称")
        codes = [_code(part.partition("=")[0]) for part in handling]
    except RuleError as problem:
        row.blame("handle_codes", problem)
    if row.right("basic_code", "impl_code", "handle_codes", "exercise_level"):
        _compare_codes(row, basic, implementation, codes)
    if row.right("type_code"):
        _compare_type(row, basic)
    return basic, implementation, handling


def _code(text: str) -> str:
    return check_item_code(text).value


def _compare_codes(row: Row, basic: str, implementation: str, codes: list[str]) -> None:
    if len(basic) != ItemCodeKind.BASIC and len(implementation) != ItemCodeKind.IMPLEMENTATION:
        return
    level, inner = implementation[18:19], implementation[19:]
    whole = (ItemCodeKind.HANDLING, implementation)
    same_branch = all((len(code), code[: ItemCodeKind.IMPLEMENTATION]) == whole for code in codes)
    row_level = row.text("exercise_level")
    if (level, inner) == (row_level, basic):
        if not same_branch:
            row.agree("handle_codes", implementation + "01=…", "impl_code")
    elif not same_branch:
        row.agree("impl_code", f"…{row_level}{basic}", "basic_code")
    else:
        row.agree("basic_code", inner, "impl_code")
        row.agree("exercise_level", level, "impl_code")


def _compare_type(row: Row, basic: str) -> None:
    """Compare the type with its code and name; provinces add types whose names we do not know."""
    code = row.text("type_code")
    if row.right("basic_code") and len(basic) == ItemCodeKind.BASIC and basic[2:4] != code:
        row.agree("type_code", basic[2:4], "basic_code")
    elif row.right("type_name") and code in ITEM_TYPES:
        row.agree("type_name", ITEM_TYPES[code], "type_code")


def _needed_limit(row: Row, number: str, unit: str) -> Limit:
    return row.limit(number, unit) or Limit(0, TermUnit.AT_ONCE)


def _partners(row: Row) -> tuple[str, ...]:
    only_if(row, "joint_with", "joint", "1")
    return row.parts("joint_with", needed=False)


def _with_limit(row: Row, column: str, unit: str) -> str:
    """Read the source of a limit, which is there exactly when the limit is."""
    value = row.text(column, needed=False)
    if row.right(column, unit):
        limited = row.text(unit, needed=False) not in ("", NO_LIMIT)
        if limited and not value:
            row.blame(column, RuleError("catalogue.missing"))
        elif value and not limited:
            row.blame(column, RuleError("catalogue.unwanted", because=unit))
    return value


def _procedures(row: Row) -> tuple[SpecialProcedure, ...]:
    names = row.parts("special_procedures", needed=False)
    other, length = "special_procedures", len(names)
    units = row.along("special_units", other, length, tuple(TermUnit))
    days = row.along("special_days", other, length)
    if row.right("special_days") and not all(re.fullmatch("[0-9]{1,4}", part) for part in days):
        row.blame("special_days", RuleError("catalogue.form", value=";".join(days), expected="10;5"))
    excluded = row.along("special_excluded", other, length, ("0", "1"))
    bases = row.along("special_basis", other, length)
    if not row.right(other, "special_units", "special_days", "special_excluded", "special_basis"):
        return ()
    return tuple(
        SpecialProcedure(name, Limit(int(number), TermUnit(unit)), out == "1", basis)
        for name, number, unit, out, basis in zip(names, days, units, excluded, bases, strict=True)
    )


def _fee(row: Row) -> Fee:
    charged = row.flag("fee")
    fen = row.maybe_whole("fee_fen")
    if row.right("fee", "fee_fen") and fen is not None and not charged:
        row.blame("fee_fen", RuleError("catalogue.unwanted", because="fee"))
    basis = row.text("fee_basis", needed=False)
    if row.right("fee", "fee_basis") and charged and not basis:
        row.blame("fee_basis", RuleError("catalogue.missing"))
    return Fee(charged, row.text("fee_standard"), fen, basis)
