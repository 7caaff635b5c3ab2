"""Roles, the books of the exchange, and one relational table for each kind of record, walled by row."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

FACTS: dict[str, str] = {
    "audit_entry": "station text, epoch text, sequence bigint, fields jsonb, hash text",
    "blank_receipt": (
        "id uuid, blank text, prefix text, digits bigint, first bigint, last bigint, "
        "station bigint, at timestamptz, actor_id uuid, actor_name text, note text"
    ),
    "blank_spoiled": (
        "id uuid, blank text, serial text, reason text, print_id uuid, station bigint, "
        "at timestamptz, actor_id uuid, actor_name text"
    ),
    "case_step": (
        "id uuid, case_id uuid, follows uuid, at timestamptz, on date, actor_id uuid, "
        "actor_name text, counter text, station bigint, document text, detail jsonb"
    ),
    "certificate": (
        "id uuid, case_id uuid, kind text, title text, number text, holder text, values jsonb, "
        "organ text, issued_on date, copies bigint, way text, code text, station bigint, "
        "at timestamptz, actor_id uuid, actor_name text"
    ),
    "certificate_print": (
        "id uuid, certificate_id uuid, copy bigint, nth bigint, blank text, serial text, "
        "station bigint, at timestamptz, actor_id uuid, actor_name text"
    ),
    "certificate_void": (
        "id uuid, certificate_id uuid, reason text, at timestamptz, actor_id uuid, actor_name text"
    ),
    "complaint": (
        "id uuid, number text, kind text, at timestamptz, station bigint, department text, "
        "counter text, about text, words text, name text, phone text, actor_id uuid, "
        "actor_name text"
    ),
    "complaint_event": (
        "id uuid, complaint_id uuid, act text, at timestamptz, actor_id uuid, actor_name text, "
        "words text, in_writing boolean, reviewer text"
    ),
    "consultation": (
        "id uuid, at timestamptz, counter text, actor_id uuid, actor_name text, item_key text, "
        "item_name text, version text, language text, outcome text, ticked bigint, wanted bigint"
    ),
    "desk_event": "id uuid, counter text, state text, at timestamptz, actor_id uuid, actor_name text",
    "desk_request": (
        "id uuid, number text, kind text, at timestamptz, station bigint, item_key text, "
        "item_name text, department text, name text, phone text, place text, "
        "wanted_at timestamptz, note text, actor_id uuid, actor_name text, owner text"
    ),
    "desk_request_event": (
        "id uuid, request_id uuid, act text, at timestamptz, actor_id uuid, actor_name text, "
        "owner text, wanted_at timestamptz, reason text, ticket text"
    ),
    "finger_end": ("id uuid, enrolment_id uuid, at timestamptz, reason text, actor_id uuid, actor_name text"),
    "finger_enrolment": (
        "id uuid, account_id uuid, person text, station bigint, device text, slots jsonb, "
        "at timestamptz, consent jsonb"
    ),
    "print": (
        "id uuid, case_id uuid, step_id uuid, kind text, number text, nth bigint, copies bigint, "
        "at timestamptz, actor_id uuid, actor_name text"
    ),
    "print_event": "id uuid, print_id uuid, state text, at timestamptz, reason text",
    "punch": (
        "id uuid, account_id uuid, person text, enrolment_id uuid, at timestamptz, station bigint, "
        "device text, clock text, jump_seconds bigint"
    ),
    "ticket": (
        "id uuid, service text, service_name text, prefix text, day date, series bigint, n bigint, "
        "issued_at timestamptz, order bigint, kiosk text, item text, priority text, person text"
    ),
    "ticket_event": (
        "id uuid, ticket_id uuid, act text, at timestamptz, counter text, actor_id uuid, "
        "actor_name text, service text, to_counter text, reason text, case_id uuid, print text"
    ),
}
"""Records that are never changed, each with its fields and their types."""

REVISED: dict[str, str] = {
    "account": (
        "id uuid, login text, name text, password_hash text, rights jsonb, department text, "
        "enabled boolean, revision bigint, must_change boolean, password_changed_at timestamptz"
    ),
    "case_header": (
        "id uuid, number text, item_key text, item_name text, item_version text, department text, "
        "applicant jsonb, agent jsonb, contact text, contact_phone text, delivery_way text, "
        "joint boolean, opened_on date, revision bigint"
    ),
    "certificate_template": (
        "key text, title text, word text, blank text, width jsonb, height jsonb, size_source text, "
        "calibrated boolean, fields jsonb, boxes jsonb, labels jsonb, qr jsonb, areas jsonb, "
        "rules jsonb, border jsonb, frame jsonb"
    ),
    "day_row": "area text, day date, works boolean, source text",
    "department": (
        "code text, name text, short_name text, organ_word text, counters jsonb, "
        "counter_business jsonb, ticket_prefix text, credit_code text, inquiry_phone text, "
        "complaint_phone text"
    ),
    "hall_facts": (
        "name text, area_code text, address text, opening_hours text, supervision_phone text, "
        "progress_query text, demo boolean, full_code_on jsonb, review_organ text, court text"
    ),
    "item_version": (
        "item jsonb, published_at timestamptz, published_by text, reason text, withdrawn boolean"
    ),
    "item_words": "item_key text, words jsonb",
    "queue_counter": "number text, services jsonb",
    "queue_rules": (
        "head_start_minutes bigint, recalls bigint, no_show_seconds bigint, "
        "recall_pause_seconds bigint, one_ticket_a_person boolean, passed_note text"
    ),
    "queue_service": (
        "key text, name text, prefix text, department text, area text, hours jsonb, quota bigint"
    ),
    "service_item": (
        "key text, name text, department text, counter bigint, type_code text, type_name text, "
        "service_object jsonb, handling text, joint_with jsonb, report_to text, "
        "exercise_level text, basic_code text, implementation_code text, handling_codes jsonb, "
        "legal_basis text, statutory jsonb, statutory_basis text, extension jsonb, "
        "extension_basis text, promised jsonb, notice jsonb, notice_basis text, procedures jsonb, "
        "fee jsonb, conditions text, process text, result_name text, result_validity text, "
        "result_months bigint, blank text, delivery_ways jsonb, visits bigint, online boolean, "
        "shortage_ok boolean, promise_ok boolean, synonyms jsonb, note text, version text, "
        "effective_on date, materials jsonb"
    ),
    "signing_key": (
        "key_id text, hall text, station bigint, public text, made_at timestamptz, "
        "replaced_at timestamptz, withdrawn_at timestamptz, withdrawn_reason text"
    ),
    "translation": "zh text, bo text, source text, readers jsonb, remark text, at timestamptz",
}
"""Records that have revisions; the newest one counts."""

ROLES = {
    "hall_owner": "owns the tables and functions of the halls' centre; nobody signs in as it",
    "hall_station": "what stations may do: call functions, nothing else",
    "hall_reader": "other systems that read the views",
}

BOOKS = (
    """
    create table sync.hall (
        hall text primary key check (hall ~ '^[a-z0-9]{1,16}$'),
        demo boolean not null,
        enrolled_at timestamptz not null default clock_timestamp()
    )""",
    """
    create table sync.station (
        hall text not null references sync.hall,
        station text not null check (station ~ '^[a-z0-9]{1,16}$'),
        role_name name not null unique,
        index int not null,
        document_index int not null,
        case_index int not null,
        departments text[] not null default '{}',
        store uuid,
        epoch uuid,
        last_seq bigint not null default 0,
        audit_epoch text,
        audit_sequence bigint,
        audit_hash text,
        version text,
        waiting bigint,
        last_seen timestamptz,
        enabled boolean not null default true,
        primary key (hall, station),
        unique (hall, index),
        unique (hall, document_index)
    )""",
    """
    create table sync.case_block (
        hall text not null,
        case_index int not null check (case_index between 0 and 9),
        station text not null,
        departments text[] not null,
        released_on date,
        foreign key (hall, station) references sync.station
    )""",
    """
    create table sync.change_log (
        id bigint generated always as identity primary key,
        xid xid8 not null default pg_current_xact_id(),
        hall text not null,
        station text not null,
        epoch uuid not null,
        seq bigint,
        kind text not null,
        record_id uuid not null,
        revision int not null,
        payload json not null,
        received_at timestamptz not null default clock_timestamp(),
        unique (hall, station, epoch, seq)
    )""",
    "create index change_log_feed on sync.change_log (hall, xid, id)",
    """
    create table sync.quarantine (
        id bigint primary key references sync.change_log,
        hall text not null,
        station text not null,
        epoch uuid not null,
        seq bigint,
        kind text not null,
        record_id uuid not null,
        revision int not null,
        sqlstate text not null,
        message text not null,
        put_aside_at timestamptz not null default clock_timestamp(),
        resolved_at timestamptz
    )""",
    "create index quarantine_open on sync.quarantine (hall, station) where resolved_at is null",
)

COMMENTS = {
    "hall": "the halls that send their records here",
    "station": "one store on one machine: its role, how far its outbox was received, when it was last seen",
    "case_block": "who prints which thousands of case numbers; a released block is free again the next day",
    "change_log": "every record word for word as its station sent it; append-only, the feed of the halls",
    "quarantine": "records that do not fit; they block nobody and wait to be mended",
}

OTHER = """
    create table record.other (
        hall_code text not null,
        kind text not null,
        record_id uuid not null,
        record_revision int not null,
        written_by text not null,
        received_at timestamptz not null,
        payload json not null,
        primary key (hall_code, kind, record_id)
    )"""

KEYS_OF_CASES = ("case_step", "print", "certificate")


def upgrade() -> None:
    """Make the roles, the books and the tables of records, and wall them."""
    for role, meaning in ROLES.items():
        op.execute(
            f"do $$ begin if not exists (select from pg_roles where rolname = '{role}') "
            f"then create role {role} nologin; end if; end $$"
        )
        op.execute(f"comment on role {role} is {_quoted(meaning)}")
    op.execute("revoke all on schema public from public")
    op.execute(
        "do $$ begin execute "
        "format('revoke temporary on database %I from public', current_database()); end $$"
    )
    for schema in ("sync", "record", "report"):
        op.execute(f"create schema if not exists {schema}")
        op.execute(f"alter schema {schema} owner to hall_owner")
    op.execute("grant execute on function pg_control_system(), pg_control_checkpoint() to hall_owner")
    op.execute("set role hall_owner")
    for book in BOOKS:
        op.execute(book)
    for name, meaning in COMMENTS.items():
        op.execute(f"comment on table sync.{name} is {_quoted(meaning)}")
    for kind, fields in (FACTS | REVISED).items():
        _record(kind, fields)
    op.execute(OTHER)
    op.execute("comment on table record.other is 'kinds of records that this centre does not know yet'")
    _walls()
    op.execute("reset role")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _record(kind: str, fields: str) -> None:
    columns = ", ".join(f'"{name}" {kind_of}' for name, kind_of in map(str.split, fields.split(", ")))
    revision = "record_revision int not null, " if kind in REVISED else ""
    op.execute(
        f'create table record."{kind}" (hall_code text not null, record_id uuid not null, {revision}'
        f"written_by text not null, received_at timestamptz not null, {columns}, "
        "primary key (hall_code, record_id))"
    )
    told = "append-only" if kind in FACTS else "the newest revision of each"
    op.execute(f"comment on table record.\"{kind}\" is 'records of kind {kind}: {told}'")
    if kind in KEYS_OF_CASES:
        op.execute(f'create index "{kind}_case" on record."{kind}" (hall_code, case_id)')


def _walls() -> None:
    """Let nobody see or write beside the own hall, nor change what was written, not even the owner."""
    op.execute(
        "create function sync.me() returns sync.station language sql stable security definer "
        "set search_path = pg_catalog, sync as "
        "$$ select s from sync.station s where s.role_name = session_user and s.enabled $$"
    )
    op.execute(
        "create function sync.refuse_rewriting() returns trigger language plpgsql "
        "set search_path = pg_catalog as $$ begin "
        "raise exception '% on % refused: append-only', tg_op, tg_table_name using errcode = '42501'; "
        "end $$"
    )
    for kind in (*FACTS, *REVISED, "other"):
        _wall(f'record."{kind}"', "hall_code", "written_by", revised=kind not in FACTS)
    _wall("sync.change_log", "hall", "station", revised=False)
    _wall("sync.quarantine", "hall", "station", revised=True)


def _wall(table: str, hall: str, station: str, *, revised: bool) -> None:
    own = f"({hall}, {station}) = (select (m).hall, (m).station from sync.me() m)"
    mine = f"{hall} = (select (sync.me()).hall)"
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    reads = f"{mine} or pg_has_role(session_user, 'hall_reader', 'member')"
    op.execute(f"create policy own_hall on {table} for select using ({reads})")
    op.execute(f"create policy own_station on {table} for insert with check ({own})")
    if revised:
        op.execute(f"create policy newer on {table} for update using ({mine}) with check ({own})")
    events = "delete" if revised else "update or delete"
    refuse = "execute function sync.refuse_rewriting()"
    op.execute(f"create trigger no_rewriting before {events} on {table} for each row {refuse}")
    op.execute(f"create trigger no_truncating before truncate on {table} for each statement {refuse}")
