"""Views of fees, complaints, certificates, papers, patrols and consultations, for other systems to read."""

from typing import Any

from alembic import context, op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ON = "({} at time zone 'Asia/Shanghai')::date"
"""The hall's day of a moment."""

CASE = """
left join record.case_header h on (h.hall_code, h.record_id) = (c.hall_code, c.case_id)
left join record.department d on (d.hall_code, d.code) = (h.hall_code, h.department)"""
"""What a fee and a certificate belong to; a case that was put aside hides neither."""

FEE = f"""
create view report.fee with (security_barrier) as
select c.hall_code as hall, c.record_id as fee_id, c.case_id, h.number as case_number, h.department,
    d.name as department_name, c.item_key, c.name as item_name, c.number as notice_number, c.standard,
    c.basis, c.unit_fen, c.count as units, coalesce(c.relief_fen, 0) as relief_fen, c.amount_fen,
    report.masked(c.payer) as payer_masked, {ON.format("c.at")} as told_on, c.pay_by,
    coalesce(e.state, '待缴') as fee_state, {ON.format("e.at")} as settled_on, e.bill
from record.charge c {CASE}
left join lateral (
    select s.state, s.at, s.bill from record.fee_event s
    where (s.hall_code, s.fee_id) = (c.hall_code, c.record_id) order by s.at desc, s.record_id desc limit 1
) e on true"""

FEE_ACTS = {"待缴": "told", "已缴": "paid", "已免": "waived", "已退": "refunded", "已撤销": "cancelled"}

FEE_DAY = f"""
create view report.fee_day with (security_barrier) as
with act as (
    select c.hall_code, c.case_id, c.amount_fen, '待缴' as state, c.at from record.charge c
    union all
    select c.hall_code, c.case_id, c.amount_fen, e.state, e.at from record.charge c
    cross join lateral (
        select s.state, min(s.at) as at from record.fee_event s
        where (s.hall_code, s.fee_id) = (c.hall_code, c.record_id) group by s.state) e
)
select c.hall_code as hall, {ON.format("c.at")} as day, h.department, d.name as department_name,
    {
    ", ".join(
        f"count(*) filter (where c.state = '{state}') as {name}, "
        f"coalesce(sum(c.amount_fen) filter (where c.state = '{state}'), 0)::bigint as {name}_fen"
        for state, name in FEE_ACTS.items()
    )
}
from act c {CASE}
group by c.hall_code, {ON.format("c.at")}, h.department, d.name"""

COMPLAINT = f"""
create view report.complaint with (security_barrier) as
select o.*, coalesce(o.answer_due < report.today(), false) as late
from (
    select c.hall_code as hall, c.record_id as complaint_id, c.number as complaint_number,
        c.kind as complaint_kind, {ON.format("c.at")} as brought_on, c.department,
        d.name as department_name, c.counter, c.name <> '' as named,
        coalesce(e.act, 'registered') as complaint_state,
        {ON.format("e.at")} as state_on,
        case when e.act is null then report.end_of_term(c.hall_code, {ON.format("c.at")}, 5, '工作日')
            when e.act = 'accepted' then report.end_of_term(c.hall_code, {ON.format("e.at")}, 15, '工作日')
            end as answer_due
    from record.complaint c
    left join record.department d on (d.hall_code, d.code) = (c.hall_code, c.department)
    left join lateral (
        select s.act, s.at from record.complaint_event s
        where (s.hall_code, s.complaint_id) = (c.hall_code, c.record_id)
        order by s.at desc, s.record_id desc limit 1) e on true
) o"""

CERTIFICATE = f"""
create view report.certificate with (security_barrier) as
select c.hall_code as hall, c.record_id as certificate_id, c.case_id, h.number as case_number, h.department,
    d.name as department_name, c.kind as certificate_kind, c.title, c.number as certificate_number,
    report.masked(c.holder) as holder_masked, c.organ, c.issued_on, c.copies,
    {ON.format("v.at")} as voided_on
from record.certificate c {CASE}
left join lateral (
    select min(s.at) as at from record.certificate_void s
    where (s.hall_code, s.certificate_id) = (c.hall_code, c.record_id)) v on true"""

PAPER_DAY = f"""
create view report.paper_day with (security_barrier) as
select p.hall_code as hall, {ON.format("p.at")} as day, p.kind as paper, count(*) as prints,
    sum(p.copies)::bigint as sheets_made, count(*) filter (where p.nth > 1) as reprints
from (select s.hall_code, s.at, s.kind, s.copies, s.nth from record.print s
    union all select s.hall_code, s.at, s.kind, s.copies, s.nth from record.hall_print s) p
group by p.hall_code, {ON.format("p.at")}, p.kind"""

PATROL_MONTH = f"""
create view report.patrol_month with (security_barrier) as
select p.hall_code as hall, date_trunc('month', {ON.format("p.at")})::date as month, p.counter, p.finding,
    count(*) as findings, count(*) filter (where p.excused) as excused
from record.patrol p
group by p.hall_code, date_trunc('month', {ON.format("p.at")})::date, p.counter, p.finding"""

