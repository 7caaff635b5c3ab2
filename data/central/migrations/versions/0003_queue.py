"""The shared queue of a hall: what is set, tickets and where they stand, events, the counters' desks."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

OPEN = "('waiting', 'transferred', 'called', 'serving', 'hold')"
WAITS = "('waiting', 'transferred')"
AT_COUNTER = "('called', 'serving')"
ANNOUNCED = "('called', 'called_back', 'recalled', 'undone')"

TABLES = {
    "setting": """
        hall text not null references sync.hall,
        kind text not null check (kind in ('rules', 'service', 'counter')),
        key text not null,
        revision int not null default 1,
        payload jsonb not null,
        primary key (hall, kind, key)""",
    "secret": """
        hall text not null references sync.hall,
        name text not null,
        value text not null,
        primary key (hall, name)""",
    "number": """
        hall text not null,
        service text not null,
        day date not null,
        series int not null,
        last int not null,
        primary key (hall, service, day, series)""",
    "ticket": """
        n bigint generated always as identity,
        hall text not null references sync.hall,
        id uuid not null,
        of_service text not null,
        service_name text not null,
        prefix text not null,
        day date not null,
        series int not null,
        number int not null,
        label text not null,
        issued_at timestamptz not null,
        order_number bigint not null,
        kiosk text not null,
        item text not null,
        priority text,
        person text not null,
        state text not null default 'waiting',
        service text not null,
        counter text not null default '',
        to_counter text not null default '',
        called_from text not null default 'waiting',
        called_at timestamptz,
        last_called_at timestamptz,
        recalls int not null default 0,
        started_at timestamptz,
        ended_at timestamptz,
        served bigint not null default 0,
        print text not null,
        revision int not null default 1,
        primary key (hall, id),
        unique (hall, of_service, day, series, number),
        unique (hall, day, label)""",
    "event": """
        n bigint generated always as identity,
        xid xid8 not null default pg_current_xact_id(),
        hall text not null,
        id uuid not null,
        station text not null,
        ticket_id uuid not null,
        act text not null,
        at timestamptz not null,
        counter text not null,
        actor_id uuid,
        actor_name text not null default '',
        service text not null default '',
        to_counter text not null default '',
        reason text not null default '',
        case_id uuid,
        print text,
        primary key (hall, id),
        foreign key (hall, ticket_id) references queue.ticket""",
    "desk": """
        hall text not null references sync.hall,
        counter text not null,
        state text not null check (state in ('open', 'paused', 'closed')),
        since timestamptz not null,
        actor_name text not null,
        primary key (hall, counter)""",
    "desk_event": """
        n bigint generated always as identity,
        hall text not null,
        id uuid not null,
        station text not null,
        counter text not null,
        state text not null,
        at timestamptz not null,
        actor_id uuid,
        actor_name text not null,
        primary key (hall, id)""",
    "begun": """
        hall text not null references sync.hall,
        day date not null,
        primary key (hall, day)""",
    "step": """
        state text not null,
        act text not null,
        next text not null,
        primary key (state, act)""",
}
COMMENTS = {
    "setting": "rules, services and counters of a hall's queue, with their revisions",
    "secret": "what the machines of a hall know and nobody else",
    "number": "the last number given of each service, day and series",
    "ticket": "tickets as they were given, and where they stand after their events",
    "event": "what happened to tickets, append-only; also the log of announcements",
    "desk": "whether a counter calls, since when, and who works there",
    "desk_event": "when counters began, paused and ended to call, append-only",
    "begun": "days of which the first press has closed what earlier days left open",
    "step": "what may happen to a ticket in which state",
}
INDEXES = (
    f"create unique index ticket_at_counter on queue.ticket (hall, counter) where state in {AT_COUNTER}",
    f"create index ticket_waiting on queue.ticket (hall, day, order_number, n) where state in {WAITS}",
    f"create index ticket_open on queue.ticket (hall, day) where state in {OPEN}",
    "create index ticket_called on queue.ticket (hall, day, last_called_at) where last_called_at is not null",
    "create index ticket_done on queue.ticket (hall, day, service, ended_at) where state = 'done'",
    "create index ticket_person on queue.ticket (hall, day, person) where person <> ''",
    "create index ticket_unsettled on queue.ticket (hall, kiosk) where print = 'queued'",
    "create index event_of_ticket on queue.event (hall, ticket_id, n)",
    "create index event_of_case on queue.event (hall, case_id) where case_id is not null",
    f"create index event_announced on queue.event (hall, xid, n) where act in {ANNOUNCED}",
)
APPEND_ONLY = ("event", "desk_event", "begun", "step")

STEPS = (
    ("waiting", "called", "called"),
    ("transferred", "called", "called"),
    ("hold", "called_back", "called"),
    ("no_show", "called_back", "called"),
    ("called", "recalled", "called"),
    ("called", "started", "serving"),
    ("called", "missed", "no_show"),
    ("hold", "missed", "no_show"),
    ("serving", "held", "hold"),
    ("serving", "finished", "done"),
    ("hold", "finished", "done"),
    *((state, "transferred", "transferred") for state in ("called", "serving", "hold")),
    *((state, "cancelled", "cancelled") for state in ("waiting", "transferred", "called", "hold")),
    *((state, "linked", state) for state in ("called", "serving", "hold", "done")),
    *(
        (state, "print", state)
        for state in (
            "waiting",
            "called",
            "serving",
            "hold",
            "transferred",
            "no_show",
            "done",
            "cancelled",
        )
    ),
)
"""Every step a station may record; the end of a day is the server's own, an undone call leads back."""


def upgrade() -> None:
    """Make the tables and wall them."""
    op.execute("create schema queue")
    op.execute("alter schema queue owner to hall_owner")
    op.execute("set role hall_owner")
    for name, columns in TABLES.items():
        op.execute(f"create table queue.{name} ({columns})")
        op.execute(f"comment on table queue.{name} is '{COMMENTS[name].replace(chr(39), chr(39) * 2)}'")
    for index in INDEXES:
        op.execute(index)
    values = ", ".join(str(step) for step in STEPS)
    op.execute(f"insert into queue.step (state, act, next) values {values}")
    for name in TABLES:
        _wall(name)
    op.execute("reset role")


def _wall(name: str) -> None:
    """Let nobody see or write beside the own hall, nor change what was recorded, not even the owner."""
    table = f"queue.{name}"
    if name != "step":
        own = "hall = (select (sync.me()).hall)"
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"create policy own_hall on {table} using ({own}) with check ({own})")
    acts = "update or delete" if name in APPEND_ONLY else "delete"
    refuse = "execute function sync.refuse_rewriting()"
    op.execute(f"create trigger no_rewriting before {acts} on {table} for each row {refuse}")
    op.execute(f"create trigger no_truncating before truncate on {table} for each statement {refuse}")
