"""Attendance by month as the hall's own sheet has it, from check-ins, slips, leave, corrections and rules."""

from alembic import op
from sqlalchemy import text

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

HEAD = "stable security definer set search_path = pg_catalog, record, report"
BOOK = "04132ff3-2cb8-56ad-b40b-1ddf16e9d03e"
"""Id of the hall's rules of attendance, the same in every hall: reference data are known by their key."""

USUAL = (
    '{"effective_from": "2026-01-01", "seasons": [{"first": "01-01", "last": "12-31", "shifts": '
    '[{"times": [540, 720, 870, 1050], "weekdays": []}]}], "before": 60, "after": 60, "grace": 5, '
    '"absent_over": 15, "same": 3, "overtime_from": 30}'
)
"""What holds in a hall that has set nothing."""

NOW = """
create function report.now() returns timestamptz language sql stable set search_path = pg_catalog as
$$ select pg_catalog.now() $$"""

RULES = f"""
create function report.attendance_rules(p_hall text, p_day date) returns jsonb language sql {HEAD} as $$
    select '{USUAL}'::jsonb || coalesce((
        select e.rules from record.other o,
            jsonb_array_elements(o.payload::jsonb -> 'editions') with ordinality e (rules, n)
        where (o.hall_code, o.kind, o.record_id) = (p_hall, 'hall_rule', '{BOOK}')
        order by (e.rules ->> 'effective_from')::date <= p_day desc,
            case when (e.rules ->> 'effective_from')::date <= p_day
                then p_day - (e.rules ->> 'effective_from')::date end, e.n
        limit 1), '{{}}')
$$"""
"""The edition that holds on a day; before the first one, the first."""

SLOTS = f"""
create function report.attendance_slots(p_hall text, p_first date, p_last date)
returns table (day date, works boolean, n int, due timestamptz, opens timestamptz, closes timestamptz,
    grace interval, absent_over interval, overtime_from int)
language sql {HEAD} as $$
    select d.day, d.works, s.n, s.due, s.opens, s.closes, make_interval(mins => (r.rules ->> 'grace')::int),
        make_interval(mins => (r.rules ->> 'absent_over')::int), (r.rules ->> 'overtime_from')::int
    from (
        select g::date as day, report.works(p_hall, g::date) as works,
            g::date::timestamp at time zone 'Asia/Shanghai' as midnight, to_char(g, 'MM-DD') collate "C" as at
        from generate_series(p_first, p_last, '1 day') g) d
    cross join lateral (select report.attendance_rules(p_hall, d.day) as rules) r
    cross join lateral (
        select y.season from jsonb_array_elements(r.rules -> 'seasons') with ordinality y (season, n),
            lateral (select y.season ->> 'first' as first, y.season ->> 'last' as last) f
        order by case when f.first collate "C" <= f.last then d.at between f.first and f.last
            else d.at >= f.first or d.at <= f.last end desc, y.n
        limit 1) y
    cross join lateral (
        select h.shift -> 'times' as times
        from jsonb_array_elements(y.season -> 'shifts') with ordinality h (shift, n)
        order by case when h.shift -> 'weekdays' @> to_jsonb(extract(isodow from d.day)::int - 1) then 0
            when h.shift -> 'weekdays' = '[]' then 1 else 2 end, h.n
        limit 1) h
    cross join lateral (
        select d.midnight + make_interval(mins => (h.times ->> 0)::int) as t0,
            d.midnight + make_interval(mins => (h.times ->> 1)::int) as t1,
            d.midnight + make_interval(mins => (h.times ->> 2)::int) as t2,
            d.midnight + make_interval(mins => (h.times ->> 3)::int) as t3,
            make_interval(mins => (r.rules ->> 'before')::int) as before,
            make_interval(mins => (r.rules ->> 'after')::int) as after) t
    cross join lateral (values
        (1, t0, t0 - before, t0 + (t1 - t0) / 2),
        (2, t1, t0 + (t1 - t0) / 2, least(t1 + after, t1 + (t2 - t1) / 2)),
        (3, t2, greatest(t2 - before, t1 + (t2 - t1) / 2), t2 + (t3 - t2) / 2),
        (4, t3, t2 + (t3 - t2) / 2, t3 + after)) s (n, due, opens, closes)
$$"""
"""The four slots of each day: when a check-in is due, and from when to when one counts."""

