"""No Tibetan syllable is cut where names are masked, and a name of one character shows nothing."""

from alembic import op
from sqlalchemy import text

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

MASKED = r"""
create or replace function report.masked(p_name text) returns text language sql immutable
set search_path = pg_catalog as $$
    select case
        when p_name ~ '^[\u0F00-\u0FFF]' then substring(p_name from '^[^\u0F0B-\u0F14\s]*') || '***'
        when length(p_name) < 2 then repeat('*', length(p_name))
        else left(p_name, 1) || repeat('*', length(p_name) - 1) end
$$"""


def upgrade() -> None:
    """Put the new function in the place of the old one."""
    op.execute("set role hall_owner")
    op.execute(text(MASKED.replace(":", "\\:")))
    for view, column in (("case", "applicant"), ("fee", "payer"), ("certificate", "holder")):
        op.execute(
            f'comment on column report."{view}".{column}_masked is \'first character of the name, the rest '
            "as stars; of a Tibetan name the first syllable'"
        )
    op.execute("reset role")
