"""Who else may read, and views for the usual questions: cases by state, overdue, figures of a day."""

from alembic import op
from sqlalchemy import text

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

READER = """
    create table sync.reader (
        role_name name primary key,
        halls text[] not null default '{}',
        made_at timestamptz not null default clock_timestamp()
    )"""
READABLE = """
create function sync.readable() returns text[] language sql stable security definer
set search_path = pg_catalog, sync as $$
    select case when r.halls = '{}' then (select array_agg(h.hall) from sync.hall h) else r.halls end
    from sync.reader r where r.role_name = session_user
$$"""
CALENDAR = """
    create table report.calendar (
        day date primary key,
        works boolean not null
    )"""

TODAY = """
create function report.today() returns date language sql stable set search_path = pg_catalog as
$$ select (now() at time zone 'Asia/Shanghai')::date $$"""
WORKS = """
create function report.works(p_hall text, p_day date) returns boolean language sql stable security definer
set search_path = pg_catalog, record, report as $$
    select coalesce(
        (select r.works from record.day_row r join record.hall_facts f using (hall_code),
            lateral (values (4, f.area_code), (3, left(f.area_code, 4) || '00'),
                (2, left(f.area_code, 2) || '0000'), (1, '100000')) near (rank, area)
         where r.hall_code = p_hall and r.day = p_day and r.area = near.area order by near.rank desc limit 1),
        (select c.works from report.calendar c where c.day = p_day),
        extract(isodow from p_day) < 6)
$$"""
WORKDAYS = """
create function report.workdays(p_hall text, p_start date, p_end date) returns bigint language sql stable
set search_path = pg_catalog, report as $$
    select count(*) from generate_series(p_start + 1, p_end, '1 day') d where report.works(p_hall, d::date)
$$"""
END_OF_TERM = """
create function report.end_of_term(p_hall text, p_start date, p_number int, p_unit text) returns date
language plpgsql stable set search_path = pg_catalog, report as $$
declare ends date := p_start; remaining int := case when p_unit = '工作日' then p_number else 0 end;
begin
    ends := case p_unit when '自然日' then p_start + p_number
        when '月' then (p_start + make_interval(months => p_number))::date else p_start end;
    while remaining > 0 loop
        ends := ends + 1;
        remaining := remaining - report.works(p_hall, ends)::int;
    end loop;
    while not report.works(p_hall, ends) loop ends := ends + 1; end loop;
    return ends;
end $$"""
DECISION_DUE = """
create function report.decision_due(
    p_hall text, p_accepted date, p_limit jsonb, p_starts date[], p_ends date[], p_more jsonb, p_today date)
returns date language plpgsql stable set search_path = pg_catalog, report as $$
declare
    unit text := p_limit ->> 'unit'; ends date; paused int; by_workdays boolean;
begin
    if p_limit is null or jsonb_typeof(p_limit) = 'null' then return null; end if;
    by_workdays := unit in ('工作日', '当场');
    ends := report.end_of_term(p_hall, p_accepted, (p_limit ->> 'number')::int, unit);
    select sum(case when by_workdays then report.workdays(p_hall, p.s, coalesce(p.e, p_today))
        else greatest(coalesce(p.e, p_today) - p.s, 0) end) into paused
    from unnest(p_starts, p_ends) p (s, e);
    if paused > 0 then
        unit := case when by_workdays then '工作日' else '自然日' end;
        ends := report.end_of_term(p_hall, ends, paused, unit);
    end if;
    if (p_more ->> 'number')::int > 0 then
        ends := report.end_of_term(p_hall, ends, (p_more ->> 'number')::int, p_more ->> 'unit');
    end if;
    return ends;
end $$"""
MASKED = """
create function report.masked(p_name text) returns text language sql immutable
set search_path = pg_catalog as
$$ select left(p_name, 1) || repeat('*', greatest(length(p_name) - 1, 1)) $$"""