CHECK_INS = f"""
create function report.check_ins(p_hall text, p_first date, p_last date)
returns table (account_id uuid, day date, at timestamptz, flagged boolean, slip boolean)
language plpgsql {HEAD} as $$
#variable_conflict use_column
declare one record; who uuid; today date; kept timestamptz;
begin
    for one in
        select c.*, r.same from (
            select p.account_id, (p.at at time zone 'Asia/Shanghai')::date as day, p.at,
                p.clock <> 'steady' as flagged, false as slip, p.record_id
            from record.punch p where p.hall_code = p_hall
                and p.at >= p_first::timestamp at time zone 'Asia/Shanghai'
                and p.at < (p_last + 1)::timestamp at time zone 'Asia/Shanghai'
            union all
            select s.account_id, (s.at at time zone 'Asia/Shanghai')::date, s.at, false, true, s.record_id
            from record.attendance_slip s where s.hall_code = p_hall
                and s.at >= p_first::timestamp at time zone 'Asia/Shanghai'
                and s.at < (p_last + 1)::timestamp at time zone 'Asia/Shanghai') c
        join (select g::date as day,
                make_interval(mins => (report.attendance_rules(p_hall, g::date) ->> 'same')::int) as same
            from generate_series(p_first, p_last, '1 day') g) r using (day)
        order by c.account_id, c.day, c.at, c.slip, c.record_id
    loop
        if (one.account_id, one.day) is distinct from (who, today) or one.at - kept > one.same then
            who := one.account_id;
            today := one.day;
            kept := one.at;
            return query select one.account_id, one.day, one.at, one.flagged, one.slip;
        end if;
    end loop;
end $$"""
"""Check-ins in order; those shortly after a counted one are one with it."""

LEAVE = f"""
create function report.granted_leave(p_hall text, p_first date, p_last date)
returns table (account_id uuid, errand boolean, begins timestamptz, ends timestamptz, back timestamptz)
language sql {HEAD} as $$
    select l.account_id, l.kind = '临时外出', l.begins, l.ends, s.back
    from record.leave_request l
    cross join lateral (
        select coalesce(array_agg(s.act), '{{}}') as acts, min(s.at) filter (where s.act = 'returned') as back
        from record.leave_step s where (s.hall_code, s.leave_id) = (l.hall_code, l.record_id)) s
    cross join lateral (
        select count(*) as halves from report.attendance_slots(p_hall,
            (l.begins at time zone 'Asia/Shanghai')::date, (l.ends at time zone 'Asia/Shanghai')::date) i
        join report.attendance_slots(p_hall, (l.begins at time zone 'Asia/Shanghai')::date,
            (l.ends at time zone 'Asia/Shanghai')::date) o on o.day = i.day and o.n = i.n + 1
        where i.works and i.n in (1, 3) and l.begins < o.due and l.ends > i.due) h
    where l.hall_code = p_hall and l.begins < (p_last + 1)::timestamp at time zone 'Asia/Shanghai'
        and l.ends >= (p_first - 90)::timestamp at time zone 'Asia/Shanghai'
        and not s.acts && '{{withdrawn, refused}}' and ('returned' = any (s.acts) or s.acts @> case
            when l.kind = '临时外出' or h.halves = 2 then '{{chief}}'::text[]
            when h.halves < 2 then '{{duty_desk}}' else '{{home_unit, leader}}' end)
$$"""
"""Leave that everybody agreed to whom its length needs, and nobody took back (see `app.domain.leave`)."""

