"""A push hands its rows over as arrays: the server reads no document of all of them, twice, to part them."""

from alembic import op
from sqlalchemy import text

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

OLDEST, NEWEST = 1, 1
"""The oldest and the newest form of exchange that is taken."""

MOST_ROWS = 5000

PUSH = f"""
create function sync.push(
    p_epoch uuid, p_form int, p_seqs bigint[], p_kinds text[], p_records uuid[], p_revisions int[],
    p_data text[])
returns json language plpgsql security definer set search_path = pg_catalog, sync as $$
declare st sync.station; batch record; refused jsonb := '[]'; bad json; lo bigint; hi bigint; n bigint;
begin
    select * into st from sync.station where role_name = session_user and enabled for update;
    if not found then raise exception 'station not enrolled' using errcode = 'HS000'; end if;
    if p_form not between {OLDEST} and {NEWEST} then
        raise exception 'form % is not taken', p_form using errcode = 'HS001'; end if;
    if st.epoch is distinct from p_epoch then raise exception 'another epoch' using errcode = 'HS002'; end if;
    select min(r.seq), max(r.seq), count(distinct r.seq) into lo, hi, n from unnest(p_seqs) as r(seq);
    if n = 0 then return json_build_object('last', st.last_seq, 'refused', '[]'::json); end if;
    if cardinality(p_seqs) > {MOST_ROWS} then raise exception 'too many rows' using errcode = 'HS004'; end if;
    if lo > st.last_seq + 1 or hi - lo + 1 <> n then
        raise exception 'a row is missing after %', st.last_seq using errcode = 'HS003'; end if;
    for batch in
        with written as (
            insert into sync.change_log (hall, station, epoch, seq, kind, record_id, revision, payload)
            select st.hall, st.station, p_epoch, r.seq, r.kind, r.id, r.revision, r.data::json
            from unnest(p_seqs, p_kinds, p_records, p_revisions, p_data) as r(seq, kind, id, revision, data)
            where r.seq > st.last_seq order by r.seq
            returning id, kind)
        select w.kind, array_agg(w.id) as ids from written w group by w.kind
    loop
        bad := sync.apply_each(batch.kind, batch.ids);
        if bad is not null then refused := refused || bad::jsonb; end if;
        if batch.kind = 'audit_entry' then
            select a.epoch, a.sequence, a.hash into st.audit_epoch, st.audit_sequence, st.audit_hash
            from record.audit_entry a
            join sync.change_log c on (c.hall, c.record_id) = (a.hall_code, a.record_id)
            where c.id = any(batch.ids) order by c.id desc limit 1;
        end if;
    end loop;
    st.last_seq := greatest(st.last_seq, hi);
    update sync.station s set last_seq = st.last_seq, last_seen = clock_timestamp(),
        audit_epoch = coalesce(st.audit_epoch, s.audit_epoch),
        audit_sequence = coalesce(st.audit_sequence, s.audit_sequence),
        audit_hash = coalesce(st.audit_hash, s.audit_hash)
    where (s.hall, s.station) = (st.hall, st.station);
    return json_build_object('last', st.last_seq, 'refused', refused);
end $$"""

SIGNATURE = "push(uuid, int, bigint[], text[], uuid[], int[], text[])"


def upgrade() -> None:
    """Put the new push in the place of the old one."""
    op.execute("set role hall_owner")
    op.execute("drop function sync.push(uuid, int, json)")
    op.execute(text(PUSH.replace(":", "\\:")))
    op.execute(f"revoke all on function sync.{SIGNATURE} from public")
    op.execute(f"grant execute on function sync.{SIGNATURE} to hall_station")
    op.execute("reset role")
