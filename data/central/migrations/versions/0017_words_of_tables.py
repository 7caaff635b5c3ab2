"""Every table of records and every column of it says what it means."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

COMMON = """
hall_code: code of the hall, as it was enrolled
record_id: id of the record, UUIDv7 unless it is reference data; the key with the hall's code
record_revision: revision of the record; the newest one stands here, all of them in sync.change_log
written_by: the station that wrote this revision
received_at: when the centre received it
id: id of the record, as it names itself
at: when it happened (UTC)
actor_id: account of who did it; empty where no person did
actor_name: name of who did it
account_id: account of the person it is about
person: name of the person it is about
station: index of the station in whose name and number block it was made
reason: why, in words of the staff
counter: number of the counter
department: three-digit code of the department, empty for the centre
case_id: the case it belongs to: record.case_header
item_key: key of the service item in the hall's catalogue
item_name: name of the service item at that time
blank: kind of the numbered blank, empty for plain paper
serial: serial number of the blank
nth: which print it is, from 1
copies: how many copies
certificate_id: record.certificate
act: what was done
note: remark of the staff
code: code by which the department, item or paper is known
phone: phone of the visitor: personal
place: where
service: key of the queue service
prefix: letters before the number
version: version of the item's guide
"""
"""What a column means wherever nothing else is said of it."""

TABLES = """
account: accounts of staff; no reader sees them
  login: name for signing in
  name: name of the person
  password_hash: argon2 hash of the password, never the password; for the hall's stations alone
  rights: what the account may do
  enabled: whether it may sign in
  revision: revision of the account, as it names itself
  must_change: whether the password has to be changed at the next sign-in
  password_changed_at: when the password was chosen (UTC)
attendance_correction: results of attendance that somebody with the right has set
  day: the day that was corrected
  slot: morning_in, morning_out, afternoon_in or afternoon_out
  result: the result that counts from then on
attendance_slip: check-ins on paper or by password, which count and stay marked
  at: when the person was there (UTC)
  reason: password, power_cut, sensor_broken, no_consent or other
  entered_at: when it was entered (UTC)
audit_entry: the stations' audit logs, each a chain of hashes
  station: the store that wrote the entry
  epoch: incarnation of that store; a restored one begins a new chain
  sequence: place in the chain, from 1 without a gap
  fields: what was done; holds no ID number
  hash: hash of this entry and the one before
blank_receipt: numbered blanks that came into stock
  prefix: what stands before the serial's digits
  digits: how many digits a serial has
  first: first serial
  last: last serial
blank_spoiled: numbered blanks that cannot be used any more
  print_id: the print that spoiled it, empty if it was spoiled before one
case_header: cases: what may be revised of them; everything that happened stands in record.case_step
  number: printed number of the case
  item_version: version of the item's guide that holds for the case
  applicant: who applies: personal, with the ID number
  agent: who acts for the applicant: personal
  contact: whom to ask for: personal
  contact_phone: phone of the contact: personal
  delivery_way: how the result is handed over
  joint: handled jointly by several departments (行政许可法 42)
  opened_on: day of the application, in the hall's time
  revision: revision of the header, as it names itself
  ticket: the ticket with which the visitor came, empty without one
case_step: what happened to cases: each step follows another; state and limits are computed from them
  follows: the step before it, empty for the first; two that follow the same one are a fork
  on: day in the hall's time, by which limits are counted
  document: number of the paper that the step wrote
  detail: what kind of step it is, and what that kind says
certificate: certificates that were issued
  kind: key of its template: record.certificate_template
  title: title when it was issued
  number: number of the certificate
  holder: name of the holder: personal
  values: what the certificate states: personal
  organ: the organ that issued it
  issued_on: day of issue
  way: 套打 over a blank, or 全文打印
  code: signed text of its QR code
certificate_print: prints of certificates, copy by copy; what became of them stands in record.print_event
  copy: which of the copies, from 1
certificate_template: certificates of the hall as data: fields and their places on the sheet, in millimetres
  key: short name, part of the signed code
  title: title of the certificate
  word: sign of its kind in the number
  width: width of the sheet
  height: height of the sheet
  size_source: where the size is stated, empty if it is not confirmed
  calibrated: whether the places were checked on the real blank
  fields: what is filled in, and its rules
  boxes: where values are printed
  labels: what is printed on plain paper besides
  qr: place of the signed code
  areas: coloured areas
  rules: lines of the form
  border: kind of the border
  frame: distance of the border from the edge
certificate_void: certificates that became void; their numbers are never used again
charge: fees as they were told to their payers, in 分; what became of them stands in record.fee_event
  id: id of the fee
  name: name of what is charged for
  basis: the document that allows the fee (行政许可法 58)
  standard: the published rate in words
  unit_fen: the rate in 分 a unit
  count: how many units
  relief_fen: what is taken off, in 分; empty for nothing
  relief_basis: the rule that allows that
  amount_fen: what is to be paid, in 分
  number: printed number of the notice of payment (缴款通知书)
  payer: who pays: personal
  pay_by: last day for the payment