MONTH = f"""
create function report.attendance_of(p_hall text, p_month date)
returns table (account_id uuid, name text, department text, due bigint, attended bigint, late bigint,
    early bigint, missing bigint, absent_halves bigint, leave_slots bigint, errands bigint,
    errand_minutes bigint, overtime_minutes bigint, off_post bigint, flagged bigint, slips bigint,
    corrected bigint)
language sql {HEAD} as $$
    with span as (
        select date_trunc('month', p_month)::date as first,
            (date_trunc('month', p_month) + interval '1 month - 1 day')::date as last
    ), person as (
        select a.record_id as account_id, a.name, a.department from record.account a
        where a.hall_code = p_hall and a.enabled
            and a.rights ?| array['clerk', 'reviewer', 'guide', 'supervisor']
    ), slot as materialized (
        select s.* from span, report.attendance_slots(p_hall, first, last) s
    ), came as materialized (
        select c.* from span, report.check_ins(p_hall, first, last) c where c.at <= report.now()
    ), away as materialized (
        select g.*, least(g.ends, g.back) as until from span, report.granted_leave(p_hall, first, last) g
    ), hit as materialized (
        select distinct on (c.account_id, s.day, s.n) c.account_id, s.day, s.n, c.at, c.flagged, c.slip
        from came c join slot s on s.day = c.day and s.works and c.at >= s.opens and c.at < s.closes
        order by c.account_id, s.day, s.n, case when s.n in (1, 3) then c.at end,
            case when s.n in (2, 4) then c.at end desc
    ), judged as (
        select p.account_id, s.*, c.at, c.flagged, c.slip, case
            when not s.works then 'off'
            when exists (select from away w where w.account_id = p.account_id
                and s.due between w.begins and w.until) then 'leave'
            when c.at is null then case when report.now() < s.closes then 'pending' else 'missing' end
            when w.wrong <= s.grace then 'normal'
            when w.wrong > s.absent_over then 'absent'
            when s.n in (1, 3) then 'late' else 'early' end as result
        from person p cross join slot s
        left join hit c on (c.account_id, c.day, c.n) = (p.account_id, s.day, s.n)
        cross join lateral (select case when s.n in (1, 3) then c.at - s.due else s.due - c.at end) w (wrong)
    ), halved as (
        select j.*, case when j.result = 'missing' and (
                bool_and(j.result = 'missing') over (partition by j.account_id, j.day, (j.n + 1) / 2)
                or exists (select from away w where w.account_id = j.account_id and j.due > w.ends
                    and (w.back is null or j.due < w.back)))
            then 'absent' else j.result end as computed
        from judged j
    ), final as (
        select h.*, coalesce(f.result, h.computed) as told, f.result is not null as mended
        from halved h left join lateral (
            select c.result from record.attendance_correction c
            where (c.hall_code, c.account_id, c.day) = (p_hall, h.account_id, h.day) and c.slot
                = (array['morning_in', 'morning_out', 'afternoon_in', 'afternoon_out'])[h.n]
            order by c.at desc, c.record_id desc limit 1) f on true
    )
    select p.account_id, p.name, p.department, count(*) filter (where f.told not in ('off', 'pending')),
        count(*) filter (where f.told in ('normal', 'late', 'early')),
        count(*) filter (where f.told = 'late'), count(*) filter (where f.told = 'early'),
        count(*) filter (where f.told = 'missing'),
        count(distinct (f.day, (f.n + 1) / 2)) filter (where f.told = 'absent'),
        count(*) filter (where f.told = 'leave'), e.errands, e.minutes,
        coalesce(sum(o.stayed) filter (where f.n = 4 and f.told not in ('off', 'leave')
            and o.stayed >= f.overtime_from), 0)::bigint,
        (select count(*) from record.patrol t, span where (t.hall_code, t.account_id, t.finding)
            = (p_hall, p.account_id, 'off_post') and not t.excused
            and (t.at at time zone 'Asia/Shanghai')::date between first and last),
        count(*) filter (where f.flagged), count(*) filter (where f.slip), count(*) filter (where f.mended)
    from person p join final f using (account_id)
    cross join lateral (select floor(extract(epoch from f.at - f.due) / 60)::bigint as stayed) o
    cross join lateral (
        select count(*) as errands,
            coalesce(sum(floor(extract(epoch from w.until - w.begins) / 60)), 0)::bigint as minutes
        from away w, span where w.account_id = p.account_id and w.errand
            and (w.begins at time zone 'Asia/Shanghai')::date between first and last) e
    group by p.account_id, p.name, p.department, e.errands, e.minutes
$$"""
"""One person's month as `app.domain.attendance_month` counts it."""

