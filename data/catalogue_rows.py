"""Rows made into departments and materials."""

import re

from app.domain.codes import check_credit_code
from app.domain.items import Department, Material
from app.domain.text import NAME_LIMIT
from app.errors import RuleError
from data.catalogue_cells import Row, words

DEPARTMENT_COLUMNS = words(
    "dept_code name short_name counters counter_business ticket_prefix uscc inquiry_phone complaint_phone"
)
DEPARTMENT_REMARKS = words("organ_word national_dept_code item_count uscc_flag national_dept_flag phone_flag")
MATERIAL_COLUMNS = words(
    "material_key item_key seq name medium format original_count copy_count source issuer mandatory "
    "condition shortage_ok e_licence"
)

MEDIA = words("纸质 电子 纸质或电子")
SOURCES = words("申请人自备 政府部门核发 其他")

# Hotline and inner numbers too: what a paper prints is not always what the line dials.
_PHONE = "[0-9][0-9-]{2,19}"
_BUSINESS = re.compile("([0-9]{1,3})=(.+)")


def department(row: Row, place_word: str) -> Department:
    """Read a department; without a column `organ_word` it is the place word and the short name without 局."""
    short_name = row.text("short_name", limit=NAME_LIMIT)
    counters = row.parts("counters")
    for part in counters:
        if row.right("counters") and not re.fullmatch("[1-9][0-9]{0,2}", part):
            row.blame("counters", RuleError("catalogue.form", value=part, expected="3;4;5"))
    if row.has("organ_word"):
        organ_word = row.text("organ_word", limit=NAME_LIMIT)
    else:
        organ_word = place_word + short_name.removesuffix("局")
    if row.has("item_count"):
        row.whole("item_count")
    return Department(
        code=row.form("dept_code", "[0-9]{3}", "101"),
        name=row.text("name", limit=NAME_LIMIT),
        short_name=short_name,
        organ_word=organ_word,
        counters=tuple(map(int, counters)) if row.right("counters") else (),
        counter_business=_counter_business(row, counters),
        ticket_prefix=row.form("ticket_prefix", "[A-HJ-NP-Z]", "A"),
        credit_code=row.checked("uscc", lambda text: check_credit_code(text).value),
        inquiry_phone=row.form("inquiry_phone", _PHONE, "0975-8382000"),
        complaint_phone=row.form("complaint_phone", _PHONE, "0975-8382000"),
    )


def _counter_business(row: Row, counters: tuple[str, ...]) -> tuple[str, ...]:
    column = "counter_business"
    row.text(column)
    parts = row.along(column, "counters", len(counters))
    found = [_BUSINESS.fullmatch(part) for part in parts]
    pairs = [(match[1], match[2]) for match in found if match]
    if not row.right(column):
        return ()
    if len(pairs) != len(parts):
        row.blame(column, RuleError("catalogue.form", value=";".join(parts), expected="7=婚姻;8=社会救助"))
    elif row.right("counters") and [number for number, _ in pairs] != list(counters):
        expected = ";".join(counters)
        row.blame(
            column,
            RuleError("catalogue.disagrees", value=";".join(parts), other="counters", expected=expected),
        )
    return tuple(words for _, words in pairs)


def material(row: Row) -> Material:
    """Read a material; its condition is empty exactly when it is mandatory."""
    return Material(
        key=row.form("material_key", "[0-9]{3}-[0-9]{2,}-M[0-9]{2,}", "101-01-M01"),
        sequence=row.whole("seq"),
        name=row.text("name", limit=NAME_LIMIT),
        medium=row.word("medium", MEDIA),
        format=row.text("format", limit=NAME_LIMIT),
        originals=row.whole("original_count"),
        copies=row.whole("copy_count"),
        source=row.word("source", SOURCES),
        issuer=row.text("issuer", limit=NAME_LIMIT),
        mandatory=row.flag("mandatory"),
        condition=only_if(row, "condition", "mandatory", "0"),
        shortage_ok=row.flag("shortage_ok"),
        electronic_licence=row.flag("e_licence"),
    )


def only_if(row: Row, column: str, switch: str, on: str) -> str:
    """Read a cell that is filled exactly when a flag says so."""
    row.flag(switch)
    value = row.text(column, needed=False)
    if row.right(column, switch):
        wanted = row.text(switch) == on
        if wanted and not value:
            row.blame(column, RuleError("catalogue.missing"))
        elif value and not wanted:
            row.blame(column, RuleError("catalogue.unwanted", because=switch))
    return value
