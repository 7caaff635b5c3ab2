"""What is typed about the hall's hours: one row of them, and what holds for a whole edition."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from app.domain.dates import parse_date
from app.domain.shift_rows import ShiftRow, time_words, weekday_words
from app.domain.shifts import AttendanceRules
from app.errors import RuleError
from ui.i18n import tr
from ui.look import Look
from ui.theme import MD, SM
from ui.widgets.boxes import Card
from ui.widgets.fields import Field
from ui.widgets.tick import Tick
from ui.widgets.words import Label


class ShiftCard(Card):
    """The hours of some weekdays of a season."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, tr("一行作息"), gap=MD)
        self.season = Field(look, tr("季节"))
        self.first = Field(look, tr("起（月-日）"), narrow=True)
        self.last = Field(look, tr("止（月-日）"), narrow=True)
        self.weekdays = Field(look, tr("星期"), needed=False, hint=tr("例如 五；其余日子留空"))
        self.times = tuple(
            Field(look, words, narrow=True)
            for words in (tr("上午上班"), tr("上午下班"), tr("下午上班"), tr("下午下班"))
        )
        fields = (self.season, self.weekdays, self.first, self.last, *self.times)
        self.add(in_pairs(look, fields))

    @property
    def needed(self) -> tuple[Field, ...]:
        """What must not be empty."""
        return (self.season, self.first, self.last, *self.times)

    def show_row(self, chosen: ShiftRow) -> None:
        """Fill the fields with a row."""
        self.season.put(chosen.season)
        self.first.put(chosen.first)
        self.last.put(chosen.last)
        self.weekdays.put(weekday_words(chosen.weekdays))
        for field, minutes in zip(self.times, chosen.times, strict=True):
            field.put(time_words(minutes))


class EditionCard(Card):
    """Name and first day of an edition, its windows and minutes."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, tr("考勤办法"), gap=MD)
        self.name = Field(look, tr("办法名称和年份"))
        self.since = Field(look, tr("起用日期"), lambda typed: parse_date(typed, tr("起用日期")), narrow=True)
        self.numbers = {
            "before": Field(look, tr("上班前多少分钟可签"), _minutes, narrow=True),
            "after": Field(look, tr("下班后多少分钟可签"), _minutes, narrow=True),
            "grace": Field(look, tr("宽限（分钟）"), _minutes, narrow=True),
            "absent_over": Field(look, tr("超过几分钟记旷工半天"), _minutes, narrow=True),
            "same": Field(look, tr("几分钟内算同一次"), _minutes, narrow=True),
            "longest_errand": Field(look, tr("临时外出最长（分钟）"), _minutes, narrow=True),
            "overtime_from": Field(look, tr("多留几分钟算延时"), _minutes, narrow=True),
        }
        self.to_open = Tick(look, tr("签到后窗口才能开始叫号"), ticked=True)
        told = tr("依据：中心自定。名称和日期印在月考勤表下面，已经过去的日子不变。")
        self.add(self.name, self.since, in_pairs(look, tuple(self.numbers.values())), self.to_open)
        self.add(Label(told, "caption", "text_3", wrap=True))

    @property
    def fields(self) -> tuple[Field, ...]:
        """What is typed, in order."""
        return (self.name, self.since, *self.numbers.values())

    def said(self, rules: AttendanceRules) -> AttendanceRules:
        """Return an edition with what stands in the fields.

        Raises:
            RuleError: `date.form`, `date.impossible`.
        """
        typed = {name: int(field.text) for name, field in self.numbers.items()}
        return replace(
            rules,
            edition=self.name.text.strip(),
            effective_from=parse_date(self.since.text, tr("起用日期")),
            before=typed["before"],
            after=typed["after"],
            grace=typed["grace"],
            absent_over=typed["absent_over"],
            same=typed["same"],
            longest_errand=typed["longest_errand"],
            overtime_from=typed["overtime_from"],
            check_in_to_open=self.to_open.isChecked(),
        )

    def show_rules(self, rules: AttendanceRules, since: date) -> None:
        """Fill the fields with an edition and the day from which a new one may hold."""
        self.name.put(rules.edition)
        self.since.put(since.isoformat())
        for name, field in self.numbers.items():
            field.put(str(getattr(rules, name)))
        self.to_open.setChecked(rules.check_in_to_open)


def in_pairs(look: Look, fields: tuple[Field, ...]) -> QGridLayout:
    """Put fields two in a row."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(look.px(SM))
    grid.setVerticalSpacing(look.px(SM))
    for place, field in enumerate(fields):
        grid.addWidget(field, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
    for place in range(2):
        grid.setColumnStretch(place, 1)
    return grid


def _minutes(typed: str) -> None:
    if not typed.isascii() or not typed.isdigit():
        raise RuleError("attendance.minutes")
