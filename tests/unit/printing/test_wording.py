"""Editions of wording: whole, chosen by the paper's day, strict about facts."""

from datetime import date

import pytest

from app.domain.hall_papers import SHEETS, HallPaperKind
from app.domain.papers import PaperKind
from printing.wording.editions import Edition, Wording, edition_on, read_edition, vendored_editions


def test_every_vendored_edition_speaks_for_every_paper() -> None:
    editions = vendored_editions()
    assert editions
    for edition in editions:
        for kind in PaperKind:
            assert edition.of(kind)("role")
        for kind in {*PaperKind, *HallPaperKind} - SHEETS:
            assert edition.of(kind)("demo") == "演示  样张  无效"


def test_the_edition_in_force_on_the_day_is_taken() -> None:
    old, new = (
        Edition(name, day, {}, {}) for name, day in (("旧", date(2019, 1, 1)), ("新", date(2027, 1, 1)))
    )
    chosen = [
        edition_on((old, new), day).name for day in (date(2018, 1, 1), date(2026, 12, 31), date(2027, 1, 1))
    ]
    assert chosen == ["旧", "旧", "新"]


def test_a_papers_own_sentence_goes_before_the_common_one() -> None:
    words = Wording({"lead": "甲{n}"}, {"lead": "乙", "foot": "丙"})
    assert (words("lead", n=1), words("foot")) == ("甲1", "丙")


def test_a_missing_fact_or_sentence_is_a_bug_that_shows() -> None:
    words = Wording({"lead": "甲{n}"}, {})
    with pytest.raises(KeyError):
        words("lead")
    with pytest.raises(KeyError):
        words("other")


def test_an_edition_without_one_of_the_papers_is_refused() -> None:
    with pytest.raises(KeyError):
        read_edition('edition = "缺"\nvalid_from = 2027-01-01\n[common]\n["受理通知书"]\n')
