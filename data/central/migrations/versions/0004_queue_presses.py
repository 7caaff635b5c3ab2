"""What stations may press in the shared queue; each function knows its hall by the role of the session."""

from alembic import op
from sqlalchemy import text

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

OPEN = "('waiting', 'transferred', 'called', 'serving', 'hold')"
WAITS = "('waiting', 'transferred')"
AT_COUNTER = "('called', 'serving')"
BY_HOLDER = "('recalled', 'undone', 'started', 'held', 'called_back', 'transferred', 'missed', 'finished')"

HEAD = "security definer set search_path = pg_catalog, queue, sync"
QUOTA_FACTS = "'service', offered ->> 'name', 'quota', (offered ->> 'quota')::int"
REFUSE = "raise exception '{code}' using errcode = 'HQ000', detail = json_build_object({facts})::text"


def _refused(code: str, facts: str = "") -> str:
    """Return the statement that refuses with an error code of the client's and its facts."""
    return REFUSE.format(code=code, facts=facts)


MOMENT = """
create function queue.moment() returns timestamptz language sql volatile set search_path = pg_catalog as
$$ select clock_timestamp() $$"""

STATION = f"""
create function queue.station() returns sync.station language plpgsql stable {HEAD} as $$
declare st sync.station;
begin
    select * into st from sync.station s where s.role_name = session_user and s.enabled;
    if not found then raise exception 'station not enrolled' using errcode = 'HS000'; end if;
    return st;
end $$"""

SERVES = f"""
create function queue.serves(p_st sync.station, p_counter text) returns text[]
language plpgsql stable {HEAD} as $$
declare services text[];
begin
    select array(select jsonb_array_elements_text(s.payload -> 'services')) into services
        from queue.setting s where (s.hall, s.kind, s.key) = ((p_st).hall, 'counter', p_counter);
    if not found then {_refused("queue.counter_unknown", "'counter', p_counter")}; end if;
    if (p_st).departments <> '{{}}' and not exists (
        select from queue.setting s where s.hall = (p_st).hall and s.kind = 'service'
            and s.key = any (services) and s.payload ->> 'department' = any ((p_st).departments))
    then raise exception 'counter % is not of this station', p_counter using errcode = '42501'; end if;
    return services;
end $$"""

BEGIN_DAY = f"""
create function queue.begin_day(p_st sync.station, p_now timestamptz) returns date
language plpgsql {HEAD} as $$
declare today date := (p_now at time zone 'Asia/Shanghai')::date;
begin
    if exists (select from queue.begun b where (b.hall, b.day) = ((p_st).hall, today)) then
        return today;
    end if;
    insert into queue.begun (hall, day) values ((p_st).hall, today) on conflict do nothing;
    if not found then return today; end if;
    with ended as (
        update queue.ticket t set state = case when t.state = 'serving' then 'done' else 'cancelled' end,
            started_at = null, ended_at = p_now, revision = t.revision + 1
        where t.hall = (p_st).hall and t.day < today and t.state in {OPEN} returning t.id, t.counter)
    insert into queue.event (hall, id, station, ticket_id, act, at, counter)
        select (p_st).hall, gen_random_uuid(), (p_st).station, e.id, 'day_ended', p_now, e.counter
        from ended e;
    with closed as (
        update queue.desk d set state = 'closed', since = p_now, actor_name = ''
        where d.hall = (p_st).hall and d.state <> 'closed'
            and d.since < today::timestamp at time zone 'Asia/Shanghai' returning d.counter)
    insert into queue.desk_event (hall, id, station, counter, state, at, actor_name)
        select (p_st).hall, gen_random_uuid(), (p_st).station, c.counter, 'closed', p_now, ''
        from closed c;
    return today;
end $$"""

