"""What stations may call: hello, push, mend, pull, new_epoch; each knows its caller by the session's role."""

from alembic import op
from sqlalchemy import text

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

FORMS = (1, 1)
"""The oldest and the newest form of exchange that is taken."""

MOST_ROWS = 5000
STAYS = ("audit_entry", "ticket", "ticket_event", "desk_event")

REFUSED = (
    "data_exception or integrity_constraint_violation or program_limit_exceeded or insufficient_privilege"
)

CASE_BLOCK = """
create function sync.free_case_block(p_hall text, p_departments text[]) returns int
language sql stable set search_path = pg_catalog, sync as $$
    select min(n) from generate_series(0, 9) n where not exists (
        select from sync.case_block b where b.hall = p_hall and b.case_index = n
        and (b.released_on is null or b.released_on >= (now() at time zone 'Asia/Shanghai')::date)
        and (b.departments = '{}' or p_departments = '{}' or b.departments && p_departments))
$$"""

HELLO = """
create function sync.hello(
    p_store uuid, p_epoch uuid, p_form int, p_demo boolean, p_version text, p_waiting bigint) returns json
language plpgsql security definer set search_path = pg_catalog, sync as $$
declare st sync.station; last sync.change_log; verdict text;
begin
    select * into st from sync.station where role_name = session_user and enabled for update;
    if not found then raise exception 'station not enrolled' using errcode = 'HS000'; end if;
    verdict := case
        when p_form < {oldest} then 'upgrade'
        when p_form > {newest} then 'server_older'
        when p_demo <> (select demo from sync.hall h where h.hall = st.hall) then 'demo'
        when st.store <> p_store then 'other_store'
        when st.epoch <> p_epoch then 'new_epoch'
        else 'ok' end;
    if verdict = 'ok' then
        st.store := p_store;
        st.epoch := p_epoch;
    end if;
    update sync.station s set store = st.store, epoch = st.epoch, last_seen = clock_timestamp(),
        version = left(p_version, 40), waiting = p_waiting where (s.hall, s.station) = (st.hall, st.station);
    select * into last from sync.change_log c
        where (c.hall, c.station, c.epoch, c.seq) = (st.hall, st.station, st.epoch, st.last_seq);
    return json_build_object(
        'verdict', verdict, 'last', st.last_seq, 'last_record', last.record_id,
        'last_revision', last.revision,
        'feed', (select system_identifier from pg_control_system()) || '/'
            || (select timeline_id from pg_control_checkpoint()),
        'audit', case when st.audit_hash is not null then json_build_object(
            'epoch', st.audit_epoch, 'sequence', st.audit_sequence, 'hash', st.audit_hash) end);
end $$"""

APPLY = """
create function sync.apply(p_kind text, p_ids bigint[]) returns void
language plpgsql security definer set search_path = pg_catalog, sync, record as $$
begin
    case p_kind {branches}
    else
        insert into record.other (
            hall_code, kind, record_id, record_revision, written_by, received_at, payload)
        select distinct on (c.record_id)
            c.hall, c.kind, c.record_id, c.revision, c.station, c.received_at, c.payload
        from sync.change_log c where c.id = any(p_ids) order by c.record_id, c.revision desc
        on conflict (hall_code, kind, record_id) do update set record_revision = excluded.record_revision,
            written_by = excluded.written_by, received_at = excluded.received_at, payload = excluded.payload
        where (excluded.record_revision, excluded.written_by) > (other.record_revision, other.written_by);
    end case;
end $$"""

APPLY_EACH = """
create function sync.apply_each(p_kind text, p_ids bigint[]) returns json
language plpgsql security definer set search_path = pg_catalog, sync as $$
declare one bigint; refused json[] := '{{}}'; c sync.change_log;
begin
    begin
        perform sync.apply(p_kind, p_ids);
        return null;
    exception when {refused} then null;
    end;
    foreach one in array p_ids loop
        begin
            perform sync.apply(p_kind, array[one]);
        exception when {refused} then
            select * into c from sync.change_log where id = one;
            insert into sync.quarantine (
                id, hall, station, epoch, seq, kind, record_id, revision, sqlstate, message)
            values (one, c.hall, c.station, c.epoch, c.seq, p_kind, c.record_id, c.revision,
                sqlstate, sqlerrm);
            refused := refused || json_build_object('seq', c.seq, 'code', sqlstate, 'reason', sqlerrm);
        end;
    end loop;
    return array_to_json(refused);
end $$"""

