"""What follows a case goes where the case goes; what names a visitor or tells of staff stays in its place.

Every station of the hall still gets what all work by: items, settings, accounts, punches, the hall's prints.
"""

from typing import Any

from alembic import context, op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

HAVE = ("case_header", "complaint", "desk_request", "leave_request", "account")
"""Kinds that say their department."""

FOLLOW = {
    "case_step": ("case_header", "case_id"),
    "print": ("case_header", "case_id"),
    "print_event": ("print", "print_id"),
    "certificate": ("case_header", "case_id"),
    "certificate_print": ("certificate", "certificate_id"),
    "certificate_void": ("certificate", "certificate_id"),
    "charge": ("case_header", "case_id"),
    "fee_event": ("charge", "fee_id"),
    "complaint_event": ("complaint", "complaint_id"),
    "desk_request_event": ("desk_request", "request_id"),
    "leave_step": ("leave_request", "leave_id"),
    "attendance_correction": ("account", "account_id"),
    "patrol": ("account", "account_id"),
}
"""Kinds whose department is that of another record, and the field that names it."""

FOR_ALL = ("account",)

RECORD = 'from record."{kind}" r where (r.hall_code, r.record_id) = (p_hall, p_record)'

DEPARTMENT = """
create or replace function sync.department_of(p_hall text, p_kind text, p_record uuid) returns text
language sql stable security definer set search_path = pg_catalog, sync as $$
    select case p_kind
        {branches}
        end
$$"""


def upgrade() -> None:
    """Tell the department of every such kind, and hand none of them to stations of other departments."""
    op.execute("set role hall_owner")
    have = [f"when '{kind}' then (select r.department {RECORD.format(kind=kind)})" for kind in HAVE]
    follow = [
        f"when '{kind}' then sync.department_of(p_hall, '{of}', "
        f"(select r.{field} {RECORD.format(kind=kind)}))"
        for kind, (of, field) in FOLLOW.items()
    ]
    op.execute(DEPARTMENT.format(branches="\n        ".join([*have, *follow])))
    op.execute(_pull())
    op.execute("reset role")


def _pull() -> str:
    """Return the function of 0002 that reads the feed, with more kinds that belong to a department."""
    exchange: Any = context.script.get_revision("0002").module
    stays = ", ".join(f"'{kind}'" for kind in exchange.STAYS)
    whole: str = exchange.PULL.format(stays=stays, most_rows=exchange.MOST_ROWS)
    ours = ", ".join(f"'{kind}'" for kind in (*HAVE, *FOLLOW) if kind not in FOR_ALL)
    before = "('case_header', 'case_step', 'print', 'certificate')"
    if before not in whole:
        raise RuntimeError("0002 names other kinds")
    return whole.replace(before, f"({ours})").replace("create function", "create or replace function", 1)