BRANCH = """
create view report.branch with (security_barrier) as
with recursive path as (
    select s.hall_code, s.case_id, s.record_id as tip, s.record_id, s.follows, 0 as depth
    from record.case_step s
    where not exists (select from record.case_step n
            where (n.hall_code, n.follows) = (s.hall_code, s.record_id))
        and not exists (select from record.case_step f
            where (f.hall_code, f.case_id) = (s.hall_code, s.case_id)
            and f.detail ->> 'kind' = 'fork_resolved' and f.detail -> 'dropped' ? s.record_id::text)
    union all
    select p.hall_code, p.case_id, p.tip, s.record_id, s.follows, p.depth + 1
    from path p join record.case_step s on (s.hall_code, s.record_id) = (p.hall_code, p.follows)
), step as (
    select p.tip, p.depth, s.*, s.detail ->> 'kind' as kind from path p
    join record.case_step s using (hall_code, record_id)
)
select s.hall_code, s.case_id, s.tip,
    (array_agg(s.kind order by s.depth) filter (where s.kind not in (
        'supplemented', 'examined', 'extended', 'entry_corrected', 'fork_resolved')))[1] as deciding,
    bool_or(s.kind = 'review_started') as review_began,
    bool_or(s.kind = 'deemed_accepted') as deemed,
    max(s."on") filter (where s.kind = 'received') as received_on,
    min(s."on") filter (where s.kind = 'accepted') as accepted_on,
    max(s."on") filter (where s.kind = 'noticed') as noticed_on,
    min(s."on") filter (where s.kind in ('granted', 'denied', 'rejected')) as decided_on,
    min(s."on") filter (where s.kind in ('withdrawn', 'cancelled')) as ended_on,
    min(s."on") filter (where s.kind = 'delivered') as delivered_on,
    array_agg(s."on" order by s.depth desc) filter (where s.kind = 'supplemented') as supplemented_on,
    array_agg(s."on" order by s.depth desc) filter (where s.kind = 'suspended') as suspended_on,
    array_agg(s."on" order by s.depth desc) filter (where s.kind = 'resumed') as resumed_on,
    (array_agg(s.detail -> 'by' order by s.depth desc) filter (where s.kind = 'extended'))[1] as extension,
    max(s.at) as last_step_at,
    (array_agg(s.counter order by s.depth))[1] as last_counter
from step s group by s.hall_code, s.case_id, s.tip"""

STATES = {
    "received": "received",
    "noticed": "correcting",
    "accepted": "accepted",
    "deemed_accepted": "accepted",
    "review_started": "reviewing",
    "certificate_begun": "making",
    "certificate_ready": "ready",
}
"""State that a step leads to, where the two have different names."""

CASE = f"""
create view report."case" with (security_barrier) as
select h.hall_code as hall, h.record_id as case_id, h.number as case_number, h.department,
    d.name as department_name, h.item_key, h.item_name, h.joint, h.opened_on,
    report.masked(h.applicant ->> 'name') as applicant_masked, h.applicant ->> 'kind' as applicant_kind,
    case b.deciding {" ".join(f"when '{kind}' then '{state}'" for kind, state in STATES.items())}
        when 'resumed' then case when b.review_began then 'reviewing' else 'accepted' end
        else b.deciding end as state,
    count(*) over (partition by h.hall_code, h.record_id) > 1 as forked,
    b.received_on, b.noticed_on,
    case when b.deemed then b.received_on
        when b.noticed_on is null then b.accepted_on
        else coalesce((select max(u) from unnest(b.supplemented_on) u
            where u between b.noticed_on and b.accepted_on), b.accepted_on) end as accepted_on,
    coalesce(b.decided_on, b.ended_on) as decided_on, b.delivered_on, b.suspended_on, b.resumed_on,
    b.extension, i.item -> 'promised' as promised_limit,
    case when h.joint and jsonb_typeof(i.item -> 'statutory') = 'object'
        then '{{"number": 45, "unit": "工作日"}}' else i.item -> 'statutory' end as statutory_limit,
    b.last_step_at, b.last_counter
from record.case_header h
join report.branch b on (b.hall_code, b.case_id) = (h.hall_code, h.record_id)
left join record.department d on (d.hall_code, d.code) = (h.hall_code, h.department)
left join lateral (
    select v.item from record.item_version v where v.hall_code = h.hall_code
        and v.item ->> 'key' = h.item_key and v.item ->> 'version' = h.item_version
    union all
    select to_jsonb(s) from record.service_item s where s.hall_code = h.hall_code and s.key = h.item_key
    limit 1) i on true"""

