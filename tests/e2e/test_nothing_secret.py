"""After a rehearsal no log, ticket, QR code or export holds a password, a fingerprint or an ID number."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import main
from app.domain.accounts import Right
from app.domain.attendance_sheet import MonthTable, days_table, figures_table
from app.services.accounts import Accounts
from app.services.attendance import Attendance
from app.services.journal import Journal
from data.demo_hall import DEMO_PASSWORD
from data.passwords import Argon2Passwords
from data.store import LocalStore, open_store
from data.working_days import CalendarTables
from data.xlsx_reports import write_month
from printing.documents.month_sheet import compose_sheets
from printing.pages import page_texts
from printing.typesetting.fonts import Fonts
from tests import factories as make
from tests.fakes import StillClock

ID_NUMBER = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX](?![\dX])"
)
CASE_NUMBER = re.compile(r"\d{22}")
FINGERPRINT = re.compile(r"template|score", re.IGNORECASE)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rehearsal")
    assert main.main(["rehearse", "--out", str(folder), "--cases", "12", "--seed", "5"]) == 0
    return folder


@pytest.fixture(scope="module")
def secrets(out: Path) -> frozenset[str]:
    """Every ID number and password hash that stands in the store."""
    found = {DEMO_PASSWORD}
    with open_store(out / "store", changed=lambda changes: None) as store, store.read() as unit:
        for case in unit.cases.ids():
            header = unit.cases.header(case)
            found.add(header.applicant.code)
            if header.agent is not None:
                found.add(header.agent.code)
        found |= {account.password_hash for account in unit.accounts.all()}
    assert len(found) > 10
    return frozenset(found)


def leaks(text: str, secrets: frozenset[str]) -> list[str]:
    hit = [secret for secret in secrets if secret and secret in text]
    return hit + ID_NUMBER.findall(CASE_NUMBER.sub("", text))


def audit_texts(store: LocalStore) -> Iterator[str]:
    with store.read() as unit:
        for entry in unit.audit.entries():
            yield json.dumps(dict(entry.fields), ensure_ascii=False)


def test_the_search_finds_what_it_looks_for(secrets: frozenset[str]) -> None:
    one = max(secrets, key=len)
    assert leaks(f"…{one}…", secrets)
    assert leaks("证件 632621199003074510 号", frozenset())
    assert not leaks("6326211172026091500018", frozenset())


def test_the_logs_hold_none(out: Path, secrets: frozenset[str]) -> None:
    with open_store(out / "store", changed=lambda changes: None) as store:
        entries = list(audit_texts(store))
    assert len(entries) > 100
    assert [text for text in entries if leaks(text, secrets)] == []
    for path in out.rglob("*.log*"):
        assert leaks(path.read_text(encoding="utf-8", errors="replace"), secrets) == []


def test_what_was_seen_and_summed_up_holds_none(out: Path, secrets: frozenset[str]) -> None:
    seen = [p for p in (*(out / "seen").rglob("*"), *out.glob("*.json")) if p.is_file()]
    assert seen
    for path in seen:
        assert leaks(path.read_bytes().decode("utf-8", errors="replace"), secrets) == [], path.name


def test_tickets_and_their_codes_hold_none(out: Path, secrets: frozenset[str]) -> None:
    with open_store(out / "store", changed=lambda changes: None) as store, store.read() as unit:
        kinds = [row for row in unit.outbox.rows() if row.kind in ("ticket", "ticket_event", "desk_event")]
        codes = [text for row in unit.outbox.rows() if (text := str(row.payload.get("code", "")))
                 and row.kind == "certificate"]  # fmt: skip
    assert kinds
    for row in kinds:
        assert leaks(json.dumps(row.payload, ensure_ascii=False), secrets) == []
    assert [code for code in codes if leaks(code, secrets)] == []


def test_no_record_holds_a_fingerprint(out: Path) -> None:
    with open_store(out / "store", changed=lambda changes: None) as store, store.read() as unit:
        fingers = [
            row for row in unit.outbox.rows() if row.kind in ("finger_enrolment", "finger_end", "punch")
        ]
    assert [row for row in fingers if FINGERPRINT.search(json.dumps(row.payload))] == []


def test_papers_show_id_numbers_masked(out: Path, secrets: frozenset[str]) -> None:
    # A certificate names its holder in full, for that is what it is for.
    papers = [one for one in sorted((out / "documents").rglob("*.pdf")) if "证" not in one.stem][:40]
    assert papers
    for paper in papers:
        text = "".join(page_texts(paper.read_bytes())).replace("\r", "").replace("\n", "")
        numbers = {secret for secret in secrets if ID_NUMBER.fullmatch(secret)}
        assert [number for number in numbers if number in text] == [], paper.name


def test_the_exports_of_attendance_hold_none(out: Path, secrets: frozenset[str], tmp_path: Path) -> None:
    clock = StillClock()
    with open_store(out / "store", changed=lambda changes: None) as store:
        journal = Journal(store, CalendarTables(), clock)
        attendance = Attendance(journal, Accounts(store, Argon2Passwords(), clock))
        sheet = attendance.month(make.actor(Right.SUPERVISOR), date(2026, 9, 1))
    tables: tuple[MonthTable, ...] = tuple(
        make_table(sheet.first, "大厅", sheet.lines, ("办法",), True)
        for make_table in (figures_table, days_table)
    )
    write_month(tmp_path / "month.xlsx", tables)
    words = json.dumps([table.rows for table in tables], ensure_ascii=False)
    assert len(sheet.lines) > 30
    assert leaks(words, secrets) == []
    assert leaks("".join(page_texts(compose_sheets(tables, Fonts()))), secrets) == []
