"""What machines bring to the shared queue that they pressed without the line; calls by hand are walled."""

from alembic import op
from sqlalchemy import text

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

HEAD = "security definer set search_path = pg_catalog, queue, sync"
OLDEST_DAYS = 31
"""How long a machine may have been away from the line."""

BRING = f"""
create function queue.bring(p_ticket jsonb) returns setof queue.ticket language plpgsql {HEAD} as $$
declare
    st sync.station := queue.station(); now timestamptz := queue.moment(); told queue.ticket;
    made queue.ticket; offered jsonb; rules jsonb;
begin
    told := jsonb_populate_record(null::queue.ticket, p_ticket);
    select * into made from queue.ticket t where t.hall = st.hall and (t.id = told.id
        or (t.of_service, t.day, t.series, t.number) = (told.of_service, told.day, told.series, told.number));
    if found then return next made; return; end if;
    select s.payload into offered from queue.setting s
        where (s.hall, s.kind, s.key) = (st.hall, 'service', told.of_service);
    if not found then
        raise exception 'queue.service_unknown' using errcode = 'HQ000',
            detail = json_build_object('service', told.of_service)::text;
    end if;
    told.issued_at := least(told.issued_at, now);
    if told.number < 1 or told.series < 0 or (told.issued_at at time zone 'Asia/Shanghai')::date <> told.day
        or told.issued_at < now - interval '{OLDEST_DAYS} days'
    then raise exception 'no such ticket: % of %', told.number, told.day using errcode = '42501'; end if;
    select s.payload into rules from queue.setting s
        where (s.hall, s.kind, s.key) = (st.hall, 'rules', 'hall');
    insert into queue.ticket (hall, id, of_service, service_name, prefix, day, series, number, label,
        issued_at, order_number, kiosk, item, priority, person, service, print)
    values (st.hall, told.id, told.of_service, offered ->> 'name', offered ->> 'prefix', told.day,
        told.series, told.number, (offered ->> 'prefix')
            || case when told.series > 0 then told.series || '-' else '' end
            || lpad(told.number::text, greatest(3, length(told.number::text)), '0'), told.issued_at,
        floor(extract(epoch from told.issued_at) * 1000)::bigint - case when told.priority is null then 0
            else coalesce((rules ->> 'head_start_minutes')::bigint, 20) * 60000 end,
        told.kiosk, told.item, told.priority, told.person, told.of_service, 'queued')
    returning * into made;
    insert into queue.number as u (hall, service, day, series, last)
        values (st.hall, told.of_service, told.day, told.series, told.number)
        on conflict (hall, service, day, series) do update set last = greatest(u.last, excluded.last);
    return next made;
end $$"""

NOTE = f"""
create function queue.note(p_event jsonb) returns void language plpgsql {HEAD} as $$
declare st sync.station := queue.station(); told queue.event;
begin
    told := jsonb_populate_record(null::queue.event, p_event);
    if told.act <> 'print' then perform queue.serves(st, told.counter); end if;
    insert into queue.event (hall, id, station, ticket_id, act, at, counter, actor_id, actor_name, service,
        to_counter, reason, case_id, print)
    values (st.hall, told.id, st.station, told.ticket_id, told.act, least(told.at, queue.moment()),
        told.counter, told.actor_id, told.actor_name, told.service, told.to_counter, told.reason,
        told.case_id, told.print)
    on conflict (hall, id) do nothing;
end $$"""

CALLED_AT_OWN_COUNTERS = """
do $$
declare
    whole text := pg_get_functiondef('queue.record(jsonb, int, jsonb)'::regprocedure);
    place text := 'if told.act in (''recalled''';
begin
    if strpos(whole, place) = 0 then raise exception 'queue.record is not as it was'; end if;
    execute replace(whole, place,
        'if told.act = ''called'' then perform queue.serves(st, told.counter); end if;' || chr(10) || place);
end $$"""

CALLED_BY_STATIONS = ("bring(jsonb)", "note(jsonb)", "moment()")


def upgrade() -> None:
    """Make the functions, let stations call them, and let a call by hand be at the own counters only."""
    op.execute("set role hall_owner")
    for statement in (BRING, NOTE, CALLED_AT_OWN_COUNTERS):
        op.execute(text(statement.replace(":", "\\:")))
    for function in CALLED_BY_STATIONS:
        op.execute(f"revoke all on function queue.{function} from public")
        op.execute(f"grant execute on function queue.{function} to hall_station")
    op.execute("reset role")