OVERDUE = """
create view report.overdue with (security_barrier) as
select o.hall, o.case_id, o.case_number, o.department, o.department_name, o.item_key, o.item_name,
    o.state, o.accepted_on, o.promise_due, o.statutory_due,
    t.today - least(o.promise_due, o.statutory_due) as days_over
from (select report.today() as today) t,
lateral (select c.*,
    least(report.decision_due(c.hall, c.accepted_on, c.promised_limit, c.suspended_on, c.resumed_on,
            c.extension, t.today),
        report.decision_due(c.hall, c.accepted_on, c.statutory_limit, c.suspended_on, c.resumed_on,
            c.extension, t.today)) as promise_due,
    report.decision_due(c.hall, c.accepted_on, c.statutory_limit, c.suspended_on, c.resumed_on,
        c.extension, t.today) as statutory_due
    from report."case" c where c.accepted_on is not null and c.decided_on is null) o
where least(o.promise_due, o.statutory_due) < t.today"""

BY_STATE = """
create view report.cases_by_state with (security_barrier) as
select hall, department, department_name, state, count(distinct case_id) as cases,
    count(distinct case_id) filter (where forked) as forked_cases
from report."case" group by hall, department, department_name, state"""

DAY = """
create view report.day with (security_barrier) as
select s.hall_code as hall, s."on" as day, h.department, s.detail ->> 'kind' as step, count(*) as steps,
    count(distinct s.case_id) as cases
from record.case_step s
join record.case_header h on (h.hall_code, h.record_id) = (s.hall_code, s.case_id)
group by s.hall_code, s."on", h.department, s.detail ->> 'kind'"""

QUEUE_DAY = """
create view report.queue_day with (security_barrier) as
with ticket as (
    select t.hall, t.day, t.of_service as service, t.service_name, t.issued_at, t.called_at, t.state, t.served
    from queue.ticket t
    union all
    select t.hall_code, t.day, t.service, t.service_name, t.issued_at, e.called_at,
        case when e.finished then 'done' when e.missed then 'no_show' else 'waiting' end, null
    from record.ticket t
    left join lateral (
        select min(e.at) filter (where e.act = 'called') as called_at,
            bool_or(e.act = 'finished') as finished, bool_or(e.act = 'missed') as missed
        from record.ticket_event e
        where (e.hall_code, e.ticket_id) = (t.hall_code, t.record_id)) e on true
    where not exists (select from queue.ticket q where (q.hall, q.id) = (t.hall_code, t.record_id))
)
select hall, day, service, max(service_name) as service_name, count(*) as tickets,
    count(called_at) as called, count(*) filter (where state = 'done') as served,
    count(*) filter (where state = 'no_show') as no_show,
    round(extract(epoch from avg(called_at - issued_at)))::int as mean_wait_seconds,
    round(avg(served) filter (where served > 0) / 1000)::int as mean_service_seconds
from ticket group by hall, day, service"""

VIEWS = {
    "case": CASE,
    "overdue": OVERDUE,
    "cases_by_state": BY_STATE,
    "day": DAY,
    "queue_day": QUEUE_DAY,
}
"""Views that readers may see; `report.branch` serves them and is nobody's."""

