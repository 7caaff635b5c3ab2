"""What a station could not send is carried by another one: sealed by its own key, taken in its own name."""

from alembic import op
from sqlalchemy import text

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ME = """
create or replace function sync.me() returns sync.station language plpgsql stable security definer
set search_path = pg_catalog, sync as $$
declare st sync.station;
begin
    if current_setting('sync.carrying', true) = 'on' then  -- anybody may say so, but only a row makes it true
        select s.* into st from sync.station s
            join sync.carrying c on (c.hall, c.station) = (s.hall, s.station)
            where c.xid = pg_current_xact_id_if_assigned() and s.enabled;
        if found then return st; end if;
    end if;
    select * into st from sync.station s where s.role_name = session_user and s.enabled;
    return st;
end $$"""

PUSHED_IN_WHOSE_NAME = """
do $$
declare
    whole text := pg_get_functiondef(
        'sync.push(uuid, int, bigint[], text[], uuid[], int[], text[])'::regprocedure);
    place text := 'from sync.station where role_name = session_user and enabled for update';
begin
    if strpos(whole, place) = 0 then raise exception 'sync.push is not as it was'; end if;
    execute replace(whole, place, 'from sync.station s where (s.hall, s.station) = '
        '(select m.hall, m.station from sync.me() m) and s.enabled for update');
end $$"""

CARRIED = """
create function sync.carried(p_hall text, p_station text, p_body text, p_seal text) returns json
language plpgsql security definer set search_path = pg_catalog, sync as $$
declare bearer sync.station := sync.me(); st sync.station; body json; told json;
begin
    if bearer.station is null then raise exception 'station not enrolled' using errcode = 'HS000'; end if;
    select * into st from sync.station s where (s.hall, s.station) = (bearer.hall, p_station) and s.enabled
        for update;
    if not found or bearer.hall <> p_hall then
        raise exception 'no such station in this hall' using errcode = 'HS007'; end if;
    if st.carry_key is null or p_seal <> encode(
        sha256(st.carry_key || sha256(st.carry_key || convert_to(p_body, 'UTF8'))), 'hex') then
        raise exception 'the seal is broken' using errcode = 'HS008'; end if;
    body := p_body::json;
    if st.epoch is null then
        update sync.station s set epoch = (body ->> 'epoch')::uuid
        where (s.hall, s.station) = (st.hall, st.station);
    end if;
    insert into sync.carrying (xid, hall, station) values (pg_current_xact_id(), st.hall, st.station);
    perform set_config('sync.carrying', 'on', true);
    select sync.push((body ->> 'epoch')::uuid, (body ->> 'form')::int, array_agg(r.seq order by r.seq),
            array_agg(r.kind order by r.seq), array_agg(r.id order by r.seq),
            array_agg(r.revision order by r.seq), array_agg(r.data order by r.seq)) into told
        from json_to_recordset(body -> 'rows') as r(seq bigint, kind text, id uuid, revision int, data text);
    delete from sync.carrying where xid = pg_current_xact_id();
    perform set_config('sync.carrying', '', true);
    return told;
end $$"""


def upgrade() -> None:
    """Let a push be in the name of a station whose sealed rows another one of the hall brings."""
    op.execute("set role hall_owner")
    op.execute("alter table sync.station add column carry_key bytea")
    op.execute("create table sync.carrying (xid xid8 primary key, hall text not null, station text not null)")
    op.execute(
        "comment on table sync.carrying is 'in whose name the transaction pushes that brings sealed rows'"
    )
    for statement in (ME, PUSHED_IN_WHOSE_NAME, CARRIED):
        op.execute(text(statement.replace(":", "\\:")))
    op.execute("revoke all on function sync.carried(text, text, text, text) from public")
    op.execute("grant execute on function sync.carried(text, text, text, text) to hall_station")
    op.execute("reset role")
