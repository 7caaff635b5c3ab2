"""Accounts, papers, the case book, working-day tables and the checks of a store."""

from datetime import date
from pathlib import Path

import pytest
import sqlcipher3

from app.domain.accounts import Right
from app.domain.areas import NATION
from app.domain.case_rows import CaseQuery
from app.domain.details import StepKind
from app.domain.papers import PaperKind, PrintState
from app.domain.workdays import DayRow
from app.errors import RuleError
from app.services.accounts import Credentials
from data.places import STORE_FILE
from tests import factories as make
from tests.unit.services.conftest import PASSWORD, SmallHall


def test_signing_in_is_logged_by_name_and_never_by_password(hall: SmallHall) -> None:
    actor = hall.use.accounts.sign_in(Credentials("zhuoma", PASSWORD), "26")
    assert (actor.rights, actor.counter) == (frozenset({Right.CLERK}), "26")
    for wrong in (Credentials("zhuoma", "nein"), Credentials("nobody", PASSWORD)):
        with pytest.raises(RuleError, match=r"account\.wrong"):
            hall.use.accounts.sign_in(wrong, "26")
    with hall.store.read() as unit:
        entries = [entry.fields for entry in unit.audit.entries()]
    assert [entry["result"] for entry in entries if entry["action"] == "sign_in"] == [
        "ok",
        "refused",
        "refused",
    ]
    assert PASSWORD not in repr(entries)
    assert "nein" not in repr(entries)


def test_accounts_are_made_by_the_administrator_and_taken_out_of_use(hall: SmallHall) -> None:
    boss = make.actor(Right.ADMINISTRATOR)
    who = Credentials("yangjin", "Snow-Lion-9")
    created = hall.use.accounts.create(boss, who, "央金", frozenset({Right.CLERK}), "117")
    with pytest.raises(RuleError, match="must_change"):
        hall.use.accounts.sign_in(who, "26")
    own = Credentials("yangjin", "Own-Choice-7")
    hall.use.accounts.change_password(who, own.password)
    assert hall.use.accounts.sign_in(own, "26").name == "央金"
    with pytest.raises(RuleError, match="login_taken"):
        hall.use.accounts.create(boss, who, "央金", frozenset({Right.CLERK}), "117")
    with pytest.raises(RuleError, match="password_weak"):
        hall.use.accounts.create(boss, Credentials("b", "12345678"), "乙", frozenset({Right.CLERK}), "117")
    with pytest.raises(RuleError, match="right_missing"):
        hall.use.accounts.create(hall.clerk, who, "央金", frozenset(), "117")
    hall.use.accounts.disable(boss, created.id)
    with pytest.raises(RuleError, match=r"account\.wrong"):
        hall.use.accounts.sign_in(who, "26")


def test_a_print_is_recorded_and_a_reprint_counted(hall: SmallHall) -> None:
    outcome = hall.use.intake.accept_new(hall.clerk, hall.application())
    hall.use.papers.print(hall.clerk, outcome.case.id, outcome.steps[0].id)
    first = hall.use.papers.print(hall.clerk, outcome.case.id, outcome.step.id)
    hall.happen(first.record.id, PrintState.PRINTED)
    hall.use.papers.void(hall.clerk, first.record.id, "卡纸")
    with pytest.raises(RuleError, match="voided_before"):
        hall.use.papers.void(hall.clerk, first.record.id, "卡纸")
    second = hall.use.papers.print(hall.clerk, outcome.case.id, outcome.step.id)
    assert (first.record.number, first.record.nth) == ("玛市监受〔2026〕1号", 1)
    assert (second.record.number, second.record.nth, second.record.copies) == ("玛市监受〔2026〕1号", 2, 3)
    view = hall.use.case_book.view(hall.clerk, outcome.case.id)
    states = [[event.state for event in events] for _, events in view.prints[1:]]
    assert states == [[PrintState.QUEUED, PrintState.PRINTED, PrintState.VOIDED], [PrintState.QUEUED]]
    assert hall.use.integrity.verify().findings == ()