PUSH = """
create function sync.push(p_epoch uuid, p_form int, p_rows json) returns json
language plpgsql security definer set search_path = pg_catalog, sync as $$
declare st sync.station; batch record; refused jsonb := '[]'; bad json; lo bigint; hi bigint; n bigint;
begin
    select * into st from sync.station where role_name = session_user and enabled for update;
    if not found then raise exception 'station not enrolled' using errcode = 'HS000'; end if;
    if p_form not between {oldest} and {newest} then
        raise exception 'form % is not taken', p_form using errcode = 'HS001'; end if;
    if st.epoch is distinct from p_epoch then raise exception 'another epoch' using errcode = 'HS002'; end if;
    select min(r.seq), max(r.seq), count(distinct r.seq) into lo, hi, n
        from json_to_recordset(p_rows) as r(seq bigint);
    if n = 0 then return json_build_object('last', st.last_seq, 'refused', '[]'::json); end if;
    if n > {most_rows} then raise exception 'too many rows' using errcode = 'HS004'; end if;
    if lo > st.last_seq + 1 or hi - lo + 1 <> n then
        raise exception 'a row is missing after %', st.last_seq using errcode = 'HS003'; end if;
    for batch in
        with written as (
            insert into sync.change_log (hall, station, epoch, seq, kind, record_id, revision, payload)
            select st.hall, st.station, p_epoch, r.seq, r.kind, r.id, r.revision, r.data
            from json_to_recordset(p_rows) as r(seq bigint, kind text, id uuid, revision int, data json)
            where r.seq > st.last_seq order by r.seq
            returning id, kind)
        select w.kind, array_agg(w.id order by w.id) as ids from written w group by w.kind
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

MEND = """
create function sync.mend(p_kind text, p_record uuid, p_revision int, p_payload json) returns json
language plpgsql security definer set search_path = pg_catalog, sync as $$
declare st sync.station; made bigint; bad json;
begin
    select * into st from sync.station where role_name = session_user and enabled for update;
    if not found then raise exception 'station not enrolled' using errcode = 'HS000'; end if;
    perform from sync.quarantine q where (q.hall, q.station, q.kind, q.record_id, q.revision)
        = (st.hall, st.station, p_kind, p_record, p_revision) and q.resolved_at is null;
    if not found then return null; end if;
    insert into sync.change_log (hall, station, epoch, kind, record_id, revision, payload)
        values (st.hall, st.station, st.epoch, p_kind, p_record, p_revision, p_payload)
        returning id into made;
    bad := sync.apply_each(p_kind, array[made]);
    update sync.quarantine q set resolved_at = clock_timestamp()
    where (q.hall, q.station, q.kind, q.record_id, q.revision)
        = (st.hall, st.station, p_kind, p_record, p_revision)
        and q.resolved_at is null and (q.id <> made or bad is null);
    return bad -> 0;
end $$"""

DEPARTMENT = """
create function sync.department_of(p_hall text, p_kind text, p_record uuid) returns text
language sql stable security definer set search_path = pg_catalog, record as $$
    select h.department from record.case_header h where h.hall_code = p_hall and h.record_id = case p_kind
        when 'case_header' then p_record
        when 'case_step' then
            (select s.case_id from record.case_step s where (s.hall_code, s.record_id) = (p_hall, p_record))
        when 'print' then
            (select s.case_id from record.print s where (s.hall_code, s.record_id) = (p_hall, p_record))
        when 'certificate' then
            (select s.case_id from record.certificate s where (s.hall_code, s.record_id) = (p_hall, p_record))
        end
$$"""

PULL = """
create function sync.pull(p_xid xid8, p_id bigint, p_limit int, p_own boolean)
returns table (xid text, id bigint, station text, kind text, record_id uuid, revision int, payload text)
language sql stable security definer set search_path = pg_catalog, sync as $$
    select c.xid::text, c.id, c.station, c.kind, c.record_id, c.revision, c.payload::text
    from sync.change_log c, sync.me() m
    where m.station is not null and c.hall = m.hall
        and (c.xid, c.id) > (p_xid, p_id) and c.xid < pg_snapshot_xmin(pg_current_snapshot())
        and (p_own or c.station <> m.station)
        and c.kind <> all (array[{stays}])
        and (m.departments = '{{}}' or c.kind not in ('case_header', 'case_step', 'print', 'certificate')
            or sync.department_of(c.hall, c.kind, c.record_id) = any (m.departments))
        and not exists (select from sync.quarantine q where q.id = c.id)
    order by c.xid, c.id limit least(p_limit, {most_rows})
