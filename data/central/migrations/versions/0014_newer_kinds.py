"""Fees, papers of the hall and records of staff get tables of their own; known kinds get what they lacked."""

from typing import Any

from alembic import context, op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

FACTS: dict[str, str] = {
    "attendance_correction": (
        "id uuid, account_id uuid, person text, day date, slot text, result text, reason text, "
        "at timestamptz, actor_id uuid, actor_name text"
    ),
    "attendance_slip": (
        "id uuid, account_id uuid, person text, at timestamptz, reason text, note text, "
        "entered_at timestamptz, actor_id uuid, actor_name text"
    ),
    "charge": (
        "id uuid, case_id uuid, item_key text, name text, code text, basis text, standard text, "
        "unit_fen bigint, count bigint, relief_fen bigint, relief_basis text, amount_fen bigint, "
        "number text, payer text, pay_by date, counter text, station bigint, at timestamptz, "
        "actor_id uuid, actor_name text"
    ),
    "fee_event": (
        "id uuid, fee_id uuid, state text, at timestamptz, actor_name text, reason text, bill text, "
        "approver_name text"
    ),
    "hall_print": (
        "id uuid, kind text, subject text, version text, number text, nth bigint, copies bigint, "
        "station bigint, at timestamptz, actor_id uuid, actor_name text"
    ),
    "leave_request": (
        "id uuid, account_id uuid, person text, department text, kind text, begins timestamptz, "
        "ends timestamptz, reason text, at timestamptz"
    ),
    "leave_step": (
        "id uuid, leave_id uuid, act text, at timestamptz, actor_id uuid, actor_name text, reason text"
    ),
    "patrol": (
        "id uuid, at timestamptz, place text, counter text, account_id uuid, person text, finding text, "
        "words text, photo text, actor_id uuid, actor_name text, excused boolean"
    ),
}
"""Records that are never changed, each with its fields and their types.

Only `hall_rule` stays in `record.other`: each subject's rules (accounts, attendance, retention, backup,
scripts) have a form of their own and are settings, about which no other system asks.
"""

REVISED: dict[str, str] = {
    "post_pair": "counter text, name text, holder_id uuid, holder text, deputy_id uuid, deputy text",
}
"""Records that have revisions; the newest one counts."""

LACKED = {
    "case_header": ("ticket", "jsonb"),
    "hall_facts": ("payee", "jsonb"),
    "queue_rules": ("notice", "text"),
    "translation": ("reader_ids", "jsonb"),
}
"""Fields that came to known kinds after their tables."""

FOUND_BY = {
    "attendance_correction": "day",
    "attendance_slip": "at",
    "charge": "case_id",
    "fee_event": "fee_id",
    "leave_request": "begins",
    "leave_step": "leave_id",
    "patrol": "at",
    "punch": "at",
}
"""What views find records by."""

CHARGE = """
    when 'charge' then
        insert into record.charge (hall_code, record_id, written_by, received_at, id, case_id, item_key, name,
            code, basis, standard, unit_fen, count, relief_fen, relief_basis, amount_fen, number, payer,
            pay_by, counter, station, at, actor_id, actor_name)
        select c.hall, c.record_id, c.station, c.received_at, f.id, f.case_id, f.item_key, f.name,
            f.code, f.basis, f.standard, f.unit_fen, f.count, l.fen, l.basis,
            f.unit_fen * f.count - coalesce(l.fen, 0), r.number, r.payer, r.pay_by, r.counter, r.station,
            r.at, r.actor_id, r.actor_name
        from sync.change_log c,
            json_to_record(c.payload) r (fee json, number text, payer text, pay_by date, counter text,
                station bigint, at timestamptz, actor_id uuid, actor_name text),
            json_to_record(r.fee) f (id uuid, case_id uuid, item_key text, name text, code text, basis text,
                standard text, unit_fen bigint, count bigint, relief json),
            json_to_record(f.relief) l (fen bigint, basis text)
        where c.id = any(p_ids) on conflict (hall_code, record_id) do nothing;"""
"""A fee stands within the record of its notice; the table has one plain row."""

OWN_HALL = "hall_code = (select (sync.me()).hall) or hall_code = any ((select sync.readable())::text[])"
OWN_STATION = "(hall_code, written_by) = (select (m).hall, (m).station from sync.me() m)"
OWN_INDEX = "station = (select (m).index from sync.me() m) or at < (select (m).enrolled_at from sync.me() m)"
"""See 0001, 0006 and 0010. A reprint of the notice of a fee names the station of the fee, not its own."""