def test_a_paper_knows_everything_up_to_its_step(hall: SmallHall) -> None:
    told = hall.use.intake.notify_new(
        hall.clerk, hall.application(1), (make.problem(2), make.problem(3)), date(2026, 9, 29)
    )
    hall.use.intake.supplement(hall.clerk, told.case.id, make.handed_in(2, 3))
    hall.use.papers.preview(told.case.id, told.step.id)
    paper = hall.composer.papers[-1]
    assert (paper.kind, paper.mark.nth) == (PaperKind.NOTICE, 1)
    assert [material.name for material in paper.materials] == ["材料1"]
    assert not paper.full_code


def test_a_step_without_paper_says_so(hall: SmallHall) -> None:
    outcome = hall.use.intake.accept_new(hall.clerk, hall.application())
    started = hall.use.review.start(hall.clerk, outcome.case.id)
    with pytest.raises(RuleError, match=r"paper\.none"):
        hall.use.papers.print(hall.clerk, outcome.case.id, started.step.id)


def test_worklists_move_with_the_days(hall: SmallHall) -> None:
    book, mine = hall.use.case_book, hall.use.intake.receive(hall.clerk, hall.application(1)).case.id
    assert [row.case_id for row in book.mine(hall.clerk)] == [mine]
    assert book.due_soon(hall.clerk) == ()
    hall.clock.pass_days(4)
    assert [row.case_id for row in book.due_soon(hall.clerk)] == [mine]
    hall.clock.pass_days(36)
    assert [row.case_id for row in book.overdue(hall.clerk)] == [mine]
    assert book.view(hall.clerk, mine).branches[0].signal == "red"


def test_a_case_is_found_by_name_number_and_last_digits(hall: SmallHall) -> None:
    case = hall.use.intake.accept_new(hall.clerk, hall.application()).case
    for text in ("才让", "多杰", "才", case.number, case.number[:12], "4510", "0000", "13800000000"):
        found = hall.use.case_book.find(hall.clerk, CaseQuery(text=text))
        assert [row.case_id for row in found] == [case.id], text
    assert hall.use.case_book.find(hall.clerk, CaseQuery(text="李四")) == ()


def test_other_departments_cases_are_not_shown(hall: SmallHall) -> None:
    case = hall.use.intake.accept_new(hall.clerk, hall.application()).case
    stranger = make.actor(department="103")
    assert hall.use.case_book.find(stranger, CaseQuery(text=case.number)) == ()
    with pytest.raises(RuleError, match="other_department"):
        hall.use.case_book.view(stranger, case.id)


def test_a_published_table_moves_due_dates_and_keeps_the_old_in_the_log(hall: SmallHall) -> None:
    case = hall.use.intake.accept_new(hall.clerk, hall.application()).case
    rows = [
        DayRow("632600", date(2026, 9, 17), False, "果洛州通知（测试）"),
        DayRow(NATION, date(2026, 9, 18), True, "无"),
    ]
    boss = make.actor(Right.ADMINISTRATOR)
    assert hall.use.working_days.load(boss, rows) == 1
    with hall.store.read() as unit:
        row = unit.cases.row(case.id)
        moved = [e.fields for e in unit.audit.entries() if e.fields["action"] == "case.due_moved"]
    assert row is not None
    assert row.due == date(2026, 9, 28)
    assert moved[0]["facts"] == {"old": "2026-09-24", "new": "2026-09-28"}
    assert hall.unsound() == []


def damage(folder: Path, *statements: str) -> None:
    """Do to the file what no program of ours does."""
    connection = sqlcipher3.connect(str(folder / STORE_FILE))
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_verify_names_what_was_tampered_with(hall: SmallHall) -> None:
    outcome = hall.use.intake.accept_new(hall.clerk, hall.application())
    hall.use.papers.print_all(hall.clerk, outcome)
    assert hall.use.integrity.verify().sound
    folder = hall.store.folder
    damage(folder, "update case_row set state = 'archived'")
    assert [found.check for found in hall.use.integrity.verify().findings] == ["cases"]
    damage(folder, "update number_block set last = last + 1")
    assert {found.check for found in hall.use.integrity.verify().findings} == {"cases", "numbers"}
    assert StepKind.ACCEPTED in {step.kind for step in outcome.steps}
