"""Texts follow the language at once; the catalogue is whole, honest and up to date."""

import ast
import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.translations import Status
from ui.i18n import Words, joined, tr
from ui.i18n.catalogue import (
    Row,
    brought_up_to_date,
    read_catalogue,
    sources_in,
    write_catalogue,
)
from ui.i18n.collect import UI, all_sources
from ui.i18n.language import Interpreter, Language
from ui.i18n.shares import ROLES, SHARED, places_of, shares, shares_in_words
from ui.look import Look
from ui.widgets.boxes import scrolled
from ui.widgets.health import HealthPlace
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label
from ui.wording import spoken


@pytest.fixture
def interpreter(qapp: QApplication) -> Iterator[Interpreter]:
    made = Interpreter(qapp)
    yield made
    made.speak(Language.CHINESE)


def test_chinese_is_the_source() -> None:
    assert tr("登录") == "登录"
    assert tr("共 {n} 件", n=3) == "共 3 件"


def test_a_brace_in_data_does_no_harm() -> None:
    assert tr("姓名：{name}", name="{x}") == "姓名：{x}"


def test_a_text_with_tibetan_and_one_without(interpreter: Interpreter) -> None:
    interpreter.speak(Language.TIBETAN)
    table = {row.zh: row.bo for row in read_catalogue() if row.bo}
    assert tr("打印") == table["打印"]
    assert tr("一次性告知") == "一次性告知"


def test_a_label_follows_at_once_and_data_does_not(qtbot: QtBot, interpreter: Interpreter) -> None:
    text, data = Label(tr("打印")), Label("打印")
    for label in (text, data):
        qtbot.addWidget(label)
    interpreter.speak(Language.TIBETAN)
    qtbot.waitUntil(lambda: text.text() != "打印")
    assert data.text() == "打印"
    interpreter.speak(Language.CHINESE)
    qtbot.waitUntil(lambda: text.text() == "打印")


def test_words_kept_from_before_the_change_are_said_in_the_language_of_now(
    qtbot: QtBot, interpreter: Interpreter
) -> None:
    kept, label = tr("打印"), Label()
    qtbot.addWidget(label)
    interpreter.speak(Language.TIBETAN)
    label.say(kept)
    assert label.text() == tr("打印") != kept


def test_facts_follow_too(interpreter: Interpreter) -> None:
    told = Words("{what}：3", {"what": tr("打印")})
    interpreter.speak(Language.TIBETAN)
    assert told.again() == f"{tr('打印')}：3"
    assert told == "打印：3"


def test_the_catalogue_is_not_stale() -> None:
    rows = read_catalogue()
    assert rows == brought_up_to_date(rows, all_sources()), "run python -m ui.i18n.collect"


def test_no_draft_stands_on_a_legal_paper() -> None:
    """Papers have no Tibetan but what two readers have confirmed; slips and tickets may show drafts."""
    confirmed = {row.bo for row in read_catalogue() if row.status is Status.CONFIRMED}
    printing = UI.parent / "printing"
    files = [*printing.glob("wording/*.toml"), *printing.glob("documents/*.py")]
    files += printing.glob("certificates/**/*.toml")
    assert len(files) > 15
    written = {
        (file.name, run)
        for file in files
        for run in re.findall("[\u0f00-\u0fff][\u0f00-\u0fff ]*", file.read_text("utf-8"))
    }
    assert not {(name, run) for name, run in written if run.strip() not in confirmed}


@pytest.mark.parametrize(
    "row",
    [
        Row("打印", "པར་འདེབས།", "", Status.DRAFT, ""),
        Row("打印", "པར་འདེབས།", "office", Status.CONFIRMED, ""),
        Row("打印", "པར་འདེབས།", "office", Status.CONFIRMED, "", "甲;甲"),
    ],
)
def test_tibetan_without_a_source_or_without_its_two_readers_is_refused(row: Row, tmp_path: Path) -> None:
    file = tmp_path / "tibetan.csv"
    write_catalogue([row], file)
    with pytest.raises(ValueError, match="打印"):
        read_catalogue(file)


def test_the_shares_of_each_role_add_up() -> None:
    places = places_of()
    status = {row.zh: row.status for row in read_catalogue()}
    found = shares(status, places)
    assert set(found) == {*ROLES, SHARED}
    assert all(share.total for share in found.values())
    assert found["kiosk"].draft > 0
    assert shares_in_words(status).count(spoken(Status.DRAFT)) == len(found)


