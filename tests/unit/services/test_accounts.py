"""Brute force, locks, passwords that grow old, rights that stay apart, and what the auditor sees of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from app.domain.accounts import AccountRules, Right
from app.errors import RuleError
from app.services.accounts import Credentials
from app.services.audit_log import AuditLog
from tests import factories as make
from tests.unit.services.conftest import PASSWORD, SmallHall

DAWN, DUSK = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
RIGHT = Credentials("zhuoma", PASSWORD)


def account_id(hall: SmallHall, login: str) -> UUID:
    with hall.store.read() as unit:
        found = unit.accounts.by_login(login)
    assert found is not None
    return found.id


def seen_by_auditor(hall: SmallHall, only_refused: bool = False) -> list[tuple[str, str, str]]:
    page = AuditLog(hall.store).read(make.actor(Right.AUDITOR), DAWN, DUSK, only_refused=only_refused)
    assert page.broken is None
    return [(entry.action, entry.subject, entry.result) for entry in page.entries]


def test_brute_force_is_locked_out_and_the_auditor_sees_it(hall: SmallHall) -> None:
    codes = []
    for n in range(200):
        with pytest.raises(RuleError) as told:
            hall.use.accounts.sign_in(Credentials("zhuoma", f"Guess-{n:04}-x"), "26")
        codes.append(told.value.code)
    assert codes == ["account.wrong"] * 5 + ["account.locked"] * 195
    with pytest.raises(RuleError, match=r"account\.locked"):
        hall.use.accounts.sign_in(RIGHT, "26")
    seen = seen_by_auditor(hall, only_refused=True)
    assert seen.count(("sign_in", "zhuoma", "refused")) == 5
    assert seen.count(("sign_in", "zhuoma", "locked")) == 196
    assert seen.count(("account.lock", "zhuoma", "ok")) == 1
    hall.clock.at += timedelta(minutes=AccountRules().lock_minutes)
    assert hall.use.accounts.sign_in(RIGHT, "26").name == "zhuoma（演示）"


def test_a_name_that_is_not_there_behaves_like_one_that_is(hall: SmallHall) -> None:
    codes = []
    for n in range(7):
        with pytest.raises(RuleError) as told:
            hall.use.accounts.sign_in(Credentials("Geheim-Wort-1", f"x{n}"), "26")
        codes.append(told.value.code)
    assert codes == ["account.wrong"] * 5 + ["account.locked"] * 2
    with hall.store.read() as unit:
        assert "Geheim-Wort-1" not in repr([entry.fields for entry in unit.audit.entries()])


def test_a_right_password_begins_the_count_anew(hall: SmallHall) -> None:
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(RuleError, match=r"account\.wrong"):
                hall.use.accounts.sign_in(Credentials("zhuoma", "nein"), "26")
        hall.use.accounts.sign_in(RIGHT, "26")


def test_guessing_at_a_locked_screen_or_an_approval_counts_too(hall: SmallHall) -> None:
    who = replace(hall.clerk, account_id=account_id(hall, "zhuoma"))
    for _ in range(3):
        with pytest.raises(RuleError, match=r"account\.wrong"):
            hall.use.accounts.unlock_screen(who, "nein")
    for _ in range(2):
        with pytest.raises(RuleError, match=r"account\.wrong"):
            hall.use.accounts.approve(hall.reviewer, Credentials("zhuoma", "nein"), Right.CLERK, "因故")
    with pytest.raises(RuleError, match=r"account\.locked"):
        hall.use.accounts.unlock_screen(who, PASSWORD)


def test_an_administrator_unlocks(hall: SmallHall) -> None:
    boss = make.actor(Right.ADMINISTRATOR)
    for _ in range(5):
        with pytest.raises(RuleError, match=r"account\.wrong"):
            hall.use.accounts.sign_in(Credentials("zhuoma", "nein"), "26")
    assert [one.account.login for one in hall.use.accounts.all(boss) if one.locked] == ["zhuoma"]
    hall.use.accounts.unlock(boss, account_id(hall, "zhuoma"))
    hall.use.accounts.sign_in(RIGHT, "26")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("Ab1-567", "password_weak"),
        ("abcdefg1", "password_weak"),
        ("Yanshi-2026", "password_published"),
        ("Zhuoma-2026", "password_has_login"),
        (PASSWORD, "password_same"),
    ],
)
def test_what_no_password_may_be(hall: SmallHall, password: str, code: str) -> None:
    with pytest.raises(RuleError, match=code):
        hall.use.accounts.change_password(RIGHT, password)


def test_a_password_grows_old_and_is_then_changed(hall: SmallHall) -> None:
    hall.use.accounts.change_password(RIGHT, "Juniper-Smoke-3")
    own = Credentials("zhuoma", "Juniper-Smoke-3")
    hall.clock.pass_days(89)
    hall.use.accounts.sign_in(own, "26")
    hall.clock.pass_days(1)
    with pytest.raises(RuleError, match="password_old"):
        hall.use.accounts.sign_in(own, "26")
    hall.use.accounts.change_password(own, "Barley-Beer-44")
    hall.use.accounts.sign_in(Credentials("zhuoma", "Barley-Beer-44"), "26")


def test_who_sets_up_does_not_audit(hall: SmallHall) -> None:
    boss = make.actor(Right.ADMINISTRATOR)
    both = frozenset({Right.ADMINISTRATOR, Right.AUDITOR})
    with pytest.raises(RuleError, match="rights_apart"):
        hall.use.accounts.create(boss, Credentials("yangjin", "Snow-Lion-9"), "央金", both, "")
    with pytest.raises(RuleError, match="rights_apart"):
        hall.use.accounts.change(boss, account_id(hall, "guanli"), "管理", both, "")
    with pytest.raises(RuleError, match="right_missing"):
        AuditLog(hall.store).read(boss, DAWN, DUSK)


def test_the_last_administrator_stays(hall: SmallHall) -> None:
    boss = make.actor(Right.ADMINISTRATOR)
    with pytest.raises(RuleError, match="last_administrator"):
        hall.use.accounts.disable(boss, account_id(hall, "guanli"))
    with pytest.raises(RuleError, match="last_administrator"):
        hall.use.accounts.change(boss, account_id(hall, "guanli"), "管理", frozenset({Right.CLERK}), "")
    hall.use.accounts.disable(boss, account_id(hall, "zhuoma"))
    hall.use.accounts.enable(boss, account_id(hall, "zhuoma"))


def test_a_password_somebody_else_set_is_good_for_once(hall: SmallHall) -> None:
    boss = make.actor(Right.ADMINISTRATOR)
    hall.use.accounts.set_password(boss, account_id(hall, "zhuoma"), "Given-By-Boss-1")
    given = Credentials("zhuoma", "Given-By-Boss-1")
    with pytest.raises(RuleError, match="must_change"):
        hall.use.accounts.sign_in(given, "26")
    hall.use.accounts.change_password(given, "Mine-Alone-77")
    hall.use.accounts.sign_in(Credentials("zhuoma", "Mine-Alone-77"), "26")
    acts = [action for action, _, _ in reversed(seen_by_auditor(hall))]
    assert acts == ["password.set", "password.change", "sign_in"]


def test_coming_and_going_is_logged(hall: SmallHall) -> None:
    actor = hall.use.accounts.sign_in(RIGHT, "26")
    hall.use.accounts.screen_locked(actor)
    hall.use.accounts.unlock_screen(actor, PASSWORD)
    hall.use.accounts.sign_out(actor)
    acts = [action for action, _, _ in reversed(seen_by_auditor(hall))]
    assert acts == ["sign_in", "screen_lock", "screen_unlock", "sign_out"]
