"""Tibetan dates against Qt's own copy of CLDR, day by day through a year."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale

from app.domain.tibetan_dates import tibetan_date, tibetan_full_date


def test_every_day_is_written_as_cldr_writes_it() -> None:
    locale, day = QLocale("bo_CN"), date(2026, 1, 1)
    while day.year == 2026:
        there = QDate(day.year, day.month, day.day)
        assert tibetan_full_date(day) == locale.toString(there, QLocale.FormatType.LongFormat)
        assert tibetan_full_date(day).startswith(tibetan_date(day))
        day += timedelta(days=1)


def test_tibetan_digits_are_a_choice() -> None:
    assert tibetan_date(date(2026, 9, 15), tibetan_digits=True) == "༢༠༢༦ ཟླ་བ་དགུ་པའི་ཚེས་༡༥"