REFUSED = (
    "data_exception or integrity_constraint_violation or program_limit_exceeded or insufficient_privilege"
)

MOVE = f"""
do $$
declare batch record; one bigint;
begin
    for batch in
        select c.kind, array_agg(c.id order by c.id) as ids from sync.change_log c
        join sync.station s using (hall, station)  -- what a hall's own server sent is moved there, and comes
        where c.kind = any (array[{{kinds}}]) and not exists (select from sync.quarantine q where q.id = c.id)
        group by c.kind, c.hall, c.station
    loop
        begin
            perform sync.apply(batch.kind, batch.ids);
        exception when {REFUSED} then
            foreach one in array batch.ids loop
                begin
                    perform sync.apply(batch.kind, array[one]);
                exception when {REFUSED} then null;  -- it stays where it is, word for word
                end;
            end loop;
        end;
    end loop;
end $$"""

FILL = """
    update record."{kind}" t set "{field}" = r."{field}"
    from sync.change_log c, json_populate_record(null::record."{kind}", c.payload) r
    where c.kind = '{kind}' and (c.hall, c.record_id, c.revision, c.station)
        = (t.hall_code, t.record_id, t.record_revision, t.written_by) and r."{field}" is not null
        and not exists (select from sync.quarantine q where q.id = c.id)"""


def upgrade() -> None:
    """Make the tables and walls, take the new kinds in from now on, and move what waits in `record.other`."""
    op.execute("set role hall_owner")
    for kind, fields in (FACTS | REVISED).items():
        _table(kind, fields)
    op.execute(f"create policy own_index on record.charge as restrictive for insert with check ({OWN_INDEX})")
    for kind, field in FOUND_BY.items():
        op.execute(f'create index "{kind}_{field}" on record."{kind}" (hall_code, {field})')
    for kind, (field, of) in LACKED.items():
        op.execute(f'alter table record."{kind}" add column "{field}" {of}')
    _take_in()
    op.execute("reset role")
    for kind, (field, _) in LACKED.items():
        op.execute(FILL.format(kind=kind, field=field))
    _move()


def _table(kind: str, fields: str) -> None:
    columns = ", ".join(f'"{name}" {of}' for name, of in map(str.split, fields.split(", ")))
    table, revised = f'record."{kind}"', kind in REVISED
    revision = "record_revision int not null, " if revised else ""
    op.execute(
        f"create table {table} (hall_code text not null, record_id uuid not null, {revision}"
        f"written_by text not null, received_at timestamptz not null, {columns}, "
        "primary key (hall_code, record_id))"
    )
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    op.execute(f"create policy own_hall on {table} for select using ({OWN_HALL})")
    op.execute(f"create policy own_station on {table} for insert with check ({OWN_STATION})")
    if revised:
        mine = "hall_code = (select (sync.me()).hall)"
        op.execute(f"create policy newer on {table} for update using ({mine}) with check ({OWN_STATION})")
    refuse = "execute function sync.refuse_rewriting()"
    events = "delete" if revised else "update or delete"
    op.execute(f"create trigger no_rewriting before {events} on {table} for each row {refuse}")
    op.execute(f"create trigger no_truncating before truncate on {table} for each statement {refuse}")


def _take_in() -> None:
    """Let a push put each kind into its table: the function as 0002 makes it, from the tables of today."""
    exchange: Any = context.script.get_revision("0002").module
    branches = (CHARGE if kind == "charge" else exchange._branch(kind) for kind in exchange._kinds())
    whole = exchange.APPLY.format(branches="".join(branches))
    op.execute(whole.replace("create function", "create or replace function", 1))


def _move() -> None:
    """Read the log again for the new kinds, as the owner whom no wall stops meanwhile; the log stays.

    A copy at the next level is not read again: its rows come from the hall that made them.
    """
    kinds = (*FACTS, *REVISED)
    walled = ("sync.change_log", *(f'record."{kind}"' for kind in kinds))
    for table in walled:
        op.execute(f"alter table {table} no force row level security")
    op.execute(MOVE.format(kinds=", ".join(f"'{kind}'" for kind in kinds)))
    for table in walled:
        op.execute(f"alter table {table} force row level security")
    op.execute("alter table record.other disable trigger no_rewriting")
    for kind in kinds:
        op.execute(
            f"delete from record.other o using record.\"{kind}\" t where o.kind = '{kind}' "
            "and (t.hall_code, t.record_id) = (o.hall_code, o.record_id)"
        )
    op.execute("alter table record.other enable trigger no_rewriting")
