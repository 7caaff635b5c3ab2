"""The page of the hall's hours: seasons, weekdays and four slots, windows and grace; a new edition."""

from datetime import date

from app.domain.dates import chinese_date, hall_date
from app.domain.shift_rows import (
    ShiftRow,
    parse_month_day,
    parse_times,
    parse_weekdays,
    rows_of,
    time_words,
    weekday_words,
    with_row,
    with_rows,
)
from app.domain.shifts import AttendanceBook, AttendanceRules
from app.errors import RuleError
from ui.accounts.dependencies import AccountDependencies
from ui.accounts.hours_cards import EditionCard, ShiftCard
from ui.i18n import tr
from ui.list_page import Act, ListPage, judged
from ui.theme import MD
from ui.widgets.boxes import row
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label


class HoursPage(ListPage):
    """The hours as they will hold; rows are changed here and kept by saving an edition."""

    def __init__(self, needs: AccountDependencies) -> None:
        self._needs = needs
        self._rules = AttendanceRules()
        self._filled: ShiftRow | None = None
        look = needs.look
        self.table: Table[ShiftRow] = Table(
            look,
            tr("作息"),
            (
                Column(tr("季节"), lambda one: Cell(one.season)),
                Column(tr("起止"), lambda one: Cell(f"{one.first} — {one.last}", tone="text_2"), 130),
                Column(tr("星期"), _weekdays_cell, 120),
                Column(tr("上午"), lambda one: _hours_cell(one.times[:2]), 130),
                Column(tr("下午"), lambda one: _hours_cell(one.times[2:]), 130),
            ),
        )
        self.shift, self.edition = ShiftCard(look), EditionCard(look)
        self.now = Label("", "body", "text_2", wrap=True)
        head = row(look, self.now, gap=MD)
        head.setStretch(0, 1)
        acts = (
            Act(tr("删去这一行"), "Ctrl+D", self.remove),
            Act(tr("放进作息"), "Ctrl+2", self.put),
            Act(tr("另存为新办法"), "Ctrl+1", self.save, "primary", "save"),
        )
        super().__init__(look, needs.runner, self.table, acts, head, side=(self.shift, self.edition))
        self.table.moved.connect(self._show_chosen)
        self.read()

    def read(self) -> None:
        """Read the editions anew; what was changed here and not saved is given up."""
        needs = self._needs
        self.fetch("read hours", lambda: needs.attendance.rules(needs.actor), self._show)

    def put(self) -> None:
        """Put what stands in the fields into the table, over the row of its season and weekdays."""
        if not judged(*self.shift.needed):
            return
        try:
            typed = ShiftRow(
                self.shift.season.text.strip(),
                parse_month_day(self.shift.first.text),
                parse_month_day(self.shift.last.text),
                parse_weekdays(self.shift.weekdays.text),
                parse_times(field.text for field in self.shift.times),
            )
        except RuleError as wrong:
            self.tell(wrong)
            return
        self.notice.clear()
        rows = with_row(self.table.rows, typed)
        self.table.show_rows(rows, [one.key for one in rows].index(typed.key))

    def remove(self) -> None:
        """Take the chosen row out."""
        chosen = self.table.chosen()
        if chosen is not None:
            self.table.show_rows([one for one in self.table.rows if one.key != chosen.key])
            self._show_chosen()

    def save(self) -> None:
        """Save hours, windows and grace as an edition that holds from a day on."""
        if not judged(*self.edition.fields):
            return
        needs = self._needs
        try:
            wanted = self.edition.said(with_rows(self._rules, self.table.rows))
        except RuleError as wrong:
            self.tell(wrong)
            return
        self.carry_out(
            "put hours",
            lambda: needs.attendance.put_rules(needs.actor, wanted),
            lambda _: self._saved(wanted),
        )

    def _saved(self, rules: AttendanceRules) -> None:
        self.read()
        since = chinese_date(rules.effective_from)
        self.notice.note(tr("已保存，自{since}起执行；以前的日子仍按原办法", since=since))

    def _show(self, book: AttendanceBook) -> None:
        today: date = hall_date(self._needs.now())
        self._rules = book.editions[-1]
        begun = self._rules.effective_from <= today
        words = tr("现行：{name}", name=self._rules.edition) if begun else _coming(self._rules)
        self.now.say(words)
        self._filled = None
        self.table.show_rows(rows_of(self._rules))
        self.edition.show_rules(self._rules, max(today, self._rules.effective_from))
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self.table.chosen()
        if chosen is not None and chosen != self._filled:
            self._filled = chosen
            self.shift.show_row(chosen)


def _coming(rules: AttendanceRules) -> str:
    since = chinese_date(rules.effective_from)
    return tr("将执行：{name}（自{since}起）", name=rules.edition, since=since)


def _weekdays_cell(one: ShiftRow) -> Cell:
    return Cell(weekday_words(one.weekdays) or tr("其余日子"), tone="text_2")


def _hours_cell(times: tuple[int, ...]) -> Cell:
    return Cell(" — ".join(map(time_words, times)))
