"""The month of a department: the sheet's figures, its file and paper, slips and corrections."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from app.domain.attendance import SlipReason, SlotResult
from app.domain.attendance_month import MonthLine
from app.domain.attendance_sheet import (
    MonthTable,
    days_table,
    days_words,
    edition_words,
    figures_table,
    rate_words,
)
from app.domain.dates import HALL_ZONE
from app.domain.hall_papers import HallPaperKind
from app.domain.shifts import Slot
from app.errors import RuleError
from app.services.attendance import MonthSheet
from ui.attendance.dependencies import AttendanceDependencies
from ui.i18n import Words, joined, tr
from ui.list_page import Act, ListPage
from ui.print_queue.sending import PaperSending
from ui.theme import CAPTION, MD, SM
from ui.widgets.boxes import Card, fixed, row
from ui.widgets.fields import Field
from ui.widgets.keys import Chip
from ui.widgets.same_row import same_row
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label
from ui.wording import spoken

K = TypeVar("K", bound=StrEnum)
RESULTS = (SlotResult.NORMAL, SlotResult.LATE, SlotResult.EARLY, SlotResult.ABSENT)


class MonthPage(ListPage):
    """A month of people; corrections keep what was before."""

    def __init__(self, needs: AttendanceDependencies) -> None:
        self._needs = needs
        look = needs.look
        self.sheet: MonthSheet | None = None
        self.table: Table[MonthLine] = Table(
            look,
            tr("月考勤"),
            (
                Column(tr("姓名"), lambda one: Cell(one.person.name)),
                Column(tr("单位"), lambda one: Cell(one.person.unit, tone="text_2"), 90),
                Column(tr("应到"), lambda one: Cell(days_words(one.due)), 54),
                Column(tr("实到"), lambda one: Cell(days_words(one.attended)), 54),
                Column(tr("迟到"), lambda one: _count(one.late), 50),
                Column(tr("早退"), lambda one: _count(one.early), 50),
                Column(tr("缺卡"), lambda one: _count(one.missing), 50),
                Column(tr("旷工"), lambda one: _count(one.absent_halves, "error"), 50),
                Column(tr("出勤率"), lambda one: Cell(rate_words(one.rate)), 80),
            ),
        )
        self.month = fixed(look, Field(look, tr("月份"), narrow=True), width=140)
        self.month.put(f"{needs.today():%Y-%m}")
        self.rules = Label("", "caption", "text_2", wrap=True)
        head = row(look, self.month, self.rules, gap=MD)
        head.setStretch(1, 1)
        acts = (
            Act(tr("存为表格"), "Ctrl+4", self.save_file),
            Act(tr("存为 PDF"), "Ctrl+5", self.save_paper),
            Act(tr("打印"), "Ctrl+P", self.print_paper, icon="printer"),
            Act(tr("补登签到"), "Ctrl+2", self.enter_slip),
            Act(tr("更正结果"), "Ctrl+1", self.correct, "primary"),
        )
        super().__init__(look, needs.runner, self.table, acts, head, side=self._side())
        self._sending = PaperSending(self, needs.runner, needs.print_jobs)
        self.month.edit.editingFinished.connect(self._turn_to_month)
        self.table.moved.connect(self._show_chosen)
        kinds = ("punch", "attendance_slip", "attendance_correction", "leave_step", "patrol")
        needs.changes.subscribe(self, kinds, self.read)
        self.read()

    def _side(self) -> tuple[Card, ...]:
        look = self._needs.look
        self.who = Label("", "strong", wrap=True)
        self.day = Field(look, tr("日期"), narrow=True, hint=tr("几号，例如 15"))
        self.slots = {slot: Chip(look, spoken(slot)) for slot in Slot}
        self.results = {result: Chip(look, spoken(result)) for result in RESULTS}
        self.reason = Field(look, tr("理由"))
        self.time = Field(look, tr("签到时间"), needed=False, hint=tr("补登时填，例如 8:55"))
        _one_of(self.slots, Slot.MORNING_IN)
        _one_of(self.results, SlotResult.NORMAL)
        slots, results = list(self.slots.values()), list(self.results.values())
        card = Card(look, tr("更正和补登"), gap=MD)
        card.add(self.who, self.day, row(look, *slots[:2], None, gap=SM), row(look, *slots[2:], None, gap=SM))
        card.add(row(look, *results, None, gap=SM), self.reason, self.time)
        card.add(Label(tr("更正后，原来的结果和理由一直看得到。"), "caption", "text_3", wrap=True))
        return (card,)

    def read(self) -> None:
        """Read the month anew."""
        needs, first = self._needs, self._first()
        if first is not None:
            self.fetch("read month", lambda: needs.attendance.month(needs.actor, first), self._show)

    def correct(self) -> None:
        """Correct the chosen person's slot."""
        needs, chosen, on = self._needs, self.table.chosen(), self._on()
        if chosen is None or on is None:
            return
        slot, result = _chosen(self.slots), _chosen(self.results)
        who, reason = chosen.person.account_id, self.reason.text
        self.carry_out(
            "correct attendance",
            lambda: needs.attendance.correct(needs.actor, who, on, slot, result, reason),
            lambda made: self._done(tr("已更正 {name} 的考勤", name=made.person)),
        )

    def enter_slip(self) -> None:
        """Enter a slip of paper for the chosen person."""
        needs, chosen, on = self._needs, self.table.chosen(), self._on()
        if chosen is None or on is None:
            return
        hour, _, minute = self.time.text.replace("：", ":").partition(":")
        if not (hour.strip().isdigit() and minute.strip().isdigit()):
            self.tell(RuleError("text.missing", field=tr("签到时间")))
            return
        at = datetime(on.year, on.month, on.day, tzinfo=HALL_ZONE)
        at += timedelta(hours=int(hour), minutes=int(minute))
        who, note = chosen.person.account_id, self.reason.text
        self.carry_out(
            "enter slip",
            lambda: needs.attendance.enter_slip(needs.actor, who, at, SlipReason.POWER_CUT, note),
            lambda made: self._done(tr("已补登 {name} 的签到", name=made.person)),
        )

    def save_file(self) -> None:
        """Save both layouts as a workbook."""
        self._save(".xlsx", lambda where: self._needs.write_xlsx(where, self.tables()))

    def save_paper(self) -> None:
        """Save both layouts as a PDF file."""
        compose = self._needs.compose
        self._save(".pdf", lambda where: where.write_bytes(compose(self.tables())))

    def print_paper(self) -> None:
        """Send both layouts to the hall's printer, to be signed."""
        needs, sheet, tables = self._needs, self.sheet, self.tables()
        if sheet is not None:
            kind, first = HallPaperKind.ATTENDANCE, sheet.first
            self._sending.send(lambda: needs.papers.print_sheets(needs.actor, kind, first, tables))

    def tables(self) -> tuple[MonthTable, ...]:
        """Return both layouts of what is shown."""
        sheet = self.sheet
        if sheet is None:
            return ()
        rules = tuple(edition_words(one.edition, one.effective_from) for one in sheet.editions)
        facts = (sheet.first, self._needs.hall.name, sheet.lines, rules, self._needs.hall.demo)
        return (figures_table(*facts), days_table(*facts))

    def _save(self, ending: str, write: Callable[[Path], object]) -> None:
        if self.sheet is None:
            return
        where = self._needs.save_where(f"{self.sheet.first:%Y-%m}{tr('考勤')}{ending}")
        if where is not None:
            self.carry_out(
                "save month",
                lambda: write(where),
                lambda _: self.notice.note(tr("已存到 {file}", file=where.name)),
            )

    def _first(self) -> date | None:
        year, _, month = self.month.text.strip().partition("-")
        if not (year.isdigit() and month.isdigit() and 1 <= int(month) <= 12 and 2000 <= int(year) <= 2100):
            self.tell(RuleError("attendance.month_form"))
            return None
        return date(int(year), int(month), 1)

    def _on(self) -> date | None:
        typed, sheet = self.day.text.strip(), self.sheet
        if sheet is None or not typed.isdigit() or not 1 <= int(typed) <= sheet.last.day:
            self.tell(RuleError("date.form", field=tr("日期")))
            return None
        return sheet.first.replace(day=int(typed))

    def _turn_to_month(self) -> None:
        self.notice.clear()
        self.read()

    def _show(self, sheet: MonthSheet) -> None:
        self.sheet = sheet
        self.table.show_rows(
            sheet.lines, same_row(self.table, sheet.lines, lambda one: one.person.account_id)
        )
        words = joined((edition_words(one.edition, one.effective_from) for one in sheet.editions), "；")
        self.rules.say(tr("依据：{rules}", rules=words))
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self.table.chosen()
        self.who.say(chosen.person.name if chosen else "")

    def _done(self, words: Words) -> None:
        self.reason.put("")
        self.time.put("")
        self.read()
        self.notice.note(words)


def _one_of(chips: dict[K, Chip], first: K) -> None:
    """Let one of the chips be chosen at a time."""
    for one, chip in chips.items():
        chip.clicked.connect(lambda _=False, one=one: _choose(chips, one))
    _choose(chips, first)


def _choose(chips: dict[K, Chip], wanted: K) -> None:
    for one, chip in chips.items():
        chip.setChecked(one is wanted)


def _chosen(chips: dict[K, Chip]) -> K:
    return next(one for one, chip in chips.items() if chip.isChecked())


def _count(number: int, tone: str = "text") -> Cell:
    return Cell(str(number), tone=tone) if number else Cell("—", tone="text_3", size=CAPTION)