complaint: complaints, reports of wrongs and suggestions as they were taken down
  number: number that the visitor was told
  kind: complaint, report or suggestion
  about: counter, person or matter, in the visitor's words
  words: what was said: personal
  name: who complains: personal; empty for one without a name
complaint_event: what became of complaints
  complaint_id: record.complaint
  act: accepted, refused, answered or closed
  words: the answer, or the reason
  in_writing: whether the answer was given on paper
  reviewer: who else looked at it before it was closed
consultation: visits at the guide desk, without anything about the person
  language: zh, bo or both
  outcome: what the visitor left with
  ticked: how many materials of the list the visitor has already
  wanted: how many the list has
day_row: days off and exchanged working days that were published for an area
  area: six-digit code of the area
  day: the day
  works: whether it is a working day
  source: the document that says so
department: organs with counters in the hall
  code: three-digit code, part of the case number
  name: name of the organ
  short_name: short name of the organ
  organ_word: 机关代字, begins its document numbers
  counters: numbers of its counters
  counter_business: what they are for, in the same order
  ticket_prefix: letter of its tickets
  credit_code: 统一社会信用代码 of the organ
  inquiry_phone: phone for questions
  complaint_phone: phone for complaints
desk_event: when counters began, paused and ended to call
  state: how the counter stands then
desk_request: requests at the guide desk: appointments, home visits, first-asked matters
  number: number that the visitor was told
  kind: what is asked for
  name: whom to ask for: personal
  place: where a home visit goes: personal
  wanted_at: moment of an appointment or visit (UTC)
  owner: who answers for it from the beginning
desk_request_event: what became of requests
  request_id: record.desk_request
  owner: who answers for it from then on
  wanted_at: the moment agreed on from then on (UTC)
  ticket: the ticket that was given for it
fee_event: what became of fees
  fee_id: record.charge
  state: 已缴, 已免, 已退 or 已撤销
  bill: number of the treasury's electronic receipt, or of the refund's
  approver_name: who approved it with the own password
finger_end: ends of enrolments of fingers
  enrolment_id: record.finger_enrolment
finger_enrolment: whose fingers are in which sensor, with the consent; prints never leave the sensor
  device: what the hall calls the sensor
  slots: places in the sensor
  consent: which text was agreed to, when and before whom (个人信息保护法 29)
hall_facts: what every paper says of the hall
  name: name of the hall
  area_code: six-digit code of its area
  address: its address
  opening_hours: its hours
  supervision_phone: phone of supervision
  progress_query: how to ask for progress
  demo: whether it is a demo hall
  full_code_on: papers on which ID numbers stand in full
  review_organ: where a review may be asked for
  court: where one may go to court
  payee: bank, account and code where fees are paid
hall_print: prints of papers that no step writes; what became of them stands in record.print_event
  kind: title of the paper
  subject: what it is about: key of an item, a day, or id of a fee
  version: which state of it was printed
  number: the paper's own number, empty if it has none
  station: index of a station: of the print, or of the fee that its notice tells
item_version: later versions of service items as the hall published them
  item: the whole item, with the fields of record.service_item
  published_at: when it was published (UTC)
  published_by: who published it
  withdrawn: whether it was taken back before it came into force
item_words: the hall's own words to find an item by
  words: the words
leave_request: requests for leave
  kind: kind of the leave
  begins: from when (UTC)
  ends: until when (UTC)
  at: when it was asked for (UTC)
leave_step: who agreed to leave, refused it, took it back or came back
  leave_id: record.leave_request
  act: duty_desk, chief, home_unit, leader, refused, withdrawn or returned
other: records without a table: hall_rule, each subject of which has its own form; kinds not known here yet
  kind: kind of the record
  payload: the record word for word
patrol: what patrols found
  account_id: account of the person it is about, empty for the counter as a whole
  finding: in_order, off_post, conduct, appearance or other
  words: what was seen
  photo: number of the photo
  excused: whether a temporary leave covered the absence
post_pair: posts with two people (AB岗)
  name: name of the post
  holder_id: account of who holds it (A)
  holder: name of who holds it
  deputy_id: account of who stands in (B), empty for nobody
  deputy: name of who stands in
print: prints of papers that steps wrote; what became of them stands in record.print_event
  step_id: the step that wrote the paper: record.case_step
  kind: title of the paper
  number: document number
print_event: what became of prints
  print_id: the print, of whatever kind
  state: the state it entered
punch: check-ins by finger
  enrolment_id: record.finger_enrolment
  at: when, by the machine's clock (UTC)
  device: what the hall calls the sensor
  clock: steady, jumped or behind: whether that clock can be trusted
  jump_seconds: by how much the clock was set since the program began
