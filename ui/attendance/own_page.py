"""One's own day: four slots, what counted for each, and every punch."""

from app.domain.attendance import SlotOutcome, SlotResult
from app.domain.dates import chinese_date, hall_time
from app.services.attendance import OwnDay
from ui.attendance.dependencies import AttendanceDependencies
from ui.i18n import tr
from ui.list_page import Act, ListPage
from ui.theme import CAPTION, Sign
from ui.widgets.boxes import row
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label
from ui.wording import spoken

SIGNS = {
    SlotResult.NORMAL: Sign.ON_TIME,
    SlotResult.LATE: Sign.SOON,
    SlotResult.EARLY: Sign.SOON,
    SlotResult.MISSING: Sign.LATE,
    SlotResult.ABSENT: Sign.OVERDUE,
    SlotResult.LEAVE: Sign.PAUSED,
    SlotResult.OFF: Sign.DONE,
    SlotResult.PENDING: Sign.WAITING,
}


class OwnPage(ListPage):
    """The actor's own day."""

    def __init__(self, needs: AttendanceDependencies) -> None:
        self._needs = needs
        look = needs.look
        self.day = Label("", "heading")
        self.edition = Label("", "caption", "text_2")
        self.table: Table[SlotOutcome] = Table(
            look,
            tr("今天的考勤"),
            (
                Column(tr("次"), lambda one: Cell(spoken(one.slot)), 110),
                Column(tr("应到时间"), lambda one: Cell(f"{hall_time(one.due):%H:%M}", tone="text_2"), 100),
                Column(tr("签到"), check_in_cell, 180),
                Column(tr("结果"), result_cell, 120),
                Column(tr("说明"), lambda one: Cell(one.reason, tone="text_2")),
            ),
        )
        acts = (Act(tr("刷新"), "F5", self.read),)
        super().__init__(look, needs.runner, self.table, acts, row(look, self.day, None, self.edition))
        kinds = ("punch", "attendance_slip", "attendance_correction", "leave_step")
        needs.changes.subscribe(self, kinds, self.read)
        self.read()

    def read(self) -> None:
        """Read the day anew."""
        needs = self._needs
        self.fetch("read own day", lambda: needs.attendance.own_day(needs.actor, needs.today()), self._show)

    def _show(self, own: OwnDay) -> None:
        self.day.say(chinese_date(own.outcome.day))
        self.edition.say(own.edition)
        self.table.show_rows(own.outcome.slots)


def check_in_cell(one: SlotOutcome) -> Cell:
    """Return when and how somebody checked in."""
    if one.check_in is None:
        return Cell("")
    time = f"{hall_time(one.check_in.at):%H:%M:%S}"
    if one.check_in.slip:
        return Cell(tr("{time} 补登", time=time))
    return Cell(tr("{time} 时钟存疑", time=time), tone="soon") if one.check_in.flagged else Cell(time)


def result_cell(one: SlotOutcome) -> Cell:
    """Return a slot's result; a corrected one says what it was."""
    words = spoken(one.leave) if one.leave and one.result is SlotResult.LEAVE else spoken(one.result)
    if one.computed is not None:
        words = tr("{now}（原{was}）", now=words, was=spoken(one.computed))
        return Cell(words, size=CAPTION, tone="soon")
    return Cell(words, sign=SIGNS[one.result])
