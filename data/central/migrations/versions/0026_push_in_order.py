"""A push writes its rows in the order they come in, and under keys that begin with numbers of fixed width.

The rows had to follow each other anyway, and were sorted once more. An epoch belongs to one station and an id
to one record: a hall's name in front of them told nothing apart, but was compared for every row.
"""

from alembic import op
from sqlalchemy import text

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

IN_ORDER = """
do $$
declare
    whole text := pg_get_functiondef(
        'sync.push(uuid, int, bigint[], text[], uuid[], int[], text[])'::regprocedure);
    counted text := 'select min(r.seq), max(r.seq), count(distinct r.seq) into lo, hi, n '
        'from unnest(p_seqs) as r(seq);';
    missing text := 'lo > st.last_seq + 1 or hi - lo + 1 <> n';
    sorted text := 'where r.seq > st.last_seq order by r.seq';
begin
    if strpos(whole, counted) = 0 or strpos(whole, missing) = 0 or strpos(whole, sorted) = 0 then
        raise exception 'sync.push is not as it was'; end if;
    whole := replace(whole, counted, 'select min(r.seq), max(r.seq), count(*), '
        'count(*) filter (where r.seq - r.place is distinct from p_seqs[1] - 1) into lo, hi, n, astray '
        'from unnest(p_seqs) with ordinality as r(seq, place);');
    whole := replace(whole, 'n bigint;', 'n bigint; astray bigint;');
    whole := replace(whole, missing, 'lo > st.last_seq + 1 or astray > 0');
    execute replace(whole, sorted, 'where r.seq > st.last_seq');
end $$"""
BY_ID = """
alter table record.{0} drop constraint {0}_pkey, add primary key (record_id, hall_code)"""
LOG = """
alter table sync.change_log drop constraint change_log_hall_station_epoch_seq_key,
    add unique (epoch, seq, station, hall)"""


def upgrade() -> None:
    """Turn the keys round; the steps of a hall are still found by their cases."""
    op.execute("set role hall_owner")
    op.execute(text(IN_ORDER.replace(":", "\\:")))
    op.execute(LOG)
    for table in ("case_step", "audit_entry"):
        op.execute(BY_ID.format(table))
    op.execute("reset role")
