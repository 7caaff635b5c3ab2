"""What became of a print goes where the print goes: with its case's papers, its certificate, or to all."""

from typing import Any

from alembic import context, op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

EVENT = (
    "when 'print_event' then (select coalesce(sync.department_of(p_hall, 'print', r.print_id), "
    "sync.department_of(p_hall, 'certificate_print', r.print_id)) {record})"
)

FOR_ALL = """
create function sync.of_no_case(p_hall text, p_event uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, record as $$
    select exists (select from record.print_event e
        join record.hall_print p on (p.hall_code, p.record_id) = (e.hall_code, e.print_id)
        where (e.hall_code, e.record_id) = (p_hall, p_event))
$$"""
"""Whether an event is that of a paper which no step wrote: its print goes to every station."""

WANTED = "sync.department_of(c.hall, c.kind, c.record_id) = any (m.departments)"
OR_FOR_ALL = " or c.kind = 'print_event' and sync.of_no_case(c.hall, c.record_id)"


def upgrade() -> None:
    """Tell the department of a certificate's print, and hand on what became of the hall's papers."""
    before: Any = context.script.get_revision("0018").module
    op.execute("set role hall_owner")
    record = {kind: before.RECORD.format(kind=kind) for kind in (*before.HAVE, *before.FOLLOW)}
    have = [f"when '{kind}' then (select r.department {record[kind]})" for kind in before.HAVE]
    follow = [
        f"when '{kind}' then sync.department_of(p_hall, '{of}', (select r.{field} {record[kind]}))"
        for kind, (of, field) in before.FOLLOW.items()
        if kind != "print_event"
    ]
    branches = [*have, *follow, EVENT.format(record=record["print_event"])]
    op.execute(before.DEPARTMENT.format(branches="\n        ".join(branches)))
    op.execute(FOR_ALL)
    op.execute("revoke all on function sync.of_no_case(text, uuid) from public")
    op.execute(_pull(before))
    op.execute("reset role")


def _pull(before: Any) -> str:
    whole: str = before._pull()
    if WANTED not in whole:
        raise RuntimeError("0018 asks otherwise")
    return whole.replace(WANTED, WANTED + OR_FOR_ALL)
