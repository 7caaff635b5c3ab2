"""The same walls and presses, in fewer statements: a counter's press asks who it is once for each table."""

from alembic import op
from sqlalchemy import text

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

WAITS = "('waiting', 'transferred')"
AT_COUNTER = "('called', 'serving')"
HEAD = "security definer set search_path = pg_catalog, queue, sync"
CALLER = """
create view sync.caller with (security_barrier) as
select s.hall, s.station from sync.station s where s.role_name = session_user and s.enabled"""
OWN = "hall = (select c.hall from sync.caller c)"
REFUSE = "raise exception '{code}' using errcode = 'HQ000', detail = json_build_object({facts})::text"

ME = """
create or replace function sync.me() returns sync.station language plpgsql stable security definer
set search_path = pg_catalog, sync as $$
declare st sync.station;
begin
    select * into st from sync.station s where s.role_name = session_user and s.enabled;
    return st;
end $$"""

READABLE = """
create or replace function sync.readable() returns text[] language plpgsql stable security definer
set search_path = pg_catalog, sync as $$
begin
    return (
        select case when r.halls = '{}' then (select array_agg(h.hall) from sync.hall h) else r.halls end
        from sync.reader r where r.role_name = session_user);
end $$"""

MOMENT = """
create or replace function queue.moment() returns timestamptz language plpgsql volatile
set search_path = pg_catalog as $$ begin return clock_timestamp(); end $$"""

CHANNEL = f"""
create or replace function queue.channel() returns text language plpgsql stable {HEAD} as
$$ begin return 'queue_' || (queue.station()).hall; end $$"""

RING = f"""
create or replace function queue.ring() returns void language plpgsql {HEAD} as $$
declare st sync.station := queue.station();
begin
    perform set_config('synchronous_commit', 'off', true),  -- a notice may be lost, nobody waits for the disk
        pg_notify('queue_' || st.hall, '');
end $$"""


def _refused(code: str, facts: str = "") -> str:
    """Return the statement that refuses with an error code of the client's and its facts."""
    return REFUSE.format(code=code, facts=facts)


NOT_CALLED = f"""
create function queue.not_called(p_st sync.station, p_press uuid, p_counter text, p_now timestamptz)
returns setof queue.ticket language plpgsql {HEAD} as $$
declare busy text;
begin
    perform queue.serves(p_st, p_counter);
    return query select t.* from queue.event e join queue.ticket t on (t.hall, t.id) = (e.hall, e.ticket_id)
        where (e.hall, e.id) = ((p_st).hall, p_press);
    if found then return; end if;
    perform queue.begin_day(p_st, p_now);
    if not exists (select from queue.desk d
        where (d.hall, d.counter, d.state) = ((p_st).hall, p_counter, 'open'))
    then {_refused("queue.counter_not_open", "'counter', p_counter")}; end if;
    select t.label into busy from queue.ticket t
        where t.hall = (p_st).hall and t.counter = p_counter and t.state in {AT_COUNTER};
    if found then {_refused("queue.counter_busy", "'counter', p_counter, 'ticket', busy")}; end if;
end $$"""
"""Tells why nobody was called: that press was done before, the counter may not call, or nobody waits."""

CLAIM = f"""
create or replace function queue.claim(p_press uuid, p_counter text, p_actor uuid, p_name text)
returns setof queue.ticket language plpgsql {HEAD} as $$
declare
    st sync.station; now timestamptz := queue.moment();
    today date := (now at time zone 'Asia/Shanghai')::date;
    begun timestamptz := today::timestamp at time zone 'Asia/Shanghai';
begin
    select * into st from sync.station s where s.role_name = session_user and s.enabled;
    if not found then raise exception 'station not enrolled' using errcode = 'HS000'; end if;
    if st.departments <> '{{}}' then perform queue.serves(st, p_counter); end if;
    -- A press that two lines send at once calls once, and nobody is passed over for the one that gives way.
    perform pg_advisory_xact_lock(hashtextextended('counter/' || st.hall || '/' || p_counter, 0));
    return query
        with claimed as (
            update queue.ticket t set state = 'called', counter = p_counter, called_from = t.state,
                called_at = coalesce(t.called_at, now), last_called_at = now, recalls = 0, ended_at = null,
                revision = t.revision + 1
            where t.hall = st.hall and t.id = (
                select w.id from queue.ticket w
                where w.hall = st.hall and w.day = today and w.state in {WAITS}
                    and (w.to_counter = p_counter or w.to_counter = '' and (
                        select s.payload -> 'services' from queue.setting s
                        where (s.hall, s.kind, s.key) = (st.hall, 'counter', p_counter)) ? w.service)
                    and exists (  -- a counter opened today: its opening has closed what earlier days left
                        select from queue.desk d where (d.hall, d.counter, d.state)
                            = (st.hall, p_counter, 'open') and d.since >= begun)
                    and not exists (select from queue.ticket b
                        where b.hall = st.hall and b.counter = p_counter and b.state in {AT_COUNTER})
                    and not exists (select from queue.event e where (e.hall, e.id) = (st.hall, p_press))
                order by w.order_number, w.n limit 1 for update of w skip locked)
            returning *),
        noted as (
            insert into queue.event (hall, id, station, ticket_id, act, at, counter, actor_id, actor_name)
            select st.hall, p_press, st.station, c.id, 'called', now, p_counter, p_actor, p_name
            from claimed c)
        select * from claimed;
    if not found then return query select * from queue.not_called(st, p_press, p_counter, now); end if;
end $$"""


def upgrade() -> None:
    """Put the quick functions and walls in the place of those that are planned anew at each call."""
    op.execute("set role hall_owner")
    op.execute(CALLER)
    op.execute("comment on view sync.caller is 'the station that asks; the walls of the queue look here'")
    op.execute("grant select on sync.caller to public")
    op.execute("grant execute on function sync.readable() to hall_station")  # its walls ask that, too
    for function in (ME, READABLE, MOMENT, CHANNEL, RING, NOT_CALLED, CLAIM):
        op.execute(text(function.replace(":", "\\:")))
    op.execute("revoke all on function queue.not_called(sync.station, uuid, text, timestamptz) from public")
    for table, policy, act in _walls_of_the_queue():
        told = f"{OWN} or hall = any ((select sync.readable())::text[])" if act == "SELECT" else OWN
        checked = f" with check ({OWN})" if act == "ALL" else ""
        op.execute(f'alter policy {policy} on queue."{table}" using ({told}){checked}')
    op.execute("reset role")


def _walls_of_the_queue() -> list[tuple[str, str, str]]:
    found = op.get_bind().exec_driver_sql(
        "select tablename, policyname, cmd from pg_policies where schemaname = 'queue' "
        "order by tablename, policyname"
    )
    return [(str(table), str(policy), str(act)) for table, policy, act in found]