ISSUE = f"""
create function queue.issue(
    p_id uuid, p_service text, p_kiosk text, p_item text, p_priority text, p_person text, p_print text,
    p_problem text) returns setof queue.ticket language plpgsql {HEAD} as $$
declare
    st sync.station := queue.station(); now timestamptz := queue.moment(); today date; offered jsonb;
    rules jsonb; mark text; made queue.ticket; given int;
begin
    select * into made from queue.ticket t where (t.hall, t.id) = (st.hall, p_id);
    if found then return next made; return; end if;
    today := queue.begin_day(st, now);
    select s.payload into offered from queue.setting s
        where (s.hall, s.kind, s.key) = (st.hall, 'service', p_service);
    if not found then {_refused("queue.service_unknown", "'service', p_service")}; end if;
    select s.payload into rules from queue.setting s
        where (s.hall, s.kind, s.key) = (st.hall, 'rules', 'hall');
    mark := case when coalesce((rules ->> 'one_ticket_a_person')::boolean, false) then p_person else '' end;
    if mark <> '' then
        perform pg_advisory_xact_lock(hashtextextended(st.hall || '/' || mark, 0));
        select * into made from queue.ticket t
            where t.hall = st.hall and t.day = today and t.person = mark and t.state in {OPEN} limit 1;
        if found then {_refused("ticket.open_already", "'number', made.label, 'id', made.id")}; end if;
    end if;
    insert into queue.number as u (hall, service, day, series, last) values (st.hall, p_service, today, 0, 1)
        on conflict (hall, service, day, series) do update set last = u.last + 1 returning last into given;
    if given > (offered ->> 'quota')::int then
        {_refused("queue.quota_reached", QUOTA_FACTS)};
    end if;
    insert into queue.ticket (hall, id, of_service, service_name, prefix, day, series, number, label,
        issued_at, order_number, kiosk, item, priority, person, service, print)
    values (st.hall, p_id, p_service, offered ->> 'name', offered ->> 'prefix', today, 0, given,
        (offered ->> 'prefix') || lpad(given::text, greatest(3, length(given::text)), '0'), now,
        floor(extract(epoch from now) * 1000)::bigint - case when p_priority is null then 0
            else coalesce((rules ->> 'head_start_minutes')::bigint, 20) * 60000 end,
        p_kiosk, p_item, p_priority, mark, p_service, p_print)
    returning * into made;
    if p_print <> 'queued' then
        insert into queue.event (hall, id, station, ticket_id, act, at, counter, reason, print)
            values (st.hall, gen_random_uuid(), st.station, p_id, 'print', now, p_kiosk, p_problem, p_print);
    end if;
    return next made;
end $$"""

CLAIM = f"""
create function queue.claim(p_press uuid, p_counter text, p_actor uuid, p_name text)
returns setof queue.ticket language plpgsql {HEAD} as $$
declare
    st sync.station := queue.station(); now timestamptz := queue.moment(); today date;
    services text[] := queue.serves(st, p_counter); made queue.ticket;
begin
    select t.* into made from queue.event e join queue.ticket t on (t.hall, t.id) = (e.hall, e.ticket_id)
        where (e.hall, e.id) = (st.hall, p_press);
    if found then return next made; return; end if;
    today := queue.begin_day(st, now);
    if not exists (select from queue.desk d where (d.hall, d.counter, d.state) = (st.hall, p_counter, 'open'))
    then {_refused("queue.counter_not_open", "'counter', p_counter")}; end if;
    select * into made from queue.ticket t
        where t.hall = st.hall and t.counter = p_counter and t.state in {AT_COUNTER};
    if found and exists (select from queue.event e where (e.hall, e.id) = (st.hall, p_press)) then
        return next made; return;  -- the same press came by another line a moment ago
    end if;
    if found then {_refused("queue.counter_busy", "'counter', p_counter, 'ticket', made.label")}; end if;
    update queue.ticket t set state = 'called', counter = p_counter, called_from = t.state,
        called_at = coalesce(t.called_at, now), last_called_at = now, recalls = 0, ended_at = null,
        revision = t.revision + 1
    where t.hall = st.hall and t.id = (
        select w.id from queue.ticket w where w.hall = st.hall and w.day = today and w.state in {WAITS}
            and (w.to_counter = p_counter or w.to_counter = '' and w.service = any (services))
        order by w.order_number, w.n limit 1 for update skip locked)
    returning * into made;
    if not found then return; end if;
    insert into queue.event (hall, id, station, ticket_id, act, at, counter, actor_id, actor_name)
        values (st.hall, p_press, st.station, made.id, 'called', now, p_counter, p_actor, p_name);
    return next made;
end $$"""