COMMENTS = {
    "case": "one row a case, a row for each branch of a forked one; names masked, no numbers, no phones",
    "overdue": "cases without a decision whose limit has run out today, with the days over",
    "cases_by_state": "how many cases each department has in each state",
    "day": "how many steps of each kind each department made on each day",
    "queue_day": "tickets, waiting and service times of each queue service on each day",
}
COLUMNS = {
    "hall": "code of the hall, as it was enrolled",
    "case_id": "id of the case, UUIDv7, the same in every system",
    "case_number": "the case's printed number",
    "department": "three-digit code of the department",
    "department_name": "name of the department",
    "item_key": "key of the service item in the hall's catalogue",
    "item_name": "name of the service item when the case was opened",
    "joint": "handled jointly by several departments (行政许可法 42)",
    "opened_on": "day of the application, in the hall's time",
    "applicant_masked": "first character of the applicant's name, the rest as stars",
    "applicant_kind": "person or organisation",
    "state": "received, correcting, accepted, reviewing, suspended, granted, denied, making, ready, "
    "delivered, rejected, returned, withdrawn, cancelled or archived, computed from the steps",
    "forked": "two stations went different ways without the line; a person must choose",
    "received_on": "day on which the application came in",
    "noticed_on": "day of the last one-time notice",
    "accepted_on": "day from which the limit of the decision counts (行政许可法 32)",
    "decided_on": "day of the decision, or on which the case ended without one",
    "delivered_on": "day of delivery",
    "suspended_on": "days on which special procedures began (行政许可法 45)",
    "resumed_on": "days on which they ended, in the same order",
    "extension": "by how much the limit was extended (行政许可法 42)",
    "promised_limit": "what the hall promises for this item",
    "statutory_limit": "what the law allows for this item",
    "last_step_at": "moment of the newest step",
    "last_counter": "counter of the newest step",
    "promise_due": "last day of the promised limit, never after the law's",
    "statutory_due": "last day of the limit of law",
    "days_over": "days past the earlier of the two",
    "cases": "number of cases",
    "forked_cases": "how many of them are forked",
    "day": "the hall's day",
    "step": "kind of the step",
    "steps": "number of steps",
    "service": "key of the queue service",
    "service_name": "its name",
    "tickets": "tickets given",
    "called": "tickets that were called",
    "served": "tickets whose service was finished",
    "no_show": "tickets whose visitor did not come",
    "mean_wait_seconds": "from the ticket to the first call, on average",
    "mean_service_seconds": "of service without hold, on average",
}


def upgrade() -> None:
    """Give readers their halls, make the calendar, the views and their comments."""
    op.execute("set role hall_owner")
    for statement in (READER, READABLE, CALENDAR, TODAY, WORKS, WORKDAYS, END_OF_TERM, DECISION_DUE, MASKED):
        _make(statement)
    _make("comment on table sync.reader is 'logins of other systems, and the halls they read; none: all'")
    _make("comment on table report.calendar is 'the nation''s days off and exchanged working days'")
    _readers_see_their_halls()
    _make(BRANCH)
    for name, view in VIEWS.items():
        _make(view)
        _make(f'comment on view report."{name}" is {_quoted(COMMENTS[name])}')
        for column in _columns(name):
            _make(f'comment on column report."{name}"."{column}" is {_quoted(COLUMNS[column])}')
        _make(f'grant select on report."{name}" to hall_reader')
    _make("grant usage on schema report to hall_reader")
    _make("revoke all on all functions in schema report from public")
    _make("revoke all on function sync.readable() from public")
    for function in ("sync.me()", "sync.readable()"):
        _make(f"grant execute on function {function} to hall_reader")  # the walls of its rows ask them
    _make("grant execute on all functions in schema report to hall_reader")
    _make("reset role")


def _readers_see_their_halls() -> None:
    """Let a reader see its halls in records and in the queue, and nothing of the books of the exchange."""
    readable = "{hall} = any ((select sync.readable())::text[])"
    for schema, table, policy in _walled():
        hall = "hall_code" if schema == "record" else "hall"
        own = f"{hall} = (select (sync.me()).hall)"
        if schema == "queue":
            seen = readable.format(hall=hall)
            _make(f'create policy readers on {schema}."{table}" for select using ({seen})')
        else:
            seen = f"{own} or {readable.format(hall=hall)}" if schema == "record" else own
            _make(f'alter policy {policy} on {schema}."{table}" using ({seen})')


def _walled() -> list[tuple[str, str, str]]:
    found = op.get_bind().exec_driver_sql(
        "select schemaname, tablename, policyname from pg_policies where policyname = 'own_hall' "
        "and schemaname in ('record', 'sync', 'queue') and tablename not in ('secret', 'setting') "
        "order by schemaname, tablename"
    )
    return [(str(schema), str(table), str(policy)) for schema, table, policy in found]


def _columns(view: str) -> list[str]:
    found = op.get_bind().exec_driver_sql(
        "select column_name from information_schema.columns "
        f"where table_schema = 'report' and table_name = '{view}' order by ordinal_position"
    )
    return [str(name) for name in found.scalars()]


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def _make(statement: str) -> None:
    op.execute(text(statement.replace(":", "\\:")))
