"""The hall's rules of its scripts: their order, Tibetan digits, and two named readers who are two persons."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from app.domain.accounts import Actor, Right
from app.domain.ids import new_id
from app.domain.translations import Status
from app.errors import RuleError
from app.services.accounts import Accounts, Credentials
from app.services.settings_book import SettingsBook
from app.services.translations import Translations
from data.demo_hall import DEMO_PASSWORD
from data.passwords import Argon2Passwords
from tests.e2e.guide.bench import Bench, settled
from tests.e2e.walk import box_of, faults, stretched
from ui.guide.pairs import Pairs
from ui.i18n.hall_words import shipped_strings

BASIS = "自治条例第二十条"


@pytest.fixture
def bench(make_bench: Callable[..., Bench]) -> Bench:
    return make_bench()


def put(bench: Bench, name: str, value: str) -> None:
    office = replace(bench.needs.actor, rights=frozenset({Right.ADMINISTRATOR}))
    SettingsBook(bench.journal).put(office, name, value, BASIS)


def places(bench: Bench) -> tuple[int, int]:
    """Return how far right the Chinese and the Tibetan column of the sheet begin."""
    window, sheet = bench.window, bench.ask.sheet
    heads = [one for one in sheet.findChildren(QLabel) if one.text() == "办理主体"]
    return box_of(heads[0], window).left(), box_of(sheet.findChildren(Pairs)[0], window).left()


def test_both_orders_of_the_scripts_lay_out(bench: Bench, qapp: QApplication) -> None:
    wait = settled(bench, qapp)
    wait()
    chinese, tibetan = places(bench)
    assert chinese < tibetan
    put(bench, "tibetan_first", "1")
    wait()
    chinese, tibetan = places(bench)
    assert tibetan < chinese
    found = faults(bench.window)
    bench.ask.turn()
    wait()
    found += faults(bench.window)
    bench.ask.turn()
    with stretched(qapp):
        wait()
        found += faults(bench.window)
    assert not found


def test_tibetan_digits_are_a_choice_of_the_hall(bench: Bench, qapp: QApplication) -> None:
    wait = settled(bench, qapp)
    wait()
    shown = [one.text() for one in bench.ask.sheet.findChildren(QLabel)]
    assert "2026 ཟླ་བ་བཅུ་གཅིག་པའི་ཚེས་22" in shown
    put(bench, "tibetan_digits", "1")
    wait()
    shown = [one.text() for one in bench.ask.sheet.findChildren(QLabel)]
    assert "༢༠༢༦ ཟླ་བ་བཅུ་གཅིག་པའི་ཚེས་༢༢" in shown
    assert "2026.11 版，2026年11月22日起施行" in shown, "Chinese stays in Western digits"


def test_the_order_is_not_changed_without_its_legal_basis(bench: Bench) -> None:
    office = replace(bench.needs.actor, rights=frozenset({Right.ADMINISTRATOR}))
    with pytest.raises(RuleError, match=r"setting\.reason_missing"):
        SettingsBook(bench.journal).put(office, "tibetan_first", "1", " ")
    with pytest.raises(RuleError, match=r"setting\.range"):
        SettingsBook(bench.journal).put(office, "tibetan_first", "2", BASIS)


def test_two_readers_are_two_persons(bench: Bench) -> None:
    strings = Translations(bench.journal, shipped_strings())
    first = bench.needs.actor
    strings.confirm(first, "打印")
    with pytest.raises(RuleError, match=r"translation\.read_before"):
        strings.confirm(replace(first, name="另一个名字"), "打印")
    namesake = replace(first, account_id=new_id())
    assert strings.confirm(namesake, "打印").status is Status.CONFIRMED


def test_where_readers_are_named_nobody_else_confirms(bench: Bench) -> None:
    put(bench, "readers", "admin guide")
    strings, guide = Translations(bench.journal, shipped_strings()), bench.needs.actor
    strings.confirm(guide, "打印")
    with pytest.raises(RuleError, match=r"translation\.not_reader"):
        strings.confirm(replace(guide, account_id=new_id(), name="路人"), "打印")
    accounts = Accounts(bench.store, Argon2Passwords(), bench.clock)
    second: Actor = accounts.sign_in(Credentials("admin", DEMO_PASSWORD), "")
    assert strings.confirm(second, "打印").status is Status.CONFIRMED
