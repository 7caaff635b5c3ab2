"""The national table and published rows: the worked dates of the reference, every fault named."""

import subprocess
import sys
from datetime import date
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from app.domain.workdays import (
    TermUnit,
    add_workdays,
    count_workdays,
    end_of_term,
    workdays_before,
)
from app.errors import RuleError
from app.sentences import sentence
from data.working_days import CalendarTables, national_table, read_rows, regional_rows

MAQIN = "632621"
STATUTORY = Path(str(files("data") / "calendar" / "statutory.csv"))
HEAD = "area,date,kind,source\n"


def due(start: date, days: int) -> date:
    answer = add_workdays(CalendarTables().calendar(MAQIN), start, days)
    assert not answer.provisional
    return answer.day


def test_worked_dates_of_the_reference() -> None:
    received = date(2026, 9, 15)
    assert due(received, 5) == date(2026, 9, 21)
    assert due(received, 20) == date(2026, 10, 19)
    assert due(received, 20 + 10) == date(2026, 11, 2)
    assert due(received, 45) == date(2026, 11, 23)
    assert due(received, 10) == date(2026, 9, 29)
    assert due(date(2026, 2, 10), 5) == date(2026, 2, 24)


def test_working_days_of_2026_by_month() -> None:
    table = national_table()
    ends = [date(2025, 12, 31)] + [
        date(2026 + month // 12, month % 12 + 1, 1) - date.resolution for month in range(1, 13)
    ]
    months = [count_workdays(table, a, b).days for a, b in pairwise(ends)]
    assert months == [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]
    assert sum(months) == 248


def test_the_notice_of_2026_word_for_word() -> None:
    table = national_table()
    spans = [
        ((1, 1), (1, 3)),
        ((2, 15), (2, 23)),
        ((4, 4), (4, 6)),
        ((5, 1), (5, 5)),
        ((6, 19), (6, 21)),
        ((9, 25), (9, 27)),
        ((10, 1), (10, 7)),
    ]
    off = {
        date.fromordinal(day)
        for first, last in spans
        for day in range(date(2026, *first).toordinal(), date(2026, *last).toordinal() + 1)
    }
    work = {date(2026, *day) for day in ((1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10))}
    for ordinal in range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal()):
        day = date.fromordinal(ordinal)
        assert table.is_workday(day) is (day in work or (day.weekday() < 5 and day not in off)), day


def test_after_the_notices_only_the_law_is_known() -> None:
    table = national_table()
    assert (table.known_from, table.known_until) == (date(2004, 1, 1), date(2026, 12, 31))
    off = [(1, 1), (2, 5), (2, 6), (2, 7), (2, 8), (4, 5), (5, 1), (5, 2), (6, 9), (9, 15)]
    off += [(10, 1), (10, 2), (10, 3)]
    assert sorted(day for day in table.off if day.year == 2027) == [date(2027, *day) for day in off]
    assert add_workdays(table, date(2026, 12, 31), 1) == add_workdays(table, date(2027, 1, 1), 1)
    assert add_workdays(table, date(2026, 12, 31), 1).provisional
    assert end_of_term(table, date(2026, 12, 4), 1, TermUnit.MONTHS).provisional
    assert workdays_before(table, date(2027, 3, 1), 7).provisional


def test_every_year_after_the_notices_has_its_thirteen_days() -> None:
    table = national_table()
    for year in range(2027, 2037):
        named = [row for row in read_rows(STATUTORY) if row.day.year == year]
        assert sum(row.source.count("、") + 1 for row in named) == 13
        assert all(not table.is_workday(row.day) for row in named)


def test_lhasa_keeps_losar_and_golog_does_not() -> None:
    tables = CalendarTables(regional_rows())
    start = date(2026, 2, 10)
    assert add_workdays(tables.calendar("540102"), start, 5).day == date(2026, 2, 27)
    assert add_workdays(tables.calendar(MAQIN), start, 5).day == date(2026, 2, 24)


def test_a_published_year_takes_the_mark_away(tmp_path: Path) -> None:
    file = tmp_path / "2027.csv"
    file.write_text(
        "\ufeff" + HEAD + "100000,2027-1-1,休,国办发明电〔2026〕7号\n100000,2027年1月3日,班,国办\n", "utf-8"
    )
    table = CalendarTables(read_rows(file)).calendar(MAQIN)
    assert add_workdays(table, date(2026, 12, 31), 1).day == date(2027, 1, 3)
    assert not add_workdays(table, date(2026, 12, 31), 1).provisional


@pytest.mark.parametrize(
    ("content", "code", "facts"),
    [
        (HEAD + '632621,2026-1-1,off,"x\n', "calendar.quoting", {"row": 2}),
        ("area,date,kind\n", "calendar.column", {"column": "source"}),
        ("", "calendar.column", {"column": "area"}),
        (HEAD + "63262,2026-1-1,off,x\n", "calendar.cell", {"row": 2, "column": "area", "value": "63262"}),
        (
            HEAD + "632621,2026-2-28,off,x\n632621,2026-2-30,off,x\n",
            "calendar.cell",
            {"row": 3, "column": "date", "value": "2026-2-30"},
        ),
        (HEAD + "632621,2026-1-1,frei,x\n", "calendar.cell", {"row": 2, "column": "kind", "value": "frei"}),
        (HEAD + "632621,2026-1-1,off,\n", "calendar.cell", {"row": 2, "column": "source", "value": ""}),
        (HEAD + "632621,2026-1-1\n", "calendar.cell", {"row": 2, "column": "kind", "value": ""}),
        (
            HEAD + "632621,2026-1-1,off,x\n632621,20260101,work,y\n",
            "calendar.twice",
            {"row": 3, "first": 2},
        ),
    ],
)
def test_faults_are_named_by_row_and_column(
    tmp_path: Path, content: str, code: str, facts: dict[str, object]
) -> None:
    file = tmp_path / "days.csv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        read_rows(file)
    assert caught.value.code == code
    assert "days.csv" in sentence(caught.value)
    assert caught.value.facts == {"file": "days.csv", **facts}


def test_another_encoding_is_refused_in_words(tmp_path: Path) -> None:
    file = tmp_path / "days.csv"
    file.write_bytes((HEAD + "632621,2026-1-1,休,文件\n").encode("gb18030"))
    with pytest.raises(RuleError, match=r"calendar\.encoding") as caught:
        read_rows(file)
    assert sentence(caught.value)


def test_an_absent_file_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"calendar\.file") as caught:
        read_rows(tmp_path / "days.csv")
    assert "days.csv" in sentence(caught.value)


def test_the_library_does_not_warn() -> None:
    code = "import data.working_days as w; w.national_table(); w.regional_rows()"
    run = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")