def test_every_tibetan_text_names_its_source_and_none_is_confirmed_yet() -> None:
    rows = [row for row in read_catalogue() if row.bo]
    assert len(rows) > 100
    assert all(row.source for row in rows)
    assert {row.status for row in rows} <= {Status.DRAFT, Status.CONFIRMED}
    assert not [row.zh for row in rows if "SENSE?" in row.remark]


def test_names_to_fill_in_are_the_same_in_both_languages() -> None:
    for row in read_catalogue():
        if row.bo:
            assert row.zh.count("{") == row.bo.count("{")


def test_up_to_date_keeps_what_a_translator_wrote_and_drops_dead_texts() -> None:
    rows = [
        Row("打印", "པར་འདེབས།", "office", Status.DRAFT, ""),
        Row("旧", "", "", Status.MISSING, ""),
        Row("新", "", "", Status.MISSING, "asked on 9 March"),
    ]
    fresh = brought_up_to_date(rows, ["新", "更新"])
    assert [row.zh for row in fresh] == ["打印", "新", "更新"]
    assert fresh[1].remark == "asked on 9 March"
    assert fresh[2].status is Status.MISSING


def test_the_file_survives_a_round_through_a_spreadsheet(tmp_path: Path) -> None:
    file = tmp_path / "tibetan.csv"
    write_catalogue(read_catalogue(), file)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    with file.open(encoding="utf-8-sig", newline="") as lines:
        assert next(csv.reader(lines)) == ["zh", "bo", "source", "status", "remark", "readers"]
    assert read_catalogue(file) == read_catalogue()


def test_a_status_that_lies_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "tibetan.csv"
    write_catalogue([Row("打印", "", "", Status.CONFIRMED, "")], file)
    with pytest.raises(ValueError, match="打印"):
        read_catalogue(file)


def test_sources_are_found_in_code(tmp_path: Path) -> None:
    (tmp_path / "page.py").write_text(
        'a = tr("受理")\nb = tr("共 {n} 件", n=1)\nc = other("不是")\n', "utf-8"
    )
    assert list(sources_in(tmp_path)) == ["受理", "共 {n} 件"]


def test_no_visible_text_but_through_tr() -> None:
    """A Chinese literal in ui is the first argument of `tr`, or a constant that never reaches a widget."""
    allowed = {"display_probe.py", "faults.py", "record_words.py"}
    found = [
        f"{file.relative_to(UI)}: {text[:30]}"
        for file in sorted(UI.rglob("*.py"))
        if file.name not in allowed
        for text in _loose_literals(ast.parse(file.read_text("utf-8")))
    ]
    assert not found


def _loose_literals(tree: ast.Module) -> Iterator[str]:
    spoken, documented = set[int](), set[int]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr":
            spoken.add(id(node.args[0]))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            documented.add(id(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            chinese = any("\u3400" <= char <= "\u9fff" for char in node.value)
            if chinese and id(node) not in spoken | documented:
                yield node.value


def test_parts_in_one_line_follow_and_data_among_them_does_not(interpreter: Interpreter) -> None:
    line = joined((tr("打印"), "{才让}"))
    interpreter.speak(Language.TIBETAN)
    assert line.again() == f"{tr('打印')}、{{才让}}" != line
    assert joined(()) == ""


def test_every_text_of_a_widget_follows(qtbot: QtBot, look: Look, interpreter: Interpreter) -> None:
    kept = Cell(tr("打印"))
    health, area = HealthPlace(look, "printer", tr("打印")), scrolled(QWidget(), tr("打印"))
    table: Table[int] = Table(look, tr("打印"), (Column(tr("打印"), lambda _: replace(kept, size=15)),))
    table.show_rows([1])
    widgets = (health, area, table)
    for widget in widgets:
        qtbot.addWidget(widget)
    interpreter.speak(Language.TIBETAN)
    said = tr("打印")
    assert said != kept.words

    def all_said() -> set[str]:
        named = {one.accessibleName() for one in widgets}
        return {*named, health.toolTip(), table.model().index(0, 0).data()}

    qtbot.waitUntil(lambda: all_said() == {said})