RECORD = f"""
create function queue.record(p_event jsonb, p_revision int, p_after jsonb) returns setof queue.ticket
language plpgsql {HEAD} as $$
declare
    st sync.station := queue.station(); told queue.event; before queue.ticket; after queue.ticket;
    busy text;
begin
    told := jsonb_populate_record(null::queue.event, p_event);
    select * into before from queue.ticket t where (t.hall, t.id) = (st.hall, told.ticket_id) for update;
    if not found then {_refused("ticket.unknown")}; end if;
    if exists (select from queue.event e where (e.hall, e.id) = (st.hall, told.id)) then
        return next before; return;
    end if;
    if before.revision <> p_revision then
        raise exception 'something happened to the ticket meanwhile' using errcode = 'HQ001';
    end if;
    after := jsonb_populate_record(before, p_after);
    if told.at > queue.moment() or not (
        exists (select from queue.step s
            where (s.state, s.act, s.next) = (before.state, told.act, after.state))
        or told.act = 'undone' and before.state = 'called' and after.state = before.called_from)
    then raise exception 'no such step: % of %', told.act, before.state using errcode = '42501'; end if;
    if told.act in {BY_HOLDER} then
        perform queue.serves(st, told.counter);
        if told.counter <> before.counter then
            {_refused("ticket.other_counter", "'number', before.label, 'counter', before.counter")};
        end if;
    end if;
    if after.state in {AT_COUNTER} and before.state not in {AT_COUNTER} then
        select t.label into busy from queue.ticket t
            where t.hall = st.hall and t.counter = after.counter and t.state in {AT_COUNTER};
        if found then {_refused("queue.counter_busy", "'counter', after.counter, 'ticket', busy")}; end if;
    end if;
    if after.service <> before.service and not exists (
        select from queue.setting s where (s.hall, s.kind, s.key) = (st.hall, 'service', after.service))
    then {_refused("queue.service_unknown", "'service', after.service")}; end if;
    if after.to_counter not in ('', before.to_counter) and not exists (
        select from queue.setting s where (s.hall, s.kind, s.key) = (st.hall, 'counter', after.to_counter))
    then {_refused("queue.counter_unknown", "'counter', after.to_counter")}; end if;
    update queue.ticket t set state = after.state, service = after.service, counter = after.counter,
        to_counter = after.to_counter, called_from = after.called_from, called_at = after.called_at,
        last_called_at = after.last_called_at, recalls = after.recalls, started_at = after.started_at,
        ended_at = after.ended_at, served = after.served, print = after.print, revision = before.revision + 1
    where (t.hall, t.id) = (st.hall, before.id) returning * into after;
    insert into queue.event (hall, id, station, ticket_id, act, at, counter, actor_id, actor_name, service,
        to_counter, reason, case_id, print)
    values (st.hall, told.id, st.station, told.ticket_id, told.act, told.at, told.counter, told.actor_id,
        told.actor_name, told.service, told.to_counter, told.reason, told.case_id, told.print);
    return next after;
end $$"""

