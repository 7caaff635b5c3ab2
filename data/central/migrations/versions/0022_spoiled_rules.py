"""Rules of attendance that cannot be read leave their own hall out of the view and no other."""

from typing import Any

from alembic import context, op
from sqlalchemy import text

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

COUNTED = "alter function report.attendance_of(text, date) rename to counted_attendance"

GUARDED = """
create function report.attendance_of(p_hall text, p_month date)
returns table ({columns})
language plpgsql stable security definer set search_path = pg_catalog, record, report as $$
#variable_conflict use_column
begin
    return query select * from report.counted_attendance(p_hall, p_month);
exception when data_exception then
    raise warning 'the rules of attendance of % cannot be read', p_hall;
end $$"""
"""The rules have no table whose columns would refuse them: a hall sends what it likes."""


def upgrade() -> None:
    """Put a guard before the figures, with the same columns, and let the view ask it."""
    before: Any = context.script.get_revision("0016").module
    columns = before.MONTH.split("returns table (", 1)[1].split(")\nlanguage", 1)[0]
    op.execute("set role hall_owner")
    op.execute(COUNTED)
    op.execute("revoke all on function report.counted_attendance(text, date) from public, hall_reader")
    op.execute(GUARDED.format(columns=columns))
    op.execute("revoke all on function report.attendance_of(text, date) from public")
    op.execute("grant execute on function report.attendance_of(text, date) to hall_reader")
    view = before.VIEW.replace("create view", "create or replace view", 1)
    op.execute(text(view.replace(":", "\\:")))
    op.execute("reset role")
