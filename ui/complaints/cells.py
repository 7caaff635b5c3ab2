"""How lists tell of a complaint: its state as a pill, until when an act is owed, what answer it gets."""

from app.domain.complaints import ComplaintState
from app.services.complaints import ShownComplaint
from ui.i18n import tr
from ui.theme import CAPTION, Sign
from ui.widgets.tables import Cell, Column
from ui.wording import day, spoken

_SIGNS = {
    ComplaintState.REGISTERED: Sign.WAITING,
    ComplaintState.ACCEPTED: Sign.ON_TIME,
    ComplaintState.ANSWERED: Sign.DONE,
    ComplaintState.REFUSED: Sign.PAUSED,
    ComplaintState.CLOSED: Sign.DONE,
}


def complaint_columns() -> tuple[Column[ShownComplaint], ...]:
    """Return how a list of complaints stands in columns, at the guide's desk and in the office."""
    return (
        Column(tr("状态"), _state_cell, 120),
        Column(tr("编号"), _number_cell, 96),
        Column(tr("对象"), _about_cell),
        Column(tr("期限"), _due_cell, 80),
        Column(tr("答复"), _answer_cell, 72),
    )


def _state_cell(one: ShownComplaint) -> Cell:
    """Return where a complaint stands, or that the next act is late."""
    if one.overdue:
        return Cell(tr("逾期"), sign=Sign.OVERDUE)
    return Cell(spoken(one.view.state), sign=_SIGNS[one.view.state])


def _number_cell(one: ShownComplaint) -> Cell:
    """Return the number the visitor was told."""
    return Cell(one.view.complaint.number, size=CAPTION)


def _about_cell(one: ShownComplaint) -> Cell:
    """Return what it is about."""
    return Cell(one.view.complaint.about or tr("大厅"))


def _due_cell(one: ShownComplaint) -> Cell:
    """Return until when the next act is owed."""
    return Cell(day(one.due) if one.due else "—")


def _answer_cell(one: ShownComplaint) -> Cell:
    """Return whether an answer in writing is owed."""
    return Cell(tr("书面") if one.view.complaint.named else tr("不留名"), tone="text_2")