VIEW = """
create view report.attendance_month with (security_barrier) as
select m.hall, m.month, a.account_id, a.name, a.department, d.name as department_name, a.due, a.attended,
    round(a.attended * 100.0 / nullif(a.due, 0), 2) as attended_percent, a.late, a.early, a.missing,
    a.absent_halves, a.leave_slots, a.errands, a.errand_minutes, a.overtime_minutes, a.off_post, a.flagged,
    a.slips, a.corrected
from (
    select distinct c.hall_code as hall, date_trunc('month', c.at at time zone 'Asia/Shanghai')::date as month
    from (select p.hall_code, p.at from record.punch p
        union all select s.hall_code, s.at from record.attendance_slip s) c) m
cross join lateral report.attendance_of(m.hall, m.month) a
left join record.department d on (d.hall_code, d.code) = (m.hall, a.department)"""

COLUMNS = {
    "hall": "code of the hall, as it was enrolled",
    "month": "first day of the month; there is a row for each month in which anybody checked in",
    "account_id": "id of the person's account, UUIDv7",
    "name": "name of the person",
    "department": "three-digit code of the person's department, empty for the centre",
    "department_name": "name of the department",
    "due": "check-ins of working days whose time is over, four a day",
    "attended": "how many of them were made",
    "attended_percent": "the same in percent (出勤率), empty when none was due",
    "late": "how many were late",
    "early": "how many were early",
    "missing": "how many are missing though the person was there in that half day",
    "absent_halves": "half days of absence",
    "leave_slots": "check-ins that leave excused, of whatever kind",
    "errands": "how often the person was on temporary leave (临时外出)",
    "errand_minutes": "for how many minutes in all",
    "overtime_minutes": "minutes stayed after the end of days, where they count",
    "off_post": "how often a patrol found the counter left without a temporary leave",
    "flagged": "check-ins whose clock was not to be trusted",
    "slips": "check-ins entered by hand",
    "corrected": "check-ins whose result somebody set, with a reason",
}

FUNCTIONS = (
    "now()",
    "attendance_rules(text, date)",
    "attendance_slots(text, date, date)",
    "check_ins(text, date, date)",
    "granted_leave(text, date, date)",
    "attendance_of(text, date)",
)


def upgrade() -> None:
    """Make the functions and the view, and let readers see the view."""
    op.execute("set role hall_owner")
    for statement in (NOW, RULES, SLOTS, CHECK_INS, LEAVE, MONTH, VIEW):
        op.execute(text(statement.replace(":", "\\:")))
    op.execute(
        "comment on view report.attendance_month is "
        "'one row a person and month, as the hall''s sheet has it; kinds and reasons of leave are not told'"
    )
    for column, meaning in COLUMNS.items():
        told = meaning.replace("'", "''")
        op.execute(f"comment on column report.attendance_month.{column} is '{told}'")
    op.execute("grant select on report.attendance_month to hall_reader")
    for function in FUNCTIONS:
        op.execute(f"revoke all on function report.{function} from public")
    op.execute("grant execute on function report.attendance_of(text, date) to hall_reader")
    op.execute("reset role")