$$"""

NEW_EPOCH = """
create function sync.new_epoch(p_new uuid) returns json
language plpgsql security definer set search_path = pg_catalog, sync as $$
declare st sync.station; free int;
begin
    select * into st from sync.station where role_name = session_user and enabled for update;
    if not found then raise exception 'station not enrolled' using errcode = 'HS000'; end if;
    if st.epoch is distinct from p_new then
        perform from sync.hall h where h.hall = st.hall for update;
        free := sync.free_case_block(st.hall, st.departments);
        if free is null then raise exception 'no case block is free' using errcode = 'HS006'; end if;
        update sync.case_block b set released_on = (now() at time zone 'Asia/Shanghai')::date
            where (b.hall, b.station) = (st.hall, st.station) and b.released_on is null;
        insert into sync.case_block (hall, case_index, station, departments)
            values (st.hall, free, st.station, st.departments);
        update sync.station s set epoch = p_new, last_seq = 0, case_index = free,
            audit_epoch = null, audit_sequence = null, audit_hash = null,
            document_index = (select max(o.document_index) + 1 from sync.station o where o.hall = st.hall)
        where (s.hall, s.station) = (st.hall, st.station);
    end if;
    return (select json_build_object('document_index', s.document_index, 'case_index', s.case_index)
        from sync.station s where (s.hall, s.station) = (st.hall, st.station));
end $$"""

CALLED_BY_STATIONS = (
    "me()",
    "hello(uuid, uuid, int, boolean, text, bigint)",
    "push(uuid, int, json)",
    "mend(text, uuid, int, json)",
    "pull(xid8, bigint, int, boolean)",
    "new_epoch(uuid)",
)


def upgrade() -> None:
    """Make the functions and let stations call them."""
    op.execute("set role hall_owner")
    oldest, newest = FORMS
    _make(CASE_BLOCK)
    _make(HELLO.format(oldest=oldest, newest=newest))
    _make(APPLY.format(branches="".join(_branch(kind) for kind in _kinds())))
    _make(APPLY_EACH.format(refused=REFUSED))
    _make(PUSH.format(oldest=oldest, newest=newest, most_rows=MOST_ROWS))
    _make(MEND)
    _make(DEPARTMENT)
    stays = ", ".join(f"'{kind}'" for kind in STAYS)
    _make(PULL.format(stays=stays, most_rows=MOST_ROWS))
    _make(NEW_EPOCH)
    _make("revoke all on all functions in schema sync from public")
    _make("grant usage on schema sync to hall_station")
    for function in CALLED_BY_STATIONS:
        _make(f"grant execute on function sync.{function} to hall_station")
    _make("reset role")


def _make(statement: str) -> None:
    op.execute(text(statement.replace(":", "\\:")))


def _kinds() -> list[str]:
    found = op.get_bind().exec_driver_sql(
        "select table_name from information_schema.tables "
        "where table_schema = 'record' and table_name <> 'other' order by table_name"
    )
    return [str(name) for name in found.scalars()]


def _branch(kind: str) -> str:
    found = op.get_bind().exec_driver_sql(
        "select column_name from information_schema.columns "
        f"where table_schema = 'record' and table_name = '{kind}' order by ordinal_position"
    )
    names = [str(name) for name in found.scalars()]
    revised = "record_revision" in names
    envelope = {
        "hall_code": "c.hall",
        "record_id": "c.record_id",
        "record_revision": "c.revision",
        "written_by": "c.station",
        "received_at": "c.received_at",
    }
    listed = ", ".join(f'"{name}"' for name in names)
    given = ", ".join(envelope.get(name, f'r."{name}"') for name in names)
    if not revised:
        source, newer = "sync.change_log c", "do nothing"
        chosen = "where c.id = any(p_ids)"
    else:
        source = (
            "(select distinct on (l.record_id) l.* from sync.change_log l where l.id = any(p_ids) "
            "order by l.record_id, l.revision desc) c"
        )
        chosen = ""
        replaced = ", ".join(
            f'"{name}" = excluded."{name}"' for name in names if name not in ("hall_code", "record_id")
        )
        newer = (
            f"do update set {replaced} where (excluded.record_revision, excluded.written_by) > "
            f'("{kind}".record_revision, "{kind}".written_by)'
        )
    return (
        f"\n    when '{kind}' then insert into record.\"{kind}\" ({listed}) select {given} "
        f'from {source}, lateral json_populate_record(null::record."{kind}", c.payload) r {chosen} '
        f"on conflict (hall_code, record_id) {newer};"
    )
