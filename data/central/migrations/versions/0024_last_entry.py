"""A push finds the last entry of a log by keys alone, however little the server knows of its tables yet.

Before the server had counted a new centre's rows, it read the hall's rows once for each entry pushed: some
thousand entries, as a station sends them after weeks without the line, could run into the statement's limit.
"""

from alembic import op
from sqlalchemy import text

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

PUSHED_BY_KEYS = """
do $$
declare
    whole text := pg_get_functiondef(
        'sync.push(uuid, int, bigint[], text[], uuid[], int[], text[])'::regprocedure);
    place text := '
            from record.audit_entry a
            join sync.change_log c on (c.hall, c.record_id) = (a.hall_code, a.record_id)
            where c.id = any(batch.ids) order by c.id desc limit 1;';
begin
    if strpos(whole, place) = 0 then raise exception 'sync.push is not as it was'; end if;
    execute replace(whole, place, '
            from record.audit_entry a
            where a.hall_code = st.hall and a.record_id = (select c.record_id from sync.change_log c
                where c.id = (select max(i) from unnest(batch.ids) i
                    where not exists (select from sync.quarantine q where q.id = i)));');
end $$"""


def upgrade() -> None:
    """Put the question by keys in the place of the join."""
    op.execute("set role hall_owner")
    op.execute(text(PUSHED_BY_KEYS.replace(":", "\\:")))
    op.execute("reset role")