queue_counter: counters as the queue knows them
  number: number over the counter
  services: keys of the services it calls
queue_rules: what the hall has set for its queue
  head_start_minutes: how much earlier than they came priority visitors stand in the order
  recalls: how often a ticket is called again
  no_show_seconds: how long after the last call it may be passed without that
  recall_pause_seconds: how long between two calls of it
  one_ticket_a_person: whether a person with an open ticket gets no second one
  passed_note: what the ticket says of passed numbers
  notice: what the hall display says at its foot
queue_service: services that people take tickets for
  key: key of the service
  name: its name
  area: where its counters are
  hours: when tickets are given, empty for always
  quota: how many a day, empty for any number
service_item: service items (事项) as the hall began with them; later versions stand in record.item_version
  key: key of the item in the hall's catalogue
  name: name of the item
  counter: number of the counter that takes it in
  type_code: code of the kind of matter
  type_name: kind of matter, as 行政许可
  service_object: whom it serves: 自然人, 法人 …
  handling: 即办件 or 承诺件
  joint_with: departments that handle it together
  report_to: to whom it is reported
  exercise_level: level that exercises the power
  basic_code: 基本编码 of the item
  implementation_code: 实施编码 of the item
  handling_codes: 业务办理项编码
  legal_basis: the law it rests on
  statutory: limit of law, empty where none sets one
  statutory_basis: where the law sets it
  extension: how much the law lets it be extended
  extension_basis: where it does
  promised: limit that the hall promises
  notice: time for the one-time notice
  notice_basis: where that is set
  procedures: special procedures that do not count (行政许可法 45)
  fee: what is charged, by which rate and basis
  conditions: conditions of acceptance
  process: how it is handled
  result_name: name of the result
  result_validity: how long the result holds
  result_months: the same in months
  blank: numbered blank of the result, empty for none
  delivery_ways: how the result may be handed over
  visits: how often the applicant has to come
  online: whether it may be applied for online
  shortage_ok: whether 容缺受理 is possible
  promise_ok: whether 告知承诺 is possible
  synonyms: other words to find it by
  note: remark
  effective_on: day from which the version holds
  materials: the materials it asks for, with forms, copies and where they come from
signing_key: public halves of the keys that sign certificates
  key_id: name of the key in signed codes
  hall: the hall as signed codes name it
  station: index of the station that signs with it
  public: the public key
  made_at: when it was made (UTC)
  replaced_at: since when another one signs (UTC)
  withdrawn_at: since when it is not trusted (UTC)
  withdrawn_reason: why
ticket: tickets of halls without a shared queue, as they were given
  service_name: name of the service
  day: the hall's day; numbers begin anew each day
  series: 0 for the hall's own series, else the code of a kiosk without the line
  n: number in the series
  issued_at: when it was given (UTC)
  order: place in the order of calls
  kiosk: the machine that gave it
  item: key of the service item the visitor named
  priority: why it goes before, empty for none
  person: mark of the person, which tells nothing of who it is
ticket_event: what happened to these tickets
  ticket_id: record.ticket
  counter: number of the counter, or name of the kiosk
  service: the service it was transferred to
  to_counter: the counter it was transferred to
  print: what became of its printing
translation: Tibetan strings as this hall's readers have left them
  zh: the Chinese source, which is the key
  bo: the Tibetan
  source: where the Tibetan comes from
  readers: who has confirmed exactly this text
  remark: remark of the readers
  reader_ids: their accounts
"""
"""What each table holds, and below it what its columns mean where that is not the common meaning."""


def upgrade() -> None:
    """Write the comments."""
    op.execute("set role hall_owner")
    common, own, tables = _read()
    for table, column in _columns():
        meaning = own.get((table, column)) or common[column]
        op.execute(f'comment on column record."{table}"."{column}" is {_quoted(meaning)}')
    for table, meaning in tables.items():
        op.execute(f'comment on table record."{table}" is {_quoted(meaning)}')
    op.execute("comment on view report.branch is 'branches of cases; serves other views, nobody reads it'")
    op.execute("reset role")


def _read() -> tuple[dict[str, str], dict[tuple[str, str], str], dict[str, str]]:
    """Return the common meanings, those of the tables' own columns, and those of the tables."""
    common = dict(line.split(": ", 1) for line in COMMON.strip().splitlines())
    own: dict[tuple[str, str], str] = {}
    tables: dict[str, str] = {}
    for line in TABLES.strip().splitlines():
        name, meaning = line.strip().split(": ", 1)
        if line.startswith(" "):
            own[list(tables)[-1], name] = meaning
        else:
            tables[name] = meaning
    return common, own, tables


def _columns() -> list[tuple[str, str]]:
    found = op.get_bind().exec_driver_sql(
        "select table_name, column_name from information_schema.columns where table_schema = 'record' "
        "order by table_name, ordinal_position"
    )
    return [(str(table), str(column)) for table, column in found]


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
