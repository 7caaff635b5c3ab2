"""What stations may ask of the shared queue; every answer is of the own hall."""

from alembic import op
from sqlalchemy import text

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

OPEN = "('waiting', 'transferred', 'called', 'serving', 'hold')"
WAITS = "('waiting', 'transferred')"
AT_COUNTER = "('called', 'serving')"
ANNOUNCED = "('called', 'called_back', 'recalled', 'undone')"
TODAY = "(queue.moment() at time zone 'Asia/Shanghai')::date"
MINE = "t.hall = (select (queue.station()).hall)"

TURNS = {
    "one(p_id uuid)": f"{MINE} and t.id = p_id",
    "labelled(p_label text, p_day date)": f"{MINE} and t.day = p_day and t.label = p_label",
    "of_days(p_first date, p_last date)": f"{MINE} and t.day between p_first and p_last order by t.n",
    "held(p_counter text)": (
        f"{MINE} and t.day = {TODAY} and t.counter = p_counter and t.state in {OPEN} "
        "order by t.state = 'hold', t.last_called_at"
    ),
    "callable_at(p_counter text)": (
        f"{MINE} and t.day = {TODAY} and t.state in {WAITS} and (t.to_counter = p_counter or "
        "t.to_counter = '' and t.service in (select jsonb_array_elements_text(s.payload -> 'services') "
        "from queue.setting s where (s.hall, s.kind, s.key) = (t.hall, 'counter', p_counter))) "
        "order by t.order_number, t.n"
    ),
    "at_counters()": f"{MINE} and t.day = {TODAY} and t.state in {AT_COUNTER}",
    "last_called(p_limit int)": (
        f"{MINE} and t.day = {TODAY} and t.last_called_at is not null and t.counter <> '' "
        "order by t.last_called_at desc, t.n desc limit p_limit"
    ),
    "unsettled(p_kiosk text)": f"{MINE} and t.print = 'queued' and t.kiosk = p_kiosk order by t.n",
    "of_case(p_case uuid)": (
        f"{MINE} and t.id in (select e.ticket_id from queue.event e "
        "where e.hall = (select (queue.station()).hall) and e.case_id = p_case) order by t.n"
    ),
}
"""Questions that are answered with tickets, and the condition of each."""

HEAD = "language sql stable security definer set search_path = pg_catalog, queue, sync"
SETUP = """
create function queue.setup(out kind text, out payload jsonb, out now timestamptz) returns setof record
language sql volatile security definer set search_path = pg_catalog, queue, sync as $$
    select x.kind, s.payload, queue.moment()
    from (values ('now'), ('rules'), ('service'), ('counter')) x (kind)
    left join queue.setting s on s.hall = (select (queue.station()).hall) and s.kind = x.kind
$$"""
EVENTS = f"""
create function queue.events(p_ticket uuid) returns setof queue.event {HEAD} as $$
    select * from queue.event e where e.hall = (select (queue.station()).hall) and e.ticket_id = p_ticket
    order by e.n
$$"""
CALLS = f"""
create function queue.calls_after(p_xid xid8, p_n bigint)
returns table (label text, event queue.event) {HEAD} as $$
    select t.label, e from queue.event e join queue.ticket t on (t.hall, t.id) = (e.hall, e.ticket_id)
    where e.hall = (select (queue.station()).hall) and e.act in {ANNOUNCED}
        and (e.xid, e.n) > (p_xid, p_n) and e.xid < pg_snapshot_xmin(pg_current_snapshot())
    order by e.xid, e.n
$$"""
LAST = f"""
create function queue.last_call(out xid text, out n bigint) returns setof record {HEAD} as $$
    select e.xid::text, e.n from queue.event e
    where e.hall = (select (queue.station()).hall) and e.act in {ANNOUNCED}
        and e.xid < pg_snapshot_xmin(pg_current_snapshot())
    order by e.xid desc, e.n desc limit 1
$$"""
DESKS = f"""
create function queue.desks() returns setof queue.desk {HEAD} as $$
    select * from queue.desk d where d.hall = (select (queue.station()).hall) order by d.counter
$$"""
WAITING = f"""
create function queue.waiting_by_service() returns table (service text, people bigint) {HEAD} as $$
    select t.service, count(*) from queue.ticket t
    where {MINE} and t.day = {TODAY} and t.state in {WAITS} group by t.service
$$"""
AHEAD = f"""
create function queue.ahead(p_id uuid) returns table (service text, people bigint) {HEAD} as $$
    select t.service, count(*) from queue.ticket t,
        (select o.* from queue.ticket o where o.hall = (select (queue.station()).hall) and o.id = p_id) mine
    where t.hall = mine.hall and t.day = mine.day and t.state in {WAITS}
        and (t.order_number, t.n) < (mine.order_number, mine.n) group by t.service
$$"""
SERVED = f"""
create function queue.latest_served(p_service text, p_day date, p_limit int) returns setof bigint
{HEAD} as $$
    select t.served from queue.ticket t where {MINE} and t.day = p_day and t.state = 'done'
        and t.service = p_service and t.served > 0 order by t.ended_at desc limit p_limit
$$"""
QUESTIONS = (SETUP, EVENTS, CALLS, LAST, DESKS, WAITING, AHEAD, SERVED)


def upgrade() -> None:
    """Make the questions and let stations ask them."""
    op.execute("set role hall_owner")
    for name, condition in TURNS.items():
        _make(
            f"create function queue.{name} returns setof queue.ticket {HEAD} as "
            f"$$ select t.* from queue.ticket t where {condition} $$"
        )
    for question in QUESTIONS:
        _make(question)
    op.execute("revoke all on all functions in schema queue from public")
    op.execute(
        "do $$ declare f regprocedure; begin "
        "for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'queue'::regnamespace "
        "and p.provolatile <> 'i' and p.proname = any (array["
        + ", ".join(f"'{name.partition('(')[0]}'" for name in TURNS)
        + ", 'setup', 'events', 'calls_after', 'last_call', 'desks', 'waiting_by_service', 'ahead', "
        "'latest_served']) loop execute format('grant execute on function %s to hall_station', f); "
        "end loop; end $$"
    )
    op.execute("reset role")


def _make(function: str) -> None:
    op.execute(text(function.replace(":", "\\:")))