CONSULTATION_DAY = f"""
create view report.consultation_day with (security_barrier) as
select c.hall_code as hall, {ON.format("c.at")} as day, c.item_key, max(c.item_name) as item_name, c.language,
    c.outcome, count(*) as consultations
from record.consultation c
group by c.hall_code, {ON.format("c.at")}, c.item_key, c.language, c.outcome"""

VIEWS = {
    "fee": (FEE, "one row a fee: its rate, its amount in 分 and where it stands; payers masked"),
    "fee_day": (FEE_DAY, "fees told, paid, waived, refunded and cancelled, by day and department, in 分"),
    "complaint": (COMPLAINT, "one row a complaint and how far it is; nobody's words, names or phones"),
    "certificate": (CERTIFICATE, "one row a certificate that was issued; holders masked, no contents"),
    "paper_day": (PAPER_DAY, "papers printed on each day, those of cases and those of the hall"),
    "patrol_month": (PATROL_MONTH, "what patrols found at each counter in each month; nobody's names"),
    "consultation_day": (CONSULTATION_DAY, "visits at the guide desk by item, language and outcome"),
}

COLUMNS = {
    "hall": "code of the hall, as it was enrolled",
    "case_id": "id of the case it belongs to",
    "case_number": "the case's printed number",
    "department": "three-digit code of the department",
    "department_name": "name of the department",
    "item_key": "key of the service item in the hall's catalogue",
    "item_name": "name of the service item at that time",
    "day": "the hall's day",
    "month": "first day of the month",
    "counter": "number of the counter",
    "fee_id": "id of the fee, UUIDv7, the same in every system",
    "notice_number": "printed number of the notice of payment (缴款通知书)",
    "standard": "the published rate in words",
    "basis": "the document that allows the fee (行政许可法 58)",
    "unit_fen": "the rate in 分 a unit",
    "units": "how many units are charged",
    "relief_fen": "what is taken off, in 分",
    "amount_fen": "what is to be paid, in 分",
    "payer_masked": "first character of the payer's name, the rest as stars",
    "told_on": "day on which the fee was told",
    "pay_by": "last day for the payment, empty when none is set",
    "fee_state": "待缴, 已缴, 已免, 已退 or 已撤销",
    "settled_on": "day of that state, empty while the fee is due",
    "bill": "number of the treasury's electronic receipt, or of the refund's",
    "told": "fees told on the day",
    "told_fen": "their amount in 分",
    "paid": "fees paid on the day, whenever they were told",
    "paid_fen": "their amount in 分",
    "waived": "fees that a reviewer waived on the day",
    "waived_fen": "their amount in 分",
    "refunded": "fees given back on the day",
    "refunded_fen": "their amount in 分",
    "cancelled": "fees taken back on the day, as told wrongly",
    "cancelled_fen": "their amount in 分",
    "complaint_id": "id of the complaint, UUIDv7",
    "complaint_number": "number that the visitor was told",
    "complaint_kind": "complaint, report or suggestion",
    "brought_on": "day on which it was brought forward",
    "named": "whether a name was given, so that an answer in writing is owed",
    "complaint_state": "registered, accepted, answered, refused or closed, computed from what happened",
    "state_on": "day of that state, empty while it is registered",
    "answer_due": "day until which the next act is owed: 5 working days to accept, 15 more to answer",
    "late": "whether that day is over",
    "certificate_id": "id of the certificate, UUIDv7",
    "certificate_kind": "key of the certificate's template in the hall",
    "title": "title of the certificate when it was issued",
    "certificate_number": "number of the certificate",
    "holder_masked": "first character of the holder's name, the rest as stars",
    "organ": "the organ that issued it",
    "issued_on": "day of issue",
    "copies": "how many copies of it exist",
    "voided_on": "day on which it became void, empty while it holds",
    "paper": "title of the paper",
    "prints": "prints of it",
    "sheets_made": "copies made by these prints",
    "reprints": "how many of the prints were not the first one",
    "finding": "in_order, off_post, conduct, appearance or other",
    "findings": "how often it was found",
    "excused": "how often a temporary leave covered the absence",
    "language": "language of the visit",
    "outcome": "what came of it",
    "consultations": "number of visits",
}


def upgrade() -> None:
    """Make the views, say what their columns mean, and let readers see them."""
    first: Any = context.script.get_revision("0006").module
    op.execute("set role hall_owner")
    op.execute("create index complaint_event_of on record.complaint_event (hall_code, complaint_id)")
    op.execute("create index certificate_void_of on record.certificate_void (hall_code, certificate_id)")
    for name, (view, meaning) in VIEWS.items():
        first._make(view)
        first._make(f"comment on view report.{name} is {first._quoted(meaning)}")
        for column in first._columns(name):
            first._make(f"comment on column report.{name}.{column} is {first._quoted(COLUMNS[column])}")
        first._make(f"grant select on report.{name} to hall_reader")
    op.execute("reset role")