STAFF = f"""
create function queue.staff(p_id uuid, p_counter text, p_state text, p_actor uuid, p_name text) returns void
language plpgsql {HEAD} as $$
declare st sync.station := queue.station(); now timestamptz := queue.moment(); busy text;
begin
    perform queue.serves(st, p_counter);
    perform queue.begin_day(st, now);
    if exists (select from queue.desk_event e where (e.hall, e.id) = (st.hall, p_id)) then return; end if;
    if p_state = 'closed' then
        select t.label into busy from queue.ticket t
            where t.hall = st.hall and t.counter = p_counter and t.state in {AT_COUNTER};
        if found then {_refused("queue.counter_busy", "'counter', p_counter, 'ticket', busy")}; end if;
    end if;
    insert into queue.desk_event (hall, id, station, counter, state, at, actor_id, actor_name)
        values (st.hall, p_id, st.station, p_counter, p_state, now, p_actor, p_name);
    insert into queue.desk (hall, counter, state, since, actor_name)
        values (st.hall, p_counter, p_state, now, case when p_state = 'open' then p_name else '' end)
        on conflict (hall, counter) do update
        set state = excluded.state, since = excluded.since, actor_name = excluded.actor_name;
end $$"""

PUT = f"""
create function queue.put(p_kind text, p_key text, p_payload jsonb) returns void language plpgsql {HEAD} as $$
declare st sync.station := queue.station();
begin
    if st.departments <> '{{}}' then
        raise exception 'only a station of the whole hall sets the queue' using errcode = '42501';
    end if;
    insert into queue.setting as s (hall, kind, key, payload) values (st.hall, p_kind, p_key, p_payload)
        on conflict (hall, kind, key) do update set payload = excluded.payload, revision = s.revision + 1
        where s.payload <> excluded.payload;
end $$"""

SECRET = f"""
create function queue.secret(p_name text, p_first text) returns text language plpgsql {HEAD} as $$
declare st sync.station := queue.station(); found_value text;
begin
    if p_first <> '' then
        insert into queue.secret (hall, name, value) values (st.hall, p_name, p_first) on conflict do nothing;
    end if;
    select s.value into found_value from queue.secret s where (s.hall, s.name) = (st.hall, p_name);
    return coalesce(found_value, '');
end $$"""

PUT_SECRET = f"""
create function queue.put_secret(p_name text, p_value text) returns void language plpgsql {HEAD} as $$
declare st sync.station := queue.station();
begin
    insert into queue.secret (hall, name, value) values (st.hall, p_name, p_value)
        on conflict (hall, name) do update set value = excluded.value;
end $$"""

CHANNEL = f"""
create function queue.channel() returns text language sql stable {HEAD} as
$$ select 'queue_' || (queue.station()).hall $$"""

RING = f"""
create function queue.ring() returns void language plpgsql {HEAD} as $$
begin
    perform set_config('synchronous_commit', 'off', true);  -- a notice may be lost, nobody waits for the disk
    perform pg_notify(queue.channel(), '');
end $$"""

PRESSES = (
    MOMENT, STATION, SERVES, BEGIN_DAY, ISSUE, CLAIM, RECORD, STAFF, PUT, SECRET, PUT_SECRET, CHANNEL, RING
)  # fmt: skip
CALLED_BY_STATIONS = (
    "issue(uuid, text, text, text, text, text, text, text)",
    "claim(uuid, text, uuid, text)",
    "record(jsonb, int, jsonb)",
    "staff(uuid, text, text, uuid, text)",
    "put(text, text, jsonb)",
    "secret(text, text)",
    "put_secret(text, text)",
    "channel()",
    "ring()",
)


def upgrade() -> None:
    """Make the functions and let stations call them."""
    op.execute("set role hall_owner")
    for function in PRESSES:
        op.execute(text(function.replace(":", "\\:")))
    op.execute("revoke all on all functions in schema queue from public")
    op.execute("grant usage on schema queue to hall_station")
    for function in CALLED_BY_STATIONS:
        op.execute(f"grant execute on function queue.{function} to hall_station")
    op.execute("reset role")
