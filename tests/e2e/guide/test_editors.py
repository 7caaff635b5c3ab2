"""Readers and editors at work: two confirm a text, a version holds from its date, workbooks go and come."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.ids import new_id
from app.domain.tibetan import sorting_key
from app.domain.translations import Status, Translated
from app.errors import RuleError
from app.services.translations import Translations
from data.hall_sheets import XlsxSheets
from tests.e2e.clerk.states import SCREENS, Screen
from tests.e2e.guide.bench import Bench, settled
from tests.e2e.guide.editors import Editors, editors
from tests.e2e.hands import Hands
from tests.e2e.walk import faults, stretched, tab_faults, untranslated
from ui.i18n.hall_words import hall_status, hall_tibetan, shipped_strings
from ui.languages.page import found_among
from ui.look import Look
from ui.theme import DARK

MakeBench = Callable[..., Bench]
MakeEditors = Callable[..., tuple[Editors, Bench, Callable[[], None]]]


@pytest.fixture
def make_editors(make_bench: MakeBench, qapp: QApplication, tmp_path: Path) -> Iterator[MakeEditors]:
    opened: list[Editors] = []

    def make(size: tuple[int, int] = (1366, 768)) -> tuple[Editors, Bench, Callable[[], None]]:
        bench = make_bench(size)
        made, wait = editors(bench, qapp, tmp_path, size), settled(bench, qapp)
        opened.append(made)
        wait()
        return made, bench, wait

    yield make
    for one in opened:
        one.window.close()
        one.window.deleteLater()


@pytest.mark.parametrize("screen", SCREENS, ids=lambda s: str(s.width))
@pytest.mark.parametrize("page", [0, 1], ids=["languages", "catalogue"])
def test_everything_fits_is_named_and_can_be_reached(
    page: int, screen: Screen, make_editors: MakeEditors, look: Look, qapp: QApplication
) -> None:
    look.change(scale=screen.scale)
    made, _, wait = make_editors((screen.width, screen.height))
    window = made.show(page, wait)
    found = [str(fault) for fault in (*faults(window), *tab_faults(window, qapp))]
    with stretched(qapp):
        wait()
        found += [f"stretched {fault}" for fault in (*faults(window), *untranslated(window))]
    look.change(theme=DARK)
    wait()
    found += [f"dark {fault}" for fault in faults(window)]
    assert not found


def test_two_readers_confirm_a_draft(make_editors: MakeEditors, qapp: QApplication) -> None:
    made, bench, wait = make_editors()
    hands, page = Hands(qapp), made.languages
    page.table.setFocus()
    chosen = page.table.chosen()
    assert chosen is not None
    assert chosen.status is Status.DRAFT
    hands.press("Ctrl+Return")
    wait()
    assert hall_status(bench.store)[chosen.zh] is Status.DRAFT
    hands.press("Ctrl+Return")
    wait()
    assert "已经确认过" in page.notice.words
    second = Translations(bench.journal, shipped_strings())
    done = second.confirm(replace(bench.needs.actor, name="第二位", account_id=new_id()), chosen.zh)
    assert done.status is Status.CONFIRMED
    assert hall_status(bench.store)[chosen.zh] is Status.CONFIRMED
    changed = second.write(bench.needs.actor, chosen.zh, chosen.bo + "།", "另一来源")
    assert (changed.status, changed.readers) == (Status.DRAFT, ())
    assert hall_tibetan(bench.store)()[chosen.zh] == chosen.bo + "།"
    assert made.told == ["changed"]


def test_what_is_no_translation_is_refused(make_editors: MakeEditors) -> None:
    _, bench, _ = make_editors()
    strings = Translations(bench.journal, shipped_strings())
    wrong = (
        ("打印", "print", "某处", "translation.not_tibetan"),
        ("打印", "པར་འདེབས།", "", "translation.source_missing"),
        ("{n} 份", "གཅིག", "某处", "translation.names"),
        ("没有这句", "གཅིག", "某处", "translation.unknown"),
    )
    for zh, bo, source, code in wrong:
        with pytest.raises(RuleError) as refused:
            strings.write(bench.needs.actor, zh, bo, source)
        assert refused.value.code == code
    with pytest.raises(RuleError, match=r"translation\.missing"):
        strings.confirm(bench.needs.actor, "{n} 份")
    clerk = replace(bench.needs.actor, rights=frozenset())
    with pytest.raises(RuleError, match=r"account\.right_missing"):
        strings.confirm(clerk, "打印")


def test_the_office_s_workbook_goes_out_and_comes_back(make_editors: MakeEditors, qapp: QApplication) -> None:
    made, bench, wait = make_editors()
    hands, page = Hands(qapp), made.languages
    page.table.setFocus()
    hands.press("Ctrl+E")
    wait()
    lines = XlsxSheets().read_strings(made.file)
    assert {line.zh for line in lines} >= {one.zh for one in page.table.rows}
    first = lines[0]
    fresh = Translated(first.zh, first.bo + "།", "办公室", "")
    strings = Translations(bench.journal, shipped_strings())
    (taken,) = strings.take_back(bench.needs.actor, (fresh, *lines[1:]))
    assert (taken.zh, taken.status) == (first.zh, Status.DRAFT)


def test_a_version_is_published_by_keys_and_holds_from_its_day(
    make_editors: MakeEditors, qapp: QApplication
) -> None:
    made, bench, wait = make_editors()
    made.show(1, wait)
    page = made.catalogue
    item = page.table.chosen()
    assert item is not None
    page.form.conditions.put("另行规定。")
    page.form.reason.put("县政府文件")
    page.form.reason.setFocus()
    Hands(qapp).press("Ctrl+S")
    wait()
    assert "已发布" in page.notice.words
    assert (
        next(one for one in bench.needs.guide.items()[0] if one.key == item.key).conditions == item.conditions
    )
    assert page.versions.rows[0].item.conditions == "另行规定。"
    bench.clock.at += timedelta(days=1)
    assert next(one for one in bench.needs.guide.items()[0] if one.key == item.key).conditions == "另行规定。"


def test_a_coming_version_is_withdrawn_and_a_workbook_published(
    make_editors: MakeEditors, qapp: QApplication
) -> None:
    made, bench, wait = make_editors()
    made.show(1, wait)
    page, hands = made.catalogue, Hands(qapp)
    page.form.note.put("改")
    page.form.reason.put("县政府文件")
    page.form.submit()
    wait()
    page.form.reason.put("文件撤销")
    page.versions.setFocus()
    hands.press("Ctrl+D")
    wait()
    assert "已撤回" in page.notice.words
    items, organs = bench.needs.guide.items()
    fresh = replace(items[5], note="批量", version="2027.01", effective_on=date(2027, 1, 4))
    XlsxSheets().write_items((*items[:5], fresh, *items[6:]), organs, made.file)
    page.form.reason.put("年度修订")
    hands.press("Ctrl+I")
    wait()
    assert "已发布 1 项" in page.notice.words


def test_strings_are_found_by_syllables_in_the_order_of_the_dictionary() -> None:
    strings = [one for one in shipped_strings().values() if one.bo]
    assert [one.zh for one in found_among(strings, "证")] == [one.zh for one in strings if "证" in one.zh]
    found = [one.bo for one in found_among(strings, "དཔང")]
    assert len(found) > 1
    assert found == sorted(found, key=sorting_key)
    assert not found_among(strings, "པང་ཡིག")
